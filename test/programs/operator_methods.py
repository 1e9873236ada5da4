"""Operators on instances of Python classes in hot loops: which methods are called, in which order, and what is made of what they answer."""

import sys
import traceback

log = []


class Meters:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"{type(self).__name__}({self.n})"

    def __add__(self, other):
        if isinstance(other, Meters):
            return Meters(self.n + other.n)
        if isinstance(other, int):
            return Meters(self.n + other)
        return NotImplemented

    def __radd__(self, other):
        if isinstance(other, (int, float)):
            return Meters(self.n + int(other))
        return NotImplemented

    def __iadd__(self, other):
        if isinstance(other, str):
            return NotImplemented
        self.n += other.n if isinstance(other, Meters) else other
        return self

    def __sub__(self, other):
        return Meters(self.n - other.n)

    def __mul__(self, factor):
        return Meters(self.n * factor) if isinstance(factor, int) else NotImplemented

    __rmul__ = __mul__

    def __pow__(self, other, mod=None):
        return ("pow", self.n, other, mod)

    def __eq__(self, other):
        return self.n == other.n if isinstance(other, Meters) else NotImplemented

    def __lt__(self, other):
        if isinstance(other, Meters):
            return [self.n] if self.n < other.n else []
        return NotImplemented

    def __gt__(self, other):
        return ("greater", self.n) if isinstance(other, Meters) else NotImplemented


class Other:
    def __radd__(self, other):
        log.append("radd")
        return ("radd", other)

    def __rmul__(self, other):
        return NotImplemented

    def __gt__(self, other):
        return ("reflected", other)

    def __eq__(self, other):
        return other is not None


class Sub(Meters):
    def __radd__(self, other):
        return ("sub first", other.n if isinstance(other, Meters) else other)

    def __gt__(self, other):
        return ("sub greater", other.n)


class Plain(Meters):
    pass


def add(a, b):
    return a + b


def add_to(a, b):
    a += b
    return a


def times(a, b):
    return a * b


def power(a, b):
    return a**b


def equal(a, b):
    return a == b


def unequal(a, b):
    return a != b


def less(a, b):
    return a < b


def greater(a, b):
    return a > b


def less_if(a, b):
    if a < b:
        return "less"
    return "not less"


def equal_if(a, b):
    return "same" if a == b else "another"


def unequal_if(a, b):
    return "another" if a != b else "same"


def attempt(f, a, b):
    try:
        return f(a, b)
    except TypeError as error:
        return str(error)


PAIRS = [
    (lambda: Meters(1), lambda: Meters(2)),
    (lambda: Meters(3), lambda: 4),
    (lambda: 5, lambda: Meters(6)),
    (lambda: 2.5, lambda: Meters(6)),
    (lambda: Meters(7), lambda: Other()),
    (lambda: Meters(8), lambda: Sub(9)),
    (lambda: Meters(8), lambda: Plain(8)),
    (lambda: Plain(8), lambda: Meters(8)),
    (lambda: Meters(10), lambda: "text"),
    (lambda: "text", lambda: Meters(11)),
    (lambda: [1], lambda: Meters(12)),
    (lambda: Meters(13), lambda: None),
    (lambda: Other(), lambda: Meters(14)),
]
FUNCTIONS = [add, add_to, times, power, equal, unequal, less, greater, less_if, equal_if, unequal_if]


def source(function, name):
    """A function with code of its own, so that what it has met is its own too."""
    return type(function)(function.__code__.replace(co_name=name), globals(), name)


for function in FUNCTIONS:
    for left, right in PAIRS:
        f = source(function, "hot")
        seen = []
        for _ in range(600):
            result = attempt(f, left(), right())
            text = repr(result)
            if text.startswith("<") or "object at" in text:
                text = "an object"
            if text not in seen:
                seen.append(text)
        print(function.__name__, repr(left()) if not isinstance(left(), Other) else "Other",
              repr(right()) if not isinstance(right(), Other) else "Other", seen)
    # All of them through the same code.
    f = source(function, "mixed")
    total = {}
    for i in range(len(PAIRS) * 200):
        left, right = PAIRS[i % len(PAIRS)]
        result = attempt(f, left(), right())
        key = type(result).__name__
        total[key] = total.get(key, 0) + 1
    print(function.__name__, total)
print(len(log))


