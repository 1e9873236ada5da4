"""Who fits where: isinstance with runtime protocols and abstract classes, singledispatch, cached properties, descriptors."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence, Sized
from functools import cached_property, singledispatch
from typing import Protocol, runtime_checkable

SIZE = 2000


@runtime_checkable
class Named(Protocol):
    name: str

    def rename(self, name: str) -> None: ...


@runtime_checkable
class Scored(Protocol):
    def score(self) -> int: ...


class Shape(ABC):
    @abstractmethod
    def area(self): ...


class Square(Shape):
    def __init__(self, side, name):
        self.side = side
        self.name = name

    def area(self):
        return self.side * self.side

    def rename(self, name):
        self.name = name

    @cached_property
    def outline(self):
        return 4 * self.side


class Score:
    def score(self):
        return 7


@singledispatch
def weight(value):
    return 1


@weight.register
def _(value: Shape):
    return value.area()


@weight.register
def _(value: Mapping):
    return sum(weight(item) for item in value.values())


@weight.register(list)
@weight.register(tuple)
def _(value):
    return sum(map(weight, value))


def main(n):
    values = [Square(2, "a"), Score(), [1, 2], {"k": 3}, "text", 5, None, (Score(), Square(1, "b")), range(3), {4}]
    counts = dict.fromkeys(("Named", "Scored", "Shape", "Iterable", "Sequence", "Sized", "weight", "outline"), 0)
    for i in range(n):
        value = values[i % len(values)]
        for kind in (Named, Scored, Shape, Iterable, Sequence, Sized):
            counts[kind.__name__] += isinstance(value, kind)
        counts["weight"] += weight(value)
        square = Square(i, "c")
        counts["outline"] += square.outline + square.outline
    return counts
