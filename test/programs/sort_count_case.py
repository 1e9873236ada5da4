"""Sorting by the ways that depend on what the keys are, checked against the definition; counting; case of ASCII and other texts."""

from collections import Counter

LETTERS = "aé\u20acz\ud800\uffff "
state = 7


def rand(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 11) % n


def in_order(items, reverse):
    return all(a >= b if reverse else a <= b for a, b in zip(items, items[1:]))


for n in (0, 1, 2, 31, 32, 33, 100):
    for low, high in ((0, 10), (-5, 5), (-(2**31), 2**31), (-(2**31) - 1, 2**31 + 1), (-(2**52), 2**52), (0, 1)):
        numbers = [low + rand(high - low + 1) for _ in range(n)]
        placed = list(zip(numbers, range(n)))
        for reverse in (False, True):
            result = sorted(numbers, reverse=reverse)
            assert in_order(result, reverse) and len(result) == n and sum(result) == sum(numbers)
            by_key = sorted(placed, key=lambda pair: pair[0], reverse=reverse)
            assert in_order([key for key, _ in by_key], reverse) and sorted(by_key) == sorted(placed)
            assert all(a[0] != b[0] or a[1] < b[1] for a, b in zip(by_key, by_key[1:]))
        assert sorted(numbers + [True, False], key=lambda x: x) == sorted(numbers + [1, 0])
    words = ["".join(LETTERS[rand(7)] for _ in range(rand(5))) for _ in range(n)]
    for reverse in (False, True):
        assert in_order([[ord(c) for c in word] for word in sorted(words, reverse=reverse)], reverse)
    assert in_order([[ord(c) for c in word] for word in sorted(words + ["\U0001f600"])], False)
    print(n, sorted(numbers)[:3], ascii(sorted(words)[-2:]))

for text in ("", "a", "ABC dEF", "they're bill's friends", "x1y2Z3", "ǆ abc", "éCOLE", "a\x00b", "ß", "ABC"):
    print(ascii([text.capitalize(), text.title(), text.swapcase(), text.upper()]))

counts = Counter("hello world")
counts.update("lll")
counts.update({"x": 2.5})
counts.update("xx")
counts.update([1, 1.0, True, (1,)])
counts["q"] = 2**53 - 2
counts.update("qqqq")
print(sorted(counts.items(), key=repr))


class Tens(Counter):
    def __setitem__(self, key, value):
        super().__setitem__(key, value * 10)


print(Tens("aab"))
