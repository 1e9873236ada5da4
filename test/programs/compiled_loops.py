"""Iterators that compiled code keeps in variables: loops and comprehensions over lists, ranges and enumerate, changed and left in the middle."""

import sys
import time


def numbered(values):
    return [i * 2 + value for i, value in enumerate(values)]


def lengthened(values):
    seen = []
    for i, value in enumerate(values):
        if i < 4:
            values.append(value + 10)
        seen.append((i, value))
    return seen


def shortened(values):
    seen = []
    for i, value in enumerate(values):
        seen.append(i)
        if value % 3 == 0 and len(values) > 2:
            del values[-2:]
    return seen


def pairs(values):
    return [pair for pair in enumerate(values)]


def nested(rows):
    return [[(i + j) * cell for j, cell in enumerate(row)] for i, row in enumerate(rows)]


def conditional(values, limit):
    return {value: i for i, value in enumerate(values) if value != limit}


def over_list(values):
    return [value + 1 for value in values if value], {value for value in values}


def over_range(n, step):
    return [i * j for i in range(0, n, step) for j in range(i)]


def reads_frame(values):
    out = []
    for i, value in enumerate(values):
        if value == 3:
            out.append(sorted(sys._getframe().f_locals))
        out.append(i)
    return out


def fails(values):
    try:
        return [10 // value for i, value in enumerate(values)]
    except ZeroDivisionError as error:
        return f"{error} at line {error.__traceback__.tb_lineno}"


def with_outer(values):
    i = "outer"
    result = [i for i, value in enumerate(values)]
    return i, result


def early(values):
    i = None
    for i, value in enumerate(values):
        if value > 4:
            break
    else:
        return "all", i
    return i, value


def generated(values):
    for i, value in enumerate(values):
        got = yield i, value
        if got:
            yield got


def deletes(n, value):
    for i in range(n):
        try:
            del value
            yield i
        except UnboundLocalError:
            yield "deleted"


def waits(n):
    """Items that are waited for, and are None."""
    return {pause for pause in map(time.sleep, [0.0002] * n)}


FUNCTIONS = (numbered, pairs, fails, with_outer, early, reads_frame, over_list)
for round in range(300):
    for function in FUNCTIONS:
        function([1, 2, 3, 4])
    lengthened([1, 2, 3])
    shortened([1, 2, 4, 5])
    nested([[1, 2], [3, 4]])
    conditional([1, 2, 3], 2)
    over_range(9, 2)
    list(generated([5, 6]))
    list(deletes(3, 1))

for values in ([], [7], [1, 2, 3, 4, 5, 6], [1, 0, 2], [1.5, 2.5], [True, 3], [10**20, 4], (1, 2, 3), range(5), {5: 1, 6: 2}):
    for function in FUNCTIONS:
        print(function.__name__, function(values))
print(lengthened([1, 2, 3]), shortened([3, 1, 2, 3, 4, 6, 5]))
print(nested([[1, 2], [3.5, 4], (5,)]), nested([]))
print(conditional(["a", "b", "a"], "b"), over_range(12, 3), over_range(4, 1))
print(list(deletes(4, 1)))
for _ in range(20):
    waits(30)
print(waits(30))
generator = generated([1, 2])
print(next(generator), generator.send("sent"), list(generator))
for bad in (5, None, [1, "x"]):
    try:
        print(numbered(bad))
    except TypeError as error:
        print(error)


class Mine(list):
    def __iter__(self):
        return iter(["mine", "too"])


print(pairs(Mine([1, 2])), [value for value in Mine([1])])
enumerate = lambda values: [(9, value) for value in values]
print(numbered([1, 2]), pairs([3]))
