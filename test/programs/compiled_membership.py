"""`in` and `not in` in hot code: ints, texts and others in containers of every kind, whose items are plain or not, known or not."""


class Equal:
    def __init__(self, other):
        self.other = other

    def __eq__(self, other):
        log.append(type(other).__name__)
        return self.other == other

    def __hash__(self):
        return hash(self.other)


class Inside:
    def __contains__(self, item):
        return item


class Texts(str):
    pass


class Ints(int):
    pass


log = []


def constants(item):
    return (
        item in (1, 2, 3), item not in ("+", "-"), item in {4, "x", None}, item in (), item in (1, True, 2.0),
        item not in (1.5, "a", None), item in [5, 6], item in "xyz" if isinstance(item, str) else None, item in (None, 2**70),
    )


def known(i, text):
    n = i % 10
    first = text[i % 3]
    return n in (1, 3, 5), first in ("a", "b"), first not in {"c", "d", "e"}, n not in (0, 2, 4, 6, 8), first in "ab", n in {7}


def every(item, containers):
    found = []
    for container in containers:
        found.append(item in container)
        found.append(item not in container)
    return found


def hot(function, *arguments):
    for _ in range(1500):
        result = function(*arguments)
    return result


print([known(i, "abc") for i in range(2000)][-10:])
ITEMS = [1, 3, True, 2.0, None, "+", "x", "a", "", Texts("x"), Ints(2), Equal("x"), Equal(5), 2**70, -0.0, (1,), "\ud800", "\U0001f600"]
for item in (1, "x", 7, "q"):
    print(item, hot(constants, item))
for item in ITEMS:
    print(constants(item), end=" ")
print()
print(log)
log.clear()


def several(n):
    """Each container by itself, with items of one kind and then of others."""
    lists, tuples, sets = [0, 1, 2, "a"], ("a", "b", 5), {1, 2, "a"}
    dicts, texts, spans, names = {1: 2, "a": 3}, "abcdef", range(5), frozenset("ab")
    found = 0
    for i in range(n):
        if i % 7 in lists:
            found += 1
        if i % 7 not in tuples:
            found += 10
        if i % 5 in sets:
            found += 100
        if i % 3 not in dicts:
            found += 1000
        if "fgh"[i % 3] in texts:
            found += 10**4
        if i % 9 in spans:
            found += 10**5
        if "abc"[i % 3] in names:
            found += 10**6
        if i == n - 20:
            lists.insert(0, Equal(3))
            sets.add(Equal(4))
            dicts[Equal(2)] = 0
        if i == n - 10:
            tuples = (True, 2.0, Equal(6))
            texts = "ab\U0001f600"
    return found


print(several(3000), log.count("int"), set(log))
log.clear()


def swap(containers, items):
    """The same instruction with one kind of container, then another."""
    found = []
    for container in containers:
        for item in items:
            try:
                found.append(item in container)
            except TypeError as error:
                found.append(str(error))
    return found


plain = [[1, 2, 3] for _ in range(200)]
print(sum(swap(plain, [1, 5])))
print(swap(plain[:1] + [(1, "x"), {1: 1}, {"x"}, "x1", range(3), Inside(), 5, b"x", [Equal(1)], iter([7, 1, 9])], [1, "x", [], 1.0, None]))
print(hot(every, 3, [[1, 2], [3], (3, 4), {3}, {3: 3}, range(4)]), hot(every, "b", ["abc", ["b"], ("a",), {"b": 1}, {"a"}]))
print(hot(every, Texts("b"), ["abc", ["b"], {"b": 1}]), hot(every, True, [[1], {1}, (2,)]))


def raising(item, container):
    for i in range(2000):
        if i == 1990:
            container = 5
        if item in container:
            pass


for item in (1, "a"):
    try:
        raising(item, "a" if item == "a" else (1, 2))
    except TypeError as error:
        print(error, error.__traceback__.tb_next.tb_lineno)
