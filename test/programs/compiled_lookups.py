"""super(), getattr, hasattr and __getattr__ in hot code: what is found, what is missing, what is raised, and the frames seen from within."""

import sys
import traceback


class Base:
    def __init__(self, name):
        self.name = name

    def label(self):
        return "base " + self.name

    @property
    def checked(self):
        if self.name == "bad":
            raise AttributeError("from the property")
        return self.name

    @classmethod
    def make(cls, name):
        return cls(name)


class Left(Base):
    def label(self):
        return "left " + super().label()

    @classmethod
    def make(cls, name):
        return super().make("L" + name)


class Right(Base):
    def label(self):
        return "right " + super().label()


class Both(Left, Right):
    def __init__(self, name):
        super().__init__(name + "!")

    def label(self):
        return "both " + super().label()


class Proxy:
    def __init__(self, target):
        self._target = target

    def __getattr__(self, name):
        return getattr(self._target, name)


class Strict(Base):
    def __getattr__(self, name):
        if name.startswith("x"):
            return name
        if name == "seen":
            return sys._getframe(1).f_locals["i"]
        if name == "key":
            raise KeyError(name)
        raise AttributeError


def lines(error):
    return [(entry.name, entry.line) for entry in traceback.extract_tb(error.__traceback__)]


def supers(n):
    seen = {}
    for i in range(n):
        made = (Left, Right, Both, Base)[i % 4].make(str(i % 3))
        text = made.label()
        seen[text] = seen.get(text, 0) + 1
    return seen


print(supers(1200))
Right.label = lambda self: "another " + Base.label(self)
print(supers(1200))
Both.__bases__ = (Left,)
print(supers(1200))


def finds(n):
    things = [Base("a"), Proxy(Base("b")), Proxy(Proxy(Base("c"))), Strict("d"), Strict("bad"), Base("bad"), Proxy(Base("bad"))]
    names = ["name", "missing", "checked", "xyz", "key"]
    seen = {}
    for i in range(n):
        thing = things[i % 7]
        name = names[i % 5]
        try:
            found = getattr(thing, name)
        except (AttributeError, KeyError) as error:
            found = type(error).__name__, str(error)
            if "property" not in str(error):
                found += getattr(error, "name", "no name"), getattr(error, "obj", None) is thing
        try:
            has = hasattr(thing, name)
        except KeyError as error:
            has = repr(error)
        try:
            other = getattr(thing, name, "default")
        except KeyError as error:
            other = repr(error)
        known = seen.setdefault((i % 7, name), (found, has, other))
        if known != (found, has, other):
            print("changed", i, known, found, has, other)
    return seen


for key, value in finds(3500).items():
    print(key, value)


def attributes(n):
    strict = Strict("s")
    total = 0
    for i in range(n):
        total += len(strict.xab) + len(strict.name)
        if i % 400 == 399:
            try:
                strict.missing
            except AttributeError as error:
                print(i, error.name, error.obj is strict, lines(error))
            try:
                strict.key
            except KeyError as error:
                print(i, lines(error))
        if i % 100 == 50:
            total += strict.seen
        if hasattr(strict, "seen") != True or getattr(strict, "seen", -1) != i:
            print("wrong frame", i)
    return total


print(attributes(1200))


class Growing:
    """Answers for what it has not got yet."""

    def __getattr__(self, name):
        value = len(self.__dict__)
        setattr(self, name, value)
        return value


def grows(n):
    total = 0
    for i in range(n):
        growing = Growing()
        total += growing.first + growing.second + growing.first
        total += getattr(growing, "third", 100) + hasattr(growing, "fourth")
        total += len(growing.__dict__)
        for name in "ab", 5, None:
            try:
                total += getattr(growing, name)
            except TypeError as error:
                text = str(error)
    return total, text


print(grows(600))


def deep(n):
    proxy = Base("deep")
    for _ in range(n):
        proxy = Proxy(proxy)
    return proxy


print([deep(20).name for _ in range(100)][-1], hasattr(deep(20), "none"), getattr(deep(20), "none", 7))


def raised(n):
    proxy = deep(2)
    for i in range(n):
        try:
            proxy.nothing
        except AttributeError as error:
            last = error
    return str(last), last.name, type(last.obj).__name__, lines(last)


print(raised(600))
