"""Tuples as keys of dicts and sets in hot code: of ints and texts, made to be looked for or kept, and of items that equal others or run code."""


class Loud:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        log.append(("eq", self.value, getattr(other, "value", other)))
        return self.value == getattr(other, "value", other)

    def __hash__(self):
        return hash(self.value)


class Pair(tuple):
    def __hash__(self):
        log.append("hash")
        return tuple.__hash__(self)


class Missing(dict):
    def __missing__(self, key):
        return "missing", key


log = []


def grid(n):
    """A walk over a grid: every way of looking for a pair."""
    weights, seen, counts, names = {}, set(), {}, {}
    for x in range(n):
        for y in range(n):
            weights[x, y] = x * y
            names[f"x{x}", y] = x
    total = 0
    for x in range(-1, n + 1):
        for y in range(-1, n + 1):
            if (x, y) in weights:
                total += weights[x, y]
            if (x, y) not in seen:
                seen.add((x, y))
            for dx, dy in ((0, 1), (1, 0), (0, -1), (-1, 0)):
                place = x + dx, y + dy
                counts[place] = counts.get(place, 0) + 1
                if place in seen:
                    total += 1
                total += weights.get((x + dx, y + dy), -1) + (weights.get((x + dx, y + dy)) or 0)
            total += names.get((f"x{x}", y), 3)
            key = x, y, x + y
            counts[key] = total
            if key in counts and (x, "y") not in counts:
                total += counts[key] % 5
            counts[()] = counts.get((), 0) + 1
    return total, len(counts), counts[()], counts[3, 4], max(map(len, counts))


print(grid(25))


def missing(n):
    table = {(1, 2): 3}
    found = []
    for i in range(n):
        try:
            found.append(table[i % 3, 2])
        except KeyError as error:
            if i > n - 3:
                found.append(error.args)
    return found[-4:]


print(missing(1500))


def mixed(n):
    """Keys that equal others of another kind, late or from the start."""
    table, some = {(1.0, 2): "float", (True, 0): "bool", ("a", 1): "text", 7: 8}, {(0, 0), (2.0, 3.0)}
    found = []
    for i in range(n):
        a, b = i % 4, (i + 1) % 4
        found.append((table.get((a, b)), (a, b) in some, table.get((a, 0), "none"), ("a", a) in table))
        if i == n - 30:
            some.add((Loud(3), 0))
        if i == n - 20:
            table[Pair((3, 0))] = "pair"
        if i == n - 10:
            table[Loud(5)] = "loud"
    return found[:4], found[-32:-28], found[-4:]


print(mixed(1600))
print(len(log), log[:3])
log.clear()


def big(n):
    table = {}
    for i in range(n):
        a = i * 2**45
        if abs(a) < 2**53:
            table[a, -a] = i
        table[i, str(i % 50)] = table.get((i % 50, str(i % 50)), -1)
        if (a, -a) in table and (2**60, i) not in table:
            table[2**60, i] = table[a, -a]
        if i % 7 == 0 and i:
            del table[i, str(i % 50)]
    return len(table), table[2**60, 255], sum(table.values()), (49, "49") in table, table.get((0, "0"))


print(big(1200))


def kinds(tables, keys):
    found = []
    for _ in range(60):
        found.clear()
        for table in tables:
            for a, b in keys:
                try:
                    found.append((table[a, b], (a, b) in table))
                except (KeyError, TypeError) as error:
                    found.append((type(error).__name__, str(error)))
    return found


print(kinds([{(1, 2): 3}, {(1, 2): 4, 5: 6}], [(1, 2), (2, 1)]))
print(kinds([{(1, 2): 3}, Missing({(1, 2): 3}), [1], {Loud(1): 2, (1, 2): 5}], [(1, 2), (1.0, 2), (True, 2), ("a", "b"), ([], 1), (None, 1)]))
print(log)
