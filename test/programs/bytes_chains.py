"""Bytes that are put together from small parts, read in all ways at all stages."""

import pickle
import struct


class Sub(bytes):
    pass


parts = [bytes((i,)) * (i % 4) for i in range(60, 90)]
pairs = [a + b for a in parts for b in parts[:6]]
print(sum(map(len, pairs)), hash(pairs[9]) == hash(bytes(pairs[9])), len(set(pairs)))

# Chains of all lengths, read from behind, by index, by slice, in a loop and as a key.
for length in (1, 2, 3, 7, 8, 9, 10, 40, 63, 64, 65, 66, 130):
    chain = b"<"
    for i in range(length - 1):
        chain = chain + bytes((97 + i % 26,))
    kept = chain
    for i in range(3):
        chain += b"%d" % i
    print(length, len(chain), len(kept), chain[-1], chain[:4], chain[5:9], chain.find(b"2"), kept[-2:], list(chain)[-4:])
    print({chain: 1}[bytes(chain)], chain == bytes(chain), chain > kept, kept in chain, memoryview(chain)[-3:].tobytes())

# One chain is the beginning of many.
stem = b"ab" + b"cd"
branches = [stem + bytes((48 + i,)) + stem for i in range(5)]
print(branches, stem, b"".join(branches), b", ".join(branches), b"".join([stem + b"x"]), b"".join([]))

# Into a bytearray, at its own end and with views that forbid it.
out = bytearray()
for i in range(40):
    out += stem + bytes((65 + i % 26,)) + b"-"
print(len(out), out[:24], out[-12:])
view = memoryview(out)
for addition in (b"", stem + b"!", bytearray(b"?")):
    try:
        out += addition
        print("added", addition)
    except BufferError as error:
        print(error)
view.release()
out += bytes(out)
out += stem + b""
print(len(out), out[-6:])
out[2:4] = stem + b"zz"
print(out[:10], out.count(stem + b"A"))

# Subclasses and empty parts.
sub = Sub(b"sub")
for left in (b"", b"q", Sub(b""), sub, bytearray(b""), bytearray(b"w")):
    for right in (b"", b"p" + b"r", sub, bytearray(b"e"), memoryview(b"m")):
        both = left + right
        print(type(both).__name__, bytes(both), end=" ")
    print()
print((sub + b"1" + b"2").upper(), type(Sub(stem + b"!")), Sub(stem + b"!") + b"?")
for bad in ("text", 1, None):
    try:
        print(stem + b"x" + bad)
    except TypeError as error:
        print(error)
try:
    b"".join([stem + b"x", "y"])
except TypeError as error:
    print(error)

# Elsewhere.
chain = stem + b"\x00" + b"\xff"
print(pickle.loads(pickle.dumps(chain)), struct.unpack("<4sH", chain), int.from_bytes(chain), chain.hex(), repr(chain))
print(chain * 2, chain.translate(None, b"b"), chain.split(b"c"), chain.isalpha(), chain.startswith(stem), bytes(reversed(chain)))
print(b"%s|%5.2s|" % (chain, stem + b"!"), (b"1" + b"2" + b"3").decode(), int(b"4" + b"5"), float(b"6" + b".5"))
values = [0, 1, 127, 128, 255, 256, 65535, 65536, 2**31 - 1, 2**31, 2**32 - 1, 2**32, -1, -128, -129, -(2**31), -(2**31) - 1]
for code in "bBhHiIlLqQ":
    row = []
    for order in "<>":
        for value in values:
            try:
                row.append(struct.pack(order + code, value).hex())
            except struct.error as error:
                row.append("!" if order == ">" else str(error))
    print(code, *row)
