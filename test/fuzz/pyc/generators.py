import asyncio


def numbers(n):
    got = []
    try:
        for i in range(n):
            sent = yield i
            if sent:
                got.append(sent)
    finally:
        got.append("end")
    return got


def delegating(n):
    result = yield from numbers(n)
    yield result
    yield from "ab"


async def ticks(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


class Context:
    async def __aenter__(self):
        return 5

    async def __aexit__(self, *details):
        return True


async def main():
    values = [i async for i in ticks(3) if i != 1]
    async with Context() as five:
        values.append(five)
        raise ValueError
    async for i in ticks(2):
        values.append(-i)
    return values, await asyncio.gather(*(asyncio.sleep(0, k) for k in (1, 2)))


def drive():
    gen = numbers(4)
    out = [next(gen), gen.send("s")]
    gen.close()
    try:
        gen.throw(KeyError)
    except KeyError:
        out.append("thrown")
    return out, list(delegating(2)), sum(x * x for x in range(4) if x), [*map(str, numbers(2))]


type Alias[T] = list[T] | None


class Box[T: int, *Ts, **P]:
    def get[U = str](self, value: T, other: U) -> U:
        return other


name = "world"
template = t"hello {name!r:>10} {len(name)}"
print(drive(), asyncio.run(main()), Alias, Box[int, str, [int]]().get(1, 2), template.interpolations[0].value)
