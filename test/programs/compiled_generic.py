"""Instructions that compiled code expects to go well, and that fail again and again: their functions stay compiled and exact."""

import cmath
import math


def drained(stack):
    count = 0
    while True:
        try:
            stack.pop()
        except IndexError as error:
            return count, str(error)
        count += 1


def taken(items, index):
    try:
        return items.pop(index)
    except IndexError as error:
        return str(error)


def divided(x, y):
    x *= 1.0
    y *= 1.0
    try:
        return x / y
    except ZeroDivisionError as error:
        return str(error)


def raised(x, y):
    x *= 1.0
    y *= 1.0
    try:
        return x**y
    except (ZeroDivisionError, OverflowError) as error:
        return type(error).__name__


def squared(x):
    x *= 1.0
    try:
        return x**2
    except OverflowError as error:
        return type(error).__name__


def root(x):
    x *= 1.0
    try:
        return math.sqrt(x)
    except ValueError as error:
        return str(error)


def whole(x):
    x *= 1.0
    try:
        return int(x)
    except (OverflowError, ValueError) as error:
        return str(error)


def character(code):
    code += 0
    try:
        return chr(code)
    except (OverflowError, ValueError) as error:
        return str(error)


def code(text):
    text = "" + text
    try:
        return ord(text)
    except TypeError as error:
        return str(error)


def least(a, b):
    low = 0
    low = low + 1
    return min(low, a, b), max(b, low), min(a, b)


def turned(z, w):
    z = z * 1j
    try:
        return repr((z / w) * 2.0 - z * z)
    except (ZeroDivisionError, OverflowError) as error:
        return str(error)


class Slotted:
    __slots__ = ("value",)

    def read(self):
        try:
            return self.value
        except AttributeError as error:
            return str(error)


class Counted:
    made = 0

    def __init__(self, name, size=1):
        self.name = name
        self.size = size


def made(name):
    Counted.extra = lambda self: name
    return Counted(name).size, Counted(name, size=3).extra(), scaled(name)


def scaled(name, by=2):
    return name * by


def rescaled(n):
    scaled.__defaults__ = (n % 3,)
    return scaled("ab"), scaled(name="c")


def outcomes(function, *cases):
    seen = []
    for turn in range(300):
        for case in cases:
            outcome = function(*case(turn))
            if outcome not in seen:
                seen.append(outcome)
    print(function.__name__, seen)


outcomes(drained, lambda n: ([1] * (n % 3),))
outcomes(taken, lambda n: ([1, 2], n % 4 - 3), lambda n: ([], 0))
outcomes(divided, lambda n: (1.5, 0.5), lambda n: (1.0, 0.0), lambda n: (3, -0.0))
outcomes(raised, lambda n: (2.0, 0.5), lambda n: (0.0, -1.0), lambda n: (1e200, 3.0), lambda n: (-8.0, 3.0))
outcomes(squared, lambda n: (3.0,), lambda n: (1e200,))
outcomes(root, lambda n: (4.0,), lambda n: (-1.0,), lambda n: (math.inf,))
outcomes(whole, lambda n: (4.5,), lambda n: (1e30,), lambda n: (math.inf,), lambda n: (-math.nan,))
outcomes(character, lambda n: (97,), lambda n: (0x1F600,), lambda n: (-1,), lambda n: (1 << 40,))
outcomes(code, lambda n: ("a",), lambda n: ("ab",), lambda n: ("\U0001f600",))
outcomes(least, lambda n: (5, 7), lambda n: (1 << 70, 7), lambda n: (0.5, 1 << 80), lambda n: (2.5, 1.5), lambda n: (True, 3))
outcomes(turned, lambda n: (1 + 2j, 2), lambda n: (1 + 2j, 0), lambda n: (1e200, 1), lambda n: (complex(cmath.inf, 1), 4))
outcomes(Slotted.read, lambda n: (Slotted(),))
outcomes(made, lambda n: ("x",), lambda n: ("y",))
outcomes(rescaled, lambda n: (n,))
