"""Methods of sets and dicts with keys that are ints or texts, and with others that run Python code when they are compared."""

log = []


class Key:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return hash(self.value)

    def __eq__(self, other):
        log.append(str(other))
        return self.value == other

    def __repr__(self):
        return f"Key({self.value})"


class Set(set):
    def add(self, value):
        log.append("added")
        super().add(value)


def work(members, n):
    found = 0
    for i in range(n):
        key = i % 13
        members.add(key)
        members.discard(i % 7)
        members.discard(100)
        if key in members:
            found += 1
        if key not in members:
            members.add(key)
        members.remove(key)
        name = f"n{i % 5}"
        members.add(name)
        found += (name in members) + ("n7" in members) + len(members)
        if members:
            found += 1
    return found


def missing(members, key):
    try:
        members.remove(key)
    except KeyError as error:
        return repr(error.args), len(members), error.__traceback__.tb_lineno - missing.__code__.co_firstlineno
    return sorted(members, key=repr)


def raised(members, n):
    for key in range(n, -1, -1):
        members.remove(key)


def count(words, counts):
    for word in words:
        counts[word] = counts.get(word, 0) + 1
        counts.get(word)
        if counts.get("none") is not None or counts.get(len(str(word))):
            counts["?"] = None
    return counts


def choose(n):
    members = {n, n + 1, "x"}
    members.add(n * 2)
    return (n in members, n * 2 in members, 3 not in members, len(members), bool(members))


for _ in range(400):
    results = work(set(), 60), work(Set(), 60) if _ < 20 else None, choose(_), missing({1, 2}, 3), missing({1, 2}, 2)
    words = count("a b c a b a".split(), {}), count([1, 2, 1, True], {})
print(results, words, sep="\n")
print(work({Key(3), Key("n1")}, 60), len(log), sorted(set(log)))
log.clear()
print(missing({Key(5), 1}, 5), missing({Key(5), 1}, 6), log)
print(count(["a", 3, "b", 3], {Key("a"): 5, Key(3): 7}), sorted(set(log)))
try:
    raised({0, 1, 2, 3}, 4)
except KeyError as error:
    print(repr(error), error.__traceback__.tb_next.tb_lineno - raised.__code__.co_firstlineno)
for key in [], {}, {1}:
    for call in {1}.add, {1}.discard, {1}.remove, {}.get:
        try:
            print(call(key))
        except (TypeError, KeyError) as error:
            print(type(error).__name__, error)
