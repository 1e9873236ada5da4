"""List, dict and set comprehensions, nested and with conditions, map and filter, any and all."""

SIZE = 1500


def main(n):
    squares = [i * i for i in range(n * 20) if i % 3]
    table = {i: [j for j in range(i % 10)] for i in range(n * 5)}
    remainders = {x % 97 for x in squares}
    pairs = [(a, b) for a in range(n) for b in range(a % 12) if (a + b) % 5 == 0]
    flat = [x for row in table.values() for x in row]
    transposed = [[row[i] for row in ([1, 2, 3], [4, 5, 6], [7, 8, 9])] for i in range(3)]
    evens = list(filter(lambda x: x % 2 == 0, map(lambda x: x * 3, squares)))
    inverted = {v: k for k, v in enumerate(squares)}
    found = any(x == squares[-1] for x in squares) and all(x >= 0 for x in squares)
    longest = max((len(row), key) for key, row in table.items())
    return f"{sum(squares)} {len(remainders)} {len(pairs)} {sum(flat)} {transposed[0]} {len(evens)} {len(inverted)} {found} {longest}"
