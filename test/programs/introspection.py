"""Looking at live things: attributes, signatures, docs, frames, sources, modules, sys facts that hold everywhere."""

import inspect
import operator
import sys
import types


class Base:
    """A base.

    With more text.
    """

    shared = []

    def __init__(self, x: int = 3, *args, flag: bool = False, **kw):
        self.x = x

    @property
    def prop(self):
        "The property."
        return self.x

    @staticmethod
    def static(a, b=1): ...

    @classmethod
    def klass(cls): ...

    def _private(self): ...


class Child(Base):
    def own(self, /, *, k):
        """Does it."""
        return sys._getframe().f_code.co_name, inspect.currentframe().f_back.f_code.co_name


def where():
    frame = sys._getframe(1)
    return frame.f_code.co_name, frame.f_lineno, sorted(frame.f_locals)


def caller(secret=1):
    other = 2
    return where()


c = Child(5)
print([n for n in dir(c) if not n.startswith("__")], vars(c), c.own(k=1), caller())
print([(n, type(inspect.getattr_static(Base, n)).__name__) for n in ("prop", "static", "klass", "_private", "shared")])
print(inspect.signature(Base), inspect.signature(Base.static), inspect.signature(Child.own), inspect.signature(c.own), inspect.signature(len), inspect.signature(print), inspect.signature(int.from_bytes) if False else inspect.signature(sorted))
print(inspect.getdoc(Base), "|", inspect.getdoc(Child.own), "|", Base.prop.__doc__, "|", inspect.cleandoc("  a\n     b\n   c"))
print(inspect.getmro(Child)[:2], inspect.isclass(Base), inspect.ismethod(c.own), inspect.isfunction(Child.own), inspect.isbuiltin(len), inspect.isdatadescriptor(Base.prop), inspect.ismodule(sys), inspect.isgenerator(x for x in ()), inspect.isroutine(str.join))
print(inspect.getsource(caller).strip(), inspect.getsourcelines(where)[1] > 0, inspect.getmodule(Base).__name__, inspect.getfile(Base).rpartition("/")[2])
print([m[0] for m in inspect.getmembers(c, inspect.ismethod)], inspect.getcallargs(caller, 9), inspect.unwrap(caller) is caller, inspect.classify_class_attrs(Child)[-1].kind)
print(type(c).__name__, type(type(c)), c.__class__.__qualname__, Child.__bases__, Child.__base__, Child.__module__, Child.__dict__.keys() >= {"own"}, Base.__init__.__defaults__, Base.__init__.__kwdefaults__, Base.__init__.__annotations__)
for obj in [1, "s", 1.5, [], {}, (), None, True, len, print, str.upper, "x".upper, Base, c, c.own, sys, (lambda: 0), range(1), iter([]), type, object(), NotImplemented, ..., slice(1), b"", {1}.__iter__(), (x for x in ()), Base.prop, Base.__dict__["static"], types.SimpleNamespace(), property, super, classmethod]:
    print(type(obj).__name__, callable(obj), end="; ")
print()
print(hasattr(c, "x"), getattr(c, "zz", "default"), setattr(c, "y", 1), c.y, delattr(c, "y"), hasattr(c, "y"), isinstance(c, (int, Base)), issubclass(Child, (str, Base)), id(c) == id(c), repr(type), repr(Base), repr(len), repr(str.upper), repr(None), repr(...), repr(NotImplemented))
module = types.ModuleType("made", "Docs.")
exec("def f(): return __name__", module.__dict__)
print(module.f(), module.__doc__, repr(module), module.__name__, sorted(n for n in vars(module) if n != "f"))
module.__getattr__ = lambda name: f"dynamic {name}"
module.__dir__ = lambda: ["z", "a"]
print(module.anything, dir(module))
print(sys.version_info[:2], sys.version_info >= (3, 14), sys.byteorder, sys.getrecursionlimit() > 100, sys.maxunicode, sys.float_info.max, sys.int_info.default_max_str_digits, sys.getdefaultencoding(), sys.implementation.cache_tag, "json" in sys.stdlib_module_names, "sys" in sys.builtin_module_names, sys.api_version, hex(sys.hexversion)[:6], sys.flags.optimize, sys.argv[1:], sys.intern("a b") is sys.intern("a b"), sys.getsizeof([]) > 0, sys.exc_info())
print(operator.add(1, 2), operator.contains([1], 1), operator.index(True), operator.concat("a", "b"), operator.countOf([1, 1], 1), operator.is_not(1, None), operator.truth([]), operator.matmul.__name__, operator.length_hint([1, 2]), operator.call(max, 1, 2), operator.iadd([1], [2]), operator.is_none(None))


def recurse(n):
    return 1 + recurse(n + 1)


limit = sys.getrecursionlimit()
sys.setrecursionlimit(200)
try:
    recurse(0)
except RecursionError as error:
    print(error)
sys.setrecursionlimit(limit)
events = []


def tracer(frame, event, arg):
    if frame.f_code.co_name == "traced":
        events.append((event, frame.f_lineno - frame.f_code.co_firstlineno, arg if event == "return" else None))
        return tracer


def traced(x):
    y = x + 1
    if y > 1:
        y *= 2
    return y


sys.settrace(tracer)
traced(1)
sys.settrace(None)
print(events)
profile = []
sys.setprofile(lambda frame, event, arg: profile.append((event, frame.f_code.co_name, getattr(arg, "__name__", None))))
len([])
traced(0)
sys.setprofile(None)
print(profile)
