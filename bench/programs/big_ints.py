"""Integers beyond the machine's: factorials, digits of pi, modular powers, conversion to text."""

SIZE = 250


def pi_digits(count):
    digits = []
    q, r, t, k, n, d = 1, 0, 1, 1, 3, 3
    while len(digits) < count:
        if 4 * q + r - t < n * t:
            digits.append(n)
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, d = q * k, (2 * q + r) * d, t * d, k + 1, (q * (7 * k + 2) + r * d) // (t * d), d + 2
    return digits


def main(n):
    factorial = 1
    for i in range(2, n * 2):
        factorial *= i
    prime = 2**127 - 1
    power = pow(3, factorial, prime)
    fibonacci = (0, 1)
    for _ in range(n * 8):
        fibonacci = (fibonacci[1], fibonacci[0] + fibonacci[1])
    digits = pi_digits(n)
    return f"{str(factorial)[:12]} {power % 1000003} {fibonacci[0] % 10**9} {digits[-5:]} {(factorial >> 300) & 0xFFFF}"
