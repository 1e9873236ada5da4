"""Conway's Life on an unbounded plane, as sets of cells; patterns, periods, bounding boxes."""

from collections import Counter
from itertools import product

NEIGHBOURS = [d for d in product((-1, 0, 1), repeat=2) if d != (0, 0)]


def step(cells):
    counts = Counter((x + dx, y + dy) for x, y in cells for dx, dy in NEIGHBOURS)
    return {cell for cell, n in counts.items() if n == 3 or (n == 2 and cell in cells)}


def parse(picture):
    return {(x, y) for y, row in enumerate(picture.split()) for x, c in enumerate(row) if c == "#"}


def normalize(cells):
    if not cells:
        return frozenset()
    left = min(x for x, _ in cells)
    top = min(y for _, y in cells)
    return frozenset((x - left, y - top) for x, y in cells)


def render(cells):
    if not cells:
        return "(empty)"
    xs = [x for x, _ in cells]
    ys = [y for _, y in cells]
    rows = []
    for y in range(min(ys), max(ys) + 1):
        rows.append("".join("#" if (x, y) in cells else "." for x in range(min(xs), max(xs) + 1)))
    return "\n".join(rows)


def analyse(cells, limit=60):
    """The period and drift of a pattern, or None if it does not repeat soon."""
    seen = {}
    for generation in range(limit):
        shape = normalize(cells)
        if shape in seen:
            start, old = seen[shape]
            if not cells:
                return generation - start, (0, 0)
            drift = (min(x for x, _ in cells) - min(x for x, _ in old), min(y for _, y in cells) - min(y for _, y in old))
            return generation - start, drift
        seen[shape] = generation, cells
        cells = step(cells)
    return None


PATTERNS = {
    "block": "## ##",
    "blinker": "###",
    "glider": ".#. ..# ###",
    "toad": ".### ###.",
    "beacon": "##.. ##.. ..## ..##",
    "lwss": ".#..# #.... #...# ####.",
    "r-pentomino": ".## ##. .#.",
    "lone": "#",
    "pulsar": "..###...###.. ............. #....#.#....# #....#.#....# #....#.#....# ..###...###.. .............".replace(" .............", " .............", 1)
    + " ..###...###.. #....#.#....# #....#.#....# #....#.#....# ............. ..###...###..",
}

for name, picture in PATTERNS.items():
    print(name.ljust(12), len(parse(picture)), analyse(parse(picture)))

cells = parse(PATTERNS["glider"])
for generation in range(5):
    print(f"-- {generation}")
    print(render(cells))
    cells = step(cells)

cells = parse(PATTERNS["r-pentomino"])
populations = []
for _ in range(100):
    populations.append(len(cells))
    cells = step(cells)
print(populations[::10], max(populations), sum(populations))
