"""Looking up ints and strs in dicts can run the __eq__ of other keys, which looks at frames, raises, waits, and changes things."""

import sys
import time


class Key:
    """Has the hash of another value, and equals what it is told to."""

    def __init__(self, value, equal):
        self.hash = hash(value)
        self.equal = equal

    def __hash__(self):
        return self.hash

    def __eq__(self, other):
        return self.equal(other)


kept = []


def keeps_frame(other):
    kept[:] = [sys._getframe(2)]
    return False


def shown(*names):
    frame = kept[0]
    return frame.f_code.co_name, [frame.f_locals.get(name) for name in names], frame.f_lineno - frame.f_code.co_firstlineno


def lookups(n, watched):
    table = {Key(7, keeps_frame): "other", 1: "one"}
    texts = {Key("name", keeps_frame): "other", "key": "one"}
    seen = set()
    for i in range(n):
        table[Key(7, keeps_frame)] = i
        x = i % 3
        if i % 3 == 0:
            found = 7 in table
        elif i % 3 == 1:
            found = "name" in texts
        else:
            try:
                found = table[7] or texts["name"]
            except KeyError as error:
                found = str(error)
        x += 10
        if i > watched:
            seen.add((found, str(shown("x", "found"))))
        if len(table) > 5:
            table = {Key(7, keeps_frame): "other", 1: "one"}
    return sorted(seen, key=str)


print(lookups(1000, 900))


def stores(n):
    table = {Key(7, keeps_frame): "other"}
    seen = set()
    for i in range(n):
        x = i % 2
        table[7] = x
        x += 5
        del table[7]
        table[7] = x
        x += 5
        if i > n - 50:
            seen.add(str(shown("x", "seen" if x < 0 else "n")))
        del table[7]
    return sorted(seen)


print(stores(1000))


class Fault(Exception):
    pass


def fails_at(limit):
    count = 0

    def equal(other):
        nonlocal count
        count += 1
        if count == limit:
            raise Fault(count)
        return False

    return equal


def failing(n):
    table = {Key(7, fails_at(n // 2)): 0}
    texts = {Key("name", fails_at(n // 3)): 0}
    faults = []
    for i in range(n):
        try:
            if 7 in table:
                faults.append("never")
        except Fault as error:
            faults.append((i, "in", str(error), error.__traceback__.tb_lineno - failing.__code__.co_firstlineno))
        try:
            texts["name"]
        except KeyError:
            pass
        except Fault as error:
            faults.append((i, "item", str(error), error.__traceback__.tb_lineno - failing.__code__.co_firstlineno))
    return faults


print(failing(900))


def waits(other):
    time.sleep(0)
    return False


def waiting(n):
    table = {Key(7, waits): 0, 3: 1}
    total = 0
    for i in range(n):
        total += 7 in table
        total += table[3]
        table[7] = i
        total += table[7]
        del table[7]
    return total


print(waiting(600))


class Shape:
    kind = "first"

    def area(self):
        return 1


def changes(other):
    """Changes what compiled code believes to know."""
    Shape.area = (lambda self: 2) if other == 7 else (lambda self: 3)
    Shape.kind = Shape.kind[1:] + Shape.kind[:1]
    return False


def believing(n):
    shape = Shape()
    table = {}
    table[Key(7, changes)] = 0
    texts = {Key("name", changes): 0}
    totals = {}
    for i in range(n):
        before = shape.kind
        found = 7 in table
        between = shape.kind, shape.area()
        try:
            texts["name"]
        except KeyError:
            pass
        after = shape.kind, shape.area()
        seen = before, found, between, after
        totals[seen] = totals.get(seen, 0) + 1
    return totals


print(believing(1000))


def remembers(other):
    frame = sys._getframe(2)
    if frame not in kept:
        kept.append(frame)
    return False


def ends_with_lookup(table, i):
    double = i * 2
    return 7 in table


def ends_with_item(table, i):
    double = i * 2
    return table[3]


def ends_with_store(table, i):
    double = i * 2
    table[7] = double


def frames_of(function, n):
    found = set()
    for i in range(n):
        kept.clear()
        table = {3: "three"}
        table[Key(7, remembers)] = 0
        table[Key(3, remembers)] = 1
        function(table, i)
        found.add((len(kept), *(frame.f_locals.get("double", -1) == i * 2 for frame in kept if frame.f_code.co_name != "frames_of")))
    return found


for function in ends_with_lookup, ends_with_item, ends_with_store:
    print(sorted(frames_of(function, 1000), key=str))
