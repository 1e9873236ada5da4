"""Compiled operators between a number and an instance of a number's subclass that has its own methods: whose method comes first."""

from fractions import Fraction


class Int(int):
    def __add__(self, other):
        return Int(int(self) + int(other))

    def __mul__(self, other):
        return Int(int(self) * int(other))

    __radd__ = __add__
    __rmul__ = __mul__

    def __repr__(self):
        return f"Int({int(self)})"


class Flt(float):
    def __radd__(self, other):
        return "Flt.__radd__", other

    def __rsub__(self, other):
        return "Flt.__rsub__", other

    def __rmul__(self, other):
        return "Flt.__rmul__", other


class Other:
    def __radd__(self, other):
        return "Other.__radd__", other

    def __rsub__(self, other):
        return "Other.__rsub__", other

    def __rmul__(self, other):
        return "Other.__rmul__", other


def add(a, b):
    return a + b


def subtract(a, b):
    return a - b


def multiply(a, b):
    return a * b


def accumulate(total, value):
    total += value
    return total


def scale(total, value):
    total *= value
    return total


LEFT = [-7.5, 3, True, 2j, 2**70, Fraction(1, 2)]
RIGHT = [Int(70), Flt(1.5), Other()]

for function in (add, subtract, multiply, accumulate, scale):
    for left in LEFT:
        for right in RIGHT:
            for _ in range(400):
                result = function(left, right)
            print(function.__name__, left, type(right).__name__, type(result).__name__, result)


def total_of(pairs):
    total = 0
    for a, b in pairs:
        total += a * b
    return total


for _ in range(300):
    result = total_of([(-5, 1.5), (10, Int(7))])
print(type(result).__name__, result)
