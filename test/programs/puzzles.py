"""Classic puzzles by search and dynamic programming: Hanoi, queens, knapsack, coins, jugs, river, cryptarithm, knights, partitions."""

from functools import cache, lru_cache
from heapq import heappop, heappush
from itertools import combinations, permutations, product


def hanoi(n, a="A", b="B", c="C"):
    if n:
        yield from hanoi(n - 1, a, c, b)
        yield f"{a}{c}"
        yield from hanoi(n - 1, b, a, c)


def queens(n, placed=()):
    if len(placed) == n:
        yield placed
        return
    for column in range(n):
        if all(column != c and abs(column - c) != len(placed) - r for r, c in enumerate(placed)):
            yield from queens(n, (*placed, column))


def knapsack(items, capacity):
    best = {0: (0, ())}
    for name, weight, value in items:
        for used, (worth, names) in sorted(best.items(), reverse=True):
            total = used + weight
            if total <= capacity and worth + value > best.get(total, (-1,))[0]:
                best[total] = worth + value, (*names, name)
    return max(best.values())


@cache
def ways(amount, coins=(1, 2, 5, 10, 20, 50, 100, 200)):
    if not amount:
        return 1
    if not coins or amount < 0:
        return 0
    return ways(amount - coins[-1], coins) + ways(amount, coins[:-1])


def bfs(start, goal, moves):
    frontier, before = [start], {start: None}
    for state in frontier:
        if goal(state):
            path = []
            while state is not None:
                path.append(state)
                state = before[state]
            return path[::-1]
        for other in moves(state):
            if other not in before:
                before[other] = state
                frontier.append(other)


def jugs(state, sizes=(3, 5)):
    for i, j in permutations(range(2), 2):
        filled, emptied = list(state), list(state)
        filled[i], emptied[i] = sizes[i], 0
        yield tuple(filled)
        yield tuple(emptied)
        poured, amount = list(state), min(state[i], sizes[j] - state[j])
        poured[i] -= amount
        poured[j] += amount
        yield tuple(poured)


def river(state):
    boat, here = state[0], [i for i in range(1, 4) if state[i] == state[0]]
    for cargo in [None, *here]:
        new = list(state)
        new[0] = 1 - boat
        if cargo:
            new[cargo] = 1 - boat
        wolf, goat, cabbage = new[1:]
        if goat == new[0] or (wolf != goat and goat != cabbage):
            yield tuple(new)


def cryptarithm(a, b, total):
    letters = sorted(set(a + b + total))
    leading = {a[0], b[0], total[0]}
    weights = {c: sum(10**i for i, d in enumerate(reversed(a)) if c == d) + sum(10**i for i, d in enumerate(reversed(b)) if c == d) - sum(10**i for i, d in enumerate(reversed(total)) if c == d) for c in letters}
    letters.sort(key=lambda c: -abs(weights[c]))

    def place(i, used, rest):
        if i == len(letters):
            if rest == 0:
                yield {}
            return
        bound = sum(9 * abs(weights[c]) for c in letters[i:])
        if abs(rest) > bound:
            return
        for digit in range(letters[i] in leading, 10):
            if not used >> digit & 1:
                for solution in place(i + 1, used | 1 << digit, rest + digit * weights[letters[i]]):
                    yield {letters[i]: digit, **solution}

    yield from place(0, 0, 0)


def knights_tour(n, start=(0, 0)):
    jumps = [(1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2)]

    def free(cell, board):
        return [(cell[0] + dx, cell[1] + dy) for dx, dy in jumps if 0 <= cell[0] + dx < n and 0 <= cell[1] + dy < n and (cell[0] + dx, cell[1] + dy) not in board]

    board, cell = {start: 1}, start
    while len(board) < n * n:
        options = free(cell, board)
        if not options:
            return None
        cell = min(options, key=lambda c: (len(free(c, board)), c))
        board[cell] = len(board) + 1
    return board


def fifteen(board, width=3):
    goal = tuple([*range(1, width * width), 0])

    def distance(state):
        return sum(abs(i // width - (v - 1) // width) + abs(i % width - (v - 1) % width) for i, v in enumerate(state) if v)

    heap, cost = [(distance(board), 0, board, "")], {board: 0}
    while heap:
        _, steps, state, path = heappop(heap)
        if state == goal:
            return path
        gap = state.index(0)
        for name, move, legal in (("U", -width, gap >= width), ("D", width, gap < width * (width - 1)), ("L", -1, gap % width), ("R", 1, gap % width < width - 1)):
            if legal:
                new = list(state)
                new[gap], new[gap + move] = new[gap + move], 0
                key = tuple(new)
                if steps + 1 < cost.get(key, 10**9):
                    cost[key] = steps + 1
                    heappush(heap, (steps + 1 + distance(key), steps + 1, key, path + name))


@lru_cache(None)
def partitions(n, largest=None):
    largest = n if largest is None else largest
    return 1 if n == 0 else sum(partitions(n - k, k) for k in range(1, min(n, largest) + 1))


def longest_increasing(values):
    best = []
    for v in values:
        fitting = max((b for b in best if b[-1] < v), key=len, default=[])
        best.append([*fitting, v])
    return max(best, key=len)


def josephus(n, k):
    people, i = list(range(1, n + 1)), 0
    while len(people) > 1:
        i = (i + k - 1) % len(people)
        people.pop(i)
    return people[0]


print(" ".join(hanoi(3)), len(list(hanoi(10))))
print(sum(1 for _ in queens(7)), next(queens(10)), [len(list(queens(n))) for n in range(1, 7)])
print(knapsack([("map", 9, 150), ("compass", 13, 35), ("water", 153, 200), ("sandwich", 50, 160), ("glucose", 15, 60), ("tin", 68, 45), ("banana", 27, 60), ("apple", 39, 40)], 200))
print(ways(200), ways(100), [ways(n) for n in range(1, 11)])
print(bfs((0, 0), lambda s: 4 in s, jugs), len(bfs((0, 0, 0, 0), lambda s: s == (1, 1, 1, 1), river)))
for a, b, total in [("SEND", "MORE", "MONEY"), ("TWO", "TWO", "FOUR")]:
    solutions = list(cryptarithm(a, b, total))
    print(a, b, total, len(solutions), sorted(solutions[0].items()))
tour = knights_tour(6)
print("\n".join(" ".join(f"{tour[r, c]:2}" for c in range(6)) for r in range(6)))
print(fifteen((1, 2, 3, 4, 0, 6, 7, 5, 8)), fifteen((1, 2, 3, 0, 4, 6, 7, 5, 8)), len(fifteen((8, 1, 3, 4, 0, 2, 7, 6, 5))))
print([partitions(n) for n in (1, 5, 10, 50, 100)], longest_increasing([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7]), josephus(41, 3))
print([c for c in combinations(range(1, 10), 3) if sum(c) == 15], sum(1 for t in product((1, 2, 3), repeat=6) if sum(t) == 12), ["".join(p) for p in permutations("abc")])
