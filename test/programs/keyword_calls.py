"""Calls with keywords in hot code: of Python functions, classes, methods and built-ins, in any order, with and without errors."""

import sys
from collections import OrderedDict, namedtuple

HOT = 60


def hot(call, *args):
    for _ in range(HOT):
        try:
            result = call(*args)
        except Exception as error:
            result = f"{type(error).__name__}: {error}"
    return result


def note(text, value):
    order.append(text)
    return value


def plain(a, b=2, c=3):
    return a, b, c


def only(a, /, b, *, c, d=4):
    return a, b, c, d


def gathering(a, *rest, key=None, **others):
    return a, rest, key, sorted(others.items())


def closing(a, b=1):
    return lambda c=5, **more: (a, b, c, more)


class Base:
    def __init__(self, x, *, y=1, z=2):
        self.x, self.y, self.z = x, y, z

    def method(self, p, q=10, *, r=20):
        return self.x, p, q, r

    @classmethod
    def made(cls, *, x):
        return cls(x, z=x)

    @staticmethod
    def static(m, n=7):
        return m, n

    def __call__(self, *, w=0):
        return self.x + w


class Derived(Base):
    def __init__(self, x, **more):
        super().__init__(x, **more)

    def method(self, p, **more):
        return ("derived", *super().method(p, **more))


class Slotted:
    def __new__(cls, value=None, *, tag="none"):
        made = object.__new__(cls)
        made.value = value, tag
        return made


Pair = namedtuple("Pair", ["first", "second"], defaults=[None])


def functions(i):
    return plain(i, c=5), plain(c=i, a=1), plain(b=i, c=i, a=i), only(i, b=2, c=3), only(1, 2, d=i, c=3), gathering(i, 2, 3, key=4, more=i, extra=6)


def evaluated():
    return plain(c=note("c", 1), a=note("a", 2), b=note("b", 3))


def inner(i):
    f = closing(i, b=2)
    return f(c=3), f(d=4), f(c=1, e=2)


def objects(i):
    base = Base(i, z=5)
    derived = Derived(i, y=6)
    slotted = Slotted(tag=i)
    pair = Pair(second=i, first=0)
    return base.y, base.z, derived.y, derived.z, slotted.value, pair, Pair(first=i), base.method(1, r=2), base.method(q=3, p=4), derived.method(5, r=6), Base.made(x=i).z, base.static(n=1, m=2), base(w=3)


def builtins(i):
    ordered = OrderedDict(a=1, b=2)
    ordered.move_to_end("a", last=False)
    ordered.move_to_end(last=True, key="a")
    first = ordered.popitem(last=False)
    return (
        ordered,
        first,
        sorted([3, 1, 2], reverse=True),
        sorted("bca", key=str.upper, reverse=i > 3),
        min([], default=i),
        max([1, -5], key=abs),
        max(2, -9, key=abs),
        min(3, 1, key=None),
        "a b c".split(" ", maxsplit=1),
        "a b c".rsplit(maxsplit=1, sep=" "),
        "abc".encode(errors="strict", encoding="ascii"),
        b"abc".decode("ascii", errors="replace"),
        round(2.675, ndigits=2),
        round(number=7),
        (5).to_bytes(length=2, byteorder="big"),
        (-5).to_bytes(2, "little", signed=True),
        int.from_bytes(b"\xff\xfe", byteorder="big", signed=True),
        int("11", base=i),
        dict(a=1, b=i),
        list(enumerate("ab", start=i)),
        list(zip([1], [2], strict=True)),
        "{a}-{b}".format(a=i, b=2),
        sum([1, 2], start=i),
        "x".expandtabs(tabsize=3),
        bytes([1, 2]).hex(sep=":"),
        pow(base=2, exp=i, mod=5),
        "ß".encode("latin-1").hex(sep="-", bytes_per_sep=1),
        [3, 1, 2].sort(reverse=True),
        compile(source="1", filename="f", mode="eval").co_filename,
    )


