"""Instances of classes whose methods assign to few attributes, to many or to none; that get more from outside, lose some, or change class."""


class Few:
    def __init__(self, a, b):
        self.a = a
        self.b = b

    def total(self):
        return self.a + self.b


class Many(Few):
    def __init__(self, a, b):
        super().__init__(a, b)
        self.c = self.d = self.e = a
        self.f = self.g = self.h = self.i = self.j = b

    def all(self):
        return self.c + self.d + self.e + self.f + self.g + self.h + self.i + self.j


class None_:
    pass


class Slots:
    __slots__ = ("x", "y", "z")


class MoreSlots(Slots):
    __slots__ = ("p", "q", "r", "__dict__")

    def __init__(self):
        self.x = self.p = 1
        self.r = self.other = 2.5


class Same:
    __slots__ = ("s", "t", "__dict__")

    def grow(self):
        self.k = self.l = self.m = self.n = self.o = 1


class Other:
    __slots__ = ("s", "t", "__dict__")

    def few(self):
        self.k = 2


def build(n):
    total = 0
    for i in range(n):
        few = Few(i, 1)
        few.c = few.d = few.e = few.f = few.g = i
        few.e += 0.5
        few.g -= 1
        total += few.total() + few.c + few.d + few.e + few.f + few.g
        del few.b
        few.b = few.a
        many = Many(i, 2)
        many.k = i
        total += many.total() + many.all() + many.k
        if hasattr(few, "h"):
            total += few.h
        few.h = 1
        bare = None_()
        bare.a = bare.b = bare.c = bare.d = bare.e = bare.f = bare.g = bare.h = bare.i = total
        total += bare.i - bare.h + bare.e - bare.d
    return total, few.__dict__, vars(many), list(vars(bare))


print(*build(3000), sep="\n")


def floats(n):
    few, many = Few(0.5, 0.25), Many(1.5, 2.5)
    few.c, few.d, few.e, few.f = 1.0, 2.0, 3.0, 4.0
    kept = []
    for i in range(n):
        few.a += 0.5
        few.e += few.a
        few.f -= few.d
        many.c += many.j
        many.j *= 1.0001
        many.h += many.g
        if i % 1000 == 0:
            kept.append((few.a, few.e, few.f, many.c, many.j, many.h))
    return kept, few.e, round(many.j, 6)


print(*floats(3001))


def switch(n):
    """The same attributes, in another layout."""
    seen = set()
    for i in range(n):
        few, many = Few(i, 1), Many(i, 2)
        few.c = few.d = few.e = 7
        few.__class__ = Many
        many.__class__ = Few
        few.z = 5
        many.z = 6
        del many.c, few.a
        few.a = 3
        seen.add((few.total(), many.total(), few.e, many.j, few.z, many.z, type(few).__name__, len(vars(few)), len(vars(many))))
        few.__class__ = None_
        few.y = 1
        many.__class__ = None_
        many.__class__ = Many
        many.c = 1
        seen.add((few.y, few.a, many.all(), many.total(), sorted(vars(few))[0]))
    return len(seen), sorted(seen, key=repr)[:3], vars(few)


print(*switch(600), sep="\n")


def slots(n):
    for i in range(n):
        a, b, c = MoreSlots(), Same(), Other()
        a.y = a.z = a.q = i
        a.later = a.last = i + 1
        b.grow()
        c.few()
        b.s, c.t = "s", "t"
        b.__class__, c.__class__ = Other, Same
        b.t, c.l = i, 3
    missing = []
    for owner, name in ((b, "nothing"), (c, "s"), (Slots(), "z"), (a, "w")):
        try:
            getattr(owner, name)
        except AttributeError as error:
            missing.append(str(error))
    return a.x, a.p, a.q, a.r, a.later, vars(a), b.s, b.t, b.o, vars(b), c.t, vars(c), missing


print(*slots(1500), sep="\n")


class Point:
    __static_attributes__ = 5

    def __init__(self, *values):
        self.x, self.y = values


class Derived(Point, Few):
    def more(self):
        self.z = self.x


print(Point(1, 2).y, vars(Derived(3, 4)), Few.__static_attributes__, Derived.__static_attributes__)
