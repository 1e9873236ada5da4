"""Caches: our own doubly linked LRU list, functools.lru_cache and OrderedDict."""

from collections import OrderedDict
from functools import lru_cache

SIZE = 50_000


class Link:
    __slots__ = ("key", "value", "before", "after")

    def __init__(self, key, value):
        self.key = key
        self.value = value
        self.before = self.after = self


class LRU:
    def __init__(self, capacity):
        self.capacity = capacity
        self.links = {}
        self.root = Link(None, None)
        self.hits = 0

    def unlink(self, link):
        link.before.after = link.after
        link.after.before = link.before

    def push(self, link):
        root = self.root
        link.before = root
        link.after = root.after
        root.after.before = link
        root.after = link

    def get(self, key):
        link = self.links.get(key)
        if link is None:
            return None
        self.hits += 1
        self.unlink(link)
        self.push(link)
        return link.value

    def put(self, key, value):
        link = Link(key, value)
        self.links[key] = link
        self.push(link)
        if len(self.links) > self.capacity:
            oldest = self.root.before
            self.unlink(oldest)
            del self.links[oldest.key]


@lru_cache(maxsize=64)
def collatz(n):
    return 0 if n == 1 else 1 + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)


def main(n):
    cache = LRU(100)
    ordered = OrderedDict()
    total = 0
    for i in range(n):
        key = i * i % 257
        if cache.get(key) is None:
            cache.put(key, i)
        if key in ordered:
            ordered.move_to_end(key)
        else:
            ordered[key] = i
            if len(ordered) > 100:
                ordered.popitem(last=False)
        total += collatz(key % 40 + 1)
    return f"{cache.hits} {total} {next(iter(ordered))}"
