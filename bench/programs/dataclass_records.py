"""Records: dataclasses with order and defaults, named tuples, enums, sorting by fields."""

from collections import namedtuple
from dataclasses import dataclass, field, replace
from enum import Enum

SIZE = 8000


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3


@dataclass(order=True)
class Item:
    weight: int
    name: str
    color: Color = field(compare=False, default=Color.RED)
    tags: list = field(compare=False, default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    x: float
    y: float


Person = namedtuple("Person", "name age city")


def main(n):
    colors = list(Color)
    items = [Item(i * 7 % 50, f"n{i % 20}", colors[i % 3]) for i in range(n)]
    items.sort()
    heavy = [replace(item, weight=item.weight + 1) for item in items[-20:]]
    places = {Place(i % 10, i % 7) for i in range(n)}
    people = [Person(f"p{i}", i % 90, "ab"[i % 2]) for i in range(n)]
    old = [p for p in people if p.age > 60 and p.city == "a"]
    ages = sorted({p.age for p in people}, reverse=True)
    reds = sum(item.color is Color.RED for item in items)
    equal = sum(a == b for a, b in zip(items, items[1:]))
    return f"{items[0].name} {heavy[-1].weight} {len(places)} {len(old)} {ages[0]} {reds} {equal} {repr(items[1])[:40]}"
