"""Streams that threads share: what one waits for while another closes, and pipes that have no room."""
import errno
import io
import os
import threading
import time


class Slow(io.RawIOBase):
    """Takes its time to be flushed, which closing it does."""

    def __init__(self):
        self.flushing = threading.Event()
        self.written = []

    def readable(self):
        return True

    writable = seekable = readable

    def tell(self):
        return 0

    def seek(self, offset, whence=0):
        return 0

    def readinto(self, memory):
        if self.closed:
            raise ValueError("closed")
        return 0

    def write(self, data):
        self.written.append(bytes(data))
        return len(data)

    def flush(self):
        self.flushing.set()
        time.sleep(0.05)


def attempt(label, action):
    try:
        print(label, action())
    except ValueError as error:
        print(label, "|", error)


for kind in io.BufferedWriter, io.BufferedRandom:
    for name, use in (
        ("write", lambda: stream.write(b"more")),
        ("flush", lambda: stream.flush()),
        ("close", lambda: stream.close()),
        ("exit", lambda: stream.__exit__()),
    ):
        stream = kind(raw := Slow(), 8)
        stream.write(b"first")
        closer = threading.Thread(target=stream.close)
        closer.start()
        raw.flushing.wait()
        attempt(f"{kind.__name__} {name}", use)
        closer.join()
        print(stream.closed, raw.closed, raw.written)

text = io.TextIOWrapper(io.BufferedWriter(raw := Slow(), 8), "ascii")
text.write("first")
closer = threading.Thread(target=text.close)
closer.start()
raw.flushing.wait()
text.write("second")
attempt("TextIOWrapper flush", text.flush)
closer.join()
print(text.closed, raw.written)

for label, use in {
    "read": lambda s: s.read(3),
    "readall": lambda s: s.read(),
    "peek": lambda s: s.peek(),
    "readline": lambda s: s.readline(),
    "readinto": lambda s: s.readinto(bytearray(3)),
}.items():
    stream = io.BufferedReader(raw := Slow(), 8)
    closer = threading.Thread(target=stream.close)
    closer.start()
    raw.flushing.wait()
    try:
        print("BufferedReader", label, use(stream))
    except ValueError:
        print("BufferedReader", label, "is refused")
    closer.join()


def pieces(size):
    """Writes into a full pipe that does not block: what is said to have been written arrives, once and in order."""
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    os.set_blocking(writing, False)
    source = open(reading, "rb", buffering=size)
    target = open(writing, "wb", buffering=size)
    sent, received, errors = [], [], []
    with source, target:
        for length in 9999, 73, 7574:
            number = 0
            try:
                while True:
                    sent.append(bytes([number % 26 + 97]) * length)
                    target.write(sent[-1])
                    number += 1
            except BlockingIOError as error:
                errors.append((error.errno == errno.EAGAIN, error.characters_written <= length))
                sent[-1] = sent[-1][:error.characters_written]
                received.append(source.read())
                target.write(b"BLOCKED")
                sent.append(b"BLOCKED")
        while True:
            try:
                target.flush()
                break
            except BlockingIOError as error:
                errors.append((error.errno == errno.EAGAIN, error.characters_written))
                received.append(source.read())
        received += iter(source.read, None)
    print(size, errors, b"".join(sent) == b"".join(received))


for size in 1024, 4096, 5000, 16384, 65536, 100_000:
    pieces(size)
