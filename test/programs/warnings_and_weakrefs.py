"""warnings: filters, categories, once-per-place, errors, capture; weak references to objects that are kept alive."""

import contextlib
import sys
import warnings
import weakref

stderr, sys.stderr = sys.stderr, sys.stdout


class Custom(UserWarning):
    pass


def old(level=1):
    warnings.warn("old() is deprecated", DeprecationWarning, stacklevel=level)


@warnings.deprecated("use new() instead")
def ancient():
    """Docs."""
    return "ancient result"


def show(message, category, filename, lineno, file=None, line=None):
    print(f"shown: {category.__name__}: {message} at {filename.rpartition('/')[2]}:{lineno}")


warnings.showwarning = show
with warnings.catch_warnings():
    warnings.simplefilter("default")
    for _ in range(3):
        old()
    for _ in range(2):
        warnings.warn("twice, shown once")
    old(2)
with warnings.catch_warnings():
    warnings.simplefilter("always")
    for _ in range(2):
        warnings.warn(Custom("instance"))
    print(ancient(), ancient.__deprecated__, ancient.__doc__)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    for action in [old, lambda: warnings.warn("as error", Custom), lambda: warnings.warn_explicit("explicit", RuntimeWarning, "file.py", 7), lambda: eval("1 is 1"), lambda: compile("'\\d'", "<s>", "eval"), lambda: compile("assert (1, 'x')", "<s>", "exec")]:
        try:
            action()
        except (Warning, SyntaxError) as warning:
            print("raised", type(warning).__name__, getattr(warning, "msg", warning))
with warnings.catch_warnings(record=True, action="always") as caught:
    old()
    warnings.warn("recorded", Custom)
    warnings.filterwarnings("ignore", message=".*boring.*", category=Custom)
    warnings.warn("a boring thing", Custom)
    warnings.warn("interesting", Custom)
print([(str(w.message), w.category.__name__, w.lineno > 0) for w in caught])
with warnings.catch_warnings():
    warnings.filterwarnings("once", module="__main__")
    for i in range(3):
        warnings.warn("only once")
    warnings.resetwarnings()
    warnings.warn("after reset")
print(warnings.formatwarning("msg", Custom, "f.py", 3, "source line"), end="")
for bad in [lambda: warnings.warn("x", int), lambda: warnings.simplefilter("sometimes"), lambda: warnings.filterwarnings("ignore", lineno=-1), lambda: warnings.warn()]:
    try:
        bad()
    except (TypeError, ValueError, AssertionError) as error:
        print(type(error).__name__, error)


class Node:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Node({self.name})"

    def method(self):
        return f"method of {self.name}"


a, b = Node("a"), Node("b")
ref = weakref.ref(a)
print(ref() is a, ref == weakref.ref(a), weakref.ref(a) is ref, weakref.getweakrefcount(a), ref.__callback__, hash(ref) == hash(a))
proxy = weakref.proxy(a)
proxy.extra = 5
print(proxy.name, a.extra, type(proxy).__name__, repr(proxy) == repr(a) or "proxy has its own repr", proxy.method())
values = weakref.WeakValueDictionary({"x": a, "y": b})
keys = weakref.WeakKeyDictionary({a: 1, b: 2})
members = weakref.WeakSet([a, b])
print(sorted(values), values["x"], keys[a], len(members), a in members, values.get("z"), dict(keys.items()) == {a: 1, b: 2})
members.discard(b)
print(len(members), weakref.WeakMethod(a.method)()(), len(weakref.getweakrefs(a)) >= 3)
done = []
finalizer = weakref.finalize(b, done.append, "finalized")
print(finalizer.alive, finalizer.peek()[2], finalizer(), done, finalizer.alive, finalizer())
for bad in [lambda: weakref.ref(5), lambda: weakref.ref("x"), lambda: weakref.proxy(None), lambda: values.__setitem__("n", 5)]:
    try:
        bad()
    except TypeError as error:
        print(error)
with contextlib.redirect_stdout(sys.stdout):
    pass
sys.stderr = stderr
