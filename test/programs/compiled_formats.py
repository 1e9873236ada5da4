"""Formats that compiled code reads once: values of the kinds that were expected, then all others."""

from collections import OrderedDict


class Shown:
    def __init__(self, name):
        self.name = name

    def __str__(self):
        return f"<{self.name}>"

    def __repr__(self):
        return f"Shown({self.name!r})"

    def __format__(self, spec):
        return f"{self.name}:{spec}"


class Str(str):
    def __str__(self):
        return "mine"


def percent(a, b):
    return "%s=%d;" % (a, b)


def percent_more(a, b, c):
    return "<%5s|%-4d|%x|%06.2f|%r>" % (a, b, b, c, a)


def percent_known(n):
    return "%d%%-%s-%5.1f-%i-%s\ud800%s" % (n + 1, "x", n / 4, len("abc"), n * 2, n)


def percent_low(a, b):
    return "%s%s\udc00" % (a, b)


def braces(a, b):
    return "{:>6}{!r}|{}".format(a, b, a)


def braces_numbered(a, b):
    return "{1}-{0:5d}-{1:<4}{{}}".format(a, b)


def braces_known(n):
    return "{:,}|{:.3f}|{:x}|{!r}|{}".format(n * 1000, n / 7, n + 255, n + 1, str(n))


def fstring(a, b):
    return f"{a}|{b:>8}|{a!s}{len('ab'):03d}"


def numbers(n):
    return f"{n:05d}|{n / 7:.3f};{n:n}{n % 10 + 65:c}{n:+,}{n / 3:10.4e}|"


def texts(x):
    return str(x), type(x).__name__


def has(c):
    return c in "aeiou", c not in "aeiou"


def join(left, right):
    return left + f"{right}"


def attempt(function, *args):
    try:
        print(function.__name__, ascii(function(*args)))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)


for _ in range(3000):
    percent("a", 1)
    percent_more("a", 1, 2.5)
    percent_known(3)
    percent_low("a", "b")
    braces(1, "v")
    braces_numbered(1, "v")
    braces_known(3)
    fstring("a", 5)
    numbers(12)
    texts(5)
    has("e")
    join("a", "b")

OTHERS = [None, True, 2.5, 10**30, -7, "\U0001f600", "\ud800", "\udc00", (1, 2), Shown("s"), Str("sub"), b"x", [1]]
for value in ["text", 42, *OTHERS]:
    attempt(percent, value, 3)
    attempt(percent, "k", value)
    attempt(percent_more, value, 3, 1.5)
    attempt(percent_more, "t", value, 1.5)
    attempt(percent_more, "t", 3, value)
    attempt(percent_low, value, "\ud800")
    attempt(percent_low, "\ud800", value)
    attempt(braces, value, "v")
    attempt(braces, 1, value)
    attempt(braces_numbered, value, "v")
    attempt(braces_numbered, 1, value)
    attempt(fstring, value, 3)
    attempt(fstring, "a", value)
    attempt(texts, value)
    attempt(has, value)
    attempt(join, "\ud83d", value)
    attempt(join, "\U0001f600", value)
for value in (0, -1, 2**53 - 1):
    attempt(percent_known, value)
    attempt(braces_known, value)
attempt(numbers, 0)
attempt(numbers, -65)
attempt(numbers, 2**60)


def wrong(n):
    total = ""
    for i in range(n):
        total = "%s %s" % (i,) if i == n - 1 else "%s %s" % (i, i)
    return total


def wrong_fields(n):
    for i in range(n):
        text = "{} {}".format(i) if i == n - 1 else "{} {}".format(i, i)
    return text


def wrong_spec(n):
    for i in range(n):
        text = "{:d}".format(i if i < n - 1 else "x")
    return text


attempt(wrong, 3000)
attempt(wrong_fields, 3000)
attempt(wrong_spec, 3000)


class Items(list):
    pass


def fill(items, n):
    for i in range(n):
        items.append(i)
    return len(items)


def move(ordered, n):
    for i in range(n):
        ordered.move_to_end(i % 3)
    return list(ordered)


print(fill(Items(), 3000), fill([], 10), move(OrderedDict.fromkeys(range(3)), 3001))
hidden = Items()
hidden.append = lambda item: None
print(fill(hidden, 100), fill(Items(), 100))
hidden = OrderedDict.fromkeys(range(3))
hidden.move_to_end = lambda key: None
print(move(hidden, 100))


def backwards(text):
    return text[::-1], text[::2], text[7:1:-3]


for text in ("", "abc", "abcdefghijklmnopqrst", "a\udc00\ud800b", "\U0001f600x\ud800", "\u20ac" * 9 + "z"):
    print(ascii(backwards(text)))
