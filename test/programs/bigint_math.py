"""Integers of any size: primality, factoring, modular arithmetic, bits, bases, roots, rationals, limits."""

import math
from fractions import Fraction
from functools import reduce
from itertools import count, islice


def miller_rabin(n, bases=(2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)):
    if n < 2:
        return False
    for p in bases:
        if n % p == 0:
            return n == p
    d, s = n - 1, 0
    while not d & 1:
        d, s = d >> 1, s + 1
    for a in bases:
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def pollard(n):
    if n % 2 == 0:
        return 2
    for c in count(1):
        x = y = 2
        d = 1
        while d == 1:
            x = (x * x + c) % n
            y = (y * y + c) % n
            y = (y * y + c) % n
            d = math.gcd(abs(x - y), n)
        if d != n:
            return d


def factor(n):
    if n == 1:
        return []
    if miller_rabin(n):
        return [n]
    d = pollard(n)
    return sorted(factor(d) + factor(n // d))


def egcd(a, b):
    if b == 0:
        return a, 1, 0
    g, x, y = egcd(b, a % b)
    return g, y, x - a // b * y


def crt(pairs):
    x, m = 0, 1
    for r, n in pairs:
        g, p, _ = egcd(m, n)
        if (r - x) % g:
            return None
        x += m * ((r - x) // g * p % (n // g))
        m = m // g * n
    return x % m, m


def pi_digits():
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    while True:
        if 4 * q + r - t < n * t:
            yield n
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, l = q * k, (2 * q + r) * l, t * l, k + 1, (q * (7 * k + 2) + r * l) // (t * l), l + 2


def to_base(n, base):
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    sign, n = ("-", -n) if n < 0 else ("", n)
    out = []
    while n:
        n, d = divmod(n, base)
        out.append(digits[d])
    return sign + "".join(reversed(out or "0"))


print([p for p in range(2, 60) if miller_rabin(p)], miller_rabin(2**127 - 1), miller_rabin(2**127 + 1), miller_rabin(3215031751))
for n in (2**32 + 1, 600851475143, 10**18 + 9, 2**67 - 1, math.factorial(15) + 1):
    print(n, "=", " * ".join(map(str, factor(n))))
print(egcd(240, 46), crt([(2, 3), (3, 5), (2, 7)]), crt([(1, 4), (2, 6)]), pow(3, -1, 11), pow(7, 10**20, 10**9 + 7), pow(-3, 3, 7))
print("".join(map(str, islice(pi_digits(), 60))))
big = 123456789**20
print(big, len(str(big)), big.bit_length(), big.bit_count(), sum(map(int, str(big))))
print(-7 // 2, -7 % 2, 7 // -2, 7 % -2, divmod(-big, 10**9), divmod(big, -(10**9))[1], -big >> 100, (-1) >> 500, 1 << 100)
print(big & -big, big ^ (big >> 1) == big ^ big >> 1, ~big == -big - 1, -5 & 0xFF, -5 | 2, -5 ^ 3, (-(2**70)) & (2**65 - 1))
print(to_base(-255, 16), to_base(10**30, 36), int("zz", 36), int("-0b1011", 0), int("0x_ff", 16), int(" 42\n"), int("1_000"), f"{10**20:_d}", f"{2**70:x}", oct(8**25), bin(-37))
print(math.isqrt(10**41), math.comb(100, 50), math.perm(20, 3), math.lcm(*range(1, 30)), math.gcd(2**100, 6**50), math.prod(range(1, 25)), math.factorial(30))
print((255).to_bytes(2), (-2).to_bytes(4, "little", signed=True), int.from_bytes(b"\x01\x00" * 5), int.from_bytes(b"\xff\xfe", signed=True), big.to_bytes(70)[:12])
print(float(2**53 + 1), int(1e23), int(-3.99), round(12345, -2), round(-15, -1), round(25, -1), 2**0.5, 10**-2, 10**400 // 10**395, 3**100 % 1000)
print(10**400 > 1e308, 2**53 == float(2**53), 2**53 + 1 == float(2**53 + 1), 1 / 3 < Fraction(1, 3), float(Fraction(1, 3)) == 1 / 3, 10**17 / 3, (2**1000) / (2**999))
print((7.5).as_integer_ratio(), (0.1).as_integer_ratio(), Fraction(0.1).limit_denominator(100), Fraction("3.14"), Fraction("22/7") - Fraction(3.125), Fraction(-7, 3) // 1, Fraction(7, 3) % 1, Fraction(1, 3) ** -2, round(Fraction(7, 3), 1), f"{Fraction(1, 3):.5f}")
harmonic = sum(Fraction(1, n) for n in range(1, 31))
print(harmonic, float(harmonic), harmonic.numerator.bit_length(), math.floor(harmonic), harmonic > 3.99)
print(reduce(lambda a, b: a * b, range(1, 40)) == math.factorial(39), sum(2**i for i in range(64)) == 2**64 - 1, (10**50 - 1) // 9)
fib = [0, 1]
while len(str(fib[-1])) < 60:
    fib.append(fib[-1] + fib[-2])
print(len(fib), fib[-1], math.gcd(fib[120], fib[48]) == fib[24])
print(True + True, True * 5, -True, True & False, True | 2, int(True), bool(2**100), divmod(True, 2), 5 .real, (5).conjugate(), (3).is_integer(), (12).denominator)
for action in [lambda: 1 // 0, lambda: 5 % 0, lambda: pow(2, -1, 4), lambda: pow(2, 3, 0), lambda: float(10**400), lambda: 1 << -1, lambda: math.isqrt(-1), lambda: (300).to_bytes(1), lambda: (-1).to_bytes(1), lambda: int("9" * 5000), lambda: str(10**5000), lambda: int("0b2", 0), lambda: int("07", 0), lambda: int("1__0"), lambda: int(None), lambda: int("5", 37), lambda: math.factorial(-1), lambda: math.comb(2.5, 1), lambda: round(5, "x"), lambda: int(float("nan")), lambda: int(float("inf")), lambda: 0**-1, lambda: Fraction(1, 0), lambda: Fraction("x")]:
    try:
        print(action())
    except (ArithmeticError, ValueError, TypeError) as error:
        print(type(error).__name__, "|", error)
