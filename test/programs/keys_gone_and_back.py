"""Keys that are taken out of dicts and sets and put back, often: found when there and only then, in the order of insertion."""

import random

pick = random.Random(11).randrange
keys = [f"w{i}" for i in range(40)] + [f"a longer word, number {i}" for i in range(20)] + [None, 1.5, 2.0, 10**30, "", "é", "𝄞"]
keys += [(i, "t") for i in range(5)] + list(range(100, 110))


def model(steps):
    """A dict and a set against lists that are searched."""
    d = {}
    s = set()
    order = []
    values = []
    for step in range(steps):
        key = keys[pick(len(keys))]
        if key in order:
            at = order.index(key)
            assert d[key] == values[at] and key in s
            if pick(3):
                del order[at], values[at]
                if pick(2):
                    del d[key]
                else:
                    assert d.pop(key) is not None
                s.remove(key)
                assert key not in d and key not in s and d.get(key, "none") == "none"
            else:
                values[at] = d[key] = step
                s.add(key)
        else:
            assert key not in d and key not in s
            order.append(key)
            values.append(step)
            if pick(2):
                d[key] = step
            else:
                assert d.setdefault(key, step) == step
            s.add(key)
        if step % 97 == 0:
            assert list(d) == order and list(d.values()) == values and s == set(order) and len(s) == len(order)
    return len(d), len(s), sum(values)


print(model(6000))

# As a stack, a queue, and a list of what is still to be done.
d = dict.fromkeys("abcdefghijkl", 0)
stack = set("abcdefghijkl")
for i in range(3000):
    d[f"k{i}"] = i
    stack.add(f"k{i}")
    if i % 3:
        assert d.popitem() == (f"k{i}", i) and f"k{i}" not in d
        stack.discard(f"k{i}")
        assert f"k{i}" not in stack
print(len(d), len(stack), "k1" in d, "k3" in d, d["k2997"], "k2998" in stack, list(d)[:14])

queue = {}
for i in range(3000):
    queue[f"job{i}"] = i
    if len(queue) > 20:
        del queue[next(iter(queue))]
print(list(queue)[0], len(queue), "job2978" in queue, "job2979" in queue, queue["job2999"], queue.get("job5"))

todo = {"n0"}
done = set()
while len(done) < 500:
    node = todo.pop()
    done.add(node)
    number = int(node[1:])
    todo |= {f"n{number * 2 + 1}", f"n{number + 3}"} - done
    assert not todo & done
print(len(done), len({key for key in done if key in todo}))

# Emptied one by one, and filled again; copies and sets made of what is left.
names = {f"name{i}": i for i in range(30)}
for i in range(0, 30, 2):
    del names[f"name{i}"]
left = set(names)
copy = dict(names)
for name in list(names):
    del names[name]
    assert name in left and name in copy and name not in names
print(names, len(left), len(copy), "name0" in left, "name1" in left, set({}), set({"x": 1, 2: 3}) == {"x", 2})
names["name4"] = "again"
names["name5"] = "too"
print(names, sorted(left - set(names)), sorted(set(copy) & left)[:3], set(dict.fromkeys(range(8))) == set(range(8)))
for made in (set({5: "a", 3: "b", 11: "c"}), frozenset({9: 1, 1: 2}), {*{8: 1, 0: 1}}):
    print(made, 5 in made, list(made | {2}))


class Same:
    asked = 0

    def __hash__(self):
        return 7

    def __eq__(self, other):
        Same.asked += 1
        return self is other


alike = {Same(): 1, Same(): 2, Same(): 3}
Same.asked = 0
print(len(set(alike)), Same.asked > 0)
