"""Counter of generators: what they count while others look at the counter, keys that compare by Python code, counts that are no small ints."""

from collections import Counter, defaultdict


def letters(text):
    for letter in text:
        yield letter


for _ in range(80):
    counts = Counter(letters("mississippi"))
    pairs = Counter(a + b for a, b in zip("mississippi", "ississippi"))
    numbers = Counter(n % 7 for n in range(100))
print(counts, pairs.most_common(3), numbers)


def watching(counter, values):
    for value in values:
        yield value
        seen.append((value, counter[value], len(counter)))


for values in ("abcab", [1, 2, 1, True, 1.0, "1"], [(1, 2), (1, 2), None, None, 2.5]):
    for _ in range(80):
        seen = []
        counter = Counter()
        counter.update(watching(counter, values))
    print(seen, counter)


def meddling(counter):
    for i in range(6):
        yield "key"
        if i == 1:
            counter["key"] = 2**53 - 2
        elif i == 4:
            counter["key"] = 0.5


for _ in range(80):
    counter = Counter()
    steps = []
    counter.update(meddling(counter))
    big = Counter({"key": 2**53 - 2})
    big.update("key" for _ in range(4))
print(counter, big)


class Any:
    """Equal to a text, with its hash."""

    def __init__(self, text):
        self.text = text

    def __hash__(self):
        return hash(self.text)

    def __eq__(self, other):
        compared.append(other)
        return self.text == other


for _ in range(80):
    compared = []
    counter = Counter()
    counter[Any("a")] = 10
    counter.update(c for c in "abca")
print([value for value in counter.values()], compared)


class Loud(Counter):
    def __setitem__(self, key, value):
        stored.append((key, value))
        super().__setitem__(key, value)


class Missing(Counter):
    def __missing__(self, key):
        return 100


for _ in range(80):
    stored = []
    loud = Loud()
    loud.update(c for c in "aba")
    missing = Missing()
    missing.update(c for c in "aba")
print(stored, loud, missing)

for bad in ([], {}, {1}):
    for _ in range(80):
        counter = Counter()
        try:
            counter.update(item for item in ("x", "y", bad, "z"))
        except TypeError as error:
            message = f"{error} {counter}"
    print(message)


def stopping():
    yield "a"
    yield "a"
    raise ValueError("enough")


for _ in range(80):
    counter = Counter()
    try:
        counter.update(stopping())
    except ValueError as error:
        message = f"{error} {dict(counter)}"
print(message)


# Namespaces count as well.
for _ in range(80):
    globals()["zeta"] = 1
    Counter.update  # an attribute, looked up only
    from _collections import _count_elements

    _count_elements(globals(), (name for name in ("zeta", "zeta", "omega")))
    omega_seen = globals().pop("omega")
print(zeta, omega_seen)


class Wide:
    __slots__ = ("first", "second", "third", "__dict__")

    def __init__(self, count):
        self.first, self.second = 1, 2.5
        for i in range(count):
            setattr(self, f"a{i}", i + 0.5)


class Plain:
    def __init__(self):
        self.a = self.b = self.c = self.d = self.e = self.f = self.g = self.h = 1
        self.i = self.j = self.k = 2.5


for count in (0, 1, 4, 5, 6, 12, 30, 70):
    for _ in range(60):
        wide = Wide(count)
        attributes = wide.__dict__
        attributes["late"] = wide.first
        wide.third = 3
        wide.a0 = 7.5
    print(count, wide.first, wide.second, wide.third, len(attributes), list(attributes.items())[-3:], wide.a0)
for _ in range(60):
    plain = Plain()
    attributes = vars(plain)
    plain.k += 1
    del plain.a
    plain.a = None
print(attributes, plain.k, "%(a)s %(k)r %(b)d" % attributes)
truths = []
for value in ((), (0,), [], [0], {}, {1: 2}, "", "a", 0, 2**70, None, 0.0, "\U0001f600", defaultdict(int), Counter("a"), set(), b"", range(0)) * 40:
    truths.append("yes" if value else "no")
print(" ".join(truths[:18]), len(set(map(tuple, zip(*[iter(truths)] * 18)))))
