"""Tuples that hot code makes only to compare them: order and equality of items of all kinds, and what comparing them runs."""

NAN = float("nan")


class Noisy:
    log = []

    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        Noisy.log.append("eq")
        return self.value == other.value

    def __lt__(self, other):
        Noisy.log.append("lt")
        return self.value < other.value or "less?"

    def __gt__(self, other):
        Noisy.log.append("gt")
        return ""

    def __le__(self, other):
        Noisy.log.append("le")
        return {}

    def __ge__(self, other):
        Noisy.log.append("ge")
        return [1]


class Wrong:
    def __eq__(self, other):
        raise ZeroDivisionError("eq")


class Pair:
    def __init__(self, a, b, c):
        self.a = a
        self.b = b
        self.c = c


def two(p, q):
    return [
        (p.a, p.b) < (q.a, q.b),
        (p.a, p.b) <= (q.a, q.b),
        (p.a, p.b) == (q.a, q.b),
        (p.a, p.b) != (q.a, q.b),
        (p.a, p.b) > (q.a, q.b),
        (p.a, p.b) >= (q.a, q.b),
    ]


def three(p, q):
    return [
        (p.a, p.b, p.c) < (q.a, q.b, q.c),
        (p.a, p.b, p.c) <= (q.a, q.b, q.c),
        (p.a, p.b, p.c) == (q.a, q.b, q.c),
        (p.a, p.b, p.c) != (q.a, q.b, q.c),
        (p.a, p.b, p.c) > (q.a, q.b, q.c),
        (p.a, p.b, p.c) >= (q.a, q.b, q.c),
    ]


def conditions(a, b, c, d):
    found = 0
    if (a, b) < (c, d):
        found |= 1
    if (a, b) == (c, d):
        found |= 2
    if (a, b, 0) > (c, d, 0):
        found |= 4
    while (a, b, c, d) != (c, d, a, b):
        found |= 8
        break
    if (a, b) != (c, d, 0):
        found |= 16
    return found if (1, a) <= (1, c) else -found


ITEMS = [0, 1, 2**70, 1.0, 0.5, NAN, -0.0, "a", "\ud800", "\U0001f600", None, True, (1, 2)]


def attempt(f, *args):
    try:
        return f(*args)
    except (TypeError, ZeroDivisionError) as error:
        return f"{type(error).__name__}: {error}"


def compare_all(rounds):
    for n in range(rounds):
        results = []
        for x in ITEMS:
            for y in ITEMS:
                results.append(attempt(two, Pair(x, y, 0), Pair(y, x, 0)))
                results.append(attempt(three, Pair(0, x, y), Pair(0, y, y)))
                results.append(attempt(conditions, 1, x, 1, y))
                results.append(attempt(conditions, x, 1, y, 1))
    return results


results = compare_all(4)
for i in range(0, len(results), 39):
    print("".join("FT"[x] if type(x) is bool else str(x)[-4:] for each in results[i : i + 39] for x in ([each] if type(each) is not list else each)))

# Warm with plain items, then what runs code.
for i in range(2000):
    two(Pair(i, i % 3, 0), Pair(i, 1, 0))
    three(Pair(i, "x", i % 3), Pair(i, "x", 1.5 if i % 2 else 1))
    conditions(i % 3, 1, 1, i % 2)
one, other = Noisy(1), Noisy(2)
print(two(Pair(5, one, 0), Pair(5, other, 0)), Noisy.log)
Noisy.log.clear()
print(three(Pair(one, one, other), Pair(one, one, one)), Noisy.log)
Noisy.log.clear()
print(conditions(one, one, one, other), Noisy.log)
print(attempt(two, Pair(1, Wrong(), 0), Pair(1, Wrong(), 0)), attempt(conditions, Wrong(), 1, 2, 1))


class Missing:
    a = 1


def raises_between(p, q):
    try:
        return (p.a, p.a) < (q.a, q.b)
    except AttributeError as error:
        return f"{error}"


for i in range(1500):
    last = raises_between(Pair(i, 1, 1), Pair(i, i, 1))
print(last, raises_between(Pair(1, 1, 1), Missing()))
