"""Sets made of other sets, of ranges and lists: the order of their members, as CPython's tables have it; frozensets and named tuples as keys."""

import random
from collections import namedtuple


def show(label, s):
    total = 0
    for place, member in enumerate(s):
        total = (total * 31 + place * member) % 1000003
    print(label, len(s), list(s)[:12], total)


numbers = random.Random(7)
base = {numbers.randrange(4000) for _ in range(700)}
evens = set(range(0, 3000, 2))
down = frozenset(range(500, 0, -3))
show("base", base)
show("evens", evens)
show("down", down)
show("union", base | evens)
show("union back", evens | base)
show("minus", base - evens)
show("and", base & evens)
show("xor", base ^ evens)
show("xor back", evens ^ base)

# A copy is as it was when it was made, whichever of the two changes afterwards, and whichever is looked at first.
for first in ("copy", "source"):
    source = set(base)
    source.discard(next(iter(source)))
    copy = source.copy()
    wide = source | {1 << 20}
    if first == "copy":
        copy.add(-5)
        copy.discard(max(copy))
    else:
        source.add(-7)
        source.discard(max(source))
    both = [source, copy, wide]
    for s in both if first == "source" else reversed(both):
        show(first, s)
    for i in range(300):
        (copy if i % 2 else source).add(i * 17)
        if i % 5 == 0:
            (source if i % 2 else copy).discard(i * 3)
    show("copy later", copy)
    show("source later", source)
    chain = [copy]
    for i in range(5):
        chain.append(chain[-1] | {i * 1000 + 3})
        chain[-2].discard(i * 17)
    for s in chain:
        show("chain", s)
    taken = [copy.pop() for _ in range(20)]
    twin = copy.copy()
    taken += [twin.pop() for _ in range(5)] + [copy.pop() for _ in range(5)]
    print(taken)
    copy.clear()
    show("twin", twin)

# Sets of ranges and lists, and what comes to them later.
for r in (range(0), range(1), range(3), range(5, 9), range(9, 5, -1), range(2, 12), range(0, 10**9, 10**8), range(2**29, 2**29 + 5)):
    s = set(r)
    t = set(list(r))
    f = frozenset(r)
    show(r, s)
    assert s == t == f and list(s) == list(t) == list(f) and all(i in s for i in r)
    s.add(7)
    s.add(7.0)
    s.add(True)
    s.discard(5)
    s.update(range(4, 12, 3))
    s.update([3, None, 3])
    s.discard(None)
    show("later", s)
print(sorted(set(range(2**60, 2**60 + 3)) | set(range(2**53 - 2, 2**53 + 2))), len(set(range(10**17, 10**18, 10**17)) | {10**17}))
print(len(set(range(1000, 2000)) | set(range(1500))), 1999 in set(range(0, 2000, 3)), 1998 in set(range(0, 2000, 3)))


class Sly(int):
    """Changes the list that is being taken in."""

    def __hash__(self):
        if source:
            source.append(int(self) + 100) if len(source) < 6 else source.clear()
        return int(self)


source = [Sly(1), Sly(2), Sly(3)]
print(sorted(set(source)), source)

# Frozensets as members and keys, hashed anew or not.
sets = [frozenset((i % 5, i % 3)) for i in range(60)]
distinct = set(sets)
print(len(distinct), frozenset((1,)) in distinct, {1, 0} in distinct, frozenset("ab") in distinct, frozenset((4, 3)) in distinct)
big = frozenset(range(100))
print(hash(big) == hash(frozenset(reversed(range(100)))), big in {big}, frozenset(range(100)) in {big: 1}, {big: 1}[frozenset(range(100))])
print(frozenset((1.0, 2)) == frozenset((1, 2)), frozenset((1.0, 2)) in {frozenset((1, 2))}, frozenset((True, 2)) == {1, 2.0})
print(frozenset((1, 2)) == {2, 1}, {1, 2} == frozenset((1, 3)), {1} == {"1"}, {None, 1} == {1, None}, set() == frozenset())

# A named tuple equals a tuple, among whatever else.
Point = namedtuple("Point", "x y")
d = {(1, 2): "tuple", "a": 1, 7: 2}
print(d.get(Point(1, 2)), Point(1, 2) in d, Point(2, 1) in d, d[Point(1, 2)])
d[Point(1, 2)] = "still one"
d[Point("p", 3)] = "new"
print(d, d[("p", 3)], ("p", 4) in d, Point(("p",), 3) in d)
s = {(1, 2), (3, 4)}
s.discard(Point(3, 4))
s.add(Point(1, 2))
s.add(Point(5, 6))
print(sorted(s), (5, 6) in s, sorted(s - {Point(1, 2)}), s & {Point(1, 2)})


class Odd(tuple):
    def __eq__(self, other):
        return "never"

    __hash__ = tuple.__hash__


print(Odd((1, 2)) in s)
