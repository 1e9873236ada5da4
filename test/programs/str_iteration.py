"""Loops over strings of one place: narrow, wide, other iterables, and iterators that are changed meanwhile."""


def letters(text):
    found = []
    for c in text:
        found.append(c)
    return found


for text in ["abc", "", "é€\u0000", "a😀b", "\ud83d", ("x", "y"), "z" * 3, ["l"], range(2), {"k": 1}, "last"]:
    for _ in range(3):
        result = letters(text)
    print(ascii(result))


def shared(text):
    iterator = iter(text)
    for c in iterator:
        print(ascii(c), ascii(next(iterator, None)), iterator.__length_hint__())
    print(list(iterator), iterator.__reduce__()[1])


for _ in range(3):
    shared("abcde")
    shared("a😀c")


class Text(str):
    def __iter__(self):
        yield "own"


def count(texts):
    total = 0
    for text in texts:
        for c in text:
            total += ord(c[0])
    return total


print(count(["ab"] * 50), count(["ab"] * 50 + [Text("ab")]), count(["😀"] * 20))


def moved():
    iterator = iter("abcdef")
    for c in iterator:
        print(c)
        if c == "b":
            iterator.__setstate__(4)


moved()
