"""asyncio: tasks, gather, queues between producers and consumers, sleep(0), locks."""

import asyncio

SIZE = 400


async def producer(queue, n):
    for i in range(n):
        await queue.put(i)
        if i % 5 == 0:
            await asyncio.sleep(0)
    await queue.put(None)


async def consumer(queue, totals, lock):
    total = 0
    while (item := await queue.get()) is not None:
        total += item
    async with lock:
        totals.append(total)


async def fibonacci(n):
    if n < 2:
        return n
    a, b = await asyncio.gather(fibonacci(n - 1), fibonacci(n - 2))
    return a + b


async def run(n):
    totals = []
    lock = asyncio.Lock()
    queues = [asyncio.Queue(4) for _ in range(5)]
    async with asyncio.TaskGroup() as group:
        for queue in queues:
            group.create_task(producer(queue, n))
            group.create_task(consumer(queue, totals, lock))
    return sum(totals) * 1000 + await fibonacci(7)


def main(n):
    return asyncio.run(run(n))
