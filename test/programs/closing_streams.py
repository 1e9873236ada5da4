"""close(): what fails on the way, streams that are used while they are closed, and what they know afterwards."""
import io


class Raw(io.RawIOBase):
    def __init__(self, failures=0):
        self.failures = failures

    def readable(self):
        return True

    writable = seekable = readable

    def tell(self):
        return 0

    def seek(self, offset, whence=0):
        return 0

    def write(self, data):
        print("write", bytes(data))
        return len(data)

    def close(self):
        if self.failures > 0:
            self.failures -= 1
            raise OSError("close")
        super().close()


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error, "|", repr(error.__context__))


for kind in io.BufferedReader, io.BufferedWriter, io.BufferedRandom:
    print(kind.__name__)
    stream = kind(Raw(failures=1))
    if kind is not io.BufferedReader:
        attempt(lambda: stream.write(b"abc"))
    attempt(stream.close)
    attempt(lambda: stream.closed)
    if kind is not io.BufferedReader:
        attempt(lambda: stream.write(b"def"))
    attempt(stream.flush)
    attempt(stream.close)
    attempt(lambda: stream.closed)
    attempt(stream.flush)
    attempt(stream.close)


class Entering(Raw):
    """Comes back into the stream over it."""

    def uses(self, where):
        for name, use in ("close", self.stream.close), ("flush", self.stream.flush), ("write", lambda: self.stream.write(b"")):
            try:
                use()
            except RuntimeError as error:
                print("in", where, name, error)

    def write(self, data):
        self.uses("write")
        return len(data)

    def close(self):
        self.uses("close")
        super().close()


for kind in io.BufferedWriter, io.BufferedRandom:
    raw = Entering()
    raw.stream = stream = kind(raw)
    attempt(lambda: stream.write(b"abc"))
    attempt(stream.close)
    attempt(lambda: stream.closed)


class Failing(io.BufferedWriter):
    def flush(self):
        print("flush", self.closed)
        super().flush()
        raise KeyError("flush")


stream = Failing(Raw(failures=1))
attempt(lambda: stream.write(b"abc"))
attempt(stream.close)
attempt(stream.close)
attempt(lambda: stream.closed)

text = io.TextIOWrapper(Failing(Raw(failures=1)), "ascii")
attempt(lambda: text.write("abc"))
attempt(text.close)
attempt(text.close)

file = open(__file__, "rb", buffering=0, closefd=True)
descriptor = open(file.fileno(), "rb", buffering=0, closefd=False)


def failing():
    raise OSError("flush")


for stream in descriptor, file:
    stream.flush = failing
    attempt(stream.close)
    print(stream.closed)

print("detached")
raw = io.BytesIO(b"text")
buffer = io.BufferedReader(raw)
text = io.TextIOWrapper(buffer, "ascii")
buffer.detach()
print(text)
attempt(lambda: buffer)
text = io.TextIOWrapper(io.BytesIO(), "ascii", "replace", line_buffering=True)
text.mode = "w"
text.detach()
print(text, text.encoding, text.errors, text.line_buffering, text.write_through, text.buffer)
for use in text.detach, text.read, text.close, text.fileno, lambda: text.closed, lambda: text.name, lambda: text.reconfigure(newline=""):
    attempt(use)

print("attributes")
for stream in io.IOBase(), io.RawIOBase(), io.BufferedIOBase(), io.TextIOBase(), io.StringIO(), io.BytesIO():
    print(type(stream).__name__, stream.__dict__)
stream = io.BytesIO()
stream.label = 1
print(stream.__dict__, vars(stream), io._io._IOBase.__dict__["__dict__"])


class Derived(io.BytesIO):
    pass


for stream in stream, Derived():
    for change in (lambda: setattr(stream, "__dict__", {})), (lambda: delattr(stream, "__dict__")):
        attempt(change)
