"""Sets and dicts of mixed keys against plain lists, with so many removals that their tables are squeezed; set algebra on the way."""

state = 5


def rand(n):
    global state
    state = (state * 1103515245 + 12345) % 2**31
    return (state >> 8) % n


POOL = [*range(30), *map(str, range(30)), (1, 2), (3,), None, 2.5, 10**20, frozenset([1])]

for _ in range(25):
    members, model, numbered = set(), [], {}
    for step in range(500):
        x = POOL[rand(len(POOL))]
        if rand(2):
            members.add(x)
            numbered[x] = step
            if x not in model:
                model.append(x)
        else:
            members.discard(x)
            numbered.pop(x, None)
            if x in model:
                model.remove(x)
        assert len(members) == len(model) == len(numbered)
        if step % 37:
            continue
        assert [y in members for y in POOL] == [y in model for y in POOL] == [y in numbered for y in POOL]
        other = {POOL[rand(len(POOL))] for _ in range(20)}
        common, rest = members & other, members - other
        assert [y in common for y in POOL] == [y in model and y in other for y in POOL]
        assert [y in rest for y in POOL] == [y in model and y not in other for y in POOL]
        common.add(99)
        common.discard(3)
        rest.add("more")
        assert 99 in common and 3 not in common and "more" in rest and len(rest) == len(list(rest))
        assert members | other == set(model) | set(other) and (members ^ other) == (members | other) - (members & other)
    assert list(numbered) == [y for y in numbered] and all(numbered[y] < 500 for y in model)

print({1, 2, 3} & {3, 2}, {0, 1, 2} - {1}, {5, 3, 9, 100} - {3}, {1, 2} & {1, 2, 3}, {*range(20)} - {*range(3)})

for n in (0, -1, 255, 2**31, 2**53, -(2**63), 2**63, 2**64 - 1, -(2**64), 3**100, -(3**100), 2**512 - 1, -(2**511), 2**513):
    row = []
    for size in (1, 8, 9, 16, 17, 63, 64, 65):
        for order in ("little", "big"):
            for signed in (False, True):
                try:
                    data = n.to_bytes(size, order, signed=signed)
                    assert int.from_bytes(data, order, signed=signed) == n
                    row.append(sum(byte * (i + 1) for i, byte in enumerate(data)))
                except OverflowError as error:
                    row.append(str(error)[0])
    print(*row)

for text in ("", "abc", "é" * 3, "a\u20ac", "\ud800", "x\U0001f600y", "\x7f\x80\u07ff\u0800\uffff"):
    try:
        print(text.encode(), text.encode("UTF8"))
    except UnicodeEncodeError as error:
        print(error)
print("é".encode("Latin-1"), "é".encode("utf-8", "surrogatepass"), "é\udc80".encode("u8", "surrogateescape"))
