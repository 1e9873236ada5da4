"""Attributes in hot code: every way to have one, several classes in one place, and classes that change meanwhile."""

import types
from collections import OrderedDict


class Base:
    unit = "u"
    total = 0

    def __init__(self, value):
        self.value = value

    @property
    def double(self):
        return self.value * 2

    @double.setter
    def double(self, value):
        self.value = value // 2

    @classmethod
    def name(cls):
        return cls.__name__

    @staticmethod
    def twice(value):
        return value * 2

    def get(self):
        return self.value


class Child(Base):
    unit = "c"

    def get(self):
        return super().get() + 1000


class Slotted:
    __slots__ = ("value", "unit", "extra", "a", "b", "c", "d", "e", "f", "g")

    def __init__(self, value):
        self.value = value
        self.unit = "s"

    @property
    def double(self):
        return self.value * 3

    @double.setter
    def double(self, value):
        self.value = -value

    def get(self):
        return -self.value

    @classmethod
    def name(cls):
        return "slotted"

    def twice(self, value):
        return value + self.value


class Hooked:
    known = 7

    def __init__(self, value):
        self.value = value

    def __getattr__(self, name):
        if name.startswith("no"):
            raise AttributeError(name)
        return len(name)

    @property
    def double(self):
        return self.lacking

    @property
    def broken(self):
        raise AttributeError("from the property")


class Wide:
    def __init__(self, value):
        for name in "abcdefghijkl":
            setattr(self, name, value)
        self.value = value
        self.unit = "w"

    double = property(lambda self: self.value + self.l, lambda self, v: setattr(self, "l", v))

    def get(self):
        return self.value + self.l

    @classmethod
    def name(cls):
        return "wide"

    twice = staticmethod(max)


def use(objects, n):
    total = 0
    for i in range(n):
        o = objects[i % len(objects)]
        total += o.value + o.double + len(o.unit) + o.get() + len(o.name())
        if type(o) is not Wide:
            total += o.twice(i)
        o.double = i
        o.value += 1
        o.fresh = i if i % 3 else o.value
        total += o.fresh
        bound = o.get
        total += bound()
    return total


class SlottedOpen(Slotted):
    pass


for objects in ([Base(1)], [Base(1), Child(2)], [Base(1), Child(2), SlottedOpen(3)], [Base(1), Child(2), SlottedOpen(3), Wide(4)]):
    print(use(objects, 2000))


def hooked(n):
    total = missing = 0
    for i in range(n):
        h = Hooked(i)
        total += h.value + h.double + h.known + h.something + h.broken
        missing += hasattr(h, "nothing") + hasattr(h, "value") + getattr(h, "none", 5) + len(getattr(h, "no", "xy"))
        try:
            h.nowhere
        except AttributeError as error:
            missing += (error.name == "nowhere") + (error.obj is h) + len(str(error))
    return total, missing


print(hooked(1500))


def slots(n):
    errors = {}
    total = 0
    for i in range(n):
        s = Slotted(i)
        s.g = i
        total += s.g + s.value
        for name in ("extra", "f"):
            try:
                total += s.extra if name == "extra" else s.f
            except AttributeError as error:
                errors[str(error)] = errors.get(str(error), 0) + 1
        s.extra = 1
        total += s.extra
        del s.extra
        try:
            s.other = 1
        except AttributeError as error:
            errors[str(error)] = errors.get(str(error), 0) + 1
    return total, errors


print(slots(1500))


# What is found changes while the loop is hot.


class Changing:
    attr = "class"

    def method(self):
        return "method"

    @property
    def prop(self):
        return "prop"


def look(o):
    return f"{o.attr} {o.method()} {o.prop}"


def run(o, n=600):
    seen = []
    for _ in range(n):
        text = look(o)
        if not seen or seen[-1] != text:
            seen.append(text)
    return seen


c = Changing()
print(run(c))
Changing.attr = "changed"
print(run(c))
c.attr = "own"
print(run(c))
del c.attr
c.method = lambda: "own method"
print(run(c))
Changing.prop = property(lambda self: "other prop")
Changing.method = lambda self: "other method"
print(run(c), run(Changing()))


class Other:
    attr = "other class"
    prop = "plain"

    def method(self):
        return "method of other"


c = Changing()
for _ in range(300):
    look(c)
