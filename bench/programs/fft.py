"""Recursive Fourier transform over complex numbers, there and back."""

from cmath import exp, pi

SIZE = 1024


def fft(values, sign):
    n = len(values)
    if n == 1:
        return values
    even = fft(values[0::2], sign)
    odd = fft(values[1::2], sign)
    result = [0j] * n
    for k in range(n // 2):
        turned = exp(sign * 2j * pi * k / n) * odd[k]
        result[k] = even[k] + turned
        result[k + n // 2] = even[k] - turned
    return result


def main(n):
    signal = [complex(i % 7, i % 3) for i in range(n)]
    back = fft(fft(signal, -1), 1)
    error = max(abs(a - b / n) for a, b in zip(signal, back))
    return f"{error < 1e-9} {sum(abs(x) for x in fft(signal, -1)):.4f}"
