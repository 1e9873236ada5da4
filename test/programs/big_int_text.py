"""Big ints as text around the digit limit, and their arithmetic around the smallest big one."""

import sys


def attempt(number):
    try:
        text = str(number)
    except ValueError as error:
        return str(error)
    return len(text), text[:6], text[-6:]


for limit in (4300, 640, 1000, 0):
    sys.set_int_max_str_digits(limit)
    print(limit)
    for digits in (20, 639, 640, 641, 999, 1000, 1001, 4300, 4301, 20000):
        for number in (10 ** (digits - 1), 10**digits - 1):
            print(digits, attempt(number), attempt(-number))


class Own(int):
    def __radd__(self, other):
        return "radd", other

    def __mul__(self, other):
        return "mul", other


def operate(a, b):
    results = [a + b, a - b, a * b]
    c = d = e = a
    c += b
    d -= b
    e *= b
    return results + [c, d, e]


edge = 2**53
for _ in range(3):
    for a in (edge, -edge, edge - 1, 3**80):
        for b in (1, -1, edge, -edge, True, 2.0, Own(3), edge - a):
            row = operate(a, b)
    print(row)
for a in (edge, -edge, edge - 1, Own(edge)):
    for b in (1, -1, 0, edge, -edge, True, 0.5, Own(3)):
        print(a, b, operate(a, b))
for bad in ("x", None, [1]):
    for operation in (lambda: edge + bad, lambda: edge - bad, lambda: bad - edge):
        try:
            print(operation())
        except TypeError as error:
            print(error)
