"""Huffman codes: heapq of tuples, a tree of objects, encoding to and from strings of bits."""

import heapq

SIZE = 50_000


class Leaf:
    def __init__(self, symbol):
        self.symbol = symbol

    def assign(self, prefix, codes):
        codes[self.symbol] = prefix or "0"


class Inner:
    def __init__(self, zero, one):
        self.zero = zero
        self.one = one

    def assign(self, prefix, codes):
        self.zero.assign(prefix + "0", codes)
        self.one.assign(prefix + "1", codes)


def build(text):
    counts = {}
    for symbol in text:
        counts[symbol] = counts.get(symbol, 0) + 1
    heap = [(count, i, Leaf(symbol)) for i, (symbol, count) in enumerate(sorted(counts.items()))]
    heapq.heapify(heap)
    order = len(heap)
    while len(heap) > 1:
        a = heapq.heappop(heap)
        b = heapq.heappop(heap)
        heapq.heappush(heap, (a[0] + b[0], order, Inner(a[2], b[2])))
        order += 1
    return heap[0][2]


def decode(bits, root):
    result = []
    node = root
    for bit in bits:
        node = node.one if bit == "1" else node.zero
        if isinstance(node, Leaf):
            result.append(node.symbol)
            node = root
    return "".join(result)


def main(n):
    text = "".join("etaoinshrdlu cmfwyp"[(i * i + i // 3) % 19 % (1 + i % 19)] for i in range(n))
    root = build(text)
    codes = {}
    root.assign("", codes)
    bits = "".join([codes[symbol] for symbol in text])
    return f"{decode(bits, root) == text} {len(bits)} {sorted(codes.items())[:2]}"
