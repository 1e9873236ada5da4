"""Streams in memory: positions as far away as they can be told."""
import io
import sys

LAST = sys.maxsize


def show(action):
    try:
        text = repr(action())
    except Exception as error:
        text = f"{type(error).__name__}: {error}"
    for below in range(8):
        text = text.replace(str(LAST - below), f"LAST-{below}")
    return text


for kind, some, state in (io.BytesIO, b"ab", (b"x", LAST, None)), (io.StringIO, "ab", ("x", "\n", LAST, None)):
    for position in LAST, LAST - 2, LAST - 1, LAST + 1, 2**64, 3, -1:
        stream = kind(some * 4)
        print(kind.__name__, show(lambda: stream.seek(position)), show(stream.tell))
        print(show(lambda: stream.read(3)), show(stream.readline), show(stream.readlines), show(stream.truncate))
        print(*(show(lambda: stream.seek(offset, 1)) for offset in (1, -5, 0, LAST)))
        print(*(show(lambda: stream.seek(offset, 2)) for offset in (5, 0, LAST, -100)))
        print(show(stream.__getstate__), show(lambda: stream.seek(LAST)), show(lambda: stream.write(some)))
        print(*(show(lambda: stream.truncate(size)) for size in (LAST, LAST + 1, -1, 4)), show(stream.getvalue))
        if kind is io.BytesIO:
            print(show(lambda: stream.readinto(bytearray(3))), show(lambda: stream.getbuffer().nbytes))
    print(show(lambda: stream.__setstate__(state)), show(stream.tell), show(stream.__getstate__))
    stream.close()
    print(show(lambda: stream.__setstate__(state)), stream.closed, show(stream.tell), show(lambda: stream.seek(0)))
