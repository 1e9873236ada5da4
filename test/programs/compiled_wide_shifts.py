"""Shifts of ints that outgrow 32 bits, and the safe integers, in compiled loops."""


def constant_shifts(values):
    total = 0
    for value in values:
        total = (total * 31 + (value >> 0) + (value >> 1) + (value >> 30) + (value >> 31) + (value >> 32) + (value >> 52)
                 + (value >> 53) + (value >> 60) + ((value >> 20) & 0x3ff)) % 1000000007
    return total


def variable_shifts(values):
    total = 0
    for value in values:
        for count in (0, 1, 5, 29, 30, 31, 32, 33, 51, 52, 53, 54, 60, 61, 62, 63, 64, 100):
            total = (total * 31 + (value >> count) + ((value & 0xfff) << count)) % 1000000007
    return total


def sums(start, step, count):
    """The operand is known to be an int where it is shifted."""
    found = []
    at = start
    for i in range(count):
        at = at + step
        found.append((at + i) >> 20)
        found.append((at - i) >> 40)
    return sum(found), found[-2:]


EDGES = [sign * (2**bits + off) for bits in (0, 5, 30, 31, 32, 33, 40, 51, 52, 53, 54, 62, 63, 64, 80) for off in (-1, 0, 1) for sign in (1, -1)]
SMALL = list(range(-300, 300))
WIDE = [i * 12345678901 for i in range(-300, 300)]

for _ in range(3):
    for values in (SMALL, WIDE, EDGES, [True, False, 7], WIDE):
        print(constant_shifts(values), variable_shifts(values))

for start, step in ((0, 1), (0, 2**33 + 7), (0, -(2**33) - 7), (2**52, 2**43), (-(2**52), -(2**43)), (2**70, 3), (0, 1)):
    for _ in range(3):
        print(*sums(start, step, 600))


class Odd(int):
    def __rshift__(self, other):
        return 1000 + other


print(constant_shifts([Odd(5), 2**40, Odd(2**40)] * 50))
for count in (-1, 2**70):
    for value in (1, 2**40, 2**60, 0, -1):
        try:
            print(value >> count)
        except (ValueError, OverflowError) as error:
            print(type(error).__name__, error)
