"""Iterating over the lines of pipes: a loop whose next line is not there yet waits, and others run meanwhile."""
import functools
import os
import subprocess
import sys
import threading
import time


def write(fd, pieces):
    for piece in pieces:
        time.sleep(0.005)
        os.write(fd, piece)
    os.close(fd)


PIECES = [b"one\ntw", b"o\n", b"thr", b"ee\nfour\n", b"five"]
WAYS = ({"mode": "rb", "buffering": 0}, {"mode": "rb"}, {"mode": "r"}, {"mode": "r", "newline": ""})


def read(use, how, pieces=PIECES):
    reading, writing = os.pipe()
    thread = threading.Thread(target=write, args=(writing, pieces))
    thread.start()
    with open(reading, **how) as file:
        result = use(file)
    thread.join()
    return result


def failure(use):
    try:
        use()
    except ValueError as error:
        return str(error)


def loop(file):
    lines = []
    for line in file:
        lines.append(line)
    return lines


def first_long(file):
    found = None
    for number, line in enumerate(file, 1):
        if len(line) > 4 and found is None:
            found = number, line
    return found


def one_by_one(file):
    lines = [next(file), file.__next__()]
    while (line := next(file, None)) is not None:
        lines.append(line)
    try:
        next(file)
    except StopIteration as end:
        lines.append(end.value)
    return lines


def yielded(file):
    def lines():
        for line in file:
            yield line[:2]
        return "end"
    def delegate():
        print((yield from lines()))
    return list(delegate())


def unpacked(file):
    head, *rest = file.readlines(5)
    return head, rest, list(file)


for use in (
    loop, list, sorted, first_long, one_by_one, yielded, unpacked,
    lambda file: [line.strip() for line in file],
    lambda file: {line for line in file} == set(read(list, how)),
    lambda file: file.readlines(),
    lambda file: tuple(line for line in file),
    lambda file: max(len(line) for line in file),
    lambda file: list(enumerate(file)),
    lambda file: loop(file) + loop(file),
    lambda file: list(zip(file, "abcdef")),
    lambda file: loop(zip("abcdef", file)),
    lambda file: list(map(len, file)),
    lambda file: loop(map(lambda line, number: line[:number], file, range(9))),
    lambda file: [next(zip(file)), next(map(len, file)), *loop(enumerate(zip(file)))],
    lambda file: list(zip(file, "abcde", strict=True)),
    lambda file: failure(lambda: list(zip("abcdef", file, strict=True))),
    lambda file: failure(lambda: list(zip("abcd", file, strict=True))),
):
    for how in WAYS:
        print(read(use, how))


class Lines:
    """Its __next__ waits in Python code."""
    def __init__(self, file):
        self.file = file

    def __iter__(self):
        return self

    def __next__(self):
        for line in self.file:
            return line
        raise StopIteration


print(read(lambda file: loop(Lines(file)), WAYS[2]))

# Hot code that waits from time to time.
def total(file):
    count = size = 0
    for line in file:
        count += 1
        size += len(line)
    return count, size


numbers = b"".join(b"%d\n" % number for number in range(3000))
for how in WAYS:
    print(read(total, how, [numbers[i:i + 3001] for i in range(0, len(numbers), 3001)]))

# Iteration ends with what a line cannot be.
try:
    read(loop, {"mode": "r", "encoding": "ascii"}, [b"fine\n", b"\xff\n"])
except UnicodeDecodeError as error:
    print(error)

program = "import time\nfor i in range(3):\n    print('line', i, flush=True)\n    time.sleep(0.01)"
child = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
for line in child.stdout:
    print(repr(line))
print(child.wait())
child.stdout.close()

# Functions that wait behind built-ins that end with their call.
@functools.lru_cache(maxsize=2)
def lines_of(number):
    return read(tuple, WAYS[2], [b"line\n"] * number)


for _ in range(20):
    first = functools.partial(read, loop, pieces=[b"a\nb", b"\n"])
    print(first(WAYS[1]), lines_of(3), lines_of(2))
print(lines_of.cache_info())
