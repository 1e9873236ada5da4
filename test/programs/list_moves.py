"""Items that move within lists: insert, pop, del, slices and sorting, with few and with many items behind."""

import random


def pops(n, places):
    items = list(range(n))
    taken = []
    for place in places:
        taken.append(items.pop(place))
    return taken, items[:5], items[-5:], len(items)


def inserts(n, places):
    items = list(range(n))
    for i, place in enumerate(places):
        items.insert(place, -i - 1)
    return items[:8], items[-8:], items[n // 2 - 3 : n // 2 + 3], len(items)


def wrong(items, place):
    try:
        return items.pop(place)
    except IndexError as error:
        return str(error), items


def rotations(n, times):
    items = list(range(n))
    for i in range(times):
        items.append(items.pop(0))
        items.insert(i % n, items.pop())
        items.insert(-2, items.pop(i % n - n))
    return sum(i * item for i, item in enumerate(items))


def slices(n):
    items = list(range(n))
    found = []
    for start in (None, 0, 3, -2, n, n + 5, -n - 3):
        for stop in (None, 0, 2, -1, n, -n):
            for step in (1, 2, -1, -3):
                found.append(sum(items[start:stop:step]) + len(items[start:stop:step]))
    items[2:4] = "abcdef"
    items[-3:] = []
    del items[1:6]
    items[1:1] = (-1, -2)
    items[:3] = items[2::-1]
    return found, items[:12], items[-4:]


for _ in range(500):
    small = pops(6, (0, -1, 1, -2)), inserts(6, (0, 3, -1, 99, -99)), slices(7), rotations(7, 20)
    ends = [wrong([], 0), wrong([1, 2], 2), wrong([1, 2], -3), wrong([1, 2], -2)]
print(*small, ends, sep="\n")
for _ in range(20):
    large = pops(500, (0, -1, 1, -2, 250, 300)), inserts(500, (0, 3, -1, 999, -999, 250)), slices(200), rotations(300, 50)
print(*large, sep="\n")

random.seed(7)
for n in (10, 100, 3000):
    runs = sorted(random.sample(range(n * 3), n)) + sorted(random.sample(range(n * 3), n // 2), reverse=True)
    runs += list(range(n)) + list(range(n // 2, n // 2 + n))
    stable = sorted(enumerate(runs), key=lambda pair: pair[1] // 3)
    print(sum(i * item for i, item in enumerate(sorted(runs))), sum(i * j for i, (j, _) in enumerate(stable)))
