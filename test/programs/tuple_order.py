"""The order of tuples in heaps and in hot code: plain items, NaNs, nested, of mixed lengths, and items with a mind of their own."""
import heapq
from collections import namedtuple
from itertools import product

nan = float("nan")
Point = namedtuple("Point", "x y")


class Backwards(tuple):
    def __lt__(self, other):
        return tuple.__gt__(self, other)


class Item:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return isinstance(other, Item) and self.value == other.value

    def __lt__(self, other):
        return self.value < other.value

    def __repr__(self):
        return f"Item({self.value})"


def compare(a, b):
    return "".join("01"[flag] for flag in (a < b, a <= b, a == b, a != b, a > b, a >= b))


def hot(a, b):
    for _ in range(1200):
        flags = compare(a, b)
    return flags


deep = (1,)
for _ in range(8):
    deep = (deep, 2)
values = [
    (), (1,), (1, 2), (1, 2.5), (1.0, 2), (True, 3), ("a", 1), ("a", 1, None), ("b",), (nan,), (nan, 1), (float("nan"), 1),
    (-0.0, 1), (0, 2), (2**60, 1), (2**60, 2), (1, (2, 3)), (1, (2, 4)), (1, (2, nan)), (1, (2, 3), 0), deep, (deep, 1),
    Point(1, 2), Point(1, 3), ("\ud800", 1), ("\ue000", 1), ("\U0001f600", 1),
]
print(hot((1, 2), (1, 3)), hot((1, "b"), (1, "a")), hot((0.5, nan), (0.5, nan)), hot((1, nan), (1, 0.0)))
table = {}
for a, b in product(values, values):
    try:
        flags = compare(a, b)
    except TypeError as error:
        flags = str(error)
    table[flags] = table.get(flags, 0) + 1
print(*sorted(table.items()), sep="\n")
for a, b in ((1, Item(2)), (1, Item(3))), ((Item(1), 5), (Item(1), 4)), (Backwards((1,)), (2,)), ((2,), Backwards((1,))):
    print(a < b, a == b, a != b)


def drain(items):
    heap = []
    for item in items:
        heapq.heappush(heap, item)
    other = list(items)
    heapq.heapify(other)
    first = [heapq.heappop(heap) for _ in items]
    second = [heapq.heappop(other) for _ in items]
    largest = list(items)
    heapq.heapify_max(largest)
    return first == second, first[:4], first[-2:], [heapq.heappop_max(largest) for _ in items[:3]]


numbers = [(i * 7919 % 101, str(i % 7), i * 0.5, (i % 3, -i)) for i in range(150)]
print(*drain(numbers))
print(*drain([(i % 10, Item(i * 31 % 17)) for i in range(40)]))
print(*drain([Backwards((i * 7 % 11, i)) for i in range(22)]))
print(*drain([(float(i * 7 % 11), 10 - i) for i in range(11)]), *drain(["b", "a", "cc", "c"]))
try:
    drain([(1, "a"), (1, 2)])
except TypeError as error:
    print(error)
heap = [(2, "b"), (5, "c")]
print(heapq.heapreplace(heap, (1, "z")), heapq.heappushpop(heap, (0, "q")), heapq.heappushpop(heap, (9,)), heap)
print(heapq.nsmallest(3, numbers), heapq.nlargest(2, numbers), heapq.merge([(1, 2), (3, 1)], [(2, 9)]).__next__())
