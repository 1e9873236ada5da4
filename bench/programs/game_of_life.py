"""Conway's game of life on an unbounded plane: sets of tuples."""

SIZE = 40


ROWS = (
    "........................O...........",
    "......................O.O...........",
    "............OO......OO............OO",
    "...........O...O....OO............OO",
    "OO........O.....O...OO..............",
    "OO........O...O.OO....O.O...........",
    "..........O.....O.......O...........",
    "...........O...O....................",
    "............OO......................",
)


def step(alive):
    neighbours = {}
    for x, y in alive:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    cell = (x + dx, y + dy)
                    neighbours[cell] = neighbours.get(cell, 0) + 1
    return {cell for cell, count in neighbours.items() if count == 3 or (count == 2 and cell in alive)}


def main(n):
    alive = {(x, y) for y, row in enumerate(ROWS) for x, mark in enumerate(row) if mark == "O"}
    for _ in range(n):
        alive = step(alive)
    return len(alive) * 1000 + sum(x * 3 + y for x, y in alive) % 1000
