"""AVL trees, skip lists, Fenwick and segment trees, union-find, and persistent lists; invariants checked throughout."""

import random
from dataclasses import dataclass
from itertools import accumulate
from operator import add


class AVL:
    __slots__ = ("key", "value", "left", "right", "height")

    def __init__(self, key, value, left=None, right=None):
        self.key, self.value, self.left, self.right = key, value, left, right
        self.height = 1 + max(height(left), height(right))

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.key, self.value
        if self.right:
            yield from self.right


def height(node):
    return node.height if node else 0


def balance(key, value, left, right):
    match height(left) - height(right):
        case 2:
            if height(left.left) >= height(left.right):
                return AVL(left.key, left.value, left.left, AVL(key, value, left.right, right))
            mid = left.right
            return AVL(mid.key, mid.value, AVL(left.key, left.value, left.left, mid.left), AVL(key, value, mid.right, right))
        case -2:
            if height(right.right) >= height(right.left):
                return AVL(right.key, right.value, AVL(key, value, left, right.left), right.right)
            mid = right.left
            return AVL(mid.key, mid.value, AVL(key, value, left, mid.left), AVL(right.key, right.value, mid.right, right.right))
    return AVL(key, value, left, right)


def insert(node, key, value):
    if node is None:
        return AVL(key, value)
    if key == node.key:
        return AVL(key, value, node.left, node.right)
    if key < node.key:
        return balance(node.key, node.value, insert(node.left, key, value), node.right)
    return balance(node.key, node.value, node.left, insert(node.right, key, value))


def delete(node, key):
    if node is None:
        raise KeyError(key)
    if key < node.key:
        return balance(node.key, node.value, delete(node.left, key), node.right)
    if key > node.key:
        return balance(node.key, node.value, node.left, delete(node.right, key))
    if node.left is None or node.right is None:
        return node.left or node.right
    successor = node.right
    while successor.left:
        successor = successor.left
    return balance(successor.key, successor.value, node.left, delete(node.right, successor.key))


def check(node):
    if node is None:
        return 0
    assert abs(height(node.left) - height(node.right)) <= 1
    return 1 + check(node.left) + check(node.right)


class SkipList:
    def __init__(self, seed, levels=6):
        self.random, self.levels = random.Random(seed), levels
        self.head = [None, [None] * levels]

    def path(self, key):
        node, path = self.head, []
        for level in reversed(range(self.levels)):
            while (following := node[1][level]) and following[0] < key:
                node = following
            path.append(node)
        return path[::-1]

    def add(self, key):
        path = self.path(key)
        depth = 1
        while depth < self.levels and self.random.random() < 0.5:
            depth += 1
        node = [key, [None] * self.levels]
        for level in range(depth):
            node[1][level] = path[level][1][level]
            path[level][1][level] = node

    def __iter__(self):
        node = self.head[1][0]
        while node:
            yield node[0]
            node = node[1][0]

    def counts(self):
        result = []
        for level in range(self.levels):
            n, node = 0, self.head[1][level]
            while node:
                n, node = n + 1, node[1][level]
            result.append(n)
        return result


class Fenwick:
    def __init__(self, values):
        self.tree = [0, *values]
        for i in range(1, len(self.tree)):
            if (j := i + (i & -i)) < len(self.tree):
                self.tree[j] += self.tree[i]

    def add(self, i, delta):
        i += 1
        while i < len(self.tree):
            self.tree[i] += delta
            i += i & -i

    def prefix(self, i):
        total = 0
        while i:
            total += self.tree[i]
            i &= i - 1
        return total


class Segment:
    def __init__(self, values, op, unit):
        self.n, self.op, self.unit = len(values), op, unit
        self.tree = [unit] * self.n + list(values)
        for i in range(self.n - 1, 0, -1):
            self.tree[i] = op(self.tree[2 * i], self.tree[2 * i + 1])

    def __setitem__(self, i, value):
        i += self.n
        self.tree[i] = value
        while i := i // 2:
            self.tree[i] = self.op(self.tree[2 * i], self.tree[2 * i + 1])

    def query(self, lo, hi):
        left = right = self.unit
        lo, hi = lo + self.n, hi + self.n
        while lo < hi:
            if lo & 1:
                left, lo = self.op(left, self.tree[lo]), lo + 1
            if hi & 1:
                hi -= 1
                right = self.op(self.tree[hi], right)
            lo, hi = lo // 2, hi // 2
        return self.op(left, right)


@dataclass(frozen=True)
class Cons:
    head: object
    tail: "Cons | None" = None

    def __iter__(self):
        node = self
        while node:
            yield node.head
            node = node.tail


rng = random.Random(5)
keys = rng.sample(range(1000), 300)
root, versions = None, []
for i, key in enumerate(keys):
    root = insert(root, key, i)
    if i % 100 == 99:
        versions.append(root)
        print(check(root), root.height, root.key, [k for k, _ in root][:5])
assert [k for k, _ in root] == sorted(keys)
for key in keys[:250]:
    root = delete(root, key)
    check(root)
print(check(root), root.height, [k for k, _ in root][:8], [check(v) for v in versions])
try:
    delete(root, -1)
except KeyError as error:
    print("missing", error)
skip = SkipList(3)
for key in keys[:64]:
    skip.add(key)
print(list(skip) == sorted(keys[:64]), skip.counts())
values = [rng.randrange(100) for _ in range(20)]
fenwick = Fenwick(values)
print([fenwick.prefix(i) for i in range(0, 21, 5)], list(accumulate(values, add))[4::5])
fenwick.add(3, 1000)
print(fenwick.prefix(3), fenwick.prefix(4))
low, cat = Segment(values, min, 10**9), Segment(list("abcdefgh"), add, "")
low[7] = -5
print(low.query(0, 7), low.query(5, 12), low.query(8, 20), cat.query(2, 6), cat.query(0, 8))
a = Cons(1, Cons(2))
b = Cons(0, a)
print(list(b), b.tail is a, b, hash(a) == hash(Cons(1, Cons(2))))
