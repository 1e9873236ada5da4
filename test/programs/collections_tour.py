"""collections, heapq, bisect, copy: every container on ordinary and odd use."""

import bisect
import copy
import heapq
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque, namedtuple
from collections.abc import Hashable, Iterable, Mapping, MutableSequence, Sequence, Set
from operator import attrgetter, itemgetter, methodcaller
from types import MappingProxyType, SimpleNamespace

c = Counter("mississippi")
print(c, c.most_common(2), c["z"], c.total(), sorted(c.elements())[:5], c + Counter("miss"), c - Counter("missis"), c & Counter(s=2, q=1), c | Counter(s=9), -Counter(a=-2), +Counter(a=0, b=1))
c.update("mmm")
c.subtract(i=10)
print(c, Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2), dict(Counter([1, 1.0, True])), Counter(a=3).most_common(1))
dd = defaultdict(lambda: [0], {"x": [1]})
dd["y"].append(5)
print(dd["x"], dict(dd), dd.get("nope"), "z" in dd, dd.default_factory is not None, defaultdict(int, a=1) | {"b": 2})
tree = lambda: defaultdict(tree)
t = tree()
t["a"]["b"]["c"] = 1
print(t["a"]["b"]["c"], list(t["a"]), repr(defaultdict(list, {1: [2]})))
od = OrderedDict(a=1, b=2, c=3)
od.move_to_end("a")
od.move_to_end("c", last=False)
print(od, od.popitem(), od.popitem(last=False), od, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1) == {"a": 1}, list(reversed(OrderedDict.fromkeys("xyz"))))
dq = deque([1, 2, 3], maxlen=4)
dq.append(4)
dq.append(5)
dq.appendleft(0)
dq.rotate(1)
print(dq, dq[1], dq.count(3), dq.index(3), dq.maxlen, list(reversed(dq)), dq.pop(), dq.popleft(), dq.extendleft("ab"), dq, deque("abc") + deque("d"), deque("ab") * 2, dq.remove("a"), dq, deque([1]) < deque([2]))
Point = namedtuple("Point", "x y z", defaults=[0])
p = Point(1, y=2)
print(p, p._replace(x=9), p._asdict(), p._fields, p[0], p.z, *p, p == (1, 2, 0), Point._make("abc"), Point._field_defaults, p.__match_args__, namedtuple("R", "a class a", rename=True)._fields, hash(p) == hash((1, 2, 0)))
cm = ChainMap({"a": 1}, {"a": 2, "b": 3})
cm["c"] = 4
child = cm.new_child({"a": 0})
print(cm["a"], cm["b"], sorted(cm), cm.maps, child["a"], child.parents["a"], len(cm), dict(cm), cm)


class Lower(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)

    def __missing__(self, key):
        return f"no {key}"


class Stack(UserList):
    def peek(self):
        return self[-1]


low = Lower(A=1)
low.update({"B": 2})
print(low, low["zz"], "a" in low, low.setdefault("C", 3), Stack([1, 2]).peek(), Stack([3, 1]) + [2], sorted(Stack([3, 1])), UserString("abc").upper() + "x", type(Stack([1])[:]).__name__)


class Bag(Set):
    def __init__(self, items):
        self.items = sorted(set(items))

    def __contains__(self, x):
        return x in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)

    def __repr__(self):
        return f"Bag({self.items})"


class Ring(MutableSequence):
    def __init__(self, *items):
        self.items = list(items)

    def __getitem__(self, i):
        return self.items[i % len(self.items)]

    def __setitem__(self, i, v):
        self.items[i % len(self.items)] = v

    def __delitem__(self, i):
        del self.items[i % len(self.items)]

    def __len__(self):
        return len(self.items)

    def insert(self, i, v):
        self.items.insert(i, v)


