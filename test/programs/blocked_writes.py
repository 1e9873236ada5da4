"""Raw streams that take part of what is written, or nothing: what is kept for later, and what the error says was taken."""
import io


class Taking(io.RawIOBase):
    """Takes as much at each write as a plan says (None: it would block), and then everything."""

    def __init__(self, plan):
        self.plan = list(plan)
        self.calls = []

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def tell(self):
        return 0

    def seek(self, offset, whence=0):
        self.calls.append((offset, whence))
        return 0

    def readinto(self, memory):
        return 0

    def write(self, data):
        count = self.plan.pop(0) if self.plan else len(data)
        if count is not None:
            count = min(count, len(data))
        self.calls.append((bytes(data), count))
        return count


def attempt(action):
    try:
        return action()
    except BlockingIOError as error:
        return error.args[1:], error.characters_written


for kind in io.BufferedWriter, io.BufferedRandom:
    for plan in (3, None), (3, None, 2, None), (8, None), (None, None), (7, 3, None), (16, None, None):
        for sizes in (8, 8), (5, 5, 5), (3, 20, 4), (9, 9), (8, 16, 8, 16), (4, 30), (7, 7, 7), (24,):
            raw = Taking(plan)
            stream = kind(raw, 8)
            print(kind.__name__, plan, sizes)
            print([attempt(lambda: stream.write(bytes(range(65, 65 + size)))) for size in sizes])
            print(attempt(stream.flush), attempt(stream.flush), raw.calls)


class Nothing(io.RawIOBase):
    def readable(self):
        return True

    def readinto(self, memory):
        return None


class Odd(io.BufferedIOBase):
    def __init__(self, value):
        self.value = value

    def readable(self):
        return True

    def read(self, size=-1):
        return self.value

    read1 = read


def shown(action):
    try:
        return action()
    except Exception as error:
        return type(error).__name__, error.args


print("text over what has nothing yet, or returns no bytes")
for make in (lambda: io.BufferedReader(Nothing())), (lambda: Odd(None)), (lambda: Odd("text")), (lambda: Odd(3)):
    for encoding in "utf-8", "ascii", "latin-1", "utf-16", "cp1252":
        for newline in None, "\n":
            text = lambda: io.TextIOWrapper(make(), encoding, newline=newline)
            print(encoding, repr(newline), shown(lambda: text().read()), shown(lambda: text().read(2)))
            print(shown(lambda: text().readline()), shown(lambda: list(text())))
