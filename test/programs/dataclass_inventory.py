"""Dataclasses from every side: defaults, ordering, frozen, slots, inheritance, post-init, fields, replace."""

import copy
from collections import defaultdict
from dataclasses import KW_ONLY, FrozenInstanceError, InitVar, asdict, astuple, dataclass, field, fields, is_dataclass, make_dataclass, replace
from typing import ClassVar


@dataclass(order=True, frozen=True)
class Money:
    cents: int
    currency: str = field(default="EUR", compare=False)

    def __add__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.cents + other.cents, self.currency)

    def __radd__(self, other):
        return self if other == 0 else NotImplemented

    def __str__(self):
        return f"{self.cents / 100:,.2f} {self.currency}"


@dataclass
class Item:
    name: str
    price: Money
    quantity: int = 0
    tags: set[str] = field(default_factory=set, repr=False)
    _: KW_ONLY
    sku: str = ""
    discount: InitVar[int] = 0
    total: Money = field(init=False)
    count: ClassVar[int] = 0

    def __post_init__(self, discount):
        Item.count += 1
        self.sku = self.sku or f"{self.name[:3].upper()}-{Item.count:03}"
        self.total = Money(self.price.cents * self.quantity * (100 - discount) // 100)

    def __contains__(self, tag):
        return tag in self.tags


@dataclass
class Perishable(Item):
    days: int = 7

    def __post_init__(self, discount):
        super().__post_init__(discount + (50 if self.days < 2 else 0))


@dataclass(slots=True, eq=False)
class Node:
    value: int
    next: "Node | None" = None

    def __iter__(self):
        node = self
        while node is not None:
            yield node.value
            node = node.next


@dataclass(unsafe_hash=True, match_args=True)
class Point:
    x: int
    y: int = 0
    label: str = field(default="", hash=False, compare=False, kw_only=True)


stock = [
    Item("apple", Money(30), 100, {"fruit"}),
    Item("pear", Money(45), 10, {"fruit"}, discount=10),
    Perishable("milk", Money(99), 12, days=1),
    Perishable("cheese", Money(450), 3, {"dairy"}, sku="CH-1"),
]
for item in stock:
    print(item)
print(sum((i.total for i in stock)), "|", max(i.price for i in stock), "|", Item.count, "fruit" in stock[0])
print(sorted([Money(5), Money(1, "USD"), Money(3)]), Money(5) == Money(5, "USD"), hash(Money(1)) == hash(Money(1, "X")))
by_tag = defaultdict(list)
for item in stock:
    for tag in sorted(item.tags) or ["untagged"]:
        by_tag[tag].append(item.sku)
print(dict(by_tag))
print(asdict(stock[2]))
print(astuple(Point(1, 2, label="p")), replace(Point(1, 2, label="p"), y=9), replace(stock[0], quantity=1, discount=0).total)
print([(f.name, f.type if isinstance(f.type, str) else getattr(f.type, "__name__", str(f.type)), f.kw_only, f.init) for f in fields(Perishable)])
print(list(Node(1, Node(2, Node(3)))), Node.__slots__, hasattr(Node(1), "__dict__"), Node(1) == Node(1))
print(len({Point(1, 2), Point(1, 2, label="x"), Point(2, 1)}), Point.__match_args__, Item.__match_args__)
match Point(3, 4, label="far"):
    case Point(x, y, label=str(name)) if x < y:
        print("matched", x, y, name)
Dynamic = make_dataclass("Dynamic", [("a", int), ("b", list, field(default_factory=list)), "c"], namespace={"double": lambda self: self.a * 2}, kw_only=True)
print(Dynamic(a=4, c=None), Dynamic(a=4, c=1).double(), is_dataclass(Dynamic), is_dataclass(3))
clone = copy.deepcopy(stock[0])
clone.tags.add("new")
print(clone == stock[0], sorted(clone.tags), sorted(stock[0].tags), Point(1) != Point(1, 0))

for action in [
    lambda: setattr(Money(1), "cents", 2),
    lambda: delattr(Money(1), "cents"),
    lambda: Item("x"),
    lambda: Item("x", Money(1), 2, set(), "sku"),
    lambda: Money(1) < 5,
    lambda: setattr(Node(1), "other", 1),
    lambda: replace(stock[0], total=1),
    lambda: fields(3),
    lambda: Money(1) + 3,
]:
    try:
        action()
    except (FrozenInstanceError, TypeError, AttributeError, ValueError) as error:
        print(type(error).__name__, "|", error)
try:

    @dataclass
    class Bad:
        a: int = 1
        b: str

except TypeError as error:
    print(error)
try:

    @dataclass
    class Worse:
        items: list = []

except ValueError as error:
    print(error)
