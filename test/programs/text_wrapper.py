"""TextIOWrapper: what its parameters may be, and how what is written reaches the buffer."""
import io


def attempt(action):
    try:
        return action()
    except Exception as error:
        return type(error).__name__, str(error)


def reconfigured(**changes):
    text = io.TextIOWrapper(io.BytesIO(), "ascii", "replace")
    print(changes, attempt(lambda: text.reconfigure(**changes)), ascii(text.encoding), ascii(text.errors))


CODECS = [
    ("\udcfe", "strict"), ("utf-8\0", "strict"), ("locale\0", "strict"), ("utf-8", "\udcfe"), ("utf-8", "replace\0"),
    ("utf-8", "no such"), ("no such", "strict"), ("hex", "strict"), ("rot13", "strict"), (None, "\udcfe"), ("ascii", None),
]
for encoding, errors in CODECS:
    print(ascii((encoding, errors)), attempt(lambda: type(io.TextIOWrapper(io.BytesIO(), encoding, errors))))
    print(attempt(lambda: open(__file__, encoding=encoding, errors=errors).close()))
    reconfigured(encoding=encoding)
    reconfigured(errors=errors)
    reconfigured(encoding=encoding, errors=errors)

for newline in "\udcfe", "\n\0", "xyzzy", "\r\n\n", 42, b"\n", "\r\0\n":
    print(ascii(newline), attempt(lambda: type(io.TextIOWrapper(io.BytesIO(), newline=newline))))
    print(attempt(lambda: open(__file__, newline=newline).close()), attempt(lambda: type(io.StringIO("", newline))))
    reconfigured(newline=newline)
print(attempt(lambda: open(__file__, "r\0")), attempt(lambda: io.FileIO(__file__, "r\0")), attempt(lambda: open(__file__, "\ud800")))


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return 1 // self.value


for name in "line_buffering", "write_through":
    for value in Index(0), Index(1), Index(2), 2**1000, 2, -1, 0, True, "x", [], 1.5:
        text = io.TextIOWrapper(io.BytesIO(), "ascii")
        print(name, attempt(lambda: text.reconfigure(**{name: value})), getattr(text, name))


class Recorder(io.BytesIO):
    """Notes how much is written at a time."""

    def __init__(self, limit=10**9):
        super().__init__()
        self.sizes = []
        self.limit = limit

    def write(self, data):
        if len(data) > self.limit:
            raise RuntimeError("too much")
        self.sizes.append(len(data))
        return super().write(data)


for encoding in "utf-8", "ascii", "latin-1", "utf-16", "utf-8-sig", "cp1252":
    for how in {}, {"write_through": True}, {"line_buffering": True}, {"newline": "\r\n"}:
        raw = Recorder()
        text = io.TextIOWrapper(raw, encoding, "replace", **how)
        for piece in "", "abc", "é" * 3000, "é" * 3000, "x" * 8191, "x", "y\n", "z" * 8192, "a", "ä\n" * 5000, "€" * 2731, "€", "q\r", "🎉" * 2048:
            text.write(piece)
        before = list(raw.sizes)
        text.flush()
        print(encoding, how, before, raw.sizes[len(before):])

raw = Recorder(limit=8192)
text = io.TextIOWrapper(raw, "ascii")
print(text.write("abc"), text.write("def"), raw.sizes, attempt(lambda: text.write("x" * 8193)), raw.sizes)
print(text.write("ghi"), text.write("x" * 8192), raw.sizes)
text._CHUNK_SIZE = 4
print(text.write("abc"), text.write("d"), raw.sizes, text.write("efgh"), raw.sizes)


class Entering(Recorder):
    """Comes back into the wrapper."""

    def write(self, data):
        if not self.sizes:
            text.write("middle")
        return super().write(data)


text = io.TextIOWrapper(Entering(), "ascii")
text.write("abc")
text.write("def")
text.write("g" * 8192)
text.flush()
print(text.buffer.sizes, text.buffer.getvalue()[:14])

print("reads and writes in turn")
pair = io.BufferedRWPair(io.BytesIO(b"foo\nbar\n"), io.BytesIO())
text = io.TextIOWrapper(pair)
print([text.readline(), text.write("x"), text.readline(), text.readline()])
text = io.TextIOWrapper(io.BytesIO(b"foo\nbar\nbaz\n"))
print([text.readline(), text.write("x"), text.readline(), text.buffer.getvalue()])
text = io.TextIOWrapper(io.BytesIO(b"foo\nbar\nbaz\n"))
print([next(text), text.write("x"), text.readline(), text.buffer.getvalue()])
