"""A tour of Python 3.14 in some two hundred lines. Every section prints what it found."""

import asyncio
import contextlib
import enum
import functools
import itertools
import re
from collections import Counter, defaultdict, namedtuple
from dataclasses import dataclass, field, replace
from fractions import Fraction
from string.templatelib import Interpolation, Template
from typing import NamedTuple, Protocol


def section(title):
    print(f"\n== {title} ".ljust(64, "="))


section("Numbers")
print("2 ** 200 =", 2**200)
print("50! has", len(str(functools.reduce(int.__mul__, range(1, 51)))), "digits; 7 ** -1 mod 10**9+7 =", pow(7, -1, 10**9 + 7))
print(f"{0.1 + 0.2!r}, {1e22}, {5e-324}, {1 / 3:.3f}, {255:#x}, {1234567.891:,.2f}, {3 + 4j!r}, abs = {abs(3 + 4j)}")
print("1/3 + 1/6 =", Fraction(1, 3) + Fraction(1, 6), "| -7 // 2 =", -7 // 2, "| -7 % 3 =", -7 % 3, "| round(2.5) =", round(2.5))

section("Text")
word = "naïve café 🐍 ﬁn"
print(word.upper(), len(word), word[11], word.encode().hex()[:12], ascii(word))
print("{0:>8}|{1:^9}|{2:<6}|{name!r:*^9}".format("right", "middle", "left", name="kw"))
print(re.sub(r"(?P<y>\d{4})-(?P<m>\d\d)", lambda m: f"{m['m']}/{m['y']}", "from 1991-02 to 2025-10"))
width, value = 12, 3.14159
print(f"{value:{width}.{2}f}|{value = :.1f}|{'nested ' + f'{width!r:>4}'}|{'quotes "inside" too'}")


def shout(template: Template) -> str:
    """Renders a template string with its values in capitals."""
    return "".join(str(p.value).upper() if isinstance(p, Interpolation) else p for p in template)


animal = "python"
print(shout(t"the {animal} likes {[1, 2]}"), "|", t"{animal!r:>10}".interpolations[0].expression)

section("Collections")
words = "the quick brown fox jumps over the lazy dog the end".split()
print(Counter(words).most_common(2), sorted({len(w) for w in words}))
by_length = defaultdict(list)
for w in words:
    by_length[len(w)].append(w)
print({k: v for k, v in sorted(by_length.items()) if k > 3})
print([(x, y) for x in range(4) if x % 2 for y in "ab"], dict(zip("abc", itertools.count(1))))
first, *middle, last = range(6)
print(first, middle, last, [*middle, *"xy"], {**{"a": 1}, "b": 2} | {"a": 9})
matrix = [[1, 2, 3], [4, 5, 6]]
print(list(zip(*matrix)), matrix[1][::-1], "abcdef"[-2::-2], sum(map(sum, matrix)))

section("Classes")


class Shape(Protocol):
    def area(self) -> float: ...


@dataclass(frozen=True, order=True)
class Rect:
    width: float
    height: float = 1.0
    tags: list[str] = field(default_factory=list, compare=False, repr=False)

    def area(self) -> float:
        return self.width * self.height

    def __matmul__(self, factor):
        return replace(self, width=self.width * factor)


class Celsius:
    """A descriptor that keeps a temperature above absolute zero."""

    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, obj, owner=None):
        return self if obj is None else getattr(obj, self.name)

    def __set__(self, obj, value):
        if value < -273.15:
            raise ValueError(f"{value} is below absolute zero")
        setattr(obj, self.name, value)


class Oven:
    temperature = Celsius()

    def __init__(self):
        self.temperature = 20

    @property
    def fahrenheit(self):
        return self.temperature * 9 / 5 + 32


class Planet(enum.Enum):
    MERCURY = (3.303e23, 2.4397e6)
    EARTH = (5.976e24, 6.37814e6)

    @property
    def gravity(self):
        mass, radius = self.value
        return 6.67300e-11 * mass / radius**2


class Base:
    registry = []

    def __init_subclass__(cls, /, label="none", **kwargs):
        super().__init_subclass__(**kwargs)
        Base.registry.append(f"{cls.__name__}:{label}")

    def who(self):
        return ["Base"]


class Left(Base, label="left"):
    def who(self):
        return ["Left", *super().who()]


class Right(Base, label="right"):
    def who(self):
        return ["Right", *super().who()]


class Bottom(Left, Right):
    def who(self):
        return ["Bottom", *super().who()]


oven = Oven()
try:
    oven.temperature = -300
except ValueError as error:
    print("refused:", error)
