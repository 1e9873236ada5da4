"""Numerical integration and a logistic map: floats in local variables, math functions."""

from math import cos, exp, sin, sqrt

SIZE = 80_000


def integrate(n):
    total = 0.0
    step = 3.0 / n
    x = 0.0
    for _ in range(n):
        middle = x + step / 2.0
        total += (sin(middle) * exp(-middle) + sqrt(middle) * cos(middle)) * step
        x += step
    return total


def logistic(n):
    x = 0.3
    r = 3.57
    total = 0.0
    for _ in range(n):
        x = r * x * (1.0 - x)
        if x > 0.5:
            total += x
        else:
            total -= x * 0.25
    return total


def main(n):
    return f"{integrate(n):.7f} {logistic(n * 2):.3f}"
