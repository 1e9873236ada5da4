"""async/await on a loop of our own: coroutines that call coroutines and now and then yield to a scheduler."""

SIZE = 3000


class Pause:
    def __await__(self):
        return (yield self)


async def leaf(i):
    if i % 4 == 0:
        await Pause()
    return i


async def middle(i):
    total = 0
    for j in range(5):
        total += await leaf(i + j)
    return total


async def task(i, results):
    value = 0
    for j in range(4):
        value += await middle(i * 3 + j)
    results.append(value)


def run(coroutines):
    ready = list(coroutines)
    switches = 0
    while ready:
        later = []
        for coroutine in ready:
            try:
                coroutine.send(None)
            except StopIteration:
                continue
            switches += 1
            later.append(coroutine)
        ready = later
    return switches


def main(n):
    results = []
    switches = run([task(i, results) for i in range(n)])
    return sum(results) * 1000 + switches
