"""Iterators reduce to the builtins of the running frame; __bases__ is the tuple a class was made with; sums of mixed numbers."""
import types


class A:
    pass


class B(A):
    pass


class Bases(tuple):
    pass


print(B.__bases__ is B.__bases__, int.__bases__ is int.__bases__)
made = type("Made", Bases((A,)), {})
print(type(made.__bases__), made.__bases__)
made.__bases__ = Bases((B,))
print(type(made.__bases__), made.__bases__)
print(type("Plain", Bases(), {}).__bases__)

print(sorted(set(dir(list[int])) - set(dir(list))))


class EvilTypeVar:
    __typing_is_unpacked_typevartuple__ = True

    def __typing_prepare_subst__(*_):
        return None

    def __typing_subst__(*_):
        return 42


type Alias[*_] = 0
try:
    Alias[EvilTypeVar()][0]
except TypeError as error:
    print(error)

separator = bytearray(b",")


def clearing():
    separator.clear()
    yield b"A"


try:
    separator.join(clearing())
except BufferError as error:
    print(error)

# Ints and floats in one compensated sum, whatever class the ints are of.
print(sum([1.0, 1e100, 1.0, -1e100]), sum([1.0, 10**100, 1.0, -(10**100)]), sum([2j, 1.0, 10**100, 1.0, -(10**100)]))
print(sum([1.0, True, 1e100, 1.0, -1e100]), sum([1j, True, 1e100, 1.0, -1e100]), sum([True, 1.0, 1e100, 1.0, -1e100], True))


class I(int):
    pass


class F(float):
    pass


print(sum([1.0, I(5), 1e100, 1.0, -1e100]), sum([1, F(5), 1e100, 1.0, -1e100]), sum([1.0, F(5), 1e100, 1.0, -1e100]))
for start in 1.0, 1j:
    try:
        sum([start, 10**400])
    except OverflowError as error:
        print(error)

code = compile("x.__reduce__()", "test", "eval")
for x in (
    iter([]), iter([1]), iter(()), iter({}), iter({}.items()), iter(set()), iter(b""), iter(bytearray()), iter(range(3)),
    iter(list[int]), iter(int, 1), reversed([]), reversed([1]), reversed(()), reversed((1,)),
):  # fmt: skip
    print(type(x).__name__, x.__reduce__())
    for builtins in types.MappingProxyType({}), {}, {"iter": 1, "reversed": 2}, types.MappingProxyType({"iter": 3}):
        try:
            print(eval(code, {"__builtins__": builtins, "x": x}))
        except AttributeError as error:
            print("AttributeError:", error)
