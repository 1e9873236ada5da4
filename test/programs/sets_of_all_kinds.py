"""Sets of members of all kinds. Those of ints come in CPython's order; other hashes depend on the size of a word there."""

seed = 4711


def draw(n):
    global seed
    seed = (seed * 1103515245 + 12345) % 2147483648
    return (seed >> 8) % n


def member(kinds):
    kind = draw(kinds)
    value = draw(60)
    if kind < 2:
        return value if kinds <= 2 else value - 20
    if kind == 2:
        return value / 4
    if kind == 3:
        return (value % 5, -value % 3)
    if kind == 4:
        return frozenset((value % 4, value % 3))
    if kind == 5:
        return None if value < 30 else 10 ** (value // 2)
    return (frozenset([value % 7]), value / 2, (-1,))


def shown(members, kinds):
    return members if kinds <= 2 else sorted(map(repr, members))


for trial in range(60):
    kinds = 1 + trial % 7
    one = {member(kinds) for _ in range(draw(25))}
    other = set()
    for _ in range(draw(40)):
        operation = draw(8)
        item = member(kinds)
        if operation < 4:
            other.add(item)
        elif operation == 4:
            other.discard(item)
        elif operation == 5 and other and kinds <= 2:
            other.pop()
        elif operation == 6:
            other |= {item, member(kinds)}
        else:
            other ^= one
    for result in one, other, one | other, one & other, one - other, one ^ other, frozenset(one):
        print(shown(result, kinds), result <= other)

# Built of a few items at once.
for items in (), (1,), (0, 1, 2), (2, 1, 0), (8, 0, 16, 1), (1, 1), (1, 1.0, True), (3, 1, 2), tuple(range(8)), tuple(range(9, 0, -1)):
    small = frozenset(items)
    growing = set(items)
    growing.add(5)
    growing.discard(1)
    growing.update((7, 6))
    print(small, growing, 1 in small, True in small, 1.0 in small, "1" in small, len(small), set(items) == small)
emptied = {1, 2}
emptied.discard(1)
emptied.discard(2)
emptied.update((4, 3))
print(emptied, 2 in emptied, 3 in emptied)
emptied.__init__((9, 8))
print(emptied, 4 in emptied)
emptied.clear()
emptied.update((1, 0))
print(emptied)
texts = set(("b", "a", "b"))
print(sorted(texts), "a" in texts, "c" in texts, len(texts), sorted(set(("x", "y", 1)), key=str))

# Frozensets as keys, hashed before and after.
keys = {frozenset((i % 5, i % 3)): i for i in range(40)}
print(keys)
large = frozenset(range(100))
print({large: 1}[frozenset(range(99, -1, -1))], hash(large) == hash(frozenset(range(100))), large in {large})
print([hash(frozenset(range(n))) == hash(frozenset(range(n - 1, -1, -1))) for n in (0, 1, 2, 8, 9, 30)])
print(hash(frozenset((-1, -2))) == hash(frozenset((-2, -1))), {frozenset([frozenset([-1])]): 1})


class Odd:
    """Its hash is not a hash's size."""

    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return self.value

    def __eq__(self, other):
        return self.value == other.value


for value in 2**61 - 1, 2**61 - 2, 2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 2**100, -1, -(2**64):
    print(Odd(value) in {Odd(value)}, hash(Odd(value)) == hash(Odd(value)), {(Odd(value), 1): 2}[(Odd(value), 1)], end=" ")
print()
