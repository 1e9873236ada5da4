"""Coroutines, async generators and awaitables driven by hand: the protocol under asyncio."""

import contextlib
import inspect
import sys
import types


class Ask:
    def __init__(self, question):
        self.question = question

    def __await__(self):
        answer = yield self.question
        return answer.upper() if isinstance(answer, str) else answer


@types.coroutine
def pause(value):
    return (yield value)


async def dialogue():
    name = await Ask("name?")
    try:
        age = await Ask("age?")
    except ValueError as error:
        age = f"refused: {error}"
    return name, age, await pause("done?")


def drive(coroutine, *answers):
    trace, value = [], None
    answers = iter(answers)
    try:
        while True:
            trace.append(coroutine.throw(value) if isinstance(value, Exception) else coroutine.send(value))
            value = next(answers)
    except StopIteration as stop:
        return trace, stop.value


print(drive(dialogue(), "ann", 5, "yes"))
print(drive(dialogue(), "bob", ValueError("secret"), "no"))


async def agen(n):
    try:
        for i in range(n):
            got = yield i
            if got:
                await Ask(f"got {got}")
    finally:
        await pause("cleaning")


async def consume():
    out = [x async for x in agen(3)]
    g = agen(5)
    out += [await anext(g), await g.asend("msg")]
    await g.aclose()
    g = agen(2)
    await anext(g)
    try:
        await g.athrow(KeyError("thrown"))
    except KeyError as error:
        out.append(repr(error))
    async with manager("m") as m:
        out.append(m)
    return out


@contextlib.asynccontextmanager
async def manager(name):
    await pause(f"enter {name}")
    try:
        yield name * 2
    finally:
        await pause(f"exit {name}")


print(drive(consume(), *range(20)))


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.n:
            raise StopAsyncIteration
        self.n -= 1
        await pause(f"tick {self.n}")
        return self.n


class Resource:
    async def __aenter__(self):
        await pause("aenter")
        return self

    async def __aexit__(self, kind, value, tb):
        await pause(f"aexit {kind and kind.__name__}")
        return kind is ZeroDivisionError


async def loops():
    total = 0
    async for n in Countdown(3):
        if n == 0:
            continue
        total += n
    else:
        total += 100
    async with Resource(), Resource():
        1 / 0
    return total, {k: v async for k, v in pairs()}, [await pause(i) async for i in Countdown(2) if i], sum([x async for x in agen(2)])


async def pairs():
    yield "a", 1
    yield "b", 2


print(drive(loops(), *range(30)))
c = dialogue()
print(inspect.getcoroutinestate(c), c.cr_running, inspect.iscoroutine(c), inspect.isawaitable(Ask("")), inspect.iscoroutinefunction(dialogue), inspect.isasyncgenfunction(agen))
c.send(None)
print(inspect.getcoroutinestate(c), c.cr_await is not None, c.cr_frame.f_lineno == inspect.getsourcelines(dialogue)[1] + 1)
c.close()
print(inspect.getcoroutinestate(c), c.cr_frame)
for action in [lambda: c.send(None), lambda: iter(c), lambda: c.__next__, lambda: c.throw(ValueError("late"))]:
    try:
        print(action())
    except (TypeError, RuntimeError, AttributeError) as error:
        print(type(error).__name__, error)


async def bad_await():
    await 5


async def bad_for():
    async for x in [1]:
        pass


async def bad_with():
    async with open:
        pass


async def twice():
    c = pairs_sum()
    await c
    await c


async def pairs_sum():
    return 3


for action in [bad_await, bad_for, bad_with, twice]:
    try:
        print(drive(action()))
    except (TypeError, RuntimeError) as error:
        print(type(error).__name__, error)
sys.stderr.flush()


async def stop():
    raise StopIteration("inside")


try:
    drive(stop())
except RuntimeError as error:
    print(error, repr(error.__cause__))
print([type(x).__name__ for x in (agen(1), dialogue.__code__, pause(1))])
