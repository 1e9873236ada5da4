"""Sudoku by constraint propagation and search, then exact cover with dancing links on dicts."""

from itertools import product

ROWS, COLS = "ABCDEFGHI", "123456789"
SQUARES = [r + c for r, c in product(ROWS, COLS)]
UNITS = (
    [[r + c for c in COLS] for r in ROWS]
    + [[r + c for r in ROWS] for c in COLS]
    + [[r + c for r in rs for c in cs] for rs in ("ABC", "DEF", "GHI") for cs in ("123", "456", "789")]
)
UNITS_OF = {s: [u for u in UNITS if s in u] for s in SQUARES}
PEERS = {s: set().union(*UNITS_OF[s]) - {s} for s in SQUARES}
steps = 0


def parse(grid):
    values = dict.fromkeys(SQUARES, COLS)
    for square, digit in zip(SQUARES, grid, strict=True):
        if digit in COLS and not assign(values, square, digit):
            return None
    return values


def assign(values, square, digit):
    return all(eliminate(values, square, other) for other in values[square] if other != digit)


def eliminate(values, square, digit):
    global steps
    if digit not in values[square]:
        return True
    steps += 1
    values[square] = values[square].replace(digit, "")
    match len(values[square]):
        case 0:
            return False
        case 1:
            if not all(eliminate(values, peer, values[square]) for peer in sorted(PEERS[square])):
                return False
    for unit in UNITS_OF[square]:
        places = [s for s in unit if digit in values[s]]
        if not places or (len(places) == 1 and not assign(values, places[0], digit)):
            return False
    return True


def search(values):
    if values is None:
        return None
    open_squares = [(len(v), s) for s, v in values.items() if len(v) > 1]
    if not open_squares:
        return values
    _, square = min(open_squares)
    for digit in values[square]:
        attempt = values.copy()
        if assign(attempt, square, digit) and (solution := search(attempt)):
            return solution
    return None


def render(values):
    lines = []
    for r in ROWS:
        cells = [values[r + c] for c in COLS]
        lines.append(" | ".join(" ".join(cells[i : i + 3]) for i in (0, 3, 6)))
        if r in "CF":
            lines.append("------+-------+------")
    return "\n".join(lines)


GRIDS = {
    "easy": "003020600900305001001806400008102900700000008006708200002609500800203009005010300",
    "hard": "4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......",
    "impossible": "55" + "." * 79,
}
for name, grid in GRIDS.items():
    steps = 0
    solution = search(parse(grid))
    print(name, "solved" if solution else "unsolvable", "in", steps, "eliminations")
    if solution:
        print(render(solution))
        assert all({solution[s] for s in unit} == set(COLS) for unit in UNITS)


def exact_cover(columns, rows, chosen=()):
    """Algorithm X: all sets of rows that hit every column exactly once."""
    if not columns:
        yield chosen
        return
    column = min(columns, key=lambda c: (len(columns[c]), str(c)))
    for row in sorted(columns[column]):
        removed = cover(columns, rows, row)
        yield from exact_cover(columns, rows, (*chosen, row))
        uncover(columns, rows, row, removed)


def cover(columns, rows, row):
    removed = []
    for j in rows[row]:
        for i in columns[j]:
            for k in rows[i]:
                if k != j:
                    columns[k].remove(i)
        removed.append(columns.pop(j))
    return removed


def uncover(columns, rows, row, removed):
    for j in reversed(rows[row]):
        columns[j] = removed.pop()
        for i in columns[j]:
            for k in rows[i]:
                if k != j:
                    columns[k].add(i)


rows = {"A": [1, 4, 7], "B": [1, 4], "C": [4, 5, 7], "D": [3, 5, 6], "E": [2, 3, 6, 7], "F": [2, 7]}
columns = {c: {r for r in rows if c in rows[r]} for c in range(1, 8)}
print(list(exact_cover(columns, rows)))


def queens(n):
    rows = {f"{r}{c}": [f"r{r}", f"c{c}"] for r, c in product(range(n), repeat=2)}
    for solution in exact_cover({k: {r for r in rows if k in rows[r]} for v in rows.values() for k in v}, rows):
        cells = [(int(a), int(b)) for a, b in solution]
        if len({a + b for a, b in cells}) == len({a - b for a, b in cells}) == n:
            yield sorted(cells)


found = list(queens(6))
print(len(found), found[0])
