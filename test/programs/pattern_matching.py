"""match statements: literals, captures, sequences, mappings, classes, or-patterns, guards, nesting, evaluation order."""

from collections import namedtuple
from dataclasses import dataclass
from enum import Enum


class Color(Enum):
    RED = 1
    GREEN = 2


@dataclass
class Point:
    x: int
    y: int


@dataclass
class Circle:
    center: Point
    radius: float


class Custom:
    __match_args__ = ("first", "second")

    def __init__(self, a, b):
        self.first, self.second, self.third = a, b, a + b

    def __repr__(self):
        return "Custom()"


Pair = namedtuple("Pair", "left right")


class Const:
    LIMIT = 10
    nested = type("N", (), {"VALUE": "deep"})


def classify(value):
    match value:
        case 0 | 1 | 2:
            return "small"
        case -1:
            return "minus one"
        case 3.5:
            return "three and a half"
        case 2 + 3j:
            return "complex"
        case "a" | "b" as letter:
            return f"letter {letter}"
        case b"bytes":
            return "bytes"
        case None:
            return "none"
        case True:
            return "true"
        case Color.RED:
            return "red"
        case Const.LIMIT:
            return "limit"
        case Const.nested.VALUE:
            return "dotted"
        case []:
            return "empty sequence"
        case [x]:
            return f"one: {x}"
        case [x, [y, *_], *rest]:
            return f"nested {x} {y} {rest}"
        case ["cmd", ("go" | "run") as verb, {"to": str(place), **options}]:
            return f"{verb} to {place} {options}"
        case [1, 2, *middle, 9]:
            return f"framed {middle}"
        case (first, second) if first == second:
            return f"twins {first}"
        case (first, *_, last):
            return f"from {first} to {last}"
        case {"kind": "circle", "r": int(r) | float(r)}:
            return f"circle {r}"
        case {"a": 1, **rest} if rest:
            return f"a=1 and {rest}"
        case {}:
            return "mapping"
        case Point(x=0, y=0):
            return "origin"
        case Point(0, y):
            return f"on the y axis at {y}"
        case Circle(Point(x, y), radius=r) if r > 10:
            return f"big circle at {x},{y}"
        case Circle(center=c):
            return f"circle {c}"
        case Custom(a, second=b, third=c):
            return f"custom {a} {b} {c}"
        case int(n) if n > 100:
            return f"large {n}"
        case int() | float():
            return "number"
        case str(s):
            return f"text {s!r}"
        case type():
            return f"class {value.__name__}"
        case _:
            return "other"


for value in [0, 2, True, False, -1, 3.5, 2 + 3j, "a", "b", "deep", "zzz", b"bytes", None, Color.RED, Color.GREEN, 10, 11, 1000, [], [5], (5,), [1, [2, 3], 4], ["cmd", "run", {"to": "x", "fast": 1}], ["cmd", "go", {"to": 5}], [1, 2, 3, 4, 9], [7, 7], range(4), {"kind": "circle", "r": 2.5}, {"a": 1, "b": 2}, {"a": 1}, {}, Point(0, 0), Point(0, 5), Point(1, 1), Circle(Point(1, 2), 11), Circle(Point(1, 2), 1), Custom(1, 2), Pair(1, 2), "", bytearray(b"x"), {1, 2}, int, object]:
    print(f"{value!r:45.45} {classify(value)}")


class Noisy:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        print("  compare", self.value, other)
        return self.value == other

    def __len__(self):
        print("  len")
        return 2


match Noisy(3):
    case 1 | 2:
        print("no")
    case [_, _]:
        print("not a sequence")
    case 3 if print("  guard"):
        print("guard was false")
    case 3:
        print("three")
from collections.abc import Mapping, Sequence


class Lazy(Sequence):
    def __len__(self):
        print("  len")
        return 3

    def __getitem__(self, i):
        print("  item", i)
        if i >= 3:
            raise IndexError(i)
        return i * 10


match Lazy():
    case [a, b]:
        print("two")
    case [0, b, 99]:
        print("no")
    case [a, *rest]:
        print(a, rest)


class Answers(Mapping):
    def __getitem__(self, key):
        print("  getitem", key)
        return {"k": 1}[key]

    def get(self, key, default=None):
        print("  get", key)
        return 1 if key == "k" else default

    def __iter__(self):
        return iter(["k"])

    def __len__(self):
        return 1


match Answers():
    case {"k": 2}:
        print("no")
    case {"k": v, "z": _}:
        print("no z")
    case {"k": v, **rest}:
        print(v, rest)


def bindings(value):
    a = b = "unbound"
    match value:
        case [a, 1]:
            pass
        case [_, b]:
            pass
    return a, b


print(bindings([5, 1]), bindings([5, 2]), bindings(3))


class Bad:
    __match_args__ = "x"


for statement in ["match 1:\n case int(1, 2): pass", "match B():\n case B(1): pass", "match 1:\n case 5(): pass" if False else "x = 3\nmatch 1:\n case x(): pass", "match P(1, 2):\n case P(1, x=1): pass", "match P(1, 2):\n case P(1, 2, 3): pass", "match 1:\n case x | 2: pass", "match 1:\n case [*a, *b]: pass", "match 1:\n case x: pass\n case y: pass", "match 1:\n case {**a, 'k': 1}: pass", "match 1:\n case [a, a]: pass", "match 1:\n case (a | [b]): pass", "match 1:\n case {1: a, 1: b}: pass", "match 1:\n case P(x=1, x=2): pass", "match 1:\n case -x: pass"]:
    try:
        exec(statement, {"B": Bad, "P": Point})
        print("fine")
    except (TypeError, SyntaxError, NameError) as error:
        print(type(error).__name__, error.msg if isinstance(error, SyntaxError) else error)
match = {"match": 1}
match["case"] = match.get("match")
case = match
print(match, case["case"])
match (match):
    case {"match": case}:
        print(case)
match 1, 2:
    case one, two:
        print(one + two)
match [1, 2, 3]:
    case [1, *_] | [*_, 1]:
        print("one at an end")
