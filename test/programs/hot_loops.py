"""Loops over every kind of built-in iterator, numbers and containers in hot code: what compiled code does in place, and where it may not."""


def hot(function, *args):
    """The answer of many calls, which is to be the same, or what they raise."""
    answers = {}
    for _ in range(400):
        try:
            answer = function(*args)
        except Exception as error:
            answer = f"{type(error).__name__}: {error}"
        answers[repr(answer)] = answer
    [answer] = answers.values()
    return answer


def counted(values, start=0):
    total = []
    for i, value in enumerate(values, start):
        total.append((i, value))
    return total


def pairs(a, b):
    result = []
    for x, y in zip(a, b):
        result.append(x)
        result.append(y)
    return result


for values in ([1, 2, 3], (4, 5), "abc", "a\U0001f600", b"xy", range(3), {"k": 1}, {7}, {"k": 1}.items(), [], iter([8, 9])):
    print(hot(counted, values if not hasattr(values, "__next__") else [*values]))
for start in (5, -1, True, 2**53 - 2, 2**53 + 5, 10**30):
    print(hot(counted, "xyz", start))
print(hot(counted, "xyz", 1.5))
print(hot(counted, 5))
for a, b in (([1, 2, 3], "ab"), ("ab", [1, 2, 3]), ((1,), {2: 3}), (range(5), range(2, 9, 3)), ([], [1]), ({1: 2}.items(), "z"), (enumerate("pq"), [0])):
    a = list(a) if hasattr(a, "__next__") else a
    print(hot(pairs, a, b))
print(hot(pairs, [1], 2))


def too_many(values):
    for a, b, c in enumerate(values):
        return a, b, c


def three(a, b, c):
    return [x * y + z for x, y, z in zip(a, b, c)], [t for t in zip(a, b)], [t for t in enumerate(c)]


def strict(a, b):
    return [x + y for x, y in zip(a, b, strict=True)]


print(hot(too_many, "ab"), hot(three, [1, 2], (3, 4), range(5, 9)), hot(strict, [1, 2], [3]), hot(strict, [1], [3]))


def kept_tuples(values):
    """The tuples that enumerate and zip make are objects like any other."""
    kept = []
    for pair in enumerate(values):
        kept.append(pair)
        i, value = pair
        kept.append((value, i))
    for pair in zip(values, values):
        kept.append(pair is pair and pair[1])
    return kept


def grow(values):
    """A list that grows and shrinks under its iterators."""
    values = list(values)
    seen = []
    for i, value in enumerate(values):
        seen.append(value)
        if i < 3:
            values.append(value * 10)
        elif i == 5:
            values.pop()
            values.pop()
    for value in values:
        if value > 5:
            values.remove(value)
    return seen, values


def exhausted(values):
    """An iterator that has ended stays so, even if its list grows."""
    values = list(values)
    iterator = iter(values)
    first = [x for x in iterator]
    values.append(99)
    other = iter(values)
    both = list(zip(iterator, other)) + list(zip(other, iterator))
    return first, list(iterator), both, next(other, "end"), next(iterator, "end")


def shared(values):
    """Two loops over one iterator, and one that its body advances."""
    iterator = iter(values)
    result = []
    for x in iterator:
        result.append(x)
        if x == 2:
            break
    for i, x in enumerate(iterator):
        result.append((i, x))
        next(iterator, None)
    numbers = enumerate(values)
    for i, x in numbers:
        result.append(i)
        for j, y in numbers:
            result.append(y)
            break
    return result


print(hot(kept_tuples, "ab"), hot(grow, [1, 2, 3, 4]), hot(exhausted, [1, 2]), hot(shared, list(range(8))))


def changing(values):
    d = dict.fromkeys(values, 0)
    seen = []
    for key, value in d.items():
        d[key] = value + 1
        seen.append(key)
        if key == 2:
            d[100] = 5
    return seen


def changed_set(values):
    s = set(values)
    for x in s:
        s.discard(x)


def views(d):
    total = [0, 0]
    for key in d:
        total[0] += key
    for value in d.values():
        total[1] += value
    for key, value in d.items():
        total.append(key - value)
    for key in reversed(d):
        total.append(key)
    for value in reversed([*d.values()]):
        total.append(value)
    for value in reversed((4, 5)):
        total.append(value)
    return total


print(hot(changing, [1, 3]), hot(changing, [1, 2, 3]), hot(changed_set, [1, 2]), hot(views, {1: 2, 3: 5, 10: 20}))


def line_of_error():
    import traceback

    d = {1: 2, 3: 4}
    try:
        for i, (k, v) in enumerate(d.items()):
            if i == 0:
                d.pop(3)
    except RuntimeError as error:
        return traceback.extract_tb(error.__traceback__)[0].line, str(error)


print(hot(line_of_error))


class Tens:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __iter__(self):
        return iter([10] * self.n)


class Items(list):
    def __iter__(self):
        return iter("sub")

    def __len__(self):
        return 77

    def __getitem__(self, index):
        return ("item", index)


def sizes(value):
    n = 0
    for _ in range(3):
        n += len(value)
    return n, [*zip(value, "abc")], [*zip(range(3), enumerate(value))], 1 if value else 2


