"""All placements of queens that do not attack each other, by backtracking over sets of columns and diagonals."""

SIZE = 8


def place(row, n, columns, rising, falling):
    if row == n:
        return 1
    solutions = 0
    for column in range(n):
        up = row + column
        down = row - column
        if column in columns or up in rising or down in falling:
            continue
        columns.add(column)
        rising.add(up)
        falling.add(down)
        solutions += place(row + 1, n, columns, rising, falling)
        columns.remove(column)
        rising.remove(up)
        falling.remove(down)
    return solutions


def main(n):
    return place(0, n, set(), set(), set())
