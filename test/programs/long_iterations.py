"""What long iterations over Python code are collected into: str.join, list, tuple, sorted, with many items and wrong ones."""

SLICE = 8192


def numbers(n, bad=-1, wrong=None):
    for i in range(n):
        yield wrong if i == bad else str(i % 10)
    print("at the end of", n)


class Text(str):
    def __str__(self):
        return "never asked"


for n in (0, 1, 2, SLICE - 1, SLICE, SLICE + 1, 2 * SLICE, 3 * SLICE + 5):
    text = "".join(numbers(n))
    parted = ", ".join(numbers(n))
    print(n, len(text), text[-3:], len(parted), parted[-7:], parted == ", ".join(list(numbers(n))))

for n, bad in ((3, 0), (SLICE, SLICE - 1), (SLICE + 1, SLICE), (3 * SLICE, 5), (3 * SLICE, SLICE + 5), (3 * SLICE, 3 * SLICE - 1)):
    for wrong in (7, None, b"x"):
        try:
            "-".join(numbers(n, bad, wrong))
        except TypeError as error:
            print(type(error).__name__, error)

wide = "-\U0001f600".join(chr(0x1F600 + i % 50) if i % 1000 == 0 else "a" for i in range(2 * SLICE + 3))
print(len(wide), wide[:5] == "\U0001f600-\U0001f600a-", wide.count("\U0001f600"))
halves = "".join("\ud83d" if i % 2 == 0 else "\ude00" for i in range(SLICE + 2))
print(len(halves), halves[SLICE : SLICE + 2] == "\ud83d\ude00")
print(type("".join(Text("q") for _ in range(SLICE + 1))), "".join(Text("q") for _ in range(SLICE + 1)) == "q" * (SLICE + 1))
only = Text("only")
print("".join(t for t in (only,)) is only, "".join(t for t in ("a", "")) == "a")

for n in (0, SLICE, SLICE + 1, 5 * SLICE):
    items = list(i * i for i in range(n))
    print(len(items), items[-1:], tuple(i for i in range(n)) == tuple(range(n)), sorted(-i for i in range(n))[:1])
    items.append(None)
    print(len(items), items[SLICE : SLICE + 1])


def failing():
    yield from range(SLICE + 3)
    raise KeyError("in the midst")


for collect in (list, tuple, sorted, "".join):
    try:
        collect(failing())
    except KeyError as error:
        print(error)
