# Built-ins that take all that an iterator has: what is left of it, and of those it reads from.
from itertools import islice


def rest(iterator):
    return next(iterator, "end"), list(iterator), list(iterator)


xs = [1, 2, 3, 4]
for _ in range(40):
    made = [list(iter(xs)), list(reversed(xs)), list(enumerate(xs, 2**53 - 2)), list(zip(xs, xs[1:])), tuple(iter((1, 2)))]
print(made)
for make in (iter, reversed, enumerate, zip, lambda items: zip(items, items), lambda items: enumerate(reversed(items))):
    print(rest(make(xs)), rest(make([])))
print(rest(iter((1, 2, 3))), rest(iter(())))

ahead, behind = iter([1, 2, 3]), iter("ab")
print(list(zip(ahead, behind)), list(ahead), list(behind))
ahead, behind = iter([1, 2, 3]), iter([4, 5])
print(list(zip(ahead, behind)), list(ahead), list(behind))
ahead, behind = iter([1, 2]), iter([4, 5, 6])
print(list(zip(ahead, behind)), list(ahead), list(behind))
same = iter([1, 2, 3, 4, 5])
print(list(zip(same, same)), list(same))
print(list(zip()), [].extend(zip()))
try:
    print(list(zip([1, 2], [1], strict=True)))
except ValueError as error:
    print(error)

backwards = reversed(xs)
next(backwards)
xs.append(5)
print(list(backwards), list(backwards))
backwards = reversed(xs)
del xs[2:]
print(list(backwards), backwards.__length_hint__())
forwards = iter(xs)
xs += [6, 7]
print(next(forwards), list(forwards))
xs.append(8)
print(list(forwards))
numbered = enumerate(xs)
inner = numbered.__reduce__()[1][0]
print(next(numbered), list(islice(inner, 2)), list(numbered), list(inner), next(numbered, "end"))


class Emptiness:
    def __init__(self, answer):
        self.answer = answer

    def __bool__(self):
        if self.answer is None:
            raise ValueError("neither")
        return self.answer


def truths(values):
    found = []
    for value in values:
        try:
            found.append(bool(value))
        except (ValueError, TypeError) as error:
            found.append(str(error))
    return found


for _ in range(30):
    told = truths([0, 1, 0.0, 2.5, "", "a", (), (0,), [], [0], {}, {1}, None, 2**70, Emptiness(True), Emptiness(False), Emptiness(None), Emptiness(3)])
print(told)
print([text.strip(" x"), text.lstrip("e\u20acx"), text.rstrip("\U0001f600n")] if (text := "x n\u20ac mid \U0001f600nx ") else None)
print("\U0001f600ab\U0001f600".strip("\U0001f600a"), "aXbX".strip("Xa"), "ab".strip("ba") == "", "ab".strip("") )
print((1, 2) + (3,), () + (), (1,) * 3 + (2,), [1] + [2, 3])
