"""Iterators of built-in containers whose values are taken all at once: begun or not, over what has changed, and what is left of them."""

from collections import Counter, OrderedDict, defaultdict, deque
from operator import length_hint


def sources():
    d = {"a": 1, 2: "b", (3, 4): None}
    gaps = dict.fromkeys(range(6), "v")
    del gaps[0], gaps[3], gaps[5]
    yield from (d, d.keys(), d.values(), d.items(), gaps, gaps.items(), {}, {}.items())
    yield from (OrderedDict(d), OrderedDict(d).values(), Counter("abca"), Counter("abca").items(), defaultdict(int, x=1))
    yield from ({5, 1, 70, 33}, frozenset(range(9, 0, -2)), set(), {None}, set(range(40)) - {7, 8})
    yield from (range(5), range(10, 0, -3), range(0), range(2**60, 2**60 + 3), range(2**53 - 2, 2**53 + 2))
    yield from ("abc", "", "é€", "a𝄞b", "\ud834\udd1e", b"xyz", b"", bytearray(b"\x00\xff"), memoryview(b"mv"))
    yield from ([1, 2, 3], (4, 5), deque([6, 7]), [], ())


TAKERS = (list, tuple, sorted, set, lambda i: [*i], lambda i: [0, *i], lambda i: [*i, *i], lambda i: (*i, None), lambda i: [0].extend(i))
for source in sources():
    print(type(source).__name__, ascii(list(source)), end=" ")
    for take in TAKERS:
        for begun in (0, 1, 2):
            iterator = iter(source)
            begin = [next(iterator, "none") for _ in range(begun)]
            try:
                taken = take(iterator)
            except TypeError as error:
                taken = str(error)
            over = list(iterator), next(iterator, "over"), length_hint(iterator, 99)
            if begun == 1 and take in (list, tuple):
                print(ascii((begin, taken, over)), end=" ")
            assert over[0] == [] and over[1] == "over" and over[2] in (0, 99), over
            if take is list and "Counter" not in type(source).__name__:
                assert begin[: len(list(source))] + taken == list(source)
    print(ascii("".join(map(str, source))), len(list(source)))

# What has changed is noticed, once and for all.
d = {i: i for i in range(5)}
s = set(range(5))
for container, change in ((d, lambda: d.pop(3, None)), (s, lambda: s.discard(3)), (d, lambda: d.update(x=1)), (s, lambda: s.add(77))):
    for make in (iter, lambda c: iter(c.items()) if c is d else iter(c), lambda c: iter(c.values()) if c is d else iter(c)):
        for begun in (False, True):
            iterator = make(container)
            if begun:
                next(iterator)
            change()
            container.add(3) if container is s else container.setdefault(4, 4)
            for take in (list, tuple, list):
                try:
                    print(take(iterator), end=" ")
                except RuntimeError as error:
                    print(error, end="; ")
    print()

# An empty list takes what it is given for its own; nobody else has it.
d = {1: "one", 2: "two"}
xs = []
xs.extend(d)
xs.append(3)
ys = []
ys.extend(d.values())
ys.extend(d.values())
zs = list(d.items())
zs[0] = None
print(xs, ys, zs, d, list(d), [*d, *d.values()])
same = []
view = iter(same)
same.extend("abc")
print(list(view), next(view, "end"))
nested = list(map(list, ("ab", {1: 2}, range(2))))
nested[0].append(nested[2])
nested[2].append("more")
print(nested)
big = list(range(70_000))
big.append(-1)
print(len(big), big[-2:], sum(big), sum(list(set(range(0, 300_000, 3)))), len(list(range(1_000_001))))


class Loud(list):
    def __iter__(self):
        print("asked")
        return super().__iter__()


class Keys(dict):
    def __iter__(self):
        return iter("own")


print(list(Loud([1])), sorted(Loud([2, 1])), list(Keys(a=1)), list(Keys(a=1).keys()), list(Keys(a=1).values()), sorted(Keys(b=1)), [*Keys(c=1)])
