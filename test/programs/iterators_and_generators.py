"""itertools in depth, custom iterators, generator protocols, laziness and sharing."""

import itertools as it
import operator
from collections import deque
from functools import partial, reduce


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1

    def __length_hint__(self):
        return self.n


class Sequence:
    """Iterates by __getitem__ alone."""

    def __getitem__(self, i):
        if i >= 4:
            raise IndexError(i)
        return i * 10


def primes():
    found = {}
    for n in it.count(2):
        factor = found.pop(n, None)
        if factor is None:
            yield n
            found[n * n] = n
        else:
            multiple = n + factor
            while multiple in found:
                multiple += factor
            found[multiple] = factor


def flatten(x):
    for item in x:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item


def window(iterable, n):
    buffer = deque(maxlen=n)
    for item in iterable:
        buffer.append(item)
        if len(buffer) == n:
            yield tuple(buffer)


def echo():
    received = []
    try:
        while True:
            received.append((yield len(received)))
    except ValueError as error:
        received.append(str(error))
        yield "handled"
    finally:
        received.append("finally")
    return received


print(list(Countdown(4)), list(Sequence()), 20 in Sequence(), operator.length_hint(Countdown(9)), list(reversed([1, 2, 3])))
print(list(it.islice(primes(), 12)), next(it.dropwhile(lambda p: p < 1000, primes())))
print(list(flatten([1, [2, (3, [4])], [], [[5]]])), list(window("abcde", 3)), list(it.pairwise("abcd")))
print(list(it.accumulate([3, 1, 4, 1, 5], max)), list(it.accumulate([1, 2, 3], initial=100)), list(it.accumulate("abc")))
print([(k, len(list(g))) for k, g in it.groupby("aaabbcaa")], {k: list(g) for k, g in it.groupby(range(10), key=lambda x: x // 4)})
print(list(it.chain("ab", [1], ())), list(it.chain.from_iterable([[1], [2, 3]])), list(it.compress("abcdef", [1, 0, 1, 0, 1])))
print(list(it.product("ab", [1, 2])), list(it.product([0, 1], repeat=3))[5], list(it.permutations("abc", 2))[:4], list(it.combinations("abcd", 2)))
print(list(it.combinations_with_replacement("ab", 3)), list(it.starmap(pow, [(2, 5), (3, 2)])), list(it.takewhile(str.isalpha, "ab1c")))
print(list(it.zip_longest("abc", [1], fillvalue="-")), list(zip("ab", range(5))), list(it.filterfalse(None, [0, 1, "", "x"])))
print(list(it.repeat("x", 3)), list(it.islice(it.cycle("ab"), 5)), list(it.batched("abcdefg", 3)), list(it.islice(it.count(1.5, 0.25), 3)))
a, b = it.tee(iter(range(3)))
print(next(a), list(b), list(a), list(map(lambda *x: x, "ab", "cd", "ef")), list(it.islice("abcdef", 1, None, 2)))
g = echo()
print(next(g), g.send("x"), g.send("y"), g.throw(ValueError("boom")))
try:
    next(g)
except StopIteration as stop:
    print(stop.value)
print(sum(x * x for x in range(10) if x % 2), max((len(w), w) for w in "some words here".split()), any(x > 3 for x in Countdown(5)))
counter = Countdown(6)
print([(x, next(counter)) for x in counter], list(zip(*[iter(range(6))] * 2)))
print(reduce(lambda f, g: lambda x: g(f(x)), [abs, partial(operator.add, 1), str])(-41), list(iter(iter([3, 2, 0, 9]).__next__, 0)))
try:
    list(zip([1, 2], [1], strict=True))
except ValueError as error:
    print(error)
try:
    list(it.batched("abc", 2, strict=True))
except ValueError as error:
    print(error)


def delegating():
    result = yield from inner()
    yield f"inner returned {result}"


def inner():
    x = yield 1
    y = yield x
    return x, y


d = delegating()
print(next(d), d.send("X"), d.send("Y"), d.gi_frame is None, d.gi_yieldfrom)
lazy = (print("evaluated", n) or n for n in range(3))
print("created")
print(next(lazy), inner.__name__, lazy.__name__, type(lazy).__name__)


def bad():
    raise StopIteration
    yield


try:
    list(bad())
except RuntimeError as error:
    print(error, repr(error.__cause__))
g = (x for x in [1])
try:
    g.send(5)
except TypeError as error:
    print(error)
d = {1: 2}
try:
    for k in d:
        d[k + 1] = 0
except RuntimeError as error:
    print(error)
it1 = iter([1, 2, 3])
print(next(it1), it1.__length_hint__(), list(it1), next(it1, "done"), tuple(x for x in ()))
first, *rest = (c for c in "xyz")
print(first, rest, [*range(2), *"ab"], {*[1, 1]}, dict(enumerate("ab", 5)), sorted("hello", key=lambda c: -ord(c)))
