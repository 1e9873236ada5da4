"""Slices in hot code: of lists, tuples and strings, read and assigned, with parts that are ints, None or neither, and of other classes."""


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        print("index", self.value)
        return self.value


class Keys:
    def __getitem__(self, key):
        return key


class Loud(list):
    def __getitem__(self, key):
        return "loud", key


def hot(function, *arguments):
    """So often that it is compiled, with the last result."""
    for _ in range(1500):
        result = function(*arguments)
    return result


def read(values, start, stop):
    n = len(values)
    return (
        values[:], values[1:], values[:-1], values[start:stop], values[::2], values[1::2], values[::-1], values[start::-1],
        values[stop:start:-2], values[n:], values[-n - 5:n + 5], values[-1:0:-3], values[:stop:3], values[start:stop:1],
    )


def flip(given, first):
    values = list(given)
    for count in range(first, 0, -1):
        values[: count + 1] = values[count::-1]
        values[count:count] = values[:count][::-1][:1]
        values[-2:] = []
        values[1:-1:2] = values[1:-1:2][::-1]
        values[0:0] = values[:1]
    values[:2] = values
    return values


def step(values, by):
    return values[::by], values[1:4:by]


def any_part(values, start, stop, by):
    return values[start:stop:by]


print(*hot(read, [10, 11, 12, 13, 14, 15, 16], 2, 5), sep="\n")
print(*hot(read, tuple("abcdefg"), 2, 5), sep="\n")
print(*hot(read, "abcdefg", 2, 5), sep="\n")
print(*hot(read, [], 0, 1))
print(*read(range(7), 2, 5), *read(b"abcdefg", -2, 9))
print(hot(flip, list(range(9)), 1)[-12:], len(hot(flip, [3, 1, 2], 1)))
whole = (1, 2, 3)
print(hot(lambda t: t[:] is t and t[0:] is t, whole))
print(hot(step, [1, 2, 3, 4, 5], 2), hot(step, [1, 2, 3, 4, 5], -1))
for by in (0, None, 10**30, -(10**30), True, "x", 1.0):
    try:
        print(step([1, 2, 3, 4, 5], by))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(hot(any_part, [0, 1, 2, 3, 4], None, 3, None))
print(any_part([0, 1, 2, 3, 4], Index(1), Index(-1), Index(2)))
print(any_part("abcdef", 10**30, -(10**30), -1), any_part((0, 1, 2), False, True, True))
print(any_part(Keys(), 1, None, "step"), any_part(Loud([1]), 1, 2, 3), read(Keys(), 1, 2) if False else "")
print(hot(lambda keys, a, b: (keys[a:b], keys[a:b:-1], keys[1:2]), Keys(), 1, "b"))
for values in (5, {1: 2}, None):
    try:
        print(any_part(values, 1, 2, None))
    except (TypeError, KeyError) as error:
        print(type(error).__name__, error)


def replace(values, start, stop, items):
    values[start:stop] = items
    return values


print(hot(lambda: replace([1, 2, 3], 1, 2, [7, 8])), hot(lambda: replace([1, 2, 3], 2, 1, [7])))
print(replace([1, 2, 3], 5, 9, (4,)), replace([1, 2, 3], None, None, "ab"), replace([1, 2, 3], Index(0), -1, {5: 6}))
for items in (5, None):
    try:
        replace([1], 0, 1, items)
    except TypeError as error:
        print(error)


def raised(values, by):
    total = 0
    for i in range(2000):
        total += len(values[i % 3::2])
        if i == 1990:
            by = 0
        part = values[::by]
    return total, part


try:
    raised([1, 2, 3], 1)
except ValueError as error:
    print(error, error.__traceback__.tb_next.tb_lineno)


def surrogates(first, text):
    """Slices of lone surrogates come together with others, and stay two."""
    constant = "a\udc00b"
    joined = [first + constant[1:2], first + constant[1::1], first + constant[-2:], (text + first)[::-1] + "x"]
    return [[hex(ord(char)) for char in each] for each in joined], joined[0] == first + "\udc00", list(map(len, joined))


print({repr(surrogates("\ud800", "\udc00")) for _ in range(1000)})


def moved(values, other, start, stop, source, end, big):
    """Slices that are stored at once: of the same list and another, of the same and another length, forwards and backwards."""
    values[:start] = values[start - 1 :: -1]
    values[start:stop] = values[stop - 1 : start - 1 : -1]
    values[source : source + 3] = values[start : start + 3]
    values[start:stop] = values[end:source:-2]
    values[-2:] = values[::4]
    values[stop:start] = values[1:3]
    other[start : stop + 1] = values[source:end]
    other[::1] = other[::-1]
    other[len(other) :] = values[-1:-3:-1]
    values[:] = other[: 12 + big]
    values[values[0] % 2 : start] = other[stop::-1]


def move(start, stop, source, end, big=0):
    values, other = list(range(12)), list(range(100, 110))
    moved(values, other, start, stop, source, end, big)
    return values, other


for bounds in ((3, 7, 2, 9), (0, 12, 1, 11), (-4, -1, 5, 20), (5, 2, -9, -3), (1, 2**53, -(2**53), 4)):
    print(*hot(move, *bounds))
for big in (2**53 - 1, 2**60, -(2**70), "x"):
    try:
        print(*move(3, 7, 2, 9, big))
    except (TypeError, IndexError) as error:
        print(error, error.__traceback__.tb_next.tb_next.tb_lineno)
