"""Metaclasses, descriptors, slots, MRO, __init_subclass__, dynamic attributes, operator overloading, properties."""

from abc import ABC, abstractmethod
from functools import cached_property, total_ordering


class Registry(type):
    types = {}

    @classmethod
    def __prepare__(mcls, name, bases, **kwargs):
        return {"declared_in": mcls.__name__}

    def __new__(mcls, name, bases, namespace, *, plural=None):
        cls = super().__new__(mcls, name, bases, dict(namespace))
        cls.plural = plural or name.lower() + "s"
        mcls.types[name] = cls
        return cls

    def __init__(cls, name, bases, namespace, **kwargs):
        super().__init__(name, bases, namespace)
        cls.order = len(Registry.types)

    def __call__(cls, *args, **kwargs):
        instance = super().__call__(*args, **kwargs)
        instance.made_by = "meta call"
        return instance

    def __getitem__(cls, n):
        return [cls() for _ in range(n)]

    def __contains__(cls, item):
        return isinstance(item, cls)

    def __len__(cls):
        return cls.order

    @property
    def shouted(cls):
        return cls.__name__.upper()


class Animal(metaclass=Registry):
    sound = "..."

    def speak(self):
        return f"{type(self).__name__} says {self.sound}"


class Sheep(Animal, plural="sheep"):
    sound = "baa"


class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return obj.__dict__.get(self.name, self.kind())

    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        obj.__dict__[self.name] = value

    def __delete__(self, obj):
        print("deleting", self.name)
        obj.__dict__.pop(self.name, None)


class Person:
    name = Typed(str)
    age = Typed(int)

    def __init__(self, name, age):
        self.name, self.age = name, age

    def __getattr__(self, attr):
        if attr.startswith("is_"):
            return attr[3:] == self.name.lower()
        raise AttributeError(f"{type(self).__name__} has no {attr!r}", name=attr, obj=self)

    @cached_property
    def expensive(self):
        print("computing")
        return self.age**2


class Guarded:
    def __setattr__(self, name, value):
        if name.startswith("_"):
            raise AttributeError("private")
        super().__setattr__(name, value)

    def __getattribute__(self, name):
        value = super().__getattribute__(name)
        return value * 2 if isinstance(value, int) else value

    def __delattr__(self, name):
        print("no deletion of", name)

    def __dir__(self):
        return ["b", "a"]


@total_ordering
class Version:
    __slots__ = ("parts", "__weakref__")

    def __init__(self, text):
        self.parts = tuple(map(int, text.split(".")))

    def __eq__(self, other):
        return isinstance(other, Version) and self.parts == other.parts

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts < other.parts

    def __hash__(self):
        return hash(self.parts)

    def __repr__(self):
        return "v" + ".".join(map(str, self.parts))

    def __format__(self, spec):
        return ".".join(map(str, self.parts[: int(spec or 9)]))


class Base(ABC):
    @abstractmethod
    def area(self): ...

    @property
    @abstractmethod
    def name(self): ...

    @classmethod
    def __subclasshook__(cls, other):
        return True if cls is Base and "quacks" in other.__dict__ else NotImplemented


class Square(Base):
    name = "square"

    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side**2


class Duck:
    quacks = True


class A:
    def f(self):
        return "A"

    @staticmethod
    def s(x):
        return x

    @classmethod
    def c(cls):
        return cls.__name__


class B(A):
    def f(self):
        return "B" + super().f()


class C(A):
    def f(self):
        return "C" + super().f()


class D(B, C):
    def f(self):
        return "D" + super().f()

    c2 = A.c


print(Sheep().speak(), Sheep().made_by, Sheep.plural, Animal.plural, Sheep.declared_in, Sheep.shouted, len(Sheep), Sheep() in Animal, len(Animal[3]))
print(sorted(Registry.types), type(Sheep), isinstance(Sheep, Registry), Sheep.__mro__[1].__name__, Animal.__subclasses__())
p = Person("Ann", 30)
print(p.name, p.is_ann, p.is_bob, p.expensive, p.expensive, vars(p), Person.name.kind)
for action in [lambda: setattr(p, "age", "x"), lambda: p.nothing, lambda: Base(), lambda: Version("1") < 3, lambda: Version("1").x, lambda: setattr(Version("1"), "y", 1), lambda: Sheep.shoutedd, lambda: A.f(), lambda: A().f(1), lambda: object.__new__(Base), lambda: type("X", (A, object, B), {}), lambda: type("Y", (int, str), {}), lambda: setattr(int, "x", 1), lambda: Square()]:
    try:
        print(action())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, "|", error)
del p.age
print(p.age, p.__dict__)
g = Guarded()
g.x = 21
del g.x
print(g.x, dir(g), g.__class__.__name__)
v = [Version(t) for t in ("1.10", "1.9.3", "1.9")]
print(sorted(v), max(v), v[0] >= v[1], v[0] != v[1], len({*v, Version("1.9")}), f"{v[1]:2}", f"{v[1]}")
print(Square(3).area(), Base.__abstractmethods__ == {"area", "name"}, issubclass(Duck, Base), isinstance(3, Base))
print(D().f(), [k.__name__ for k in D.__mro__], D.c(), D.c2(), D().s(5), D.__bases__, super(B, D()).f(), B.f(D()))
Dyn = type("Dyn", (A,), {"x": 1, "f": lambda self: "dyn " + A.f(self), "__repr__": lambda self: "<dyn>"})
print(Dyn(), Dyn().f(), Dyn.x, Dyn.__module__, Dyn.__qualname__)
o = A()
o.f = lambda: "instance"
o.__class__ = D
print(o.f(), type(o).__name__, o.__dict__.keys() == {"f"})


class Money:
    def __init__(self, n):
        self.n = n

    for op in ("add", "sub", "mul", "floordiv", "mod", "pow", "and", "or", "xor", "lshift", "matmul"):
        exec(f"def __{op}__(self, o): return ('{op}', self.n, getattr(o, 'n', o))")
        exec(f"def __r{op}__(self, o): return ('r{op}', o, self.n)")
    del op

    def __iadd__(self, o):
        self.n += o
        return self

    def __neg__(self):
        return "neg"

    def __bool__(self):
        return self.n > 0

    def __int__(self):
        return self.n

    def __index__(self):
        return self.n

    def __call__(self, *a, **k):
        return a, k

    def __divmod__(self, o):
        return "divmod"

    def __round__(self, nd=None):
        return ("round", nd)

    def __len__(self):
        return 7

    def __reversed__(self):
        return "reversed"


m = Money(3)
print(m + 1, 1 + m, m @ m, m << 2, 2**m, m // 5, 7 % m, m ^ 1, -m, divmod(m, 2), round(m), round(m, 2), m(1, k=2), [0, 1, 2, 3, 4][m], hex(m), bool(Money(0)), len(m), reversed(m))
m += 4
print(m.n, int(m), "abc" * Money(2).n)
