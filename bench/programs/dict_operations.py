"""Dictionaries: ints, tuples and strings as keys, grouping, merging, deletion, iteration over views."""

SIZE = 30_000


def main(n):
    squares = {}
    for i in range(n):
        squares[i] = i * i
    grid = {(x, y): x * y for x in range(n // 80) for y in range(50)}
    names = {f"name{i}": i for i in range(n // 2)}
    total = 0
    for i in range(n):
        if i in squares and (i % 50, i % 40) in grid:
            total += grid[i % 50, i % 40]
    groups = {}
    for name, value in names.items():
        groups.setdefault(value % 10, []).append(name)
    merged = {**names, **{f"name{i}": -i for i in range(0, n, 3)}}
    for i in range(0, n, 2):
        del squares[i]
    merged |= {"last": 1}
    total += sum(squares.values()) + sum(merged.values()) + len(merged.keys() & names.keys())
    while len(squares) > n // 4:
        squares.popitem()
    return f"{total} {len(groups[3])} {len(squares)} {max(squares)}"