for value in ([1], (1, 2), "abc", "\U0001f600b", {1: 2}, {5}, frozenset([6]), range(7), b"xy", bytearray(b"z"), Tens(2), Items([1, 2]), 5):
    print(hot(sizes, value))
print(hot(lambda v: [len(x) if x != 3 else x for x in v], [[], "ab", 3, Tens(4), (1,), {}] * 3))


# Numbers


def extremes(a, b, c):
    for _ in range(3):
        pass
    return min(a, b), max(a, b), min(a, b, c), max(a, b, c), min(b, 1), max(c, 2), min(a, 1.5), max(b, 0.0)


nan = float("nan")
for numbers in ((1, 2, 3), (3, 2, 1), (1.5, 0.5, 2.5), (nan, 1.0, 2.0), (1.0, nan, 2.0), (0.0, -0.0, 0.0), (-0.0, 0.0, -0.0), (True, 1, 0), (1, True, 1.0), (2**60, 1, -(2**60)), ("a", "b", "c"), (1, "a", 2), (1.0, 1, True)):
    print(hot(extremes, *numbers))


def with_bools(values, limit):
    total = 0
    bits = []
    for i, value in enumerate(values):
        total += value > limit
        total = total * 2 - (i == 1)
        bits.append((value > limit) & (i > 0))
        bits.append((i == 0) | 4)
        bits.append(value + (i == 2))
    return total, (limit == 2) + (limit == 2), bits, True + True, -True


print(hot(with_bools, [1, 2, 3, 4], 2), hot(with_bools, [1.5, 2.5, 3.5], 2), hot(with_bools, [2**53 - 1, 2**53 - 1, 2**53 - 1], 2))
print(hot(with_bools, ["a"], "b"))


# Slices and subscripts


def slices(value, a, b):
    for _ in range(3):
        pass
    return value[a:b], value[:b], value[a:], value[:], value[-2:], value[:-1], value[a:b][::-1]


for value in ([1, 2, 3, 4], (1, 2, 3), "hello", "a\U0001f600cd", b"bytes", range(10), Items([1]), 5):
    for a, b in ((1, 3), (-3, -1), (2, 100), (-100, 2), (3, 1), (None, None), (True, 2), (2**70, -(2**70)), ("x", 1)):
        print(hot(slices, value, a, b))
t = (1, 2)
print(t[:] is t, t[0:5] is t, [t[:]][0][0])


def store_slices(values, a, b, new):
    values = list(values)
    values[a:b] = new
    copy = values[:]
    copy[1:1] = copy
    copy[:2] = values
    values[5:] = values
    return values, copy


for a, b in ((0, 2), (1, 1), (-2, None), (3, 1), (100, 200), (-100, -50), (None, None)):
    for new in ([], [7, 8, 9], (5,), "ab", 3):
        print(hot(store_slices, [1, 2, 3, 4], a, b, new))


def last(values, i):
    for _ in range(3):
        pass
    return values[-1], values[i], values[-i]


for value in ([1, 2], (3, 4), "yz", {-1: 5, 1: 6}, [], Items([1]), "\U0001f600z"):
    print(hot(last, value, 1), hot(last, value, 2))


def copies(value):
    made = list(value)
    made.append(0)
    return made, list(range(3)), list(range(5, 0, -2)), list(range(2, 2))


for value in ([1], (2,), "s", {3: 4}, range(2), Items([5]), Tens(1)):
    print(hot(copies, value))


# Globals that change while a loop knows them


def redefined(n):
    global len, helper
    total = 0
    for i in range(n):
        total += len("abc") + helper(i)
        if i == n // 2:
            len = lambda text: 100
        if i == n // 2 + 2:
            helper = lambda i: 1000
    del len
    helper = first_helper
    return total


def first_helper(i):
    return i


helper = first_helper
print(hot(redefined, 30))
print([len(list(range(n))) for n in [5] * 1200 + [150000]][-1])


# Numbers beyond small ints


def operators(a, b):
    results = []
    for function in (lambda: a + b, lambda: a - b, lambda: a * b, lambda: a / b, lambda: a // b, lambda: a % b):
        try:
            results.append(function())
        except (TypeError, ZeroDivisionError, OverflowError) as error:
            results.append(f"{type(error).__name__}: {error}")
    x = a
    x += b
    x *= b
    x -= a
    return results, x


for a, b in ((2**60, 3), (3, 2**60), (2**60, -(2**61)), (2**53 - 1, 2**53 - 1), (2**60, 0), (1j, 2 + 1j), (-0.0 - 0.0j, 0.0 - 0.0j), (1j, 0j), (1j, 2), (2**60, 1j), (True, 2**60)):
    print(hot(operators, a, b))


# A generator whose variables are sometimes bound and sometimes not


def tokens(text):
    i = 0
    while i < len(text):
        if text[i].isdigit():
            start = i
            while i < len(text) and text[i].isdigit():
                i += 1
            yield text[start:i], start
        else:
            yield text[i], None
            i += 1


print(hot(lambda text: list(tokens(text)), "12+345*6"), hot(lambda text: list(tokens(text)), "+-7"))
print(hot(lambda: ["abcabc".replace("b", "xyz"), "aaa".replace("aa", "b"), "abc".replace("", "-"), ("ab" * 50).replace("b", ""), "\ud83d_\ude00".replace("_", "")]))
