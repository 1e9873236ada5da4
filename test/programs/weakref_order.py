"""Weak references: which come first, what is shared, how they look."""
import re
import weakref


def show(*values):
    print(*[re.sub("0x[0-9a-f]+", "0x", str(value)) for value in values])


class Target:
    class Inner:
        pass


class Mine(weakref.ref):
    pass


target, inner = Target(), Target.Inner()
target.__name__ = "of the instance"
show(repr(weakref.ref(target)), repr(weakref.proxy(target)))
show(repr(weakref.ref(inner)), repr(weakref.proxy(inner, print)))
show(repr(Mine(target)), repr(weakref.ref(show)), repr(weakref.proxy(show)), repr(weakref.ref(Target)))
show(repr(weakref.ref(re.compile("a"))).split(";")[1][:20])


class Config(dict):
    def __getattr__(self, name):
        return self[name]


config = Config()
show(repr(weakref.ref(config)))

target = Target()
refs = {"mine": Mine(target)}
refs["ref"] = weakref.ref(target)
refs["proxy"] = weakref.proxy(target)
refs["called"] = weakref.ref(target, print)
refs["mine again"] = Mine(target)
refs["proxy called"] = weakref.proxy(target, print)
order = weakref.getweakrefs(target)
print([next(name for name, ref in refs.items() if ref is found) for found in order])
print(weakref.getweakrefcount(target), target.__weakref__ is refs["ref"])
print(weakref.ref(target) is refs["ref"], weakref.proxy(target) is refs["proxy"], Mine(target) is refs["mine"])
for make in (lambda: Mine(target, key=3), lambda: weakref.ref(target, callback=3), lambda: weakref.proxy(3)):
    try:
        print(make())
    except TypeError as error:
        print(error)
refs.clear()
order.clear()
