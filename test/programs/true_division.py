"""Quotients of big ints, with ints and floats, are rounded correctly: around ties, at the ends of the range, in hot code."""

import hashlib
from fractions import Fraction


def quotients(pairs):
    results = []
    for a, b in pairs:
        try:
            results.append(repr(a / b))
        except (OverflowError, ZeroDivisionError) as error:
            results.append(f"{type(error).__name__}: {error}")
    return results


def near(bits):
    return [(1 << bits) + step for step in (-3, -1, 0, 1, 3)] + [(3 << bits) // 2 + step for step in (-1, 0, 1)]


pairs = []
for left in (52, 53, 54, 55, 60, 61, 64, 106, 107, 200, 1000, 1021, 1023, 1024, 1025, 1074, 1075, 1076, 1100, 2100):
    for right in (0, 1, 30, 52, 53, 54, 64, 100, 999, 1000, 1022, 1074, 1075, 1076, 2200):
        for a in near(left):
            for b in near(right):
                pairs += [(a, b), (-a, b)]
results = quotients(pairs)
print(len(results), hashlib.sha256("\n".join(results).encode()).hexdigest())
wrong = [
    (a, b)
    for (a, b), text in zip(pairs, results)
    if "Error" not in text and abs(float(text)) > 1e-300 and b != 0 and float(Fraction(a, b)) != float(text)
]
print(wrong)

# Ties of the quotient are broken by its remainder, however small.
for shift in (60, 600, 1500):
    for tail in (-1, 0, 1):
        print(shift, tail, [((((1 << 53) + odd) << shift) + tail) / (1 << (shift + 1)) for odd in (1, 3)])

# By floats: the int becomes one first.
values = [2**53 + 1, -(2**53) - 3, 2**62 + 2**9 + 1, 10**300, 2**1024 - 2**970 - 1, 2**1024 - 2**970, -(10**400), 1764446400123456789]
floats = [1e9, -0.5, 3.0, 0.0, -0.0, float("inf"), float("nan"), 5e-324, 1e308, True, 7]
for value in values:
    for _ in range(40):
        over = quotients([(value, number) for number in floats])
        under = quotients([(number, value) for number in floats])
    print(over)
    print(under)
