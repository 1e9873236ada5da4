"""Ten ways to sort, checked against sorted() on seeded data; stability, keys, comparisons counted."""

import random
from functools import cmp_to_key, total_ordering
from heapq import heappop, heappush


@total_ordering
class Counted:
    comparisons = 0

    def __init__(self, key, tag):
        self.key, self.tag = key, tag

    def __lt__(self, other):
        Counted.comparisons += 1
        return self.key < other.key

    def __eq__(self, other):
        return self.key == other.key

    def __repr__(self):
        return f"{self.key}{self.tag}"


def bubble(a):
    n, swapped = len(a), True
    while swapped:
        swapped = False
        for i in range(1, n):
            if a[i] < a[i - 1]:
                a[i - 1], a[i] = a[i], a[i - 1]
                swapped = True
        n -= 1
    return a


def insertion(a):
    for i in range(1, len(a)):
        x, j = a[i], i
        while j and x < a[j - 1]:
            a[j] = a[j - 1]
            j -= 1
        a[j] = x
    return a


def selection(a):
    for i in range(len(a)):
        j = min(range(i, len(a)), key=a.__getitem__)
        a[i], a[j] = a[j], a[i]
    return a


def merge(a):
    if len(a) < 2:
        return a
    left, right = merge(a[: len(a) // 2]), merge(a[len(a) // 2 :])
    out, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if right[j] < left[i]:
            out.append(right[j])
            j += 1
        else:
            out.append(left[i])
            i += 1
    return out + left[i:] + right[j:]


def quick(a):
    if len(a) < 2:
        return a
    pivot, *rest = a
    small = [x for x in rest if x < pivot]
    large = [x for x in rest if not x < pivot]
    return quick(small) + [pivot] + quick(large)


def heap(a):
    h = []
    for i, x in enumerate(a):
        heappush(h, (x, i))
    return [heappop(h)[0] for _ in a]


def shell(a):
    gap = len(a) // 2
    while gap:
        for i in range(gap, len(a)):
            x, j = a[i], i
            while j >= gap and x < a[j - gap]:
                a[j], j = a[j - gap], j - gap
            a[j] = x
        gap //= 2
    return a


def comb(a):
    gap, done = len(a), False
    while not done:
        gap = max(1, int(gap / 1.3))
        done = gap == 1
        for i in range(len(a) - gap):
            if a[i + gap] < a[i]:
                a[i], a[i + gap] = a[i + gap], a[i]
                done = False
    return a


def tree(a):
    def insert(node, x):
        if node is None:
            return [None, [x], None]
        if x < node[1][0]:
            node[0] = insert(node[0], x)
        elif node[1][0] < x:
            node[2] = insert(node[2], x)
        else:
            node[1].append(x)
        return node

    def walk(node):
        if node:
            yield from walk(node[0])
            yield from node[1]
            yield from walk(node[2])

    root = None
    for x in a:
        root = insert(root, x)
    return list(walk(root))


def in_place_quick(a):
    stack = [(0, len(a) - 1)]
    while stack:
        lo, hi = stack.pop()
        if lo >= hi:
            continue
        pivot, i, j = a[(lo + hi) // 2], lo, hi
        while i <= j:
            while a[i] < pivot:
                i += 1
            while pivot < a[j]:
                j -= 1
            if i <= j:
                a[i], a[j] = a[j], a[i]
                i, j = i + 1, j - 1
        stack += [(lo, j), (i, hi)]
    return a


rng = random.Random(99)
numbers = [rng.randrange(1000) for _ in range(200)]
for sort in (bubble, insertion, selection, merge, quick, heap, shell, comb, tree, in_place_quick):
    assert sort(numbers.copy()) == sorted(numbers), sort.__name__
    items = [Counted(k, t) for k, t in zip([3, 1, 2, 1, 3, 2, 1, 0] * 4, "abcdefgh" * 4)]
    Counted.comparisons = 0
    result = sort(items.copy())
    count = Counted.comparisons
    stable = [id(x) for x in result] == [id(x) for x in sorted(items)]
    print(f"{sort.__name__:<15} {count:>4} comparisons, {'stable' if stable else 'unstable'}, edges: {sort([])} {sort([1])} {sort([2, 1])}")
for shape in (range(100), range(100, 0, -1), [i % 10 for i in range(100)], [*range(50), *range(50)]):
    items = [Counted(k, "") for k in shape]
    Counted.comparisons = 0
    items.sort()
    print(Counted.comparisons, end=" ")
print()
people = [("Ann", 30), ("bob", 25), ("Cid", 30), ("dee", 25)]
print(sorted(people, key=lambda p: (-p[1], p[0].lower())), sorted(people, key=lambda p: p[1]), sorted(people, key=lambda p: p[1], reverse=True))
print(sorted("bAcB", key=str.swapcase), sorted([3, -1, 2], key=abs, reverse=True), sorted(["10", "9", "2"], key=cmp_to_key(lambda a, b: int(a) - int(b))), sorted([[2, 1], [1, 5], [1]]), sorted({"b": 1, "a": 2}), max(people, key=lambda p: p[1]), min([], default="none"))
mixed = [1, 2]
try:
    mixed.sort(key=lambda x: mixed.append(x) or x)
except ValueError as error:
    print(error, mixed)
for bad in [[1, "a"], [None, 1], [1j, 2j], [[1], (1,)]]:
    try:
        sorted(bad)
    except TypeError as error:
        print(error)