print(Bag("hello") & Bag("world"), Bag([1, 2]) | {3}, Bag([1, 2, 3]) - [2], Bag([1]) < Bag([1, 2]), Bag([1]).isdisjoint([2]), Bag([1, 2]) ^ {2, 3}, Bag([1]) == {1})
r = Ring(1, 2, 3)
r.append(4)
r.extend([5])
r += [6]
r.reverse()
print(list(r.items), r[7], r.pop(), r.index(4), 5 in r, r.remove(5), r.items, isinstance(r, Sequence), isinstance({}, Mapping), isinstance([], Hashable), isinstance("x", Iterable))
h = [5, 2, 8, 1, 9, 3]
heapq.heapify(h)
heapq.heappush(h, 0)
print(h, heapq.heappop(h), heapq.heappushpop(h, 4), heapq.heapreplace(h, 7), heapq.nlargest(2, h), heapq.nsmallest(2, ["bb", "a", "ccc"], key=len), list(heapq.merge([1, 4], [2, 3], [0, 9])), list(heapq.merge("ca", "db", reverse=True)))
heapq.heapify_max(m := [1, 5, 3])
print(m, heapq.heappop_max(m))
a = [1, 3, 3, 5]
print(bisect.bisect(a, 3), bisect.bisect_left(a, 3), bisect.bisect_right(a, 9), bisect.insort(a, 4), a, bisect.bisect([("a", 1), ("b", 2)], 1, key=itemgetter(1)), bisect.bisect_left(a, 3, lo=2))
nested = {"a": [1, {"b": (2, [3])}], "p": p}
shallow, deep = copy.copy(nested), copy.deepcopy(nested)
nested["a"][1]["b"][1].append(4)
loop = [1]
loop.append(loop)
twin = copy.deepcopy(loop)
print(shallow["a"] is nested["a"], deep["a"], twin[1] is twin, twin is not loop, repr(twin), copy.replace(p, x=7), copy.deepcopy(p) is not None)
ns = SimpleNamespace(a=1, b=SimpleNamespace(c=2))
print(ns, attrgetter("b.c", "a")(ns), methodcaller("split", ",")("a,b"), itemgetter(1, -1)("abc"), ns == SimpleNamespace(a=1, b=SimpleNamespace(c=2)), MappingProxyType({"k": 1}), MappingProxyType({"k": 1}) | {"j": 2})
d = {"one": 1, "two": 2}
print(d | {"two": 22}, list(d.items()), d.keys() & {"one", "x"}, d.pop("one"), d.pop("x", None), d.setdefault("three", 3), d.popitem(), d, dict.fromkeys("ab", 0), dict([("k", "v")], z=1), {**d, "two": 5}, list(reversed({"a": 1, "b": 2})), d.items() == {("two", 2)}, {1: "a", 1.0: "b", True: "c"})
l = [3, 1, 2]
l[1:1] = "ab"
l[::2] = [0, 0, 0]
print(l, l.sort(key=str), l, l[::-1], [*l, *l].count(0), l.index(0, 1), sorted(l, key=str, reverse=True), [[0] * 2] * 2, [1, 2] < [1, 2, 3], l.extend(x for x in "q"), l, l.copy() is l, [1, 2, 3][-2:], list("ab") * 2)
s = {3, 1, 2}
print(s | {9}, s & {1, 7}, s - {1}, s ^ {1, 4}, s <= {1, 2, 3}, s.isdisjoint({8}), frozenset([1, 2]) == {1, 2}, len({frozenset([1]), frozenset([1])}), s.discard(10), s.pop() in (1, 2, 3), {1, 1.0, True}, s.union([5], (6,)) >= {5, 6}, sorted(set("hello")))
for action in [lambda: Point(1), lambda: Point(1, 2, 3, 4), lambda: dq.index(99), lambda: deque(maxlen=-1), lambda: deque().pop(), lambda: {}.popitem(), lambda: {[]: 1}, lambda: [].pop(), lambda: [1].remove(2), lambda: set().pop(), lambda: {1}.remove(2), lambda: cm.pop("b"), lambda: setattr(p, "x", 1), lambda: MappingProxyType({})["a"], lambda: namedtuple("X", "1a"), lambda: heapq.heappop([]), lambda: od["q"], lambda: [3, "a"].sort(), lambda: (1, 2)[5], lambda: [1, 2][::0], lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: {1} | [2], lambda: Counter(a="x").most_common(1) and Counter(a="x") + Counter(a=1), lambda: l.__setitem__(slice(0, 4, 2), [1])]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
