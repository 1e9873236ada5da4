# What an event loop knows of asynchronous generators: those that have ended are not closed once more, the others are.
import asyncio
import gc
import time
import weakref


async def count(n):
    try:
        for i in range(n):
            yield i
    finally:
        print("end of", n)


async def through(n):
    async for i in count(n):
        yield i * 2


async def slowly(n):
    async for i in count(n):
        # Longer than objects are new to those who watch for their end.
        until = time.monotonic() + 0.15
        while time.monotonic() < until:
            pass
        yield i


async def main():
    loop = asyncio.get_running_loop()
    print([i async for i in through(3)], len(loop._asyncgens))
    print([i async for i in slowly(2)], len(loop._asyncgens))
    try:
        async for _ in count(2):
            raise ValueError("out of the loop")
    except ValueError as error:
        print(error)
    kept = count(4)
    print(await anext(kept), kept in loop._asyncgens)
    closed = count(5)
    await anext(closed)
    await closed.aclose()
    thrown = count(6)
    await anext(thrown)
    try:
        await thrown.athrow(KeyError("thrown"))
    except KeyError as error:
        print(error)
    ref = weakref.ref(kept)
    gone = []
    watch = weakref.ref(closed, gone.append)
    del closed, thrown
    gc.collect()
    await asyncio.sleep(0)
    print(ref() is kept, weakref.getweakrefcount(kept), len(gone), watch())
    return kept


kept = asyncio.run(main())
print(kept.ag_frame)


class Loop:
    def __init__(self):
        self.known = weakref.WeakSet()


loop = Loop()
import sys

sys.set_asyncgen_hooks(firstiter=loop.known.add)


def drive(awaitable):
    try:
        awaitable.send(None)
    except StopIteration as stop:
        return stop.value
    except StopAsyncIteration:
        return "ended"


one, two = count(1), count(2)
print(drive(one.asend(None)), drive(two.asend(None)), len(loop.known))
print(drive(one.asend(None)))
del one
gc.collect()
print(len(loop.known), two in loop.known)
del two
gc.collect()
print(len(loop.known))


# A hook that raises has noted the generator all the same; what notes it does not keep it.
notes = []


def refuse(generator):
    notes.append(weakref.ref(generator, lambda ref: print("gone")))
    notes.append(weakref.ref(generator))
    raise ValueError("not this one")


sys.set_asyncgen_hooks(firstiter=refuse)
refused = count(3)
try:
    refused.__anext__()
except ValueError as error:
    print(error, notes[0]() is refused, notes[1]() is refused)
del refused
gc.collect()
print([note() for note in notes])
