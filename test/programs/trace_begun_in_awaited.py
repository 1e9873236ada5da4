# Tracing that ends, and begins anew in what a frame has called, iterates over or awaits: the frame's own trace function is told of what follows.
import sys


def tracer(name, most):
    left = most

    def trace(frame, event, arg):
        nonlocal left
        if frame.f_code.co_name in ("tracer", "trace", "switch"):
            return None
        left -= 1
        print(name, frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno)
        if left < 0:
            print("off")
            sys.settrace(None)
            return None
        return trace

    return trace


def switch():
    sys.settrace(None)
    sys.settrace(tracer("second", 100))


def calling():
    a = 1
    switch()
    b = 2
    return a + b


def generator():
    switch()
    yield 1
    yield 2


def iterating():
    for x in generator():
        pass
    return 1


async def async_generator():
    switch()
    yield 1
    yield 2


async def awaiting():
    async for x in async_generator():
        pass
    return 1


def drive(coroutine=None):
    try:
        while True:
            coroutine.send(None)
    except StopIteration:
        pass


for most in (100, *range(1, 12)):
    for run in (calling, iterating, lambda: drive(awaiting())):
        print("at most", most)
        sys.settrace(tracer("first", most))
        run()
        sys.settrace(None)
