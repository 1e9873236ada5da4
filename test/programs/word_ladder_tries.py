"""Tries, word ladders, anagrams, edit distance, a bloom filter, an LRU cache and an interval tree."""

from collections import OrderedDict, defaultdict, deque
from functools import cache
from itertools import product
from string import ascii_lowercase

WORDS = "cat cot cog dog dot cut cup cap map mat rat rot rob row cow cow hat hot hut tar art tea eat ate late tale teal".split()


class Trie:
    __slots__ = ("children", "end")

    def __init__(self, words=()):
        self.children, self.end = {}, False
        for word in words:
            self.add(word)

    def add(self, word):
        node = self
        for letter in word:
            node = node.children.setdefault(letter, Trie())
        node.end = True

    def __contains__(self, word):
        node = self.find(word)
        return node is not None and node.end

    def find(self, prefix):
        node = self
        for letter in prefix:
            if (node := node.children.get(letter)) is None:
                return None
        return node

    def __iter__(self):
        if self.end:
            yield ""
        for letter in sorted(self.children):
            for rest in self.children[letter]:
                yield letter + rest

    def match(self, pattern):
        if not pattern:
            if self.end:
                yield ""
            return
        head, rest = pattern[0], pattern[1:]
        for letter, child in sorted(self.children.items()):
            if head in (letter, "?"):
                yield from (letter + tail for tail in child.match(rest))


def ladder(start, goal, words):
    queue, before = deque([start]), {start: None}
    while queue:
        word = queue.popleft()
        if word == goal:
            path = []
            while word:
                path.append(word)
                word = before[word]
            return path[::-1]
        for i, letter in product(range(len(word)), ascii_lowercase):
            other = word[:i] + letter + word[i + 1 :]
            if other in words and other not in before:
                before[other] = word
                queue.append(other)
    return None


def edit_distance(a, b):
    @cache
    def d(i, j):
        if not i or not j:
            return i + j
        return min(d(i - 1, j) + 1, d(i, j - 1) + 1, d(i - 1, j - 1) + (a[i - 1] != b[j - 1]))

    return d(len(a), len(b))


def lcs(a, b):
    table = [[""] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            table[i + 1][j + 1] = table[i][j] + x if x == y else max(table[i][j + 1], table[i + 1][j], key=len)
    return table[-1][-1]


class Bloom:
    def __init__(self, bits=512, hashes=4):
        self.size, self.hashes, self.bits = bits, hashes, 0

    def positions(self, word):
        h = 2166136261
        for n in range(self.hashes):
            for byte in word.encode():
                h = ((h ^ byte) * 16777619 + n) & 0xFFFFFFFF
            yield h % self.size

    def add(self, word):
        for p in self.positions(word):
            self.bits |= 1 << p

    def __contains__(self, word):
        return all(self.bits >> p & 1 for p in self.positions(word))


class LRU:
    def __init__(self, size):
        self.size, self.data, self.misses = size, OrderedDict(), 0

    def __getitem__(self, key):
        if key in self.data:
            self.data.move_to_end(key)
            return self.data[key]
        self.misses += 1
        value = self.data[key] = key * key
        if len(self.data) > self.size:
            self.data.popitem(last=False)
        return value


class Intervals:
    def __init__(self, items):
        items = sorted(items)
        if not items:
            self.mid = None
            return
        self.mid = items[len(items) // 2][0]
        self.here = [i for i in items if i[0] <= self.mid <= i[1]]
        self.left = Intervals([i for i in items if i[1] < self.mid])
        self.right = Intervals([i for i in items if i[0] > self.mid])

    def at(self, x):
        if self.mid is None:
            return []
        hits = [i for i in self.here if i[0] <= x <= i[1]]
        return sorted(hits + (self.left.at(x) if x < self.mid else self.right.at(x) if x > self.mid else []))


trie = Trie(WORDS)
print(len(list(trie)), list(trie)[:6], "cat" in trie, "ca" in trie, list(trie.find("co")), list(trie.match("?o?")), list(trie.match("ta??")))
for pair in [("cat", "dog"), ("map", "cow"), ("cat", "late"), ("tea", "hut")]:
    print(*pair, ladder(*pair, set(WORDS)))
groups = defaultdict(list)
for word in WORDS:
    groups["".join(sorted(word))].append(word)
print([g for g in groups.values() if len(g) > 1])
print([edit_distance(a, b) for a, b in [("kitten", "sitting"), ("", "abc"), ("same", "same"), ("intention", "execution")]], lcs("AGGTAB", "GXTXAYB"), repr(lcs("abc", "xyz")))
bloom = Bloom()
for word in WORDS:
    bloom.add(word)
print(all(w in bloom for w in WORDS), sum(f"absent{i}" in bloom for i in range(200)), bloom.bits.bit_count())
lru = LRU(3)
print([lru[i] for i in (1, 2, 3, 1, 4, 2, 1)], lru.misses, list(lru.data))
tree = Intervals([(1, 5), (3, 8), (6, 10), (9, 12), (2, 3), (11, 11)])
print([tree.at(x) for x in (0, 3, 7, 9.5, 11, 13)])
