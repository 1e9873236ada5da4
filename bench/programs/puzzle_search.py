"""Exact cover of a board with pieces: bit masks, backtracking, lists of lists."""

SIZE = 60

WIDTH, HEIGHT = 5, 6
PIECES = ("XX.XX", "XXXX", "XX./.XX", "X../XXX", "XXX/.X.", "XXX", "XX./XX.", "XXX")


def cells(text):
    rows = text.replace("XX.XX", "XX./XX.").split("/")
    return frozenset((x, y) for y, row in enumerate(rows) for x, mark in enumerate(row) if mark == "X")


def orientations(piece):
    found = set()
    for _ in range(4):
        piece = frozenset((y, -x) for x, y in piece)
        for candidate in (piece, frozenset((-x, y) for x, y in piece)):
            left = min(x for x, _ in candidate)
            top = min(y for _, y in candidate)
            found.add(frozenset((x - left, y - top) for x, y in candidate))
    return sorted(sorted(each) for each in found)


def masks(piece):
    result = []
    for shape in orientations(piece):
        for dy in range(HEIGHT):
            for dx in range(WIDTH):
                if all(x + dx < WIDTH and y + dy < HEIGHT for x, y in shape):
                    mask = 0
                    for x, y in shape:
                        mask |= 1 << ((y + dy) * WIDTH + x + dx)
                    result.append(mask)
    return result


def solve(board, table, used, found, limit):
    if len(found) >= limit:
        return
    free = ~board & (board + 1)
    if free >= 1 << (WIDTH * HEIGHT):
        found.append(tuple(used))
        return
    for i, masks_of in enumerate(table):
        if used[i]:
            continue
        for mask in masks_of:
            if mask & free and not mask & board and not mask & (free - 1):
                used[i] = mask
                solve(board | mask, table, used, found, limit)
                used[i] = 0


def main(n):
    table = [masks(cells(piece)) for piece in PIECES]
    found = []
    solve(0, table, [0] * len(PIECES), found, n)
    return f"{len(found)} {sum(hash_of(each) for each in found) % 1000007}"


def hash_of(placement):
    total = 7
    for mask in placement:
        total = (total * 31 + mask) & 0xFFFFFFFF
    return total
