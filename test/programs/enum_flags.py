"""Enumerations: values, aliases, flags, methods, auto, custom bases, iteration, lookup errors."""

import enum
from enum import CONTINUOUS, EJECT, KEEP, STRICT, UNIQUE, Enum, Flag, IntEnum, IntFlag, StrEnum, auto, member, nonmember, property, unique, verify


class Weekday(Enum):
    MONDAY = 1
    TUESDAY = 2
    SATURDAY = 6
    SUNDAY = 7
    FUNDAY = 7

    @classmethod
    def from_offset(cls, n):
        return list(cls)[n % len(cls)]

    @property
    def weekend(self):
        return self in (Weekday.SATURDAY, Weekday.SUNDAY)

    def __str__(self):
        return self.name.title()


class Permission(Flag):
    NONE = 0
    READ = auto()
    WRITE = auto()
    EXEC = auto()
    ALL = READ | WRITE | EXEC


class Priority(IntEnum):
    LOW = auto()
    HIGH = 10
    NEXT = auto()


class Method(StrEnum):
    GET = auto()
    POST = "post!"


class Open(IntFlag, boundary=KEEP):
    A = 1
    B = 2
    AB = 3
    D = 8


class Coordinate(bytes, Enum):
    def __new__(cls, value, label, unit):
        obj = bytes.__new__(cls, [value])
        obj._value_ = value
        obj.label, obj.unit = label, unit
        return obj

    PX = (0, "P.X", "km")
    PY = (1, "P.Y", "km")


class Op(Enum):
    @member
    def add(a, b):
        return a + b

    @nonmember
    def helper():
        return "helped"

    mul = member(lambda a, b: a * b)

    def __call__(self, *args):
        return self.value(*args)


print(list(Weekday), Weekday.FUNDAY is Weekday.SUNDAY, Weekday["FUNDAY"], Weekday(6), len(Weekday))
print(repr(Weekday.MONDAY), Weekday.MONDAY.name, Weekday.MONDAY.value, str(Weekday.MONDAY), f"{Weekday.MONDAY:>10}|")
print(Weekday.from_offset(5), [d.name for d in Weekday if d.weekend], dict(Weekday.__members__)["FUNDAY"])
print(Permission.READ | Permission.EXEC, ~Permission.WRITE, Permission.ALL & ~Permission.READ, Permission(5), bool(Permission.NONE))
print(list(Permission.ALL), Permission.WRITE in Permission.ALL, Permission(0), len(Permission.READ | Permission.WRITE), Permission.ALL ^ Permission.READ)
print(Priority.HIGH > Priority.LOW, Priority.NEXT, Priority.NEXT + 1, sorted(Priority, reverse=True), f"{Priority.HIGH:03d}", repr(Priority(1)))
print(Method.GET, Method.GET == "get", Method.POST.upper(), Method("post!"), "-".join(Method), repr(Method.GET))
print(Open.A | Open.D, Open(20), Open.AB, list(Open.AB), Open.A | 16, ~Open.A, Open.A + 1, repr(Open(0)))
print(Coordinate.PY, Coordinate.PY.label, bytes(Coordinate.PY), Coordinate(0).unit)
print(Op.add(2, 3), Op.mul(2, 3), Op.helper(), [op.name for op in Op])
Animal = Enum("Animal", "CAT DOG", start=5, module="zoo", qualname="zoo.Animal")
print(list(Animal), Animal.DOG.value, Animal, Animal.__module__)
print(enum.Enum("Pairs", {"X": "x", "Y": "y"})("y"), IntEnum("N", ["ONE", "TWO"]).TWO * 3)

for action in [
    lambda: Weekday(3),
    lambda: Weekday["NODAY"],
    lambda: Permission(64),
    lambda: Method("put"),
    lambda: setattr(Weekday, "MONDAY", 9),
    lambda: delattr(Weekday, "MONDAY"),
    lambda: Weekday.MONDAY < Weekday.TUESDAY,
    lambda: type("Sub", (Weekday,), {}),
    lambda: Weekday.MONDAY.nothing,
    lambda: unique(Weekday),
    lambda: Weekday.MONDAY | 2,
    lambda: "x" in Weekday,
]:
    try:
        print(action())
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        print(type(error).__name__, "|", error)


class Shape(Enum):
    _ignore_ = ["n"]
    vars().update({f"S{n}": n for n in range(3)})

    @classmethod
    def _missing_(cls, value):
        return cls.S0 if value == "default" else None


class Auto(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return f"{name.lower()}{count}"

    RED = auto()
    BLUE = auto()


print(list(Shape), Shape("default"), [a.value for a in Auto])
try:

    @verify(CONTINUOUS)
    class Gap(IntEnum):
        ONE = 1
        THREE = 3

except ValueError as error:
    print(error)
strict = Flag("strict", "A B", boundary=STRICT)
eject = IntFlag("eject", "A B", boundary=EJECT)
print(repr(eject(9)), hash(Weekday.MONDAY) == hash("MONDAY"), Weekday.SUNDAY.__class__.__name__)
