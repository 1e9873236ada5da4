"""Functions of doubles in compiled code: finite results without boxes, everything else as the functions judge it."""

import math
from math import acos, atan2, cos, exp, log1p, sin, tanh


def curve(x):
    return exp(-x) * cos(x) + sin(x) * tanh(x)


def repeated(function, values):
    out = []
    for value in values:
        try:
            out.append(function(value))
        except (ValueError, OverflowError, TypeError) as error:
            out.append(f"{type(error).__name__}: {error}")
    return out


def exponential(x):
    return exp(x)


def cosine(x):
    return cos(x)


def arc(x):
    return acos(x)


def angle(y):
    return atan2(y, 2)


class Number:
    def __float__(self):
        return 0.5


total = 0.0
for i in range(3000):
    total += curve(i / 1000)
print(f"{total:.9f}")

ordinary = [i / 50 for i in range(3000)]
odd = [0, 7, True, 10**30, 10**400, math.inf, -math.inf, math.nan, -0.0, "1", None, Number(), 1e308, 710, -800.5]
for function, scale in ((exponential, 1), (cosine, 1), (arc, 60), (angle, 1)):
    results = repeated(function, [value / scale for value in ordinary])
    print(function.__name__, f"{sum(results):.6f}")
    for value, result in zip(odd, repeated(function, odd)):
        print("  ", value if not isinstance(value, Number) else "Number", result if isinstance(result, str) else f"{result:.12g}")


def places(n):
    """Where an error arises is told although the call was not made by the interpreter."""
    x = 1.0
    for i in range(n):
        x = log1p(x - i)
    return x


try:
    places(5000)
except ValueError as error:
    print(error, error.__traceback__.tb_next.tb_lineno)
