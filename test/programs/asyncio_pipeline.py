"""asyncio: queues, task groups, timeouts, cancellation, events, semaphores, async generators and context managers."""

import asyncio
import contextlib

log = []


def say(*words):
    log.append(" ".join(map(str, words)))


@contextlib.asynccontextmanager
async def connection(name):
    await asyncio.sleep(0)
    say("open", name)
    try:
        yield name
    finally:
        await asyncio.sleep(0)
        say("close", name)


async def numbers(n):
    try:
        for i in range(n):
            await asyncio.sleep(0)
            yield i
    finally:
        say("numbers done")


async def stage(name, source, target, function):
    while True:
        item = await source.get()
        if item is None:
            await target.put(None)
            say(name, "ends")
            return name
        await target.put(function(item))


async def pipeline():
    queues = [asyncio.Queue(2) for _ in range(3)]
    results = []

    async def sink():
        while (item := await queues[2].get()) is not None:
            results.append(item)

    async with asyncio.TaskGroup() as group:
        first = group.create_task(stage("square", queues[0], queues[1], lambda x: x * x), name="first")
        group.create_task(stage("negate", queues[1], queues[2], lambda x: -x))
        group.create_task(sink())
        async for i in numbers(6):
            await queues[0].put(i)
        await queues[0].put(None)
    return results, first.result(), first.get_name()


async def slow(value, delay):
    try:
        await asyncio.sleep(delay)
        return value
    except asyncio.CancelledError:
        say("cancelled", value)
        raise


async def failing():
    await asyncio.sleep(0)
    raise ValueError("broken")


async def timeouts():
    try:
        await asyncio.wait_for(slow("late", 5), 0.01)
    except TimeoutError:
        say("wait_for timed out")
    try:
        async with asyncio.timeout(0.01) as scope:
            await slow("later", 5)
    except TimeoutError:
        say("timeout expired", scope.expired())
    done, pending = await asyncio.wait([asyncio.create_task(slow(d, d / 100)) for d in (1, 30)], return_when=asyncio.FIRST_COMPLETED)
    say("done", [t.result() for t in done], "pending", len(pending))
    for task in pending:
        task.cancel("enough")
    results = await asyncio.gather(*pending, return_exceptions=True)
    say(repr(results[0]))


async def groups():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(slow("innocent", 5))
            group.create_task(failing())
            await slow("body", 5)
    except* ValueError as errors:
        say("group:", errors.exceptions)
    say(await asyncio.gather(slow(1, 0.002), slow(2, 0.001), failing(), return_exceptions=True))
    async for result in as_completed([slow("b", 0.1), slow("a", 0.01), slow("c", 0.2)]):
        say("completed", result)


async def as_completed(coroutines):
    for future in asyncio.as_completed(coroutines):
        yield await future


async def synchronisation():
    lock, event, semaphore, condition = asyncio.Lock(), asyncio.Event(), asyncio.Semaphore(2), asyncio.Condition()
    active = peak = 0

    async def limited(n):
        nonlocal active, peak
        async with semaphore:
            active += 1
            peak = max(peak, active)
            await asyncio.sleep(0.001)
            active -= 1
        return n

    say(await asyncio.gather(*map(limited, range(5))), "peak", peak)

    async def waiter(name):
        await event.wait()
        async with lock:
            say(name, "has the lock", lock.locked())
            await asyncio.sleep(0)

    tasks = [asyncio.create_task(waiter(n)) for n in "pq"]
    await asyncio.sleep(0)
    event.set()
    await asyncio.gather(*tasks)
    ready = []

    async def consumer():
        async with condition:
            await condition.wait_for(lambda: len(ready) >= 2)
            say("condition met", ready)

    task = asyncio.create_task(consumer())
    for i in range(2):
        await asyncio.sleep(0)
        async with condition:
            ready.append(i)
            condition.notify_all()
    await task
    future = asyncio.get_running_loop().create_future()
    future.add_done_callback(lambda f: say("callback", f.result()))
    asyncio.get_running_loop().call_later(0.001, future.set_result, 42)
    asyncio.get_running_loop().call_soon(say, "soon")
    say("future gave", await future)


async def main():
    say(await pipeline())
    async with connection("db") as name, connection("cache"):
        say("using", name)
    await timeouts()
    await groups()
    await synchronisation()
    say([x async for x in numbers(4) if x % 2], {x: y async for x, y in pairs()})
    agen = numbers(10)
    say(await anext(agen), await anext(agen))
    await agen.aclose()
    say(await anext(agen, "default"))
    queue = asyncio.PriorityQueue()
    for item in (3, 1, 2):
        queue.put_nowait(item)
    say([queue.get_nowait() for _ in range(3)], queue.empty())
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty:
        say("empty")
    with contextlib.suppress(asyncio.InvalidStateError):
        asyncio.current_task().result()
        say("never")
    return "ok"


async def pairs():
    for pair in ((1, "a"), (2, "b")):
        yield pair


print(asyncio.run(main()))
print(*log, sep="\n")
