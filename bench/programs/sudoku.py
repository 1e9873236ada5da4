"""Sudoku by constraint propagation and search: strings, dicts of sets, recursion."""

SIZE = 20

PUZZLES = (
    "4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......",
    "..3.2.6..9..3.5..1..18.64....81.29..7.......8..67.82....26.95..8..2.3..9..5.1.3..",
)

CELLS = range(81)
PEERS = []
for cell in CELLS:
    row, column = divmod(cell, 9)
    peers = set()
    for other in CELLS:
        r, c = divmod(other, 9)
        if other != cell and (r == row or c == column or (r // 3 == row // 3 and c // 3 == column // 3)):
            peers.add(other)
    PEERS.append(tuple(sorted(peers)))


def assign(options, cell, digit):
    others = options[cell].replace(digit, "")
    for other in others:
        if not eliminate(options, cell, other):
            return False
    return True


def eliminate(options, cell, digit):
    if digit not in options[cell]:
        return True
    options[cell] = options[cell].replace(digit, "")
    left = options[cell]
    if not left:
        return False
    if len(left) == 1:
        for peer in PEERS[cell]:
            if not eliminate(options, peer, left):
                return False
    return True


def search(options, counter):
    counter[0] += 1
    best = None
    for cell in CELLS:
        size = len(options[cell])
        if size > 1 and (best is None or size < best[0]):
            best = (size, cell)
            if size == 2:
                break
    if best is None:
        return options
    for digit in options[best[1]]:
        attempt = options[:]
        if assign(attempt, best[1], digit):
            found = search(attempt, counter)
            if found:
                return found
    return None


def main(n):
    counter = [0]
    texts = []
    for i in range(n):
        puzzle = PUZZLES[i % 2]
        options = ["123456789"] * 81
        for cell, digit in enumerate(puzzle):
            if digit != ".":
                assign(options, cell, digit)
        texts.append("".join(search(options, counter)))
    return f"{texts[-1][:27]} {counter[0]}"
