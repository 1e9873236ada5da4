"""Calls that hot code makes: all kinds of parameters, defaults that change, closures, generators, constructors, wrong calls."""

import types


def show(*values):
    print(*values)


# Parameters of all kinds, called from a hot loop in all kinds of ways.


def kinds(a, b=2, /, c=3, *rest, d, e=5, **more):
    return f"{a} {b} {c} {rest} {d} {e} {sorted(more.items())}"


def call_kinds(n):
    seen = {}
    for i in range(n):
        for text in (
            kinds(1, d=i % 2),
            kinds(1, 9, c=8, d=7),
            kinds(1, 2, 3, 4, 5, d=6, e=7, f=8, g=9),
            kinds(*(1, 2), **{"d": 0, "z": 1}),
            kinds("x", d=None, a="a", b="b"),
        ):
            seen[text] = seen.get(text, 0) + 1
    return seen


for text, count in call_kinds(1500).items():
    show(count, text)


def wrong(n):
    errors = {}
    for i in range(n):
        for k in range(8):
            try:
                match k:
                    case 0:
                        kinds()
                    case 1:
                        kinds(1)
                    case 2:
                        kinds(1, c=2, d=3, **{"c": 4})
                    case 3:
                        kinds(1, 2, 3, c=4, d=5)
                    case 4:
                        two(1)
                    case 5:
                        two(1, 2, 3)
                    case 6:
                        two(1, y=1, x=2)
                    case 7:
                        two(1, z=2)
            except TypeError as error:
                errors[str(error)] = errors.get(str(error), 0) + 1
    return errors


def two(x, y):
    return x - y


for text, count in wrong(1200).items():
    show(count, text)


# Defaults that change while the caller is hot.


def defaulted(x, y=1, *, z=2):
    return x + y + z


def call_defaulted(n):
    total = 0
    for i in range(n):
        if i == n // 3:
            defaulted.__defaults__ = (100,)
        if i == n // 2:
            defaulted.__kwdefaults__["z"] = 1000
        if i == n - 5:
            defaulted.__kwdefaults__ = {"z": 7}
        total += defaulted(i) + defaulted(i, z=1) + defaulted(i, y=3)
    return total


show(call_defaulted(3000))
del defaulted.__kwdefaults__["z"]
try:
    call_defaulted(1)
except (TypeError, KeyError) as error:
    show(type(error).__name__, error)
defaulted.__kwdefaults__ = None
try:
    for _ in range(50):
        defaulted(1)
except TypeError as error:
    show(error)


# Functions whose variables are shared with inner functions.


def adder(base, step=1):
    total = base

    def add(value, scale=1):
        nonlocal total, step
        total += value * scale + step
        step += base % 2
        return total

    return add


def use_adders(n):
    adders = [adder(i, step=i) for i in range(4)]
    result = 0
    for i in range(n):
        add = adders[i % 4]
        result ^= add(i) + add(value=i, scale=2)
        if i % 100 == 0:
            result += adder(i)(i)
    return result, adders[1](0)


show(use_adders(3000))
show(sorted(range(2000), key=lambda v, big=[3, 1, 4]: (big[v % 3], -v))[:5])


def by_shared(values, order):
    return max(values, key=lambda v: order[v % 3] * v)


show(sum(by_shared(range(i, i + 9), [1, 5, 2]) for i in range(600)))


# The same code with other globals.
other = types.FunctionType(two.__code__, {"__builtins__": __builtins__}, "other")
shadowed = types.FunctionType((lambda v: len(v)).__code__, {"len": lambda v: -1, "__builtins__": __builtins__})


def mixed(n):
    total = 0
    for i in range(n):
        f = (two, other)[i % 2]
        total += f(i, 1) + f(y=i, x=2 * i) + shadowed("abc")
    return total


show(mixed(3000))


# Generator functions called from hot code: nothing runs before the first `next`.


def count_up(n, *steps, start=0):
    nonlocal_like = []

    def note(v):
        nonlocal_like.append(v)
        return v

    while start < n:
        yield note(start)
        start += steps[0] if steps else 1
    return nonlocal_like


def use_generators(n):
    total = 0
    for i in range(n):
        total += sum(count_up(5)) + sum(count_up(9, 2, start=1)) + len([*count_up(n=3, start=i % 3)])
        unused = count_up(10**9, start=i)
        total += next(unused)
    return total


show(use_generators(1200))


def wrong_generators(n):
    count = 0
    for i in range(n):
        try:
            count_up(start=i)
        except TypeError as error:
            count += len(str(error))
    return count


show(wrong_generators(1500))


# Constructors.


class Point:
    made = 0

    def __init__(self, x, y=0, *rest, tag=None, **more):
        self.x = x
        self.y = y
        self.rest = rest
        self.tag = tag
        self.more = more
        Point.made += 1


class Odd:
    def __init__(self, value):
        self.value = value
        if value == "bad":
            return 1


class Sub(Point):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.tag = self.tag or "sub"


def construct(n):
    total = 0
    for i in range(n):
        p = Point(i, tag="t", k=1) if i % 2 else Sub(i, 2, 3, tag=None)
        q = (Point, Sub)[i % 2](x=i, z=3)
        total += p.x + p.y + len(p.rest) + len(p.tag) + len(p.more) + q.more["z"] + len(Odd("x").value)
    return total


show(construct(2500), Point.made)


def bad_constructor(n):
    errors = set()
    for i in range(n):
        try:
            Odd("bad" if i > n - 3 else i)
            Odd(value="good")
            if i == n - 1:
                Odd()
        except TypeError as error:
            errors.add(str(error))
    return sorted(errors)


show(bad_constructor(1500))


# Deep recursion through constructors, keyword calls and closures.


class Chain:
    def __init__(self, n, *, depth=0):
        self.next = Chain(n - 1, depth=depth + 1) if n else None
        self.depth = depth


def depth_of(chain):
    return 0 if chain is None else 1 + depth_of(chain=chain.next)


for _ in range(40):
    chain = Chain(200)
show(depth_of(chain))


def endless(n, *args, k=0, **kwargs):
    return endless(n + 1, *args, k=k + 1, **kwargs) + 1


for _ in range(5):
    try:
        endless(0, 1, 2, z=3)
    except RecursionError as error:
        show(type(error).__name__, error)


# Callables that a hot place cannot know, and instances with a finalizer or slots.


class Small:
    __slots__ = ("a", "b")

    def __init__(self, a, b=2, *, c=3):
        self.a = a
        self.b = b + c


class Called:
    def __call__(self, x, y=10):
        return x + y

    def method(self, x, y=100):
        return x * y


def plain(x, y=5):
    return x - y


def any_callable(n):
    called = Called()
    callables = [plain, called, called.method, max, lambda x, y=1: x, Called.method.__get__(called), dict(a=1).get]
    total = 0
    for i in range(n):
        f = callables[i % 6]
        total += f(i, 3) + f(y=2, x=i) if i % 6 != 3 else f(i, 3)
        g = callables[i % 3]
        total += g(i) + Small(i, c=i).b + Small(1).b
        total += callables[6]("a", 0) + callables[6]("b", 4)
    return total


show(any_callable(3000))
