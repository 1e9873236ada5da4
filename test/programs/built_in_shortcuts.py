"""Built-ins that take many values at once: chains, products and their like, deques, symmetric differences, floats in structs."""

import itertools
import struct
from collections import deque

print(list(itertools.product("ab", repeat=2)), list(itertools.product()), list(itertools.product("ab", [])))
print(list(itertools.permutations([1, 2, 3], 2)), list(itertools.permutations("ab", 3)), list(itertools.permutations("")))
print(list(itertools.combinations(range(4), 2)), list(itertools.combinations_with_replacement("ab", 2)))
pairs = itertools.combinations("abc", 2)
first = next(pairs)
print(first, list(pairs), first, list(pairs))

chain = itertools.chain([1], (2, 3))
print(next(chain), list(chain), list(chain))
print(len(list(itertools.chain(*[[1]] * 300_000))))
print(list(itertools.chain([[1]], [(2,)])), list(itertools.chain()), list(itertools.chain.from_iterable([[1], [2]])))
source = [1, 2]
chain = itertools.chain(source, source, range(2))
source.append(3)
print(list(chain), tuple(itertools.chain(source, (4,))))


class Numbers(list):
    def __iter__(self):
        return iter([7, 8])


print(list(itertools.chain([1], Numbers([2]))), deque(Numbers([2])))
try:
    list(itertools.chain([1], 2))
except TypeError as error:
    print(error)

queue = deque([1, 2, 3])
queue.extend([4, 5])
queue.extend(range(3))
queue.extend(queue)
queue.extendleft((9, 8))
print(queue, len(queue), queue[3])
last = deque(range(10), 3)
last.extend([1, 2])
last.extend(x for x in (5, 6))
print(last, deque([], 0), deque([1, 2], 0))
grown = deque(range(17))
grown.popleft()
grown.append("end")
grown.appendleft("start")
print(grown, grown.index(16))
walked = iter(grown)
grown.extend([1])
try:
    next(walked)
except RuntimeError as error:
    print(error)

a, b = {1, 2, 3, 10, 20}, {3, 4, 5, 20}
print(a ^ b, b ^ a, a ^ a, a ^ set(), set() ^ b, a ^ {1}, a, b)
both = a ^ b
print(1 in both, 3 in both, len(both), both | {3}, both - {4}, both & {1, 2})
both.add(3)
both.discard(1)
print(both, both == {2, 3, 4, 5, 10}, sorted(set("abcdefghijk") ^ set("hijklm")))
print({1.0, 2} ^ {1, True, 3}, {(1, 2), 3} ^ {(1, 2), 4}, frozenset(a) ^ b, {0, 1, 2} ^ {0, 1, 2, 3})
copied = set(range(100, 140))
again = copied.copy()
again.discard(120)
again.add(5)
print(120 in copied, 120 in again, 5 in copied, len(again), again ^ copied)

print(struct.pack("<e f d", 1.5, 2.5, 3.5), struct.unpack(">dfe", struct.pack(">dfe", 1.1, 2.5, 0.5)))
print(struct.pack("f", 1e39), struct.pack("!2d", 1, -0.0), struct.unpack_from("<f", b"\0\0\0\x80\x3f", 1), struct.calcsize("<3dh"))
for form, value in (("e", 1e6), ("<f", 1e39), ("d", "x")):
    try:
        struct.pack(form, value)
    except (OverflowError, struct.error) as error:
        print(type(error).__name__, error)


class Table(dict):
    def __missing__(self, code):
        return chr(code).upper()


class Failing:
    def __getitem__(self, code):
        raise (LookupError if code == 104 else ValueError)(code)


print("hello".translate({104: "H", 101: None, 108: "LL"}), "hello".translate(Table({108: "1"})))
print("hh".translate(Failing()), "x".translate({120: 0x1F600}), "ab".translate("x" * 97 + "yz"))
for table in (Failing(), {104: 1 << 30}, {104: 1.5}):
    try:
        "hi".translate(table)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
