"""
Frames are looked at through a built-in that lies on compiled code: what is above it goes on, what is below hears of it later.
(Variables of compiled code below a built-in are not seen: test/differences/locals.md.)
"""
import sys

SIZE = 3000


def look(depth):
    frame = sys._getframe(1)
    names = [frame.f_locals.get("marker")]
    while frame is not None and len(names) <= depth:
        names.append((frame.f_code.co_name, frame.f_lineno))
        frame = frame.f_back
    return names


def inner(n):
    marker = n
    total = 0
    for i in range(n):
        total += step(i)
    return (total, marker)


def step(i):
    return i & 7


def items(n, at):
    for i in range(n):
        marker = i
        if i == at:
            yield look(4)
        yield inner(i % 50)


def key(pair):
    marker = pair
    if pair == (0, 0):
        seen.append(look(3))
    return step(pair[0])


def outer(n, at):
    marker = "outer"
    found = []
    found.extend(items(n, at))
    marker = "after"
    total = 0
    for item in found:
        if type(item) is list:
            print(item)
        else:
            total += item[0]
    if at < n:
        print(look(2))
    return total, marker


seen = []
for at in (SIZE, 5, SIZE, SIZE // 2):
    print(outer(SIZE, at))
for _ in range(3):
    pairs = [(i % 40, i % 3) for i in range(400)]
    print(sorted(pairs, key=key)[:3], len(seen))
print(seen[0], seen[-1])


def deep(n):
    marker = n
    if n == 0:
        return look(5)
    return max([deep(n - 1)], key=len)


for _ in range(200):
    result = deep(12)
print(result)


def failing(n):
    marker = n
    if n == 0:
        frame = sys._getframe()
        frame.f_back.f_locals
        raise KeyError(n)
    return list(map(failing, [n - 1]))


def catching(n):
    marker = "catching"
    try:
        failing(n)
    except KeyError as error:
        tb = error.__traceback__
        found = []
        while tb is not None:
            found.append((tb.tb_frame.f_code.co_name, tb.tb_frame.f_locals["marker"]))
            tb = tb.tb_next
        marker = "caught"
        return found, marker, inner(20)


for _ in range(300):
    result = catching(3)
print(result)
