"""Multiplying matrices of floats held as lists of lists: three nested loops over items."""

SIZE = 44


def matrix(n, seed):
    return [[(i * seed + j * 3) % 17 / 4.0 for j in range(n)] for i in range(n)]


def multiply(a, b):
    n = len(a)
    columns = list(zip(*b))
    result = []
    for row in a:
        line = []
        for column in columns:
            total = 0.0
            for k in range(n):
                total += row[k] * column[k]
            line.append(total)
        result.append(line)
    return result


def main(n):
    a = matrix(n, 5)
    b = matrix(n, 7)
    c = multiply(multiply(a, b), a)
    return f"{sum(map(sum, c)):.6f}"
