"""sum(), min(), max(), any() and all() of lists and tuples in hot code: items of one kind, of several, none, and those that run Python code."""


class Loud:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        log.append(("bool", self.value))
        return bool(self.value)

    def __lt__(self, other):
        log.append("lt")
        return self.value < getattr(other, "value", other)

    def __gt__(self, other):
        log.append("gt")
        return self.value > getattr(other, "value", other)

    def __radd__(self, other):
        log.append("radd")
        return other + self.value

    def __repr__(self):
        return f"Loud({self.value})"


class Ints(int):
    def __add__(self, other):
        return "never"


log = []
NAN = float("nan")

CASES = [
    [], [0], [1, 2, 3], [3, 1, 2, 3], [2**53 - 1, 1], [2**53, 1, -5], [-1, -(2**53)],
    [0.5], [-0.0], [-0.0, -0.0], [0.1] * 10, [1e308, 1e308, -1e308], [1e16, 1.0, -1e16], [NAN, 1.0, 2.0], [1.0, NAN, 0.5],
    [float("inf"), -float("inf")], [2.0, 2.0], [1, 2.5], [2.5, 1], [0.25, 2**60, 1.5],
    [True, False], [1, True, 2], [True, 2, 3], ["b", "a", "c"], ["", "x"], ["\ud800", "\U00010000"], ["é", "e", "\uffff"],
    [None], [None, 0, ""], [(1, 2), (0, 3)], [[], [1]], [1j, 2], [0.5, 2j], [Ints(3), 4], [4, Ints(3)], [1, "a"], ["a", 1], [1.0, "a"],
    [Loud(2), Loud(1)], [1, Loud(3)], [0, 0.0, Loud(0), 1], [2**64, 2**65], [5, 2**64],
]


def attempt(function, items):
    try:
        return function(items)
    except (TypeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"


def by_list(items):
    return [sum(list(items))]


def least(items):
    return [min(list(items))]


def greatest(items):
    return [max(list(items))]


def some(items):
    return [any(list(items)), all(list(items))]


def by_tuple(items):
    items = *items,
    return [sum(items), sum(items, 0), all(items), any(items)]


for function in (by_list, least, greatest, some, by_tuple):
    for _ in range(400):
        attempt(function, [1, 2, 3])
        attempt(function, [0.5, 1.5])
    print(function.__name__, log)
    for items in CASES:
        print(items, attempt(function, items))
    print(log)
    log.clear()


def pick(n):
    """Which of several that are equal."""
    for _ in range(n):
        found = min([0.0, -0.0]), max([-0.0, 0.0]), max([0.0, -0.0, 0.0])
    return found


print(pick(1000))


def table(n):
    rows = [[i * j % 7 for j in range(5)] for i in range(n)]
    total = 0
    for i, row in enumerate(rows):
        row = list(row)
        total += sum(row) + max(row) - min(row) + any(row) + all(row)
        total += sum([x * 0.5 for x in row]) + sum([x for x in row if x > 3])
        total += max([len(str(x)) for x in row]) + min((i, 3)) if row else 0
    return total


print(table(600))


def late(n):
    """The frame is looked at by what the items run."""
    import sys

    class Frame:
        def __radd__(self, other):
            lines.append(sys._getframe(1).f_lineno - sys._getframe(1).f_code.co_firstlineno)
            return other

    lines = []
    items = [1] * 5
    for i in range(n):
        if i > n - 3:
            items = [1, Frame()]
        result = sum(list(items))
    return result, lines


print(late(2000))


def raising(n):
    items = [1, 2]
    for i in range(n):
        if i == n - 1:
            items = [] if n % 2 else [1, "a"]
        result = max(list(items))
    return result


for n in (2001, 2002):
    try:
        raising(n)
    except (ValueError, TypeError) as error:
        print(error, error.__traceback__.tb_next.tb_lineno)
