# A StopIteration of the function that map() calls is the map's end, whoever asks for its items.
import itertools


def stops(x, at=2):
    if x == at:
        next(iter(()))
    return x


consumers = {
    "list": list,
    "tuple": tuple,
    "set": set,
    "frozenset": frozenset,
    "sum": sum,
    "sorted": sorted,
    "any": lambda items: any(x > 5 for x in items),
    "all": all,
    "max": max,
    "min": lambda items: min(items, default=7),
    "join": lambda items: "".join(map(str, items)),
    "display": lambda items: [*items],
    "comprehension": lambda items: [x for x in items],
    "generator": lambda items: list(x for x in items),
    "arguments": lambda items: (lambda *args: args)(*items),
    "unpacking": lambda items: (lambda *args: args)(*items)[:1],
    "zip": lambda items: list(zip(items, "abc")),
    "enumerate": lambda items: list(enumerate(items)),
    "in": lambda items: 9 in items,
    "extend": lambda items: (lambda made: made.extend(items) or made)([]),
    "next": lambda items: [next(items, None) for _ in range(3)],
    "map of map": lambda items: list(map(stops, items)),
    "chain": lambda items: list(itertools.chain(items, [9])),
}
for _ in range(3):
    for name, consume in consumers.items():
        print(name, consume(map(stops, [1, 3, 2, 4])))


def loop(rounds):
    seen = []
    for at in range(rounds):
        for x in map(stops, [3, 1, 2, 0], [at, 9, 2, 9]):
            seen.append(x)
        else:
            seen.append("end")
    return seen


print(loop(5))
print(loop(2000)[-5:])


async def items():
    print(list(map(stops, [2])))
    yield 1


try:
    items().__anext__().send(None)
except StopIteration as stop:
    print("yielded", stop.value)
for call in (lambda: next(map(stops, [2])), lambda: sorted([2, 1], key=stops), lambda: stops(2)):
    try:
        print(call())
    except StopIteration as stop:
        print("stopped", stop.args)
