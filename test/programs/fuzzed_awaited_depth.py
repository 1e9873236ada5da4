"""
An asynchronous generator goes on in the interpreter behind what it awaited, with a variable of another type than before, and looks at its
callers: its depth is its own, not that of what it awaited.
"""

import sys


def where(depth=0):
    frame = sys._getframe(1 + depth)
    found = []
    while frame is not None:
        found.append(frame.f_code.co_name)
        frame = frame.f_back
    return " ".join(found)


class Pause:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


class Manager:
    async def __aenter__(self):
        return await Pause("in")

    async def __aexit__(self, kind, error, traceback):
        pass


def drive(coroutine, most=12):
    told = []
    try:
        value = None
        for turn in range(most):
            told.append(coroutine.send(value))
    except StopIteration:
        return told


def collect(generator):
    async def run():
        async for item in generator:
            pass

    return drive(run(), 30)


async def numbers(count, item, first=3, *, kw=4):
    async with Manager():
        first = divmod(255 + 2**64, 7)[0]
        print(where())
    for i in range(count):
        yield item


for count in range(9):
    print(collect(numbers(count, 0.1, 12, kw=4)))
print(collect(numbers(5, 100.0, 7, kw=0.1)))
