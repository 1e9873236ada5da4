"""__bool__, __len__ and __contains__ of Python classes in hot code: what is made of what they answer, raise, and see."""

import sys


class Truth:
    def __init__(self, answer):
        self.answer = answer

    def __bool__(self):
        if isinstance(self.answer, Exception):
            raise self.answer
        if self.answer == "frame":
            return sys._getframe(1).f_locals["i"] % 2 == 0
        return self.answer


class Size:
    def __init__(self, answer):
        self.answer = answer

    def __len__(self):
        if isinstance(self.answer, Exception):
            raise self.answer
        if self.answer == "frame":
            return sys._getframe(1).f_locals["i"] % 3
        return self.answer


class Index:
    def __index__(self):
        return 5


class Sub(int):
    pass


class Bag:
    def __init__(self, answer):
        self.answer = answer

    def __contains__(self, item):
        if isinstance(self.answer, Exception):
            raise self.answer
        if self.answer == "frame":
            return sys._getframe(1).f_locals["i"] % 2
        if self.answer == "item":
            return item
        return self.answer


class Items:
    def __getitem__(self, index):
        return [3, 1, 4][index]


class NoBag(Bag):
    __contains__ = None


class Empty:
    pass


def attempt(f, value, i):
    try:
        return f(value, i)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def truth(value, i):
    return "yes" if value else "no"


def negation(value, i):
    return not value


def both(value, i):
    return bool(value and i >= 0), bool(value or i < 0)


def size(value, i):
    return len(value)


def inside(value, i):
    return i % 4 in value


def outside(value, i):
    return i % 4 not in value


def inside_if(value, i):
    if 1 in value:
        return "in"
    return "out"


THINGS = [
    Truth(True), Truth(False), Truth(1), Truth("frame"), Truth(ValueError("truth")),
    Size(0), Size(3), Size(-1), Size("text"), Size("frame"), Size(Index()), Size(Sub(4)), Size(True), Size(2**70), Size(KeyError("size")),
    Bag(True), Bag(0), Bag("item"), Bag("frame"), Bag(Size(0)), Bag(Truth(ValueError("inner"))), Bag(LookupError("bag")),
    Items(), NoBag(1), Empty(), [1, 2], (3,), {1: 2}, {0, 3}, "1", None, 5, 0.0, range(3),
]


def source(function, name):
    return type(function)(function.__code__.replace(co_name=name), globals(), name)


def name_of(thing):
    shown = getattr(thing, "answer", thing)
    text = repr(shown) if not type(shown).__module__ == "__main__" or isinstance(shown, int) else type(shown).__name__
    return type(thing).__name__, text


for function in truth, negation, both, size, inside, outside, inside_if:
    for thing in THINGS:
        f = source(function, "hot")
        seen = {}
        for i in range(520):
            answer = str(attempt(f, thing, i)).partition(" object at")[0]
            seen[answer] = seen.get(answer, 0) + 1
        print(function.__name__, *name_of(thing), seen)
    f = source(function, "mixed")
    seen = {}
    for i in range(len(THINGS) * 60):
        answer = str(attempt(f, THINGS[i % len(THINGS)], i)).partition(" object at")[0]
        seen[answer] = seen.get(answer, 0) + 1
    print(function.__name__, "mixed", seen)
