"""Dicts that hot code makes: constant keys, keys more than once, keys that are equal; copies by ** and |, of all kinds of dicts."""

from collections import OrderedDict, defaultdict


class Key(str):
    def __hash__(self):
        return hash(str(self))


def make(a, b):
    return [
        {"a": a, "b": b},
        {"a": a, "b": b, "a": b},
        {"a": a, 1: b, 1.0: a, True: b, None: a},
        {"\U0001f600": a, "\ud800": b, "": 0},
        {f"k{a}": b, "k1": a},
        {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7, "h": 8, "i": 9, "j": 10, "k": a, "l": b},
        {**{"x": a}, "y": b, **{"x": 3}},
        {},
    ]


for i in range(1500):
    made = make(i % 2, "b")
for each in made:
    print(each, len(each), each.get("a"), "b" in each, each.get("nothing"), each.pop("a", None), list(each.items())[-1:])

long = made[5]
for name in "abcdefghijklmnop" * 3:
    print(name, long.get(name), end=" ")
long["m"] = 13
del long["c"]
for name in "abcdefghijklmnop":
    print(name, name in long, end=" ")
print(long)


def log(text):
    calls.append(text)
    return text


calls = []


def order():
    return {log("k1"): log("v1"), "fixed": log("v2"), log("k3"): log("v3")}, {"p": log("v4"), "q": log("v5")}


for _ in range(600):
    calls.clear()
    result = order()
print(result, calls)


class Mapping:
    def keys(self):
        return ["m", "n"]

    def __getitem__(self, key):
        return key * 2


class Missing(dict):
    def __missing__(self, key):
        return 0


holed = {i: i for i in range(20)}
for i in range(0, 20, 3):
    del holed[i]
cleared = {"x": 1}
cleared.clear()
SOURCES = [
    {}, {"a": 1}, {i: -i for i in range(12)}, {(1, 2): 3, "t": (4,)}, {1: "int", Key("a"): "key", 2.5: 0}, holed, cleared,
    OrderedDict(b=1, a=2), defaultdict(list, z=[1]), Missing(q=1), Mapping(), {frozenset([1]): 1, b"b": 2, 10**30: 3},
]  # fmt: skip


def merge(source, name):
    target = {}
    target.update(source)
    copied = {**source}
    extended = {**source, name: 1}
    twice = {**source, **source}
    cleared = dict(x=1)
    cleared.clear()
    cleared.update(source)
    emptied = {"x": 1}
    del emptied["x"]
    emptied.update(source)
    return target, copied, extended, twice, cleared, emptied


def keywords(**given):
    given["more"] = 1
    return given


for source in SOURCES:
    for _ in range(150):
        results = merge(source, "name")
    for result in results:
        for key in list(result):
            assert result[key] == (source[key] if key != "name" else 1), key
        result["new"] = result.pop("name", "new")
        result.pop(next(iter(result)))
        assert len(result) == len(list(result.items())) == len(list(reversed(result)))
    print(type(source).__name__, results[0], results[2] == results[3], results[4] == results[5])

source = {"a": 1, "b": 2}
for _ in range(500):
    copy = {**source}
    copy["c"] = 3
    given = keywords(**source)
print(source, copy, given)

ordered = OrderedDict()
ordered.update({"x": 1, "y": 2})
ordered.move_to_end("x")
counted = Missing()
counted.update({"x": 1})
print(ordered, counted, counted["nothing"], dict(**source, c=3))
try:
    dict({"a": 1}, **{"a": 2}, **{"a": 3})
except TypeError as error:
    print(error)

namespace = {}
exec("x = 1\ndef get():\n    return x\nfor _ in range(900):\n    get()", namespace)
del namespace["x"], namespace["_"]
namespace.update({"x": 2})
print(namespace["get"]())
