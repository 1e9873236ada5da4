"""Coroutine functions that are called and awaited at once: most return without having yielded, some are looked at, yield or fail on the way."""

import sys
import traceback
import warnings
from types import coroutine

warnings.simplefilter("error")
HOT = 120


@coroutine
def pause(value=None):
    return (yield value)


def drive(coro, answers=()):
    """Runs a coroutine; what it yielded, and what it returned or raised."""
    yielded = []
    answers = iter(answers)
    try:
        value = coro.send(None)
        while True:
            yielded.append(value)
            value = coro.send(next(answers, None))
    except StopIteration as stop:
        return yielded, stop.value
    except BaseException as error:
        return yielded, error


def hot(make, *tail):
    """Lets a coroutine function run until it is compiled; the results that differ from the one before, and how often each came."""
    runs = []
    for i in range(HOT):
        result = repr(drive(make(i, *tail)))
        if runs and runs[-1][0] == result:
            runs[-1][1] += 1
        else:
            runs.append([result, 1])
    for result, count in runs[:6]:
        print("  ", count, result)


# Returning, and yielding now and then.


async def plain(i, step=1, *, scale=2):
    return (i + step) * scale


async def sometimes(i):
    total = await plain(i % 3) + await plain(i % 3, scale=3) + await plain(step=4, i=1)
    if i % 40 == 39:
        total += len(str(await pause(("pause", total))))
    return total


async def often(i):
    return [await sometimes(k) for k in range(i % 2, 41)][-2:]


print("returning")
hot(often)


# What a call that has not yielded shows of itself, when somebody looks.


def look():
    frame = sys._getframe(1)
    names = []
    while frame is not None and frame.f_code.co_name != "drive":
        names.append((frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, sorted(frame.f_locals)))
        frame = frame.f_back
    return names


async def looked_at(i):
    before = i // HOT
    found = look() if i % 50 > 47 else None
    after = before + 1
    return found, after


async def looks(i):
    extra = i // HOT
    return await looked_at(i), extra


print("looked at")
hot(looks)


# Running, suspended, finished: as seen from inside and outside.

current = None


async def inner(i):
    state = current.cr_running, current.cr_suspended, current.cr_await, current.cr_frame.f_code.co_name
    got = await pause("inner") if i % 30 == 29 else None
    return state, got


async def outer(i):
    return await inner(i)


async def states(i):
    return await outer(i)


print("states")
for i in range(HOT):
    current = states(i)
    try:
        current.send(None)
    except StopIteration as stop:
        if i % 60 == 7:
            print("  ", i, stop.value, current.cr_frame, current.cr_running)
        continue
    chain = []
    link = current
    while hasattr(link, "cr_await"):
        chain.append((link.__qualname__, link.cr_running, link.cr_suspended, link.cr_frame.f_lineno - link.cr_code.co_firstlineno))
        link = link.cr_await
    print("  ", i, chain, link.__name__)
    if i % 60 == 59:
        current.close()
        print("  closed", current.cr_frame, current.cr_await)
        continue
    try:
        current.send("answer")
    except StopIteration as stop:
        print("  ", stop.value)


# Exceptions: out of a call, through several, thrown into them, while others are handled.


async def fails(i):
    if i % 25 == 24:
        raise ValueError(f"at {i}")
    return i


async def passes_on(i):
    value = await fails(
        i
    )
    return value


async def recovers(i):
    try:
        return await passes_on(i) * 0
    except ValueError as error:
        lines = traceback.extract_tb(error.__traceback__)
        return [(line.name, line.line, line.colno, line.end_colno) for line in lines], await plain(0), sys.exception() is error


print("exceptions")
hot(recovers)


async def handling():
    return repr(sys.exception())


async def raises_anew(i):
    if i % 20 == 19:
        raise KeyError(await handling())
    return await handling()


async def in_handler(i):
    try:
        {}["missing"]
    except KeyError as error:
        first = await handling()
        try:
            second = await raises_anew(i)
        except KeyError as again:
            second = again.args, repr(again.__context__), again.__context__ is error
        return first, second, await handling()


async def around_handler(i):
    return await handling(), await in_handler(i), await handling()


print("handling")
hot(around_handler)


def handles(i):
    try:
        raise OSError(i)
    except OSError:
        return type(sys.exception()).__name__, look()[1:] if i % 60 == 59 else None


async def calls_handler(i):
    inside = handles(i // 2 * 2 + 1)
    return (inside if i % 30 == 29 else inside[0]), sys.exception()


async def awaits_handler(i):
    return await calls_handler(i)


print("handlers of functions")
hot(awaits_handler)


async def cleans_up(i, log):
    try:
        return await waits(i)
    finally:
        log.append(i)


async def waits(i):
    if i % 30 >= 28:
        return await pause(i)
    return None


print("thrown into")
for i in range(HOT):
    log = []
    coro = cleans_up(i, log)
    try:
        value = coro.send(None)
    except StopIteration as stop:
        assert stop.value is None and log == [i]
        continue
    if i % 2:
        try:
            coro.throw(LookupError("in"))
        except LookupError as error:
            print("  ", value, [line.name for line in traceback.extract_tb(error.__traceback__)], log)
    else:
        print("  ", coro.close(), log)


# Depth.


async def down(n):
    if n == 0:
        return 0
    return 1 + await down(n - 1)


async def deep(i):
    return await down(300)


async def too_deep(i):
    try:
        return await down(100_000)
    except RecursionError as error:
        return str(error), error.__traceback__.tb_next is not None


print("depth")
hot(deep)
print("  ", drive(too_deep(0)))


# Variables that inner functions share; methods; objects that are no coroutines.


class Account:
    def __init__(self):
        self.total = 0

    async def add(self, amount):
        def put():
            nonlocal amount
            self.total += amount
            amount = 0

        put()
        return self.total, amount

    async def __aenter__(self):
        return self

    async def __aexit__(self, *args):
        return await self.swallows(args[0])

    async def swallows(self, kind):
        return kind is not None


async def banks(i):
    account = Account()
    async with account as same:
        await same.add(i % 2)
        if i % 40 == 39:
            raise ValueError
        return await account.add(2)
    return account.total


async def not_awaitable(i):
    try:
        return await (plain(1) if i % 40 else 5)
    except TypeError as error:
        return str(error)


print("methods")
hot(banks)
hot(not_awaitable)


# Being traced from the midst.

events = []


def tracer(frame, event, arg):
    events.append((frame.f_code.co_name, event))
    return tracer


async def starts_tracing(i):
    if i == HOT - 1:
        sys.settrace(tracer)
    return await plain(i % 1)


async def traced(i):
    value = await starts_tracing(i)
    value += await plain(0)
    sys.settrace(None)
    return value


print("traced")
hot(traced)
print("  ", events)

# Where coroutines were made.


async def origins(i):
    if i == HOT - 2:
        sys.set_coroutine_origin_tracking_depth(1)
    elif i == HOT - 1:
        sys.set_coroutine_origin_tracking_depth(0)
    return await originated(i)


async def originated(i):
    return await named_by(i) if i == HOT - 2 else None


async def named_by(i):
    await pause([(line - origins.__code__.co_firstlineno, name) for _, line, name in current_origin()])


def current_origin():
    return sys._getframe(1).f_generator.cr_origin


print("origins")
hot(origins)
