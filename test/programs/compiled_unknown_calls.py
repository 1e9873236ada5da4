"""Calls of values that are not known when hot code is compiled, and subscripts of dicts that miss, caught and not."""

import sys
import traceback


def plain(a, b):
    return ("plain", a, b)


def one_default(a, b, c="c"):
    return ("one", a, b, c)


def two_defaults(a, b="b", c="c", d="d"):
    return ("two", a, b, c, d)


def starred(*args):
    return ("starred", args)


def keyword_only(a, b=2, *, c=3):
    return ("keyword", a, b, c)


def lazy(a, b=0):
    yield a
    yield b


class Thing:
    def __init__(self, *args):
        self.args = args

    def __repr__(self):
        return f"Thing{self.args}"

    def method(self, a, b="mb"):
        return ("method", self.args, a, b)

    @classmethod
    def of(cls, a, b="cb"):
        return cls("of", a, b)

    @staticmethod
    def bare(a, b="sb"):
        return ("bare", a, b)

    def __call__(self, a, b="called"):
        return ("call", a, b)


class Shout(str):
    def upper(self):
        return "SHOUT"


thing = Thing(1)
CALLABLES = [
    plain, one_default, two_defaults, starred, keyword_only, lazy, Thing, thing.method, Thing.of, Thing.bare, thing,
    str.upper, str.join, str.replace, " ".join, [].append, {}.get, divmod, pow, len, max, int, str, object.__setattr__,
    "abc".__getitem__, Thing.method, sys.intern, 3, None,
]  # fmt: skip


def calls(f, a, b, c):
    results = []
    for call in (lambda: f(), lambda: f(a), lambda: f(a, b), lambda: f(a, b, c), lambda: f(a, b, c, a)):
        try:
            result = call()
            if type(result).__name__ == "generator":
                result = list(result)
        except (TypeError, AttributeError, ValueError, LookupError) as error:
            result = f"{type(error).__name__}: {error}"
        results.append(result)
    return results


for f in CALLABLES:
    for arguments in ((Shout("s"), 1, "r"), (thing, "args", ())):
        first = repr(calls(f, *arguments))
        for _ in range(100):
            # What the calls leave behind in mutable callables is not of interest.
            last = calls(f, *arguments)
        print(getattr(f, "__qualname__", f), first if " object at " not in first else "…", len(last))


def hot(f, n):
    total = 0
    for i in range(n):
        total += f(i)
    return total


# Defaults, code and what a name means change between calls.


def step(a, by=1):
    return a + by


print(hot(step, 2000))
step.__defaults__ = (10,)
print(hot(step, 2000))
step.__defaults__ = None
try:
    hot(step, 2000)
except TypeError as error:
    print(error)
step.__code__ = (lambda a, by=0: a * 2 + by).__code__
step.__defaults__ = (5,)
print(hot(step, 2000))


# Missing keys.


class Counted(dict):
    def __missing__(self, key):
        return f"missing {key}"


def look(table, key):
    try:
        return table[key]
    except KeyError as error:
        return f"no {error!r} {error.__context__!r}"


def look_in_handler(table, key):
    try:
        raise ValueError("first")
    except ValueError:
        try:
            return table[key]
        except KeyError as error:
            return f"{error!r} in {error.__context__!r}"


def fall_through(table, keys):
    found = 0
    for key in keys:
        try:
            found += table[key]
        except KeyError:
            continue
        finally:
            found += 1
    return found


class Odd:
    def __init__(self, fails):
        self.fails = fails

    def __hash__(self):
        if self.fails:
            raise ZeroDivisionError("hash")
        return 1

    def __eq__(self, other):
        return NotImplemented


table = {"a": 1, "b": 2, 1: 3}
for _ in range(700):
    answers = [
        look(table, "a"),
        look(table, "x"),
        look(table, 1.0),
        look(table, (1, 2)),
        look(Counted(table), "x"),
        look_in_handler(table, "b"),
        look_in_handler(table, None),
        fall_through(table, ["a", "q", "b", 9]),
    ]
    try:
        look(table, [])
    except TypeError as error:
        unhashable = str(error)
    try:
        look(table, Odd(True))
    except ZeroDivisionError as error:
        raised = repr(error)
print(answers)
print(unhashable, raised, look(table, Odd(False))[:7])


def uncaught(table, key):
    return (
        table[key]
    )


def outer(n):
    for i in range(n):
        uncaught({0: i} if i < n - 1 else {}, 0)


for _ in range(3):
    try:
        outer(900)
    except KeyError:
        lines = traceback.format_exc().splitlines()
        print([line for line in lines if "File" not in line])
        print([entry.lineno for entry in traceback.extract_tb(sys.exception().__traceback__)])
