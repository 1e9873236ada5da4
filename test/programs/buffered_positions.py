"""BufferedRandom: reads and writes in turn, the position over flushes, and raw streams that say little about theirs."""
import io

raw = io.BytesIO(b"abcdefghi")
stream = io.BufferedRandom(raw)
print(stream.read(2), stream.write(b"12"), stream.read(2), stream.tell())
stream.flush()
print(stream.tell(), stream.read(), raw.getvalue())

raw = io.BytesIO(b"asdfghjkl")
stream = io.BufferedRandom(raw)
print(stream.read(4), stream.write(b"123f"), stream.seek(0), stream.read(), stream.tell(), raw.getvalue())

# Every way to read behind a write.
READS = {
    "read": lambda s: s.read(3),
    "readall": lambda s: s.read(),
    "read1": lambda s: s.read1(3),
    "peek": lambda s: s.peek()[:3],
    "readline": lambda s: s.readline(),
    "readinto": lambda s: (s.readinto(target := bytearray(3)), target),
    "readinto1": lambda s: (s.readinto1(target := bytearray(3)), target),
    "seek": lambda s: (s.seek(-1, io.SEEK_CUR), s.read(2)),
    "truncate": lambda s: (s.truncate(), s.read(2)),
}
for size in 4, 8, 100:
    for first in 0, 2, 5, 9:
        for written in b"", b"XY", b"0123456789AB":
            for name, read in READS.items():
                raw = io.BytesIO(b"abc\ndefgh\nijklm\nnop\n")
                stream = io.BufferedRandom(raw, size)
                got = stream.read(first), stream.write(written), read(stream), stream.tell()
                stream.write(b"!")
                stream.flush()
                print(size, first, written, name, got, stream.tell(), stream.read(3), raw.getvalue())


class Device(io.BytesIO):
    """As a character device it is always at 0."""

    def seek(self, *args):
        return 0

    def tell(self):
        return 0


for kind in io.BufferedReader, io.BufferedRandom:
    stream = kind(Device(b"12345"))
    print(kind.__name__, stream.tell(), stream.read(1), stream.tell(), stream.seek(0, io.SEEK_CUR), stream.seek(1))
    print(stream.seek(0, io.SEEK_CUR), stream.read(1), stream.tell())