print(Rect(3, 2), Rect(3, 2).area(), Rect(2) @ 5, Rect(1) < Rect(1, 2), oven.fahrenheit)
print(f"{Planet.EARTH.gravity:.2f}", Planet["MERCURY"].name, Bottom().who(), Base.registry)

section("Type parameters")
type Pair[T] = tuple[T, T]


class Stack[T]:
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> Stack[T]:
        self.items.append(item)
        return self


def largest[T: (int, str)](values: list[T]) -> T:
    return max(values)


print(Stack[int]().push(1).push(2).items, largest(["b", "a"]), largest.__type_params__, Pair.__value__, Stack.__parameters__)

section("Pattern matching")
Point = namedtuple("Point", "x y")


class Move(NamedTuple):
    direction: str
    steps: int = 1


def describe(thing):
    match thing:
        case Point(0, 0):
            return "the origin"
        case Point(x, y) if x == y:
            return f"on the diagonal at {x}"
        case Move("up" | "down" as way, steps=n):
            return f"{n} {way}wards"
        case {"type": "circle", "r": float() | int() as r, **rest}:
            return f"circle of {r}, {len(rest)} more"
        case [first, *_, last] if first == last:
            return f"begins and ends with {first!r}"
        case str() | bytes():
            return "text"
        case None | False:
            return "nothing"
        case _:
            return "something else"


for thing in [Point(0, 0), Point(2, 2), Move("up", 3), {"type": "circle", "r": 1.5, "id": 7}, [1, 2, 1], "x", None, 3]:
    print(f"{thing!r:42} {describe(thing)}")

section("Functions and generators")


def trace(function=None, /, *, prefix="call"):
    if function is None:
        return functools.partial(trace, prefix=prefix)

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print(f"{prefix} {function.__name__}{args}{kwargs or ''}")
        return function(*args, **kwargs)

    return wrapper


@trace(prefix="->")
def mix(a, /, b, *rest, c=3, **others):
    return a, b, rest, c, others


def averager():
    total = count = 0
    average = None
    while True:
        try:
            value = yield average
        except ZeroDivisionError:
            return total
        total, count = total + value, count + 1
        average = total / count


def supervise():
    result = yield from averager()
    yield f"total was {result}"


print(mix(1, 2, 4, 5, c=6, d=7))
generator = supervise()
print([next(generator), generator.send(10), generator.send(20), generator.throw(ZeroDivisionError)])


@contextlib.contextmanager
def tag(name):
    print(f"<{name}>", end="")
    try:
        yield name.upper()
    finally:
        print(f"</{name}>")


with tag("b") as upper, tag("i"), contextlib.suppress(KeyError):
    print(upper, end="")
    {}["missing"]


@functools.cache
def ackermann(m, n):
    return n + 1 if m == 0 else ackermann(m - 1, 1 if n == 0 else ackermann(m, n - 1))


print("ackermann(2, 9) =", ackermann(2, 9), ackermann.cache_info().hits > 0, (lambda *a: a[::-1])(*"xyz"))
if (n := len(words)) > 10:
    print(f"{n} words")

section("Exceptions")


def failing(kind):
    try:
        raise kind(f"a {kind.__name__}")
    except LookupError as error:
        error.add_note("noted on the way")
        raise RuntimeError("wrapped") from error


try:
    try:
        failing(KeyError)
    finally:
        print("finally runs")
except RuntimeError as error:
    print(repr(error), "from", repr(error.__cause__), error.__cause__.__notes__)

try:
    raise ExceptionGroup("several", [ValueError(1), TypeError(2), ExceptionGroup("inner", [ValueError(3), OSError(4)])])
except* ValueError as group:
    print("values:", [str(e) for e in group.exceptions])
except* (TypeError, OSError) as group:
    print("others:", repr(group))

section("Coroutines")


async def worker(name, queue, done):
    while (item := await queue.get()) is not None:
        await asyncio.sleep(0)
        done.append(f"{name}{item}")


async def countdown(start):
    for i in range(start, 0, -1):
        yield i
        await asyncio.sleep(0)


async def main():
    queue, done = asyncio.Queue(), []
    async with asyncio.TaskGroup() as tasks:
        for name in "ab":
            tasks.create_task(worker(name, queue, done))
        async for i in countdown(4):
            await queue.put(i)
        for _ in "ab":
            await queue.put(None)
    print(sorted(item[1:] for item in done), [x async for x in countdown(3) if x % 2])
    print(await asyncio.gather(asyncio.sleep(0, "one"), asyncio.sleep(0, "two")))
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(5)
    except TimeoutError:
        print("timed out, as it should")


asyncio.run(main())
