"""Compression by hand: Huffman codes, LZ77, run lengths, Burrows-Wheeler with move-to-front; all round trips."""

import heapq
from collections import Counter
from itertools import groupby


def huffman_code(data):
    heap = [(n, i, (symbol,)) for i, (symbol, n) in enumerate(sorted(Counter(data).items()))]
    lengths = Counter()
    serial = len(heap)
    heapq.heapify(heap)
    if len(heap) == 1:
        return {heap[0][2][0]: "0"}
    while len(heap) > 1:
        (n1, _, a), (n2, _, b) = heapq.heappop(heap), heapq.heappop(heap)
        lengths.update(a + b)
        heapq.heappush(heap, (n1 + n2, serial, a + b))
        serial += 1
    code, previous, table = 0, 0, {}
    for symbol, length in sorted(lengths.items(), key=lambda item: (item[1], item[0])):
        code <<= length - previous
        table[symbol] = f"{code:0{length}b}"
        code, previous = code + 1, length
    return table


def huffman_decode(bits, table):
    symbols = {code: symbol for symbol, code in table.items()}
    out, code = [], ""
    for bit in bits:
        code += bit
        if code in symbols:
            out.append(symbols[code])
            code = ""
    return bytes(out)


def lz77(data, window=255):
    i = 0
    while i < len(data):
        best = (0, 0)
        for j in range(max(0, i - window), i):
            length = 0
            while length < 15 and i + length < len(data) - 1 and data[j + length] == data[i + length]:
                length += 1
            if length > best[1]:
                best = (i - j, length)
        distance, length = best
        yield distance, length, data[i + length]
        i += length + 1


def unlz77(triples):
    out = bytearray()
    for distance, length, following in triples:
        for _ in range(length):
            out.append(out[-distance])
        out.append(following)
    return bytes(out)


def bwt(data):
    table = sorted(range(len(data)), key=lambda i: data[i:] + data[:i])
    return bytes(data[i - 1] for i in table), table.index(0)


def unbwt(last, index):
    order = sorted(range(len(last)), key=lambda i: (last[i], i))
    out = bytearray()
    for _ in last:
        index = order[index]
        out.append(last[index])
    return bytes(out)


def mtf(data):
    alphabet = list(range(256))
    for byte in data:
        i = alphabet.index(byte)
        yield i
        alphabet.insert(0, alphabet.pop(i))


def unmtf(indices):
    alphabet = list(range(256))
    for i in indices:
        byte = alphabet.pop(i)
        yield byte
        alphabet.insert(0, byte)


def rle(data):
    return [(byte, len(list(run))) for byte, run in groupby(data)]


SAMPLES = [b"abracadabra", b"a" * 40, b"she sells sea shells by the sea shore, " * 4, bytes(range(64)), b"banana bandana", b"x"]
for data in SAMPLES:
    table = huffman_code(data)
    bits = "".join(table[byte] for byte in data)
    assert huffman_decode(bits, table) == data
    triples = list(lz77(data))
    assert unlz77(triples) == data
    last, index = bwt(data)
    assert unbwt(last, index) == data
    moved = list(mtf(last))
    assert bytes(unmtf(moved)) == last
    print(f"{data[:20]!r:26} {len(data) * 8:5} bits -> huffman {len(bits):5}, lz {len(triples):3} triples, "
          f"bwt runs {len(rle(last)):3}, zeros after mtf {moved.count(0)}")
print({chr(k): v for k, v in huffman_code(b"abracadabra").items()})
print(list(lz77(b"abcabcabcd")), bwt(b"banana"), rle(b"aaabcc"), list(mtf(b"aab")))
