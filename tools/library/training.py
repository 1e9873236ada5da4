"""What the eval loop is trained with.

V8 optimizes a function for what it has seen the function do; whatever happens for the first time afterwards throws the optimized
code away. A program's own beginning shows it a few instructions only. So, once a program turns out to run for a while, this runs
once: every instruction of the loop in every specialized and fused form, with every outcome that is not an error of the program's.
The loop's unit test demands that no form is missing here.
"""


class Values:
    constant = 3

    def __init__(self, a, b):
        self.a = a
        self.b = b

    def get(self):
        return self.a

    def plus(self, n):
        return self.a + n

    @property
    def double(self):
        return self.a * 2

    def __getitem__(self, index):
        return index


class Slots:
    __slots__ = ("a", "b")

    def __init__(self):
        self.a = 1
        self.b = 2.5


class Others:
    def __init__(self, b, a):
        self.b = b
        self.a = a

    def get(self):
        return self.b


class Third(Others):
    def __init__(self, a):
        self.c = self.b = self.a = a


class Many:
    def __init__(self, x):
        self.m0 = self.m1 = self.m2 = self.m3 = self.m4 = self.m5 = self.m6 = self.m7 = self.m8 = self.m9 = x

    def total(self):
        return self.m0 + self.m1 + self.m2 + self.m3 + self.m4 + self.m5 + self.m6 + self.m7 + self.m8 + self.m9


class Table(dict):
    def size(self):
        return len(self)


class Falsy:
    def __len__(self):
        return 0


def ints(a, b, n, v, w):
    c = a + b
    d = a - b
    e = v.a + w.b
    f = v.a - w.b
    g = v.a + 1
    h = v.a - 1
    g *= h
    a += 1
    n -= 1
    if a < b:
        c += d
    if n < 2:
        c += e
    if a * 2 < b:
        c += f
    if n * 3 == c:
        c += g
    return n - 2 + (a - b) + (n + 2) * (a + b), c > d, a * b, a // 3, a % 3, a & b, a | 1, a << 2, a >> 1, -a


def one(n):
    n + 1
    n - 1
    n < 5
    if n < 3:
        n = n + 4
    return n


def big(a):
    return a * a, a + a, -a - a, (a + 1) * 3, a * a - a


def floats(a, b, c, v, w):
    d = v.b + w.b
    e = v.b - w.b
    f = v.b * w.b
    g = a + b
    h = a - b
    k = a * b
    g = (a + b) + c
    h = (a - b) - c
    k = (a * b) * c
    g = c + a * b
    h = v.b + a * b
    if a < b:
        d = e
    if v.b > w.b:
        d = f
    return d + v.b, d - v.b, d * v.b, a == b, a <= b, a != b, a >= b, a / b, a * 2, 2 * a, a + 1, 1 - a, a // b, a % b, -a, a**2


def strings(s, t):
    u = s + t
    u += s
    if s == t:
        u = s
    if s != t:
        u = t
    if s:
        u = s[0]
    if not t:
        u = t
    return u, s < t, s in t, s[-1:], f"{s}{t!r:>4}", s * 2, s % ()


def items(xs, i, d, t, s, v):
    xs[i]
    xs[0]
    xs[i] = 1
    xs[i] += 2
    xs[-1]
    xs[-1] = 3
    t[0]
    t[i]
    s[i]
    d[i]
    d[i] = 2
    d[i] += 1
    v[i]
    a, b = t
    c, e, f = xs
    g, h, k = s
    a, b = b, a
    try:
        d["missing"]
    except KeyError:
        pass
    try:
        xs[100]
    except IndexError:
        pass
    del d[i]
    d[i] = 0
    return i in d, "x" not in d, i in xs, i in t, (a, b), [c, e, f], xs[0:1], [*xs], {**d}, {i}


def truth(yes, no, number, text, thing, empty, xs):
    r = 0
    if yes:
        r += 1
    if no:
        r += 1
    if not yes:
        r += 1
    if not no:
        r += 1
    if number:
        r += 1
    if text:
        r += 1
    if thing:
        r += 1
    if empty:
        r += 1
    if xs:
        r += 1
    if not thing:
        r += 1
    while not (no or r > 5):
        r += 2
    return yes and no, yes or no, not xs, not yes, not (yes is no), xs is not None


def none(a, b):
    if a is None:
        return b
    if b is not None:
        return a
    if a.a is None:
        return b
    if a.b is not None:
        return a
    return a


