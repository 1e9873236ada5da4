"""Dict and set keys by their sorts: ints, tuples of plain values, tuples with other items, bytes, classes that equal any of them."""

from collections import namedtuple


class Like:
    """Hashes and compares as the value it stands for."""

    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return hash(self.value)

    def __eq__(self, other):
        return self.value == (other.value if isinstance(other, Like) else other)


class Text(str):
    pass


class Whole(int):
    pass


# Tuples that are equal although their items are of different types.
same = [(1, 2), (1.0, 2), (True, 2.0), (Whole(1), 2), (1, complex(2, 0)), (Like(1), 2), Like((1, 2)), (1, Like(2))]
for first in same:
    table = {first: "found"}
    print([table.get(other) for other in same], len({first, *same}))
nested = [((1, "a"), None), ((1.0, Text("a")), None), (Like((1, "a")), None), Like(((1, "a"), None))]
for first in nested:
    print([first in {other} for other in nested], len(dict.fromkeys(nested)))
wide = ("\U0001f600", 2**70, -1, -2, 0.5, float("inf"), b"x", frozenset({1}))
print({wide: 1}[("\U0001f600", float(2**70), -1.0, -2, 0.5, float("inf"), b"x", frozenset({True}))])
nan = float("nan")
print((nan,) in {(nan,)}, (float("nan"),) in {(nan,)})

# Instances of subclasses of tuple and bytes, and views of bytes, equal what they are made of.
class Pair(tuple):
    pass


class Data(bytes):
    pass


Point = namedtuple("Point", "x y")
for sort in (
    [(1, 2), Pair((1, 2)), Point(1, 2), Like((1, 2))],
    [b"ab", Data(b"ab"), memoryview(b"ab"), Like(b"ab"), b"a" + b"b"],
    [(b"ab", 1), (Data(b"ab"), 1), (memoryview(b"ab"), True), Point(b"ab", 1), Like((b"ab", 1.0))],
    [b"x" * 100, Data(b"x" * 100), memoryview(b"x" * 100), b"xx" * 50],
    [b"", Data(), memoryview(b"")],
):
    for first in sort:
        table = {first: "found"}
        print([table.get(other) for other in sort], len({first, *sort}), [table.get(o) for o in ("ab", 0, (), (97, 98))])
    print(frozenset(sort[:1]) == frozenset(sort[1:]), hash(frozenset(sort[:1])) == hash(frozenset(sort[1:2])))
words = [b"a%d" % (i * i) for i in range(300)]
table = {word: i for i, word in enumerate(words)}
pairs = {pair: pair[0] for pair in zip(words, words[1:])}
print([table[bytes(bytearray(word))] for word in words[::50]], table.get(b"b1"), table.get(b"a"), "a1" in table)
print(pairs[b"a1", b"a4"], (b"a4", b"a1") in pairs, ("a1", "a4") in pairs, (1, 4) in pairs, ("a1", 4, b"") in pairs)
for word in words[::2]:
    del table[word]
print(len(table), b"a0" in table, b"a1" in table, set(table) <= set(words), len(set(words) ^ set(table)))

# All sorts in one table, found by each other.
mixed = {}
for i in range(40):
    mixed[i] = "int"
    mixed[i, i] = "tuple"
    mixed[Like(i + 100)] = "like an int"
    mixed[Like((i, "x"))] = "like a tuple"
    mixed[i, Like(i)] = "tuple with another"
    mixed[str(i)] = "str"
print(len(mixed), mixed[Like(3)], mixed[105], mixed[7, "x"], mixed[7, 7], mixed[Like((8, 8))], mixed[Like("9")])
for i in range(0, 40, 2):
    del mixed[i], mixed[Like((i, i))], mixed[i + 100], mixed[i, "x"], mixed[str(i)]
print(len(mixed), 2 in mixed, 3 in mixed, (2, 2) in mixed, (3, 3) in mixed, 102 in mixed, 103 in mixed, (4, "x") in mixed)
copied = dict(mixed)
copied.update(mixed | {(1, 1): "again"})
print(len(copied), copied[Like((1, 1))], copied == mixed, list(copied)[:2])

# Ints: beyond 32 bits, negative, removed and inserted again, joined by other keys.
ints = {i << shift: shift for shift in (0, 20, 32, 45) for i in range(-30, 30)}
print(len(ints), ints[-30 << 45], ints[7 << 32], ints[-7], ints.get(1 << 50), ints.get(0.5), ints.get(True), ints.get("a"))
for _ in range(500):
    key, shift = ints.popitem()
    ints[key] = shift
    ints[key + 1] = shift
    del ints[key + 1]
print(len(ints), list(ints.items())[-2:])
ints[True] = "true"
ints[2.0] = "two"
ints["name"] = "text"
print(len(ints), ints[1], ints[2], ints["name"], ints.get("other"), ints[5 << 20])
numbers = set()
for i in range(2000):
    numbers.add(i * 7919 % 1009)
    numbers.discard(i * 31 % 50)
print(len(numbers), sum(numbers), sorted(numbers)[:5], 1008 in numbers, 5.0 in numbers, "5" in numbers)
numbers.add("text")
numbers.add((1, 2))
print(len(numbers), 1008 in numbers, "text" in numbers, (True, 2) in numbers, (2, 1) in numbers)


# A comparison that changes the table it is made for.
class Growing:
    def __init__(self, table, number):
        self.table = table
        self.number = number
        self.grown = False

    def __hash__(self):
        return 7

    def __eq__(self, other):
        if not self.grown:
            self.grown = True
            for i in range(1, 30):
                self.table[Plain(self.number * 100 + i)] = None
        return self is other


class Plain:
    def __init__(self, number):
        self.number = number

    def __hash__(self):
        return 7 + self.number

    def __eq__(self, other):
        return isinstance(other, Plain) and self.number == other.number


table = {}
for number in range(4):
    table[Growing(table, number)] = number
print(len(table), sum(value for value in table.values() if value is not None))

for unhashable in ([], (1, []), (1, (2, {}))):
    try:
        {unhashable: 1}
    except TypeError as error:
        print(error)
    try:
        {unhashable}
    except TypeError as error:
        print(error)
