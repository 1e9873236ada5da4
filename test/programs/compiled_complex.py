"""Complex arithmetic in hot code: pairs of doubles in the midst of expressions, objects everywhere else."""

import cmath

INF = float("inf")
NAN = float("nan")


class Sub(complex):
    def __mul__(self, other):
        return 5j


def polynomial(z, n):
    total = 0j
    for i in range(n):
        total = total * z + i - 2j * (z - i) / 4 + z * 0.5
    return total


def rotate(values, angle):
    return [cmath.exp(1j * angle * k) * v - v for k, v in enumerate(values)]


def mixed(a, b):
    """Every operator on what comes; signs of zeros included."""
    out = [a + b, a - b, a * b, -a, a + b * a - b]
    try:
        out.append(a / b)
    except ZeroDivisionError as error:
        out.append(str(error))
    return repr(out)


def same(a, b):
    x = y = a * b
    z = x
    return x is y, z is x, x is (x * 1 if a is b else x), (a + b) == (b + a)


def escapes(zs):
    counts = []
    for c in zs:
        z = 0j
        for i in range(20):
            z = z * z + c
            if abs(z) > 2:
                break
        counts.append((i, z))
    return counts


def fails(z, w):
    try:
        return z * w + cmath.log(z - z)
    except ValueError as error:
        return str(error)


def too_large(z):
    try:
        return abs(z * 10 + z)
    except OverflowError as error:
        return str(error)


def range_error(z):
    out = []
    for k in range(3):
        try:
            out.append(cmath.exp(z * k + 1))
        except OverflowError as error:
            out.append(str(error))
    return out


def augmented(values):
    total = 1j
    for value in values:
        total += value
        total *= 2
        total -= value * 1j
    return total


def parts(z):
    w = z * z + 1
    return w.real, w.imag, (z - 1).conjugate(), f"{z + 1:.2f}", [z * 2, z * 2 - 1], {z * 1: z + 0}


def truth(z):
    return [bool(z * 1), not z * 0, (z - z) or "zero", z * 2 if z - 1 else None, (z + 1) is None]


VALUES = [1 + 2j, -0.0, 0j, complex(-0.0, -0.0), 3, 2.5, complex(INF, NAN), complex(INF, 1), complex(NAN, -INF), True, -7]

for turn in range(12):
    print(polynomial(0.5 + 0.25j, 20), polynomial(2, 5), polynomial(1.5, 5))
    print(rotate([1, 2.0, 1j], 0.5))
    for a in VALUES:
        for b in VALUES:
            if isinstance(a, complex) or isinstance(b, complex):
                print(mixed(a, b))
    print(same(1 + 1j, 2j), same(3j, 4.5))
    print(escapes([0.1 + 0.2j, 1, -1.5 + 0.3j, complex(INF, 0)]))
    print(fails(1j, 2), fails(2 + 1j, 1j))
    print(too_large(3 + 4j), too_large(1e308 + 1e308j), too_large(complex(NAN, INF)))
    print(range_error(500 + 1j), range_error(1j))
    print(augmented([1, 2.5, 3j]), augmented([]))
    print(parts(1 + 2j), parts(0.5j))
    print(truth(1 + 1j), truth(0j), truth(1 + 0j))
    print(Sub(1j) * 2, mixed(Sub(2j), 1j), mixed(1j, Sub(3)))
    try:
        mixed("text", 1j)
    except TypeError as error:
        print(error)
    print(mixed(10**30, 1j))
    try:
        mixed(10**400, 1j)
    except OverflowError as error:
        print(error)
