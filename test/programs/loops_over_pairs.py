"""Loops that unpack what zip, enumerate and the items of dicts yield, and loops over other iterators of built-in classes."""

import sys
import traceback


def pairs(iterable):
    """One loop for all of them: it changes its form as it goes."""
    found = []
    for a, b in iterable:
        found.append((a, b))
    return found


class Zip(zip):
    def __next__(self):
        return super().__next__()[::-1]


class Numbered(enumerate):
    pass


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


def kinds():
    xs = [1, 2, 3]
    yield "lists", lambda: zip(xs, xs)
    yield "list and range", lambda: zip(xs, range(10))
    yield "range and text", lambda: zip(range(10), "abc")
    yield "dict and set", lambda: zip({1: 2, 3: 4}, {5})
    yield "bytes and values", lambda: zip(b"abc", {1: 2, 3: 4}.values())
    yield "reversed", lambda: zip(reversed(xs), reversed({1: 2, 3: 4}))
    yield "generators", lambda: zip((x for x in xs), Countdown(2))
    yield "strict", lambda: zip(xs, xs, strict=True)
    yield "zip of zip", lambda: zip(zip(xs, xs), xs)
    yield "subclass", lambda: Zip(xs, "abc")
    yield "numbered list", lambda: enumerate(xs)
    yield "numbered tuple", lambda: enumerate((7, 8))
    yield "numbered dict", lambda: enumerate({7: 8})
    yield "numbered generator", lambda: enumerate(x for x in xs)
    yield "numbered countdown", lambda: enumerate(Countdown(3), 5)
    yield "numbered zip", lambda: enumerate(zip(xs, xs))
    yield "subclass of enumerate", lambda: Numbered(xs, 2)
    yield "big numbers", lambda: enumerate("abcd", 2**53 - 3)
    yield "negative numbers", lambda: enumerate("ab", -1)
    yield "items", lambda: {1: 2, 3: 4}.items()
    yield "reversed items", lambda: reversed({1: 2, 3: 4}.items())
    yield "items of nothing", lambda: {}.items()
    yield "set of pairs", lambda: {(1, 2)}
    yield "list of pairs", lambda: [(1, 2), [3, 4], "ab"]
    yield "keys", lambda: {(1, 2): 3, "cd": 4}


for name, make in kinds():
    print(name, pairs(make()), pairs(make()), [a for a, b in make()])
for name, make in reversed(list(kinds())):
    for _ in range(60):
        pairs(make())
    print(name, len(pairs(make())))


def rest():
    """What the iterators have been asked for when the shorter one ends."""
    for left, right in ([1, 2, 3], [4, 5]), ([1, 2], [4, 5, 6]), ([1, 2], [3, 4]):
        for _ in range(4):
            first, second = iter(left), iter(right)
            for a, b in zip(first, second):
                pass
            print(list(first), list(second), end=" ")
    print()


rest()


def shared():
    it = iter(range(10))
    for a, b in zip(it, it):
        print(a, b, end=" ")
    xs = [1, 2]
    numbered = enumerate(xs)
    for i, x in numbered:
        if i < 6:
            xs.append(i)
        if i == 3:
            print("among", next(numbered), end=" ")
    xs.append(0)
    print(list(numbered), i, x)


shared()
shared()


def unequal(iterable):
    for a, b in iterable:
        pass
    return a, b


def changing(d, change):
    n = 0
    for k, v in d.items():
        n += 1
        if n == 3:
            change(d)
    return n


def keys(d, change):
    n = 0
    for k in d:
        n += 1
        if n == 3:
            change(d)
    return n


def failing(function, *args):
    try:
        return function(*args)
    except Exception as error:
        lines = [line.lineno - function.__code__.co_firstlineno for line in traceback.extract_tb(error.__traceback__)[1:]]
        return type(error).__name__, str(error), lines


def replace(d):
    del d[0]
    d["new"] = 1


def value(d):
    d[4] = "changed"


for _ in range(3):
    for loop in changing, keys:
        print(failing(loop, dict.fromkeys(range(5)), value), end=" ")
        print(failing(loop, dict.fromkeys(range(4)), replace), end=" ")
        print(failing(loop, dict.fromkeys(range(5)), lambda d: d.pop(4)), end=" ")
        print(failing(loop, dict.fromkeys(range(5)), dict.clear))
    print(failing(unequal, zip([1, 2], [1], strict=True)), failing(unequal, zip([1], [1, 2], strict=True)))
    print(failing(unequal, zip([1, 2], [1], [3])), failing(unequal, [(1, 2), (3,)]), failing(unequal, enumerate(5) if 0 else [5]))


def simple(iterable):
    total = []
    for x in iterable:
        total.append(x)
    return total


for _ in range(3):
    for iterable in {1: 2}, {3}, frozenset({4}), {1: 2}.values(), b"ab", bytearray(b"cd"), "ef", reversed([1, 2]), reversed(range(3)), {5: 6}.items(), range(2**70, 2**70 + 2), iter(Countdown(2)), memoryview(b"gh"):
        print(simple(iterable), end=" ")
    print()


def traced():
    events = []

    def trace(frame, event, arg):
        frame.f_trace_opcodes = True
        if event == "opcode":
            events.append(frame.f_lasti)
        return trace

    def loop(iterable):
        for i, x in iterable:
            pass

    loop(enumerate([1, 2, 3]))
    loop(enumerate([1, 2, 3]))
    sys.settrace(trace)
    loop(enumerate([1, 2]))
    sys.settrace(None)
    first = [at - events[0] for at in events if at >= events[0]]
    loop(enumerate([1, 2, 3]))
    return first


print(traced())


def begun_inside(iterable, at):
    lines = []

    def trace(frame, event, arg):
        lines.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
        return trace

    for i, x in iterable:
        if i == at:
            sys._getframe().f_trace = trace
            sys.settrace(trace)
    sys.settrace(None)
    return lines


print(begun_inside(enumerate("abc"), 9), begun_inside(enumerate("abc"), 9), begun_inside(enumerate("abc"), 1))


def lasting(xs):
    """Variables of loops keep their last values; those of loops that never begin stay unbound."""
    for i, x in zip(xs, xs):
        pass
    try:
        return i, x
    except UnboundLocalError as error:
        return str(error)


print(lasting([1, 2]), lasting([]), lasting([1, 2, 3]))
pairs_at_module_level = []
for a, b in zip("abc", range(9)):
    pairs_at_module_level.append(b)
for pairs_at_module_level, (a, b) in enumerate(zip("abc", range(9))):
    pass
print(pairs_at_module_level, a, b)
