"""bz2: the bytes of libbz2, streams in pieces, limits, what is left over, and the errors."""

import bz2
import hashlib
import io

texts = [
    b"",
    b"a",
    b"a" * 1000,
    bytes(range(256)),
    b"a" * 260 + b"b" * 5 + b"c" * 4,
    b"".join(b"line %d of a text that repeats itself\n" % (i * i) for i in range(3000)),
    bytes((i * i * 7 + i // 3) % 251 for i in range(120_000)),
]
for text in texts:
    for level in [1, 9]:
        packed = bz2.compress(text, level)
        print(len(text), level, len(packed), hashlib.md5(packed).hexdigest(), bz2.decompress(packed) == text)

packed = bz2.compress(texts[5])
feeder = bz2.BZ2Decompressor()
parts = [feeder.decompress(packed[i : i + 100]) for i in range(0, len(packed), 100)]
print(b"".join(parts) == texts[5], feeder.eof, feeder.needs_input)

feeder = bz2.BZ2Decompressor()
sizes = [len(feeder.decompress(packed + b"rest", 50_000))]
while not feeder.eof:
    sizes.append(len(feeder.decompress(b"", 50_000)))
print(sizes, feeder.unused_data, feeder.needs_input)

with bz2.open(io.BytesIO(packed + bz2.compress(b"second stream\n")), "rt") as file:
    lines = file.readlines()
print(len(lines), lines[-1])

packer = bz2.BZ2Compressor()
start = packer.compress(texts[5][:50_000]) + packer.compress(texts[5][50_000:]) + packer.flush()
print(start == packed)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


damaged = packed[:60] + b"?" + packed[61:]
attempt(lambda: packer.compress(b""))
attempt(lambda: packer.flush())
attempt(lambda: bz2.BZ2Compressor(10))
attempt(lambda: bz2.BZ2Compressor(compresslevel=1))
attempt(lambda: bz2.BZ2Decompressor(1))
attempt(lambda: bz2.compress("text"))
attempt(lambda: bz2.decompress(b"no bzip2"))
attempt(lambda: bz2.decompress(damaged))
attempt(lambda: bz2.decompress(packed[:-1]))
attempt(lambda: bz2.decompress(packed[:-1] + b"?"))
attempt(lambda: feeder.decompress(b""))
