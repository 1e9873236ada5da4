"""Products of which only low bits are wanted, in code that is compiled: as big as ints get, and of other types."""


def lcg(seed, n):
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
    return seed


def lcg32(seed, n):
    for _ in range(n):
        seed = (seed * 69069 + 1) & 0xFFFFFFFF
    return seed


def power(seed, n):
    for _ in range(n):
        seed = (seed * 6364136223846793 + 1442695040888963) % 4294967296
    return seed


def fnv(data):
    value = 2166136261
    for byte in data:
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value


def other_way(a, b, c):
    return (17 + a * b) & 0xFFFF, (a * b - c) & 0xFF00FF00, (c - a * b) % 65536, (a * b) % 1, a * b & 1


def local(a, b, c):
    return (a * b + c) & 0xFFFFF


def joined(a, b, flag):
    return (a if flag else a * b) & 0xFFFF, (a * b if flag else a) & 0xFFFF


def not_masks(a, b):
    return (a * b) & -1, (a * b) & 0, (a * b) % 10, (a * b) % -8, (a * b) & 0x1FFFFFFFFF


class Number:
    def __mul__(self, other):
        return 7

    __rmul__ = __mul__


print(lcg(12345, 20000), lcg32(1, 20000), power(99, 20000), fnv(bytes(range(256)) * 20))
BIG = 2**53 - 1
CASES = [(3, 5, 7), (-3, 5, 7), (BIG, BIG, BIG), (-BIG, BIG, -BIG), (2**31, 2**31, 2**32), (-(2**31), 3, -1), (0, -5, 0)]
for _ in range(500):
    results = [f(a, b, c) for a, b, c in CASES for f in (other_way, local, joined)]
print(results)
for _ in range(500):
    results = [not_masks(a, b) for a, b, _ in CASES]
print(results)
for args in [(True, 5, 3), (2**70, 3, 4), (3, 2**70, 4), (3, 4, 2**70), (3, 4, True), (Number(), 2, 3), (2, Number(), 3)]:
    print(other_way(*args), local(*args))
for args in [(2.5, 2, 3), (3, 2, 1.5), ("ab", 2, 3), (2, [1], 3), (None, 1, 1)]:
    for function in (other_way, local):
        try:
            print(function(*args))
        except TypeError as error:
            print(error)
