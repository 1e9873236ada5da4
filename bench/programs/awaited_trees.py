"""Coroutines that await coroutines: recursion without waiting, and a tree of tasks gathered at every level."""

import asyncio

SIZE = 7


async def fibonacci(n):
    if n < 2:
        return n
    return await fibonacci(n - 1) + await fibonacci(n - 2)


async def leaf(depth, waits):
    if waits:
        await asyncio.sleep(0)
    return depth


async def branch(depth, waits):
    if depth == 0:
        return await leaf(depth, waits)
    return depth + sum(await asyncio.gather(*(branch(depth - 1, waits and i % 2 == 0) for i in range(4))))


async def everything(n):
    return await fibonacci(n * 3), await branch(n - 2, False), await branch(n - 2, True)


def main(n):
    return asyncio.run(everything(n))
