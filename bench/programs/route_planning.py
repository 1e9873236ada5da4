"""Boards and tilings searched with sets of cells: frozensets, bit masks, backtracking."""

SIZE = 7

PIECES = ["##\n#.", "###\n.#.", "##\n##", "#\n#\n#", "#.\n##\n.#"]


def cells(picture):
    return frozenset((x, y) for y, row in enumerate(picture.split("\n")) for x, mark in enumerate(row) if mark == "#")


def moved(piece):
    least_x = min(x for x, _ in piece)
    least_y = min(y for _, y in piece)
    return frozenset((x - least_x, y - least_y) for x, y in piece)


def turns(piece):
    found = set()
    for _ in range(4):
        piece = moved(frozenset((-y, x) for x, y in piece))
        found.add(piece)
        found.add(moved(frozenset((-x, y) for x, y in piece)))
    return sorted(found, key=sorted)


def placements(width, height):
    """For each cell all masks of pieces that cover it."""
    board = [[[] for _ in PIECES] for _ in range(width * height)]
    for number, picture in enumerate(PIECES):
        for piece in turns(cells(picture)):
            for dx in range(width):
                for dy in range(height):
                    places = {(x + dx, y + dy) for x, y in piece}
                    if all(x < width and y < height for x, y in places):
                        mask = sum(1 << (y * width + x) for x, y in places)
                        board[(mask & -mask).bit_length() - 1][number].append(mask)
    return board


def count(board, full, used, left):
    if used == full:
        return 1
    free = ~used & full
    first = (free & -free).bit_length() - 1
    total = 0
    for number in left:
        for mask in board[first][number]:
            if not mask & used:
                total += count(board, full, used | mask, left - {number} if len(left) > 2 else left)
    return total


def main(n):
    board = placements(n, 4)
    return count(board, (1 << n * 4) - 1, 0, frozenset(range(len(PIECES))))
