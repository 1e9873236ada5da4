"""Where coroutines were made, as deep as sys.set_coroutine_origin_tracking_depth asks for; hot code tells as much as cold."""

import sys


async def nothing():
    pass


def inner():
    return nothing()


def outer():
    return inner()


def show(depth):
    sys.set_coroutine_origin_tracking_depth(depth)
    coroutine = outer()
    origin = coroutine.cr_origin
    coroutine.close()
    sys.set_coroutine_origin_tracking_depth(0)
    return origin and [(line, name) for _, line, name in origin]


for _ in range(3):
    for depth in (0, 1, 2, 3, 10):
        print(depth, show(depth))


def often(times):
    for _ in range(times):
        outer().close()


often(2000)
print(show(3))
