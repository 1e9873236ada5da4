"""Compiled code in whose midst the frames are looked at: it goes on in the interpreter with the right operands."""
import warnings

warnings.simplefilter("ignore")


class Watched:
    def __init__(self, *items):
        self.items = items

    def __contains__(self, item):
        warnings.warn("looked for")
        return item in self.items

    def __len__(self):
        warnings.warn("measured")
        return len(self.items)

    def __eq__(self, other):
        warnings.warn("compared")
        return self.items == other.items

    def __getitem__(self, index):
        warnings.warn("fetched")
        return self.items[index]

    def __setitem__(self, index, value):
        warnings.warn("stored")
        self.items = (*self.items[:index], value, *self.items[index + 1 :])

    def __getattr__(self, name):
        warnings.warn("asked for")
        return name.upper()

    def __iter__(self):
        warnings.warn("iterated")
        return iter(self.items)

    def __add__(self, other):
        warnings.warn("added")
        return Watched(*self.items, *other.items)


def look(n):
    box = Watched(1, 2, n)
    found = []
    if 3 not in box:
        found.append("no 3")
    if n in box:
        found.append("n")
    if not box == Watched(1, 2, n):
        found.append("unequal")
    if box:
        found.append(box[2] + 1)
    box[0] = n
    found.append(f"{box.name} {[x for x in box]} {len(box + box)}")
    first, *rest = box
    return found, first, rest


answers = {}
for n in range(10, 400):
    found, first, rest = look(n)
    key = (tuple(str(x).replace(str(n), "n").replace(str(n + 1), "m") for x in found), first == n, len(rest))
    answers[key] = answers.get(key, 0) + 1
for key, count in answers.items():
    print(count, key)
