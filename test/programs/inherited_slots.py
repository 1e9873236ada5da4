"""Classes that inherit special methods from built-in ones, in part replaced, moved to other classes, or changed later."""

import operator
from collections import Counter, OrderedDict, defaultdict


def show(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


class Table(dict):
    def __missing__(self, key):
        return f"no {key}"


class Guarded(dict):
    """Its two halves of item assignment are not of one class."""

    def __delitem__(self, key):
        print("deletes", key)
        super().__delitem__(key)


class Kept(Guarded):
    __setitem__ = dict.__setitem__


class Items(list):
    pass


class Letters(set):
    pass


table = Table(a=1)
print(table["a"], table["b"], "b" in table, table.get("b"), operator.getitem(table, "c"))
for guarded in (Guarded(), Kept()):
    guarded["x"] = 1
    guarded["x"] += 4
    operator.setitem(guarded, "y", 2)
    del guarded["x"]
    print(guarded)
    show(operator.delitem, guarded, "z")
print(Items("abc")[-1], Items("abc")[1:], "b" in Letters("abc"), set("ab") in Letters([frozenset("ba")]))
show(lambda: Items("abc")[3])
show(lambda: [] in Letters())

# The methods are changed while the program runs, and changed back.
getters = [lambda self, key: ("first", key), lambda self, key: ("second", dict.__getitem__(self, key)), dict.__getitem__]
for getter in getters:
    Table.__getitem__ = getter
    Table.__contains__ = getter
    print([table["a"] for _ in range(3)], "a" in table, "a" in dict(table), operator.getitem(table, "a"))
del Table.__getitem__, Table.__contains__
print(table["a"], "a" in table, table["z"])
del Table.__missing__
show(lambda: table["z"])


# Methods of a built-in class in a class that is none of its subclasses.
class Stranger:
    __getitem__ = dict.__getitem__
    __contains__ = set.__contains__
    __setitem__ = list.__setitem__
    __len__ = dict.__len__
    __eq__ = int.__eq__
    __add__ = int.__add__
    __hash__ = None


stranger = Stranger()
show(lambda: stranger[0])
show(lambda: 0 in stranger)
show(operator.setitem, stranger, 0, 1)
show(len, stranger)
show(lambda: stranger == 1)
show(lambda: stranger + 1)
show(lambda: 1 + stranger)


# A method that another base gives, and one for a missing key that raises or is no function.
class Loud:
    def __getitem__(self, key):
        return "loud " + str(super().__getitem__(key))


class LoudTable(Loud, Table):
    pass


class Odd(dict):
    __missing__ = "text".join


class Failing(dict):
    @property
    def __missing__(self):
        raise AttributeError("no such hook")


print(LoudTable(a=1)["a"])
show(lambda: LoudTable()["q"])
print(Odd()["a", "b", "c"])
show(lambda: Failing()["x"])
counts = Counter("abracadabra")
for letter in "crab":
    counts[letter] += 10
del counts["absent"], counts["a"]
print(counts, counts["nothing"])
ordered = OrderedDict.fromkeys("cba")
ordered["c"] = 1
made = defaultdict(list, x=[1])
made["y"].append(2)
print(ordered, made, "z" in made, made["z"])


class Numbers(int):
    def __radd__(self, other):
        return ("radd", other)

    __rsub__ = int.__sub__
    __lt__ = int.__gt__


print(Numbers(3) + 4, 4 + Numbers(3), 4 - Numbers(3), Numbers(3) < 4, 4 < Numbers(3), sorted([Numbers(1), Numbers(2)]))