def attributes(v, w, s, m, x, module):
    v.a
    v.b
    v.a = x
    v.a = 1
    v.b = w.b
    v.a += 1
    v.constant
    v.get()
    v.plus(x)
    v.double
    s.a
    s.a = x
    s.b
    s.b = 2.5
    m.total()
    module.len
    module.len([])
    Values.constant
    Values.get(v)
    int.__name__
    v.get
    [].append
    "".join([])
    (1).bit_length()
    try:
        v.missing
    except AttributeError:
        pass
    return v.a


def hinted(v):
    return v.a


def callee(a, b):
    return a


def with_default(a, b=2):
    return a, b


def with_keywords(a, *, b=1, c=2):
    return a


def variadic(*args, **kwargs):
    return args


def calls(a, b, xs, module):
    callee(a, b)
    callee(a, b=b)
    callee(b=a, a=b)
    one(a)
    with_default(a)
    with_default(a, b=1)
    with_keywords(a, b=3)
    variadic(a, b, c=a)
    variadic(*xs, **{})
    Values(a, b)
    Slots()
    Falsy()
    object()
    len(xs)
    len("ab")
    len(())
    len({})
    isinstance(a, int)
    isinstance(a, (int, str))
    xs.append(a)
    xs.pop()
    x = xs.append(a)
    x = xs.pop()
    x = xs.count(a)
    xs.index(xs[0])
    "a,b".split(",")
    "a".replace("a", "b", 1)
    min(a, b)
    max(a, b, 3)
    abs(a)
    str(a)
    int("1")
    tuple(xs)
    range(3)
    type(a)
    print.__name__
    (lambda q: q)(a)
    sum(xs)
    sorted(xs, key=one)
    list(map(one, xs))
    x = one(a)
    y = x
    return [one(q) for q in xs], {q: q for q in xs}, {q for q in xs}, x, y


def generator(n):
    for i in range(n):
        yield i
    return n


def delegating(n):
    r = yield from generator(n)
    yield r
    yield from [1, 2]


def loops(xs, t, n):
    r = 0
    for i in range(n):
        r += i
    for i in range(n):
        r = i
    for x in xs:
        r += x
    for x in t:
        r += x
    for x in generator(n):
        r += x
    for x in delegating(n):
        r += x
    for x in {1: 2}:
        r += x
    for x in {1}:
        r += x
    for i, x in enumerate(xs):
        r += x
    for i, x in zip(xs, t):
        r += x
    for i, x in {1: 2}.items():
        r += x
    for pair in enumerate(xs):
        r = pair
    for x in map(one, xs):
        r = x
    for pairs in (zip(xs, t), enumerate(t), {1: 2}.items(), [(1, 2)], {1: 2}):
        for x in pairs:
            r = x
        for i, x in enumerate(xs):
            r = x
    for s in ("ab", "\U0001f600"):
        for c in s:
            t = c
    for range_item in (range(n), xs):
        for x in range_item:
            r += x
    while n:
        n -= 1
        if n == 1:
            continue
        if n > 5:
            break
    i = 0
    while i < 3:
        i += 1
    while i > 0:
        i = i - 1
        r = xs
    for _ in range(2):
        r = t
    g = delegating(n)
    for x in g:
        pass
    g = generator(3)
    next(g)
    g.send(None)
    g.close()
    return sum(q for q in xs) + sum(q for q in range(4))


async def coroutine(n):
    return n


async def awaiting(n):
    a = await coroutine(n)
    return a + await coroutine(a)


def run_coroutine(n):
    c = awaiting(n)
    try:
        c.send(None)
    except StopIteration as stop:
        return stop.value


def closures(n):
    def inner():
        nonlocal n
        n += 1
        return n

    inner()
    return inner, lambda: n


def unbound(flag):
    if flag:
        local = 1

    def inner():
        return late

    try:
        local
    except UnboundLocalError:
        pass
    try:
        inner()
    except NameError:
        pass
    late = 1
    return inner()


def exceptional(n):
    try:
        raise ValueError(n)
    except (KeyError, TypeError):
        pass
    except ValueError as error:
        n = error.args
    finally:
        r = n
    try:
        with_default()
    except TypeError:
        pass
    try:
        missing_name
    except NameError:
        pass
    return r


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        return kind is ValueError


def managed():
    with Manager() as m:
        pass
    with Manager():
        raise ValueError
    return m


def many_locals(a, b):
    c0 = c1 = c2 = c3 = c4 = c5 = c6 = c7 = c8 = c9 = d0 = d1 = d2 = d3 = d4 = d5 = a
    e = 1
    f = 2.5
    callee(d5, e)
    return d5, e, f, e + d4, f * f


def template(a):
    return t"{a} and {a!r:>3}"


