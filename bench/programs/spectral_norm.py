"""Largest singular value of an infinite matrix by power iteration: float arithmetic in comprehensions and zip."""

SIZE = 70


def entry(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def multiply(vector):
    return [sum([entry(i, j) * x for j, x in enumerate(vector)]) for i in range(len(vector))]


def multiply_transposed(vector):
    return [sum([entry(j, i) * x for j, x in enumerate(vector)]) for i in range(len(vector))]


def main(n):
    u = [1.0] * n
    for _ in range(6):
        v = multiply_transposed(multiply(u))
        u = multiply_transposed(multiply(v))
    uv = vv = 0.0
    for a, b in zip(u, v):
        uv += a * b
        vv += b * b
    return f"{(uv / vv) ** 0.5:.9f}"
