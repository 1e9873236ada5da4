"""Calls of built-in classes with one argument, at places that see many of them."""

import dis
import traceback


class Number:
    def __init__(self, value):
        self.value = value

    def __float__(self):
        return self.value

    __int__ = __bool__ = __str__ = __index__ = __float__


class Real(float):
    pass


class Whole(int):
    pass


class Text(str):
    pass


class Meta(type):
    def __call__(cls, value):
        return "meta", value


class Made(metaclass=Meta):
    pass


def told(function, *args):
    try:
        value = function(*args)
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        return f"{type(error).__name__}: {error} {[frame.name for frame in frames[1:]]}"
    return f"{type(value).__name__} {value!r}"


def to_float(x):
    return float(x)


def to_int(x):
    return int(x)


def to_bool(x):
    return bool(x)


def to_str(x):
    return str(x)


def to_type(x):
    return type(x)


VALUES = [
    "1.5", "7", " 8 ", "x", "", b"2", bytearray(b"3"), 1, 2**70, -1.5, 1e400, float("nan"), True, None, [], 10**400,
    Real(2.5), Whole(3), Text("4"), Number(1.5), Number(2), Number("s"), Number(Real(1)), Number(Text("t")),
    Number(None), Ellipsis, 3j, "\u0661\u0662", "\U0001d7d8.5",
]
for function in to_float, to_int, to_bool, to_str, to_type:
    for value in VALUES:
        if not isinstance(value, Number) or type(value.value) is not Real:
            print(function.__name__, repr(value) if not isinstance(value, Number) else value.value, told(function, value)[:120].replace("__main__.", ""))


def call(class_, value):
    return class_(value)


for _ in range(3):
    for class_ in float, int, bool, str, type, Real, Whole, Text, Made, len, abs, lambda x: x, list, repr, to_int, "5".join, tuple:
        for _ in range(4 if class_ is not int else 60):
            found = told(call, class_, "12")
        print(found, end="; ")
    print()

for text in "0 -0 +1 1. .5 -.5 . - + -. 1.2.3 0.1 0.3 123456789012345 1234567890.12345 12345678901234.5 1234567890123456 999999999999999 0.000000000001 -0.0 00012.50 1e5 1_0 1__0 _1 1_.5 inf -nan Infinity 1,5 0x10 1.5f \t2\n 1\x00".split(" "):
    print(repr(text), told(float, text), told(to_float, text) == told(float, text), end="; ")
print()
digits = "314159265358979"
print(all(float(digits[:n] + "." + digits[n:]) * 10**0 == eval(digits[:n].lstrip("0") + "." + digits[n:]) for n in range(1, 15)))


def several(n):
    return str(n), type(n), float(n), int(n), bool(n)


for _ in range(100):
    several(5)
print([i.opname for i in dis.get_instructions(several, adaptive=True) if "CALL" in i.opname])


def shadowed():
    def str(x):
        return "own", x

    return str(1)


print(shadowed())
str = float
print(to_str("2.5"))
del str
print(to_str(2.5))