def matching(x):
    match x:
        case 1:
            return 1
        case [a, b]:
            return a
        case {"k": v}:
            return v
        case Values(a=1):
            return 2
        case str():
            return 3
    return 0


def polymorphic(objects):
    """The same instructions for objects of several classes."""
    for thing in objects:
        thing.a
        thing.get()
        thing.a = 1
        thing.a += 1
        thing.new = 2
        if thing:
            pass
        thing is objects
        thing == objects


def big_ints(b, v, w):
    # Not from a range: its iterator's fields shall stay small ints.
    for i in [b, b + 1, b + 2]:
        one(i)
        ints(i, b, -i, v, w)
        ints(-i, i, i, w, v)
    loops([b, b], (b, b), 2)


def read(xs, t, pair, i):
    xs[i]
    xs[0]
    xs[-1]
    t[0]
    t[i]
    a, b, c = xs
    a, b, c = t
    a, b = pair
    if xs:
        len(xs)
    if t:
        len(t)
    for a, b, c in (xs, xs):
        pass
    for a, b, c in (t, t):
        pass
    for a, b in (pair, pair):
        pass
    return [x for x in xs if x in t]


def sequences(xs, t, pair, way):
    """
    Each of these has a JavaScript array of another kind than others' at the same time. A copy does not; nor does the list once something
    was stored in it, so `way` tells in which way that is done first.
    """
    read(xs, t, pair, 1)
    loops(xs, t, 2)
    if way == 0:
        for i in range(3):
            xs[i] += 2
    elif way == 1:
        for i in range(3):
            xs[i] = 2
    else:
        for i in range(3):
            xs.append(i)
        for i in range(3):
            xs.pop()
    for values in ((1, 2), (2**40, 1), (1, 2**40), (None, 1), (1, None), (2**40, None)):
        [value for value in values]
    items(xs, 1, {0: 1, 1: 2}, pair, "abc", Values(1, 2))


def tables(table):
    return table.size(), table.get(1), table.keys()


def lesson(builtins, kinds):
    v, w = Values(1, 2.5), Values(3, 1.5)
    ten = Values(10, 4)
    s, m = Slots(), Many(1)
    hint = Values(1, 2)
    hint.__dict__["a"] = 2
    for i in range(4):
        ints(i, 2, 5 - i, ten, ten)
        ints(7, i, i, ten, ten)
        one(i)
        one(9)
        big(2**53 - 1)
        big(2**30 * i)
        floats(1.5, i + 0.5, 2.0, v, w)
        floats(2.5, 1.0, 0.5, w, v)
        tables(Table())
        strings("ab", "ab")
        strings("ab", "b")
        strings("x", "")
        items([1, 2, 3], 1, {0: 1, 1: 2}, (1, 2), "abc", v)
        truth(True, False, i, "a", v, Falsy(), [])
        truth(False, True, 0, "", s, Falsy(), [1])
        none(None, 1)
        none(v, None)
        none(v, 1)
        attributes(Values(1, 2), Values(1, 2), s, m, i, builtins)
        hinted(hint)
        calls(1, 2, [1, 2, 3], builtins)
        loops([1, 2, 3], (4, 5), i + 2)
        loops([], (), 0)
        list(generator(i))
        run_coroutine(i)
        closures(i)
        unbound(True)
        unbound(False)
        exceptional(i)
        managed()
        many_locals(1, i)
        big_ints(2**40, Values(2**40, 2**41), Values(-(2**45), 2))
        polymorphic([Values(i, i), Others(1, i), Third(i), Values(i, 1), Others(i, 2), Third(2)] * 12)
        for xs, t, pair in kinds[i]:
            sequences(xs, t, pair, i)
        template(i)
        matching(1), matching([1, 2]), matching({"k": 1}), matching(v), matching("s"), matching(None)
    # Instructions that several kinds of operands reach, in their general form.
    for x in (1, 2.5, "a", 2**70, (1,), True):
        for y in (1, 0.5, "b", 2**70, (2,), False):
            x == y
            try:
                x + y
                x < y
                x * y
            except TypeError:
                pass
    for x in (v, s, m, Falsy(), 1, "a", None):
        hasattr(x, "a") and x.a
        if x:
            pass
    xs = [1]
    # As long as there are such objects, V8 knows the layouts of their classes.
    iterators = [generator(1), iter(xs), iter((1,)), iter(range(1)), iter("a"), iter({1: 2}), iter({1}), enumerate(xs), zip(xs, xs)]
    return iterators, {1: 2}, {}.items(), iter({}.items()), v, s, 1.5, v.get, len, xs.append, closures(1), slice(1)
