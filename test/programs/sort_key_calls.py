"""Key functions in Python: what they see, raise and yield while a list is sorted."""

import sys


def names(frame):
    found = []
    while frame is not None:
        found.append(frame.f_code.co_name)
        frame = frame.f_back
    return found


def watched(xs):
    seen = []

    def key(x, weight=1, *, scale=2):
        seen.append((x, list(xs), names(sys._getframe())))
        return -x * weight * scale

    xs.sort(key=key)
    return xs, seen[0], len(seen)


print(watched([3, 1, 2]))


def failing(x):
    if x == 2:
        raise ValueError(f"no key for {x}")
    return x


def attempt(xs, **options):
    try:
        xs.sort(**options)
    except Exception as error:
        lines, tb = [], error.__traceback__
        while tb is not None:
            lines.append(tb.tb_frame.f_code.co_name)
            tb = tb.tb_next
        print(type(error).__name__, error, lines)
    print(xs)


attempt([3, 1, 2, 0], key=failing)
attempt([3, 1, 2], key=lambda: 1)
attempt([3, 1, 2], key=lambda x, y: 1)
attempt([3, 1, "2"], key=lambda x: x)
attempt([], key=failing)
attempt([3, 1, 2], key=lambda x: -x, reverse=True)
attempt([3, 1, 2], key=lambda *xs, **options: (xs, len(options)))

changing = [3, 1, 2]
attempt(changing, key=lambda x: changing.append(x) or x)


def nested(n):
    return sorted(range(n), key=lambda x: sorted(range(x), key=lambda y: -y))


print(nested(4))
print(sorted(range(300), key=lambda x: sum(i * x % 7 for i in range(x % 5)))[:10])
print([sorted([2, 1], key=lambda x: x + y) for y in range(3)])
print(max([1, 5, 3], key=lambda x: -x), min("abc", key=lambda c: -ord(c)))
