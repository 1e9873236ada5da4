"""Calls whose arguments change places or are completed, again and again from the same place."""


def show(*values):
    print(*values)


def plain(a, b, c=9, d=10):
    return a, b, c, d


def keyword_only(p, q=2, *, r=3, s):
    return p, q, r, s


def optional(p, q=2, *, r=3):
    return p, q, r


def collected(a, *rest, key=None, **more):
    return a, rest, key, more


def swapped():
    results = set()
    for i in range(20):
        results.add((plain(1, 2), plain(1, d=4, b=2), plain(d=4, c=3, b=2, a=1), plain(1, 2, d=4), plain(1, d=4, c=3, b=2)))
        results.add((plain(a=1, b=2), plain(b=2, a=1), plain(1, c=3, b=2)))
        results.add((keyword_only(1, s=4), keyword_only(s=4, r=5, p=1), keyword_only(1, s=4, r=5), optional(1), optional(1, 5)))
        results.add((optional(1, r=7), optional(r=7, p=1)))
    for result in sorted(results):
        show(*result)


swapped()
print(collected(1), collected(1, 2, 3), collected(1, key=2, other=3))


def in_generator():
    for i in range(20):
        yield optional(i), plain(i, d=4, b=2), plain(i, c=3, b=2), plain(d=i, b=1, a=0), optional(i, r=i)


print(list(in_generator())[-1])


def wrong(call):
    for i in range(20):
        try:
            call(i)
        except TypeError as error:
            message = str(error)
    print(message)


wrong(lambda i: optional())
wrong(lambda i: optional(1, 2, 3))
wrong(lambda i: keyword_only(1))
wrong(lambda i: keyword_only(1, r=2))
wrong(lambda i: plain(1))
wrong(lambda i: plain(1, c=2))
wrong(lambda i: plain(1, 2, 3, 4, 5))


def changing():
    seen = []
    for i in range(30):
        if i == 10:
            optional.__defaults__ = (20,)
        if i == 15:
            optional.__kwdefaults__["r"] = 30
        if i == 20:
            optional.__defaults__ = None
        if i == 25:
            del optional.__kwdefaults__["r"]
        for call in (lambda: optional(1), lambda: optional(1, r=4), lambda: optional(1, q=5)):
            try:
                seen.append(call())
            except TypeError as error:
                seen.append(str(error))
    for entry in dict.fromkeys(seen):
        print(entry)


changing()
