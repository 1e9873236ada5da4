"""What hot code asks about classes and attributes: metaclasses that answer isinstance() themselves, slots that are unset, slot wrappers."""

import weakref
from abc import ABC


class Answers(type):
    """Answers with what it is told, which need not be a bool."""

    reply = True

    def __instancecheck__(cls, instance):
        if isinstance(cls.reply, Exception):
            raise cls.reply
        return cls.reply

    def __subclasscheck__(cls, subclass):
        if isinstance(cls.reply, Exception):
            raise cls.reply
        return [subclass] if cls.reply is True else cls.reply


class Asked(metaclass=Answers):
    pass


class Truth:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        if self.value is None:
            raise ValueError("neither")
        return self.value


def ask(value, cls):
    try:
        found = isinstance(value, cls)
    except Exception as error:
        found = repr(error)
    try:
        return found, issubclass(type(value), cls)
    except Exception as error:
        return found, repr(error)


for reply in (True, False, [], "yes", None, Truth(True), Truth(False), Truth(None), KeyError("no")):
    Answers.reply = reply
    seen = {str(ask(value, cls)) for _ in range(200) for value in (1, "a", None, Asked()) for cls in (Asked, (str, Asked))}
    print(type(reply).__name__, sorted(seen))


def wrong(value):
    try:
        return issubclass(value, int)
    except TypeError as error:
        return str(error)


print([wrong(value) for value in (bool, int, str, 1, None) * 60][-5:])


class Base(ABC):
    pass


Base.register(frozenset)
print([sum(isinstance(value, Base) for value in (frozenset(), set(), Base(), 1)) for _ in range(300)][-1])


class Deep(type):
    def __instancecheck__(cls, instance):
        return instance == 0 or isinstance(instance - 1, cls)


class Zero(metaclass=Deep):
    pass


print([isinstance(depth, Zero) for depth in range(0, 40, 4)])


class Lazy:
    __slots__ = ("_text", "__own", "other")

    @property
    def text(self):
        try:
            return self._text
        except AttributeError as error:
            self._text = f"{error} {error.name} {error.obj is self}"
            return self._text

    def own(self):
        try:
            return self.__own
        except AttributeError as error:
            return str(error)


class Hooked(Lazy):
    alias = Lazy.other

    def __getattr__(self, name):
        return f"no {name}"


print({Lazy().text for _ in range(300)}, {Lazy().own() for _ in range(300)})
print({Hooked()._text + Hooked().alias for _ in range(300)})


class Aliased(Lazy):
    alias = Lazy.other


def get(thing, name, default=None):
    results = [getattr(thing, name, default), hasattr(thing, name)]
    try:
        results.append(object.__getattribute__(thing, name))
    except AttributeError as error:
        results.append((str(error), error.name, error.obj is thing))
    try:
        results.append(thing.alias)
    except AttributeError as error:
        results.append((str(error), error.name))
    return results


for thing in (Aliased(), Hooked(), 5, "text", None):
    for name in ("alias", "_text", "__class__", "missing"):
        results = [get(thing, name) for _ in range(60)]
        print(name, results[0] == results[-1], results[-1][1:])

mro = type.__dict__["__mro__"].__get__
print({len(mro(cls)) for _ in range(100) for cls in (int, bool, Hooked, Asked)})


def told(call, *args):
    try:
        return call(*args)
    except (TypeError, AttributeError) as error:
        return str(error)


wrappers = [told(mro, value) for _ in range(100) for value in (1, None)]
print(wrappers[0], wrappers[-1], sep="\n")
print({told(int.__add__, value, 3) for _ in range(100) for value in (4, True)}, told(int.__add__, "a", 3))
print({told(object.__getattribute__, value, name) == value.__class__ for _ in range(50) for value in (1, "a", Asked()) for name in ("__class__",)})
print(told(object.__getattribute__, 1, 2), told(object.__getattribute__, Asked, "__name__"))


def reference(value):
    return weakref.ref(value)


first = reference(Asked)
other = weakref.ref(Asked, print)
proxy = weakref.proxy(Asked)
print(all(reference(Asked) is first for _ in range(200)), other is first, weakref.getweakrefcount(Asked) >= 3)
print([told(reference, value) for value in (1, "a", None) * 50][-3:])


def built(values):
    return [bytes(values), frozenset(values), ValueError(values), map(str, values), memoryview(bytes(values)), slice(values)]


print([str(one)[:20] for one in [built([1, 2]) for _ in range(100)][-1][:3]])


def formatted(a, b):
    return "%s: %s" % (a, b), f"{a!s}|{b!s:>4}"


class Shown:
    def __str__(self):
        return "shown"


print({formatted(a, b) for _ in range(60) for a in ("x", 1, Shown()) for b in ("y", None, 2.5)} == {
    formatted(a, b) for a in ("x", 1, Shown()) for b in ("y", None, 2.5)
})
print(sorted(formatted(a, b) for a in ("x", 1, Shown()) for b in ("y", None, 2.5)))


def deleted(thing):
    try:
        del thing.other
    except AttributeError as error:
        return str(error), error.name, error.obj is thing


def called(thing):
    try:
        thing.other()
    except AttributeError as error:
        return str(error), error.name, error.obj is thing


print({deleted(Lazy()) for _ in range(200)}, {called(Lazy()) for _ in range(200)})


class Seven(type):
    def __instancecheck__(cls, value):
        return value == 7


class Odd(metaclass=Seven):
    pass


class Pretends:
    __class__ = property(lambda self: Deep)


def of_several(value):
    return (
        isinstance(value, (str, bytes)),
        isinstance(value, (int, float)),
        isinstance(value, (Lazy,)),
        isinstance(value, (Lazy, Hooked, Deep, str, int)),
        isinstance(value, (list, Odd)),
        isinstance(value, (Odd, Lazy)),
        isinstance(value, ()),
        isinstance(value, (dict, list, tuple, set)),
        isinstance(value, (type(None), bool)),
    )


several = (1, "a", b"", 2.5, None, True, [], (), {}, set(), Lazy(), Hooked(), Pretends(), 7, Odd(), 2**70, "\U0001f600", Odd, int)
rounds = [[of_several(value) for value in several] for _ in range(200)]
print(all(one == rounds[0] for one in rounds))
for value, answers in zip(several, rounds[-1]):
    print(type(value).__name__, "".join("01"[answer] for answer in answers))


def of_no_class(value):
    try:
        return isinstance(value, (str, 3))
    except TypeError as error:
        return str(error)


print(sorted({str(of_no_class(value)) for _ in range(100) for value in ("a", 4)}))
