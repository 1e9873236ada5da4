"""What data descriptors of built-in types give in hot code: `__class__`, fields of named tuples, attributes of built-in objects."""

from collections import Counter, namedtuple
from dataclasses import dataclass, field

Point = namedtuple("Point", "x y")


class Tagged(Point):
    """Instances have a dict as well."""


class Wrong(Point):
    __slots__ = ()
    x = Point.y


def xs(points):
    return [point.x for point in points]


points = [Point(i, -i) for i in range(6)]
for _ in range(200):
    xs(points)
print(xs(points))
tagged = Tagged(8, 9)
tagged.label = "label"
tagged.__dict__["x"] = "hidden"
for _ in range(200):
    xs([tagged, *points])
print(xs([tagged, Wrong(1, 2), *points, Tagged(3, 4)]))
short = tuple.__new__(Point, ())
for odd in short, (1, 2), None, 5:
    try:
        print(xs([points[0], odd]))
    except (IndexError, AttributeError) as error:
        print(type(error).__name__, error)
Point.x = property(lambda self: "replaced")
print(xs(points[:2]))


class Base:
    pass


class Other(Base):
    pass


class Liar:
    @property
    def __class__(self):
        return Base


class Dynamic:
    def __getattr__(self, name):
        return f"no {name}"


def kinds(objects):
    return [(each.__class__.__name__, each.__class__ is Base, isinstance(each, Base)) for each in objects]


plain = [Base(), Other(), Base(), Dynamic()]
for _ in range(200):
    kinds(plain)
print(kinds(plain))
print(kinds([*plain, Liar(), 5, "text", None, 1.5, [], Base, kinds, (), 10**30, "\U0001f600"]))
plain[0].__class__ = Other
print(kinds(plain))
plain[2].__class__ = Dynamic
print(kinds(plain))
for _ in range(200):
    isinstance(plain[0], Dynamic)
type.__setattr__(Base, "__getattribute__", lambda self, name: Dynamic)
print(isinstance(plain[0], Dynamic), plain[0].__class__)
del Base.__getattribute__
print(isinstance(plain[0], Dynamic), kinds(plain[:2]))


class Refusing:
    @property
    def __class__(self):
        return 1 / 0


try:
    print(isinstance(Refusing(), Dynamic))
except ZeroDivisionError as error:
    print(error)


def parts(error, code):
    return [(error.args, code.co_name, code.co_argcount, slice(1, 2).start, (2).real, 1j.imag) for _ in range(3)]


for _ in range(200):
    parts(ValueError("a", 1), parts.__code__)
print(parts(ValueError("a", 1), parts.__code__))
stop = StopIteration(5)
for _ in range(300):
    stop.value
print(stop.value, stop.args)
try:
    parts(None, parts.__code__)
except AttributeError as error:
    print(error)


class Sized:
    __slots__ = ("__dict__", "size")


sized = Sized()
sized.extra = 1
for _ in range(500):
    sized.__dict__
print(sized.__dict__, sized.__class__)


@dataclass(order=True)
class Item:
    weight: int
    name: str
    tags: list = field(compare=False, default_factory=list)


@dataclass(order=True)
class Heavy(Item):
    pass


def order(items):
    return [(item.weight, item.name) for item in sorted(items)], items[0] == items[1], items[0] <= items[-1]


items = [Item(i * 7 % 5, "n%d" % (i % 3)) for i in range(20)]
for _ in range(60):
    order(items)
print(order(items))
for mixed in [*items[:2], Heavy(1, "a")], [Item(1, None), Item(1, "a")], [items[0], 3]:
    try:
        print(order(mixed))
    except TypeError as error:
        print(error)


class Fickle:
    """Its comparison changes while a list is sorted."""

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        Fickle.calls += 1
        if Fickle.calls == 5:
            Fickle.__lt__ = lambda one, two: one.value > two.value
        return self.value < other.value


Fickle.calls = 0
print([each.value for each in sorted(Fickle(i * 5 % 7) for i in range(7))])
Fickle.__lt__ = staticmethod(lambda other: other.value < 3)
print([each.value for each in sorted(Fickle(i * 5 % 7) for i in range(7))])


# Counting what Python code yields.
def letters(text):
    for letter in text:
        if letter == "!":
            raise LookupError(counted)
        yield letter


class Loud(Counter):
    def get(self, key, default=None):
        print("get", key, default)
        return super().get(key, default)


counted = Counter("a")
for text in "abca", "dd!d":
    try:
        counted.update(letters(text))
    except LookupError as error:
        print(error)
print(counted, Counter(i % 3 for i in range(10)), Loud(letters("aba")), Counter(map(str.upper, "abA")))
counted["a"] = 2**53 - 1
counted.update("aa")
counted["b"] = 1.5
counted.update(iter("bb"))
print(counted)
try:
    counted.update([i] for i in range(2))
except TypeError as error:
    print(error)


class Hashed:
    def __hash__(self):
        print("hashed", end=" ")
        return 3

    def __eq__(self, other):
        return True


print(len(Counter([Hashed(), Hashed()])), list(Counter([(Hashed(),)] * 2).values()))
