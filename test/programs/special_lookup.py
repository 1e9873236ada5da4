"""Special methods that are properties: one that raises AttributeError counts as missing for some operations. Classes named by mro() only."""
import operator


def attempt(name, use):
    for error in AttributeError, ValueError:

        def refuse(self):
            raise error("refused")

        try:
            result = use(type("Thing", (), {name: property(refuse)})())
            print(name, error.__name__, result if isinstance(result, bool) else type(result).__name__)
        except Exception as raised:
            print(name, error.__name__, "->", type(raised).__name__, raised)


attempt("__len__", len)
attempt("__hash__", hash)
attempt("__bool__", bool)
attempt("__iter__", iter)
attempt("__next__", next)
attempt("__add__", lambda x: x + 1)
attempt("__radd__", lambda x: 1 + x)
attempt("__neg__", operator.neg)
attempt("__getitem__", lambda x: x[0])
attempt("__call__", lambda x: x())
attempt("__eq__", lambda x: x == 1)
attempt("__ne__", lambda x: x != 1)
attempt("__lt__", lambda x: x < 1)
attempt("__index__", operator.index)
attempt("__init__", bool)
attempt("__divmod__", lambda x: divmod(x, 1))
attempt("__pow__", lambda x: pow(x, 2))
attempt("__bytes__", bytes)
attempt("__length_hint__", operator.length_hint)


class Elsewhere:
    a = 1


class Named(type):
    def mro(cls):
        return [cls, Elsewhere, object]


class C(metaclass=Named):
    pass


print(C.a)
Elsewhere.a = 2
print(C.a, C().a)


class Left(Elsewhere):
    pass


class Inserting(type):
    def mro(cls):
        first, *rest = super().mro()
        return [first, Left, Elsewhere, *rest]


class D(metaclass=Inserting):
    pass


class E(D):
    pass


def values():
    return E().a, D.a, E.a, hasattr(D, "b")


for i in range(60):
    values()
Left.b = 3
print(values())
Left.a = 7
print(values())
del Left.a, Left.b
print(values())
