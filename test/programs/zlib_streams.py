"""zlib and gzip: formats, flush modes, dictionaries, limits, what is left over, copies, checksums, and the errors."""

import gzip
import io
import zlib

text = b"".join(b"line %d of a text that repeats itself, more or less; %x\n" % (i, i * i) for i in range(800))

for level in range(-1, 10):
    packed = zlib.compress(text, level)
    print(level, len(packed), zlib.crc32(packed), zlib.decompress(packed) == text)

for wbits in [9, 12, 15, -9, -15, 25, 31]:
    for strategy in range(5):
        packer = zlib.compressobj(6, zlib.DEFLATED, wbits, 8, strategy)
        packed = packer.compress(text[:5000])
        for mode in [zlib.Z_PARTIAL_FLUSH, zlib.Z_SYNC_FLUSH, zlib.Z_FULL_FLUSH, zlib.Z_BLOCK]:
            packed += packer.compress(text[5000:7000]) + packer.flush(mode)
        packed += packer.flush()
        body = packed[10:] if wbits > 15 else packed
        print(wbits, strategy, len(packed), zlib.crc32(body), len(zlib.decompress(packed, wbits)))

words = b"of a text that repeats itself, more or less"
packer = zlib.compressobj(zdict=words)
packed = packer.compress(text[:300]) + packer.flush()
unpacker = zlib.decompressobj(zdict=words)
print(len(packed), unpacker.decompress(packed) == text[:300], unpacker.eof)

unpacker = zlib.decompressobj()
stream = zlib.compress(text) + b"after the end"
sizes = []
part = unpacker.decompress(stream, 1000)
while part:
    sizes.append((len(part), len(unpacker.unconsumed_tail)))
    part = unpacker.decompress(unpacker.unconsumed_tail, 9000)
print(sizes, unpacker.unused_data, unpacker.eof, unpacker.flush())

feeder = zlib._ZlibDecompressor()
print(len(feeder.decompress(stream[:500], 700)), feeder.needs_input, len(feeder.decompress(b"", 100)), feeder.eof)
print(len(feeder.decompress(stream[500:])), feeder.needs_input, feeder.eof, feeder.unused_data)

packer = zlib.compressobj()
start = packer.compress(text[:20000])
other = packer.copy()
one = start + packer.compress(b"one") + packer.flush()
two = start + other.compress(b"two") + other.flush()
print(zlib.decompress(one)[-3:], zlib.decompress(two)[-3:])

for value in [0, 1, 2**32 - 1, 2**40 + 7, -1]:
    print(zlib.crc32(text, value), zlib.adler32(text, value))

packed = gzip.compress(text, mtime=0) + gzip.compress(b"second member", mtime=1)
print(len(gzip.decompress(packed)))
with gzip.open(io.BytesIO(packed), "rt") as lines:
    print(sum(1 for _ in lines), lines.name if hasattr(lines, "name") else None)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: zlib.compress(b"", 10))
attempt(lambda: zlib.compress("text"))
attempt(lambda: zlib.compressobj(method=9))
attempt(lambda: zlib.decompressobj(99))
attempt(lambda: zlib.decompressobj(zdict="text"))
attempt(lambda: zlib.decompress(b"abc"))
attempt(lambda: zlib.decompress(zlib.compress(text)[:-5]))
attempt(lambda: zlib.decompress(zlib.compress(text)[:-1] + b"?"))
attempt(lambda: zlib.decompress(b"", bufsize=-1))
attempt(lambda: zlib.decompressobj().decompress(b"", -1))
attempt(lambda: zlib.decompressobj().flush(0))
attempt(lambda: packer.compress(b"late"))
attempt(lambda: packer.copy())
attempt(lambda: feeder.decompress(b""))
attempt(lambda: gzip.decompress(b"not gzip"))
attempt(lambda: type(packer)())