# Exceptions and their tracebacks.
class Bad:
    def __init__(self, at):
        self.at = at

    def __add__(self, other):
        if other == self.at:
            raise ValueError(f"at {other}")
        return other

    def __lt__(self, other):
        return Truth(other == self.at)

    def __eq__(self, other):
        return NotImplemented


class Truth:
    def __init__(self, fails):
        self.fails = fails

    def __bool__(self):
        if self.fails:
            raise KeyError("truth")
        return False


def lines(error):
    return [(entry.name, entry.line) for entry in traceback.extract_tb(error.__traceback__)]


def sums(n, at):
    bad = Bad(at)
    total = 0
    for i in range(n):
        total += bad + i
    return total


def compares(n, at):
    bad = Bad(at)
    count = 0
    for i in range(n):
        if not bad < i:
            count += 1
    return count


def caught(n, at):
    bad = Bad(at)
    events = []
    for i in range(n):
        try:
            bad + i
        except ValueError as error:
            events.append((i, str(error)))
    return events


print(sums(1000, -1), compares(1000, -1), caught(1000, 700))
for function in sums, compares:
    try:
        function(1000, 900)
    except (ValueError, KeyError) as error:
        print(repr(error), lines(error))


# Frames of the callers, seen from within.
class Looker:
    def __init__(self):
        self.seen = {}

    def __add__(self, other):
        if other % 250 == 0:
            frame = sys._getframe(1)
            self.seen[other] = (frame.f_code.co_name, frame.f_locals["i"], frame.f_lineno - frame.f_code.co_firstlineno)
        return NotImplemented if other % 2 else other

    def __eq__(self, other):
        if other % 250 == 0:
            self.seen[other, "eq"] = sys._getframe(1).f_locals["i"]
        return NotImplemented if other % 2 else other % 4

    def __hash__(self):
        return 1


def looks(n):
    looker = Looker()
    total = 0
    for i in range(n):
        try:
            total += looker + i
        except TypeError:
            total -= 1
        if looker == i:
            total += 1000
        if looker != i:
            total += 100000
    return total, looker.seen


print(looks(1001))


# Classes that change in between.
class Changing:
    def __add__(self, other):
        return "first"

    def __eq__(self, other):
        return True


def changes(n):
    changing = Changing()
    seen = []
    for i in range(n):
        if i == 600:
            Changing.__add__ = lambda self, other: "second"
        elif i == 700:
            del Changing.__add__
            Changing.__radd__ = lambda self, other: "not for its own kind"
        elif i == 800:
            changing.__class__ = Other2
        elif i == 900:
            Changing.__eq__ = lambda self, other: NotImplemented
            changing = Changing()
        try:
            result = changing + changing, changing == 1, changing != 1
        except TypeError as error:
            result = str(error), changing == 1, changing != 1
        if not seen or seen[-1][1] != result:
            seen.append((i, result))
    return seen


class Other2:
    def __add__(self, other):
        return "another class"

    def __ne__(self, other):
        return "unequal"


print(changes(1000))


# Methods that are not plain functions of two parameters.
class Odd:
    def __add__(self, other, extra="default"):
        return extra

    def __sub__(*args):
        return len(args)

    @staticmethod
    def __mul__(other):
        return other

    def __truediv__(self, other):
        yield other

    __floordiv__ = classmethod(lambda cls, other: cls.__name__)


def odd(n):
    odd = Odd()
    seen = set()
    for i in range(n):
        seen.add((odd + 1, odd - 1, odd * 1, tuple(odd / 5), odd // 1))
    return seen


print(odd(1000))


# Deep recursion through an operator.
class Tree:
    def __init__(self, inner):
        self.inner = inner

    def __add__(self, n):
        return n if self.inner is None else self.inner + (n + 1)

    def __eq__(self, other):
        return self.inner == other.inner


def chain(depth):
    tree = Tree(None)
    for _ in range(depth):
        tree = Tree(tree)
    return tree


print([chain(50) + 0 for _ in range(20)][-1], [chain(50) == chain(50) for _ in range(20)][-1])


# None is a result like any other, also from the reflected method.
class Declines:
    def __add__(self, other):
        return NotImplemented


class AnswersNone:
    def __radd__(self, other):
        return None


def reflected(n):
    left, right = Declines(), AnswersNone()
    for _ in range(n):
        result = left + right
        grown = left
        grown += right
    return result, grown


print(reflected(1000))