def errors():
    calls = [
        lambda: plain(1, a=2),
        lambda: plain(b=1),
        lambda: plain(1, d=2),
        lambda: plain(1, bb=2),
        lambda: only(a=1, b=2, c=3),
        lambda: only(1, b=2),
        lambda: only(1, 2, 3, c=4),
        lambda: gathering(1, a=2),
        lambda: Base(1, w=2),
        lambda: Base(y=2),
        lambda: Base(1).method(1, p=2),
        lambda: Pair(1, first=2),
        lambda: sorted([1], keys=None),
        lambda: sorted([1], key=None, reverse=1, more=2),
        lambda: sorted(iterable=[1]),
        lambda: sorted([1], 2, key=None),
        lambda: sorted(5, nothing=1),
        lambda: sorted([1, "a"], reverse=True),
        lambda: min(default=1),
        lambda: max(1, 2, default=3),
        lambda: max([], key=None),
        lambda: max([1], key=5),
        lambda: min([1], ke=5),
        lambda: "a".split(" ", sep=" "),
        lambda: "a".split(maxsplit="x"),
        lambda: "a".split(maxsplits=1),
        lambda: "abc".encode("ascii", encoding="ascii"),
        lambda: (5).to_bytes(1, byteorder=5),
        lambda: (5).to_bytes(1, byte=5),
        lambda: round(1.5, digits=2),
        lambda: round(ndigits=2),
        lambda: OrderedDict().move_to_end("a", last=True),
        lambda: OrderedDict().move_to_end(1, key=1),
        lambda: OrderedDict().popitem(first=True),
        lambda: len(obj=[1]),
        lambda: [].append(object=1),
        lambda: print("a", ends=""),
        lambda: print(args=1),
        lambda: pow(2, exp=3, mods=4),
        lambda: sum([1], start="a"),
        lambda: int(x="1", base=2),
        lambda: enumerate(iterable=5),
    ]
    for call in calls:
        print(hot(call))


for value in (2, 5):
    for function in (functions, inner, objects, builtins):
        print(function.__name__, hot(function, value))
for _ in range(HOT):
    order = []
    evaluated()
print(order)
errors()


# Functions that change: defaults, code, and what the name stands for.
def changing(i):
    return target(i, last=1), shifting(first=i)


def target(first, middle="m", last="l"):
    return first, middle, last


def shifting(*, first, second=2):
    return first, second


print(hot(changing, 1))
target.__defaults__ = ("n", "k")
shifting.__kwdefaults__ = {"second": 3}
print(hot(changing, 2))
target.__code__ = (lambda first, last, middle: [first, last, middle]).__code__
print(hot(changing, 3))
target = dict
print(hot(changing, 4))
target = lambda *args, **kwargs: (args, kwargs)
print(hot(changing, 5))


# What is raised inside of a function that was called by keywords has its lines.
def failing(*, depth):
    if depth == 0:
        raise KeyError("deep")
    return failing(depth=depth - 1)


for _ in range(HOT):
    try:
        failing(depth=3)
    except KeyError as error:
        lines = []
        trace = error.__traceback__
        while trace is not None:
            lines.append(trace.tb_lineno - trace.tb_frame.f_code.co_firstlineno)
            trace = trace.tb_next
print(lines[1:])


def recursing(*, depth):
    return 0 if depth == 0 else 1 + recursing(depth=depth - 1)


sys.setrecursionlimit(20000)
print(recursing(depth=9000))


# Sorting with keys that yield, and a key function that sorts itself.
def weights(*, of):
    return sorted(of, key=lambda item: sum(sorted(item, reverse=True)), reverse=True)


print(hot(lambda: weights(of=[(1, 2), (3,), (0, 0, 5)])))


def numbers(n):
    yield from range(n)


print(hot(lambda: (sorted(numbers(4), reverse=True), max(numbers(4), key=lambda n: -n), min(numbers(0), default="none"), max(numbers(5), default=0))))
