"""Generators that built-ins drain, in hot code: sums, extremes, quantifiers and containers, of plain values and others, to the end and not."""

import sys
import traceback


class Loud:
    def __init__(self, value):
        self.value = value

    def __radd__(self, other):
        log.append(("radd", self.value))
        return other + self.value

    def __bool__(self):
        log.append(("bool", self.value))
        return bool(self.value)

    def __lt__(self, other):
        log.append("lt")
        return self.value < getattr(other, "value", other)

    def __gt__(self, other):
        log.append("gt")
        return self.value > getattr(other, "value", other)

    def __repr__(self):
        return f"Loud({self.value})"


log = []


def hot(function, *arguments):
    for _ in range(60):
        log.clear()
        result = function(*arguments)
    return result, log[:6], len(log)


def reductions(values):
    return (
        sum(x * 2 for x in values), sum(x * 0.5 for x in values), max(x % 7 for x in values), min(-x for x in values),
        any(x == 90 for x in values), all(x < 95 for x in values), sum(i * x for i, x in enumerate(values)),
        max((x % 5, x) for x in values), min(str(x) for x in values), sorted(x % 3 for x in values)[::30],
        len(set(x % 11 for x in values)), list(x for x in values if x % 17 == 0), tuple(x + 1 for x in values[:4]),
        dict((x, x * x) for x in values[:3]), "-".join(str(x) for x in values[5:9]), frozenset(x & 1 for x in values),
        sum(x * y for x, y in zip(values, values)), sum(i * j for i in range(9) for j in range(i)), bytes(x for x in values[:5]),
        max((x for x in values if x > 1000), default="none"), sum((x for x in values), 0.5), sum((x / 4 for x in values), 1j),
    )


print(*hot(reductions, list(range(100))), sep="\n")


def mixed(n):
    items = [i if i % 10 else (Loud(i), 0.5, True, 2**70, "x", None)[i // 10 % 6] for i in range(n)]
    found = [all(x is not None for x in items), any(x == "x" for x in items)]
    found.append(sum(x for x in items if isinstance(x, (int, float, Loud))))
    found.append(max(x for x in items if isinstance(x, (int, float))))
    found.append(any(x for x in items[:1]))
    found.append(all(x for x in items[1:]))
    found.append([repr(x) for x in items if not isinstance(x, int)][:4])
    for items in ([Loud(3), Loud(1), 2], [1.5, 2, Loud(4)]):
        found.append((max(x for x in items), min(x for x in items)))
    return found


print(*hot(mixed, 70), sep="\n")


def counting(limit, ends):
    try:
        for i in range(limit):
            yield i
    finally:
        ends.append(i)
    return "result"


def partly(n):
    """What is not drained is still there, in its place."""
    ends = []
    rest = counting(n, ends)
    first = next(rest)
    found = any(x > 20 for x in rest), next(rest), any(rest), all(x < 40 for x in rest), next(rest, "end")
    total = sum(rest)
    numbers = (x * x for x in range(n))
    firsts = [x for x, _ in zip(numbers, range(3))]
    return first, found, total, ends, firsts, max(numbers), next(numbers, "end"), sum(numbers), list(numbers)


print(hot(partly, 90))


def failing(values):
    try:
        return sum(100 // (x - 50) for x in values)
    except ZeroDivisionError as error:
        return [(f.name, f.lineno, f.line) for f in traceback.extract_tb(error.__traceback__)]


print(hot(failing, range(100)))


def wrong_kind(values):
    found = []
    for function in (sum, max, set, list, any):
        try:
            found.append(function(x if x < 70 else [x] for x in values))
        except TypeError as error:
            found.append((str(error), len(traceback.extract_tb(error.__traceback__))))
    return str(found)[:300]


print(hot(wrong_kind, range(75)))


def looked_at(n):
    """Bodies that look at frames, and who keeps one sees its variables change."""
    lines, frames = [], []

    def look(x):
        if x % 40 == 39:
            frame = sys._getframe(1)
            lines.append((frame.f_code.co_name, frame.f_locals["x"], frame.f_back.f_code.co_name))
            frames.append(frame)
        return frames[0].f_locals["x"] if frames else x

    total = sum(look(x) for x in range(n))
    return total, lines, [frame.f_locals.get("x") for frame in frames]


print(hot(looked_at, 130))


def again(n):
    """A generator that asks for its own next value."""
    errors = []

    def body():
        for i in range(n):
            if i == n - 5:
                try:
                    next(running)
                except ValueError as error:
                    errors.append(str(error))
            yield i

    running = body()
    return sum(running), errors


print(hot(again, 60))


def deep(n):
    return n if n == 0 else sum(deep(n - 1) for _ in range(1)) + 1


print(deep(60), deep(100))
sys.setrecursionlimit(200)
try:
    deep(300)
except RecursionError as error:
    print(str(error)[:32])
sys.setrecursionlimit(1000)


def closures(n):
    scale, seen = 3, []
    total = sum(scale * x for x in range(n) if seen.append(x) is None)
    return total, len(seen), sum(len(seen) for _ in range(n)), any(seen.pop() < 5 for _ in range(n)), len(seen)


print(hot(closures, 64))


def pipeline(n):
    def evens(source):
        for x in source:
            if x % 2 == 0:
                yield x

    def both(*sources):
        for source in sources:
            yield from source

    return sum(evens(both(range(n), (x * x for x in range(n))))), max(both(evens(range(n)), iter([5])))


print(hot(pipeline, 80))


def quantified(rows):
    return [all(x for x in row) for row in rows], [any(x for x in row) for row in rows]


ROWS = [[1] * 60, [1] * 50 + [0], ["a", 2.5, True, [1]] * 10, [0.0, "", None, [], False] * 10, [0] * 40 + [Loud(1)], []]
print(hot(quantified, ROWS))
