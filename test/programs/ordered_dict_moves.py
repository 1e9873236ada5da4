"""OrderedDict under many moves, insertions and removals: keys of all kinds, order, lookups, iterators that notice; no key is hashed again."""

import random
from collections import OrderedDict
from fractions import Fraction

hashed = []


class Key:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        hashed.append(self.value)
        return hash(self.value)

    def __eq__(self, other):
        return isinstance(other, Key) and self.value == other.value

    def __repr__(self):
        return f"K{self.value}"


def mixed(n):
    return [n, f"t{n}", (n, "a"), n + 0.5, Fraction(n, 3), Key(n), 10**20 + n, None if n == 0 else frozenset([n])][n % 8]


KINDS = {
    "ints": lambda n: n,
    "wide ints": lambda n: n * 2**40,
    "texts": str,
    "tuples": lambda n: (n, str(n)),
    "keys": Key,
    "mixed": mixed,
}


def run(make, span, steps, seed):
    rng = random.Random(seed)
    ordered = OrderedDict()
    model = []
    for step in range(steps):
        n = rng.randrange(span)
        action = rng.randrange(10)
        key = make(n)
        known = [k for k, _ in model]
        if action < 4:
            if key in ordered:
                ordered.move_to_end(key)
                i = known.index(key)
                model.append(model.pop(i))
            else:
                ordered[key] = step
                model.append((key, step))
        elif action < 5:
            ordered[key] = step
            if key in known:
                model[known.index(key)] = (known[known.index(key)], step)
            else:
                model.append((key, step))
        elif action < 6 and model:
            assert ordered.popitem() == model.pop()
        elif action < 7 and model:
            assert ordered.popitem(last=False) == model.pop(0)
        elif action < 8:
            ordered.pop(key, None)
            model = [(k, v) for k, v in model if k != key]
        elif action < 9 and key in ordered:
            ordered.move_to_end(key, last=False)
            model.insert(0, model.pop(known.index(key)))
        else:
            assert ordered.get(key) == dict(model).get(key)
        if step % 50 == 0:
            assert list(ordered.items()) == model, (step, list(ordered.items()), model)
            assert list(reversed(ordered)) == [k for k, _ in reversed(model)]
            assert all(ordered[k] == v for k, v in model)
    return len(model), model[:3], model[-2:]


for name, make in KINDS.items():
    for span in (3, 9, 40, 300):
        print(name, span, run(make, span, 2500, span))

# The order of a cache.
cache = OrderedDict()
for i in range(30000):
    key = i * i % 257
    if key in cache:
        cache.move_to_end(key)
    else:
        cache[key] = i
        if len(cache) > 100:
            cache.popitem(last=False)
print(list(cache.items())[:5], len(cache), next(reversed(cache)))

# Moving and taking from the ends hashes only what it is given.
keys = OrderedDict((Key(n), n) for n in range(12))
hashed.clear()
keys.move_to_end(Key(3))
keys.move_to_end(Key(11))
keys.popitem()
keys.popitem(last=False)
print(hashed, keys)

# Keys that are equal to others of another type.
class Same:
    def __hash__(self):
        return hash("t")

    def __eq__(self, other):
        return other == "t" or isinstance(other, Same)


odd = OrderedDict([("a", 1), (Same(), 2), ("b", 3)])
for i in range(20):
    odd[i] = i
    odd.move_to_end("t")
    odd.move_to_end("a")
    del odd[i]
print(odd["t"], [type(key).__name__ for key in odd], list(odd.values()))

for move in (lambda d: d.move_to_end(1), lambda d: d.popitem(), lambda d: d.popitem(last=False), lambda d: d.move_to_end(9), lambda d: d.move_to_end(8)):
    numbers = OrderedDict.fromkeys(range(10), 0)
    try:
        for number in numbers:
            if number == 5:
                move(numbers)
        print(list(numbers))
    except (RuntimeError, KeyError) as error:
        print(type(error).__name__, error, list(numbers))
for empty in (lambda: OrderedDict().popitem(), lambda: OrderedDict().popitem(last=False), lambda: OrderedDict().move_to_end(1)):
    try:
        empty()
    except KeyError as error:
        print(repr(error))
