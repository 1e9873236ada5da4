"""Characters in compiled code: ord() and `in` of what is not known to be text."""


def codes(values):
    total = 0
    for value in values:
        total += ord(value)
    return total


def vowels(values):
    found = 0
    for value in values:
        if value in "aeiou\ud83d":
            found += 1
        if value not in "xyz":
            found += 10
    return found


def caller(function, values):
    return [function(i, value) for i, value in enumerate(values)]


def attempt(function, values):
    try:
        print(function.__name__, function(values))
    except TypeError as error:
        print(function.__name__, error)


class Text(str):
    pass


TEXT = "the quick brown fox" * 200
OTHERS = [b"x", bytearray(b"y"), "\U0001f600", "", "ab", Text("e"), 5, None, b"xy", "\ud83d", ["a"]]
for function in (codes, vowels):
    attempt(function, TEXT)
    for other in OTHERS:
        attempt(function, ["a", "e", other])
    for _ in range(30):
        for other in OTHERS[:3]:
            try:
                function([other, "a"])
            except TypeError:
                pass
    attempt(function, TEXT)

for start in (0, 1):
    shown = [caller(lambda i, value, start=start, *, more=1: (i + start, value, more), "ab") for _ in range(500)]
    shown += [caller(lambda i, value, start=start, end=2: (i + start, value, end), "ab") for _ in range(500)]
    print(shown[0], shown[-1], all(each in (shown[0], shown[-1]) for each in shown))


def many(a, b=[1], c=(2,), d="3"):
    return a, b, c, d


def varied(call):
    return call(0), call(1, 2), call(1, 2, 3), call(1, 2, 3, 4)


for _ in range(500):
    results = varied(many)
print(results)
many.__defaults__ = ("x", "y")
for call in ((), (1,), (1, 2), (1, 2, 3, 4, 5)):
    try:
        print(many(*call))
    except TypeError as error:
        print(error)
