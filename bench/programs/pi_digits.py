"""Digits of pi: a spigot over big ints, and Machin's formula in decimal arithmetic."""

from decimal import Decimal, getcontext, localcontext

SIZE = 2000


def spigot(count):
    digits = []
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    while len(digits) < count:
        if 4 * q + r - t < n * t:
            digits.append(n)
            q, r, n = 10 * q, 10 * (r - n * t), (10 * (3 * q + r)) // t - 10 * n
        else:
            q, r, t, k, n, l = q * k, (2 * q + r) * l, t * l, k + 1, (q * (7 * k + 2) + r * l) // (t * l), l + 2
    return digits


def arctangent(inverse):
    """of 1 / inverse, as exactly as the context says."""
    term = total = Decimal(1) / inverse
    square = inverse * inverse
    n = 1
    while True:
        term = -term / square
        n += 2
        before = total
        total += term / n
        if total == before:
            return total


def main(n):
    whole = "".join(map(str, spigot(n // 4)))
    sums = []
    for precision in (20, 28, 50, n // 3):
        with localcontext() as context:
            context.prec = precision + 5
            pi = 4 * (4 * arctangent(Decimal(5)) - arctangent(Decimal(239)))
            context.prec = precision
            sums.append(str(+pi)[-8:])
    return f"{whole[-20:]} {sums} {getcontext().prec}"