c.__class__ = Other
print(run(c))
Other.prop = 17
print(run(c))
Changing.__getattr__ = lambda self, name: f"hook {name}"
c = Changing()
print(run(c))
del Changing.attr, Changing.prop
print(run(c))
Changing.__getattribute__ = lambda self, name: (lambda: "all") if name == "method" else "all " + name
print(run(c))
del Changing.__getattribute__, Changing.__getattr__
try:
    run(c)
except AttributeError as error:
    print(error)


# Instances whose attributes lie in a dict.


class Plain:
    fallback = "class"

    def __init__(self, v):
        self.v = v

    def get(self):
        return self.v


def in_dicts(n):
    total = 0
    for i in range(n):
        p = Plain(i)
        d = p.__dict__
        total += p.v + p.get() + len(p.fallback)
        p.w = i
        d["x"] = 2
        p.x += p.w
        d["fallback"] = "in the dict"
        total += p.x + len(p.fallback) + len(d)
        if i % 5 == 0:
            p.__dict__ = OrderedDict(v=1, get=lambda: 50)
            total += p.v + p.get()
        if i % 7 == 0:
            del p.v
            try:
                p.v
            except AttributeError:
                total += 1
    return total


print(in_dicts(2000))


# `super()` with classes and bases that change.


class A:
    def f(self):
        return "A"

    @classmethod
    def g(cls):
        return f"A.g {cls.__name__}"

    attr = "a"


class B(A):
    def f(self):
        return "B" + super().f()

    @classmethod
    def g(cls):
        return "B" + super().g()

    def h(self):
        return super().attr, super(B, self).f()


class C(A):
    def f(self):
        return "C" + super().f()


class D(B, C):
    def f(self):
        return "D" + super().f()


def supers(objects, n):
    counts = {}
    for i in range(n):
        o = objects[i % len(objects)]
        text = f"{o.f()} {o.g()} {o.h()}"
        counts[text] = counts.get(text, 0) + 1
    return counts


print(supers([B()], 800))
print(supers([B(), D()], 800))
A.f = lambda self: "new"
print(supers([B(), D()], 800))
C.attr = "c"
print(supers([B(), D()], 800))
del B.f
print(supers([B(), D()], 800))
B.__bases__ = (types.new_class("Z", (A,), {}, lambda ns: ns.update(f=lambda self: "Z")),)
print(supers([B()], 800))


# Class attributes that are counters, and then something else.


class Meta(type):
    made = 0

    @property
    def shadow(cls):
        return "meta"


class Counter(metaclass=Meta):
    count = 0
    name = "counter"
    step = 1.5
    shadow = "own"

    def __init__(self):
        Counter.count += 1
        Counter.step += 0.25
        Meta.made += 1
        self.id = self.count

    @classmethod
    def bump(cls, by=1):
        cls.count += by
        return cls.count


class SubCounter(Counter):
    pass


def counting(n):
    total = 0
    for i in range(n):
        c = Counter() if i % 3 else SubCounter()
        total += c.id + c.count + SubCounter.count + len(Counter.name) + c.bump()
        if i == n // 2:
            SubCounter.count = 1000000
        if i == n // 2 + 50:
            Counter.name = "renamed"
        if i == n // 2 + 60:
            Counter.name = "again renamed"
        if i == n - 40:
            del SubCounter.count
        if i % 50 == 0:
            c.count = -1
            total += c.count + len(c.shadow) + len(Counter.shadow)
    return total, Counter.count, Counter.step, Meta.made, Counter.made


print(counting(2000))


def describe(c):
    return f"{c.count} {Counter.count}"


c = Counter()
print({describe(c) for _ in range(500)})
Counter.count = property(lambda self: "a property")
print({describe(c).split("<")[0] for _ in range(500)})
Counter.count = 5
print({describe(c) for _ in range(500)})
Counter.count = 6
Counter.count = 7
print({describe(c) for _ in range(500)})
Counter.count = lambda: None
print({describe(c).split(" ")[0] for _ in range(50)})
del Counter.count
try:
    describe(c)
except AttributeError as error:
    print(error)
Base.total = 1
Base.total = 2
print(Child.total, Child(1).total)
Child.total = 3
Base.total = 4
print(Child.total, Child(1).total, Base(1).total)
del Child.total
print(Child.total, Child(1).total)
