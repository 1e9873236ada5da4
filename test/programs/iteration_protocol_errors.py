"""What built-ins say of iterables that are none, and of iterators that are odd."""
from collections import deque
import itertools


class NoNext:
    def __init__(self, s):
        self.s = s
        self.i = 0

    def __iter__(self):
        return self


class NoIter(NoNext):
    __iter__ = None

    def __next__(self):
        if self.i >= len(self.s):
            raise StopIteration
        self.i += 1
        return self.s[self.i - 1]


class OnlyNext:
    def __init__(self, s):
        self.s = s

    def __next__(self):
        raise StopIteration


class Raises(NoNext):
    def __next__(self):
        1 / 0


class NoneNext(NoNext):
    __next__ = None


class Wrong(NoNext):
    def __iter__(self):
        return NoNext("a")


class ListWithNext(list):
    def __next__(self):
        return 1 / 0


def show(name, function, *args):
    try:
        result = function(*args)
        print(name, type(result).__name__ if " at 0x" in repr(result) else result)
    except Exception as error:
        print(name, type(error).__name__, error)


def unpack(x):
    a, b = x


def assign(x):
    a = [1]
    a[:] = x


def delegate(x):
    def generator():
        yield from x

    return list(generator())


consumers = {
    "list": list,
    "tuple": tuple,
    "frozenset": frozenset,
    "dict": dict,
    "bytes": bytes,
    "bytearray": bytearray,
    "deque": deque,
    "enumerate": enumerate,
    "sum": sum,
    "min": min,
    "any": any,
    "sorted": sorted,
    "join": " ".join,
    "bytes.join": b" ".join,
    "fromkeys": dict.fromkeys,
    "zip": zip,
    "chain": itertools.chain.from_iterable,
    "list.extend": [].extend,
    "bytearray.extend": bytearray().extend,
    "set.update": {1}.update,
    "set.union": {1}.union,
    "unpack": unpack,
    "star": lambda x: [*x],
    "call": lambda x: print(*x),
    "comprehension": lambda x: [y for y in x],
    "in": lambda x: 1 in x,
    "assign": assign,
    "yield from": delegate,
    "map": lambda x: map(str, x),
}
for kind in (NoNext, NoIter, OnlyNext, Raises, NoneNext, Wrong):
    print(kind.__name__)
    for name, consumer in consumers.items():
        show(name, consumer, kind("abc"))
for consumer in (list, tuple, sorted, sum):
    show(consumer.__name__, consumer, ListWithNext([1, 2]))


class Endless:
    def __getitem__(self, i):
        return i


import sys

iterator = iter(Endless())
iterator.__setstate__(sys.maxsize - 2)
print(next(iterator) - sys.maxsize, next(iterator) - sys.maxsize)
for _ in range(2):
    show("next", next, iterator)
print(iterator.__reduce__()[2] - sys.maxsize)


class NoDeque(deque):
    def __new__(cls, *args):
        return [1, 2] if args else deque.__new__(cls)


made = NoDeque()
made.append(3)
show("copy", made.copy)
show("repeat", lambda: made * 2)
show("concat", lambda: made + made)
