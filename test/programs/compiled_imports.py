"""Imports in functions that are called again and again, and attributes that modules and classes may not have."""

import builtins
import sys
import types


def repeated(function, *args):
    """The distinct outcomes of many calls, in order."""
    seen = []
    for _ in range(400):
        try:
            outcome = function(*args)
        except Exception as error:
            outcome = f"{type(error).__name__}: {error}"
        if outcome not in seen:
            seen.append(outcome)
    return seen


def plain():
    import string

    return string.digits


def dotted():
    import os.path

    return os.path.basename("a/b")


def names():
    from collections import OrderedDict, abc, namedtuple

    return OrderedDict.__name__, abc.__name__, namedtuple.__name__


def missing():
    from string import no_such_name

    return no_such_name


def absent():
    import no_such_module

    return no_such_module


def whole():
    from string import hexdigits as a, octdigits as b

    return a + b


for function in (plain, dotted, names, missing, absent, whole):
    print(function.__name__, [str(outcome).partition(" (")[0] for outcome in repeated(function)])

# Another `__import__`, the old one again, one that is called by hand.
calls = []
original = builtins.__import__


def noted(name, globals=None, locals=None, fromlist=(), level=0):
    calls.append((name, globals is sys.modules["__main__"].__dict__, locals, fromlist, level))
    return original(name, globals, locals, fromlist, level)


for importer in (noted, original, noted, original):
    builtins.__import__ = importer
    print(plain(), names(), len(calls))
print(calls[:2], __import__("os.path").__name__, __import__("os.path", None, None, ["join"]).join("a", "b"))
sys.modules["string"] = types.SimpleNamespace(digits="replaced", hexdigits="x", octdigits="y")
print(repeated(plain), repeated(whole), repeated(missing))
sys.modules["string"] = None
print(repeated(plain), repeated(whole))
del sys.modules["string"]
print(repeated(plain), repeated(whole))


# Modules with `__getattr__`, of classes with descriptors; a package whose part only `sys.modules` knows.
class Special(types.ModuleType):
    @property
    def failing(self):
        raise AttributeError("the property fails")

    @property
    def wrong(self):
        raise ValueError("the property is wrong")


lazy = types.ModuleType("lazy")
special = Special("special")
exec("def __getattr__(name):\n    if name == 'odd': raise ValueError(name)\n    if name[0] == 'n': raise AttributeError(name)\n    return name * 2", lazy.__dict__)
sys.modules.update(lazy=lazy, special=special)
sys.modules["special.part"] = "the part"


def lazily():
    from lazy import ab

    return ab


def lazily_none():
    from lazy import nothing

    return nothing


def lazily_odd():
    from lazy import odd

    return odd


def part():
    from special import part

    return part


def failing():
    from special import failing

    return failing


for function in (lazily, lazily_none, lazily_odd, part, failing):
    print(function.__name__, [str(outcome).partition(" (")[0] for outcome in repeated(function)])
for module in (lazy, special):
    for name in ("ab", "nothing", "odd", "failing", "wrong", "__name__"):
        print(name, repeated(getattr, module, name, "default"), repeated(hasattr, module, name), repeated(getattr, module, name))
lazy.__dict__["nothing"] = "something"
del lazy.__getattr__
print(repeated(getattr, lazy, "nothing", "default"), repeated(getattr, lazy, "ab", "default"), repeated(hasattr, lazy, "ab"))


class Meta(type):
    @property
    def failing(cls):
        raise AttributeError("the metaclass fails")

    def of_meta(cls):
        return cls.__name__


class Item:
    def __get__(self, instance, owner):
        if owner.__name__ == "Failing":
            raise AttributeError("no item")
        return owner.__name__


class Works(metaclass=Meta):
    item = Item()


class Failing(Works):
    pass


for cls in (Works, Failing, int):
    for name in ("item", "failing", "of_meta", "absent"):
        found = repeated(lambda: str(getattr(cls, name, "default")).partition(" at 0x")[0])
        print(cls.__name__, name, found, repeated(hasattr, cls, name))
