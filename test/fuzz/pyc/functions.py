def plain(a, b=2, /, *args, c=3, **kw):
    total = a + b * c - len(args)
    for i, x in enumerate(args):
        if x and i % 2:
            total += x
        elif not x:
            continue
        else:
            total -= 1
    while total > 10:
        total //= 2
    return total, sorted(kw), f"{a!r:>4}|{b}", a < b < c, args[:1], args[1:2]


def closure(n):
    count = 0

    def inner(step=1):
        nonlocal count
        count += step + n
        return count

    inner()
    return [inner(i) for i in range(3)], {k: v for k, v in zip("ab", (1, 2))}, {x for x in (1, 1)}


def unpack():
    a, (b, *c), d = 1, (2, 3, 4), {**{"x": 1}, "y": 2}
    lst = [*c, *range(3)]
    lst[0], lst[1:2] = 9, [8]
    del lst[-1]
    return a, b, c, d, lst, max(*lst, **{"key": lambda v: -v}), not a, -a, ~a, a is None, a in lst


plain(1)
print(plain(1, 2, 3, 4, c=5, z=6), closure(2), unpack())
