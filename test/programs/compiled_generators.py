"""Generators and coroutines in hot code: what resumes them, what they raise, what is left when they are not run to their end."""

import sys
from contextlib import contextmanager


def hot(function, count=600):
    """Calls the function until it is compiled, and prints its last two answers."""
    answers = [None, None]
    for i in range(count):
        answers[i & 1] = function(i)
    print(function.__name__, *answers)


def numbers(n):
    i = 0
    while i < n:
        yield i
        i += 1
    return "numbers"


def halves(n):
    value = 0.5
    for _ in range(n):
        yield value
        value /= 2


def odd(items):
    for item in items:
        if item & 1:
            yield item


def pipeline(i):
    return sum(x * x for x in odd(numbers(i % 7 + 5))), list(halves(3)), max(odd(numbers(9)), default=None)


def in_loop(i):
    total = 0
    for value in numbers(10):
        if value == 7:
            break
        for other in numbers(value):
            total += other
    else:
        total = -1
    for text in numbers(i & 3):
        total += text
    return total


def tree(low, high):
    if low < high:
        middle = (low + high) // 2
        yield from tree(low, middle)
        yield middle
        yield from tree(middle + 1, high)


def delegating(i):
    def outer():
        result = yield from numbers(3)
        yield result
        yield from [i, i + 1]
        yield from ()
        return "end"

    def outermost():
        got = yield from outer()
        yield got

    return list(outermost()), list(tree(0, 7))


def averager():
    total = count = 0
    average = None
    while True:
        value = yield average
        if value is None:
            return total
        total += value
        count += 1
        average = total / count


def sending(i):
    average = averager()
    next(average)
    seen = [average.send(k + i % 5) for k in range(4)]
    try:
        average.send(None)
    except StopIteration as stop:
        seen.append(stop.value)
    try:
        average.send(1)
    except StopIteration as stop:
        seen.append(stop.value)
    return seen


def raising(n):
    for k in range(n):
        yield k
    raise LookupError(n)


def stopping():
    yield 1
    raise StopIteration("by hand")


def errors(i):
    seen = []
    try:
        for value in raising(2):
            seen.append(value)
    except LookupError as error:
        seen.append((error.args, error.__traceback__.tb_next.tb_frame.f_code.co_name))
    try:
        seen.append(list(stopping()))
    except RuntimeError as error:
        seen.append((str(error), repr(error.__cause__), error.__cause__ is error.__context__))
    try:
        sum(raising(3))
    except LookupError as error:
        seen.append(error.args)
    return seen


def guarded(log):
    try:
        for k in range(5):
            try:
                got = yield k
                if got:
                    log.append(got)
            except KeyError as error:
                log.append(f"inner {error}")
                yield sys.exception() is error
    except ValueError as error:
        log.append(f"outer {error}")
        yield "last"
    finally:
        log.append("finally")


def throwing(i):
    log = []
    it = guarded(log)
    next(it)
    it.send("sent")
    log.append(it.throw(KeyError("k")))
    log.append(next(it))
    log.append(it.throw(ValueError("v")))
    log.append(next(it, "exhausted"))
    log.append(sys.exception())
    other = guarded(log)
    next(other)
    other.close()
    return log


@contextmanager
def managed(log, swallow):
    log.append("enter")
    try:
        yield len(log)
    except ValueError as error:
        log.append(f"caught {error}")
        if not swallow:
            raise
    finally:
        log.append("exit")


def managers(i):
    log = []
    with managed(log, True) as size:
        log.append(size)
    with managed(log, True):
        raise ValueError("one")
    try:
        with managed(log, False):
            raise ValueError("two")
    except ValueError as error:
        log.append(str(error))
    return log


class Pause:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


async def leaf(i):
    if i % 3 == 0:
        return await Pause(i)
    if i % 3 == 1:
        raise LookupError(i)
    return i


async def branch(n):
    seen = []
    for k in range(n):
        try:
            seen.append(await leaf(k))
        except LookupError as error:
            seen.append(repr(error))
    return seen


class Resource:
    def __init__(self, log):
        self.log = log

    async def __aenter__(self):
        self.log.append(await Pause("entering"))
        return self

    async def __aexit__(self, kind, error, tb):
        self.log.append(await Pause(kind and kind.__name__))
        return True


async def ticks(n):
    for k in range(n):
        if k & 1:
            await Pause(k)
        yield k


async def everything(log):
    log.append(await branch(5))
    async with Resource(log):
        raise KeyError("inside")
    async for tick in ticks(4):
        log.append(tick)
    log.append([tick async for tick in ticks(3) if tick != 1])
    return "done"


def run(coroutine):
    seen = []
    value = None
    while True:
        try:
            value = coroutine.send(value)
        except StopIteration as stop:
            return stop.value, seen
        seen.append(value)
        value = f"<{value}>"


def coroutines(i):
    log = []
    return run(everything(log)), log


def misuse(i):
    async def once():
        return i & 1

    coroutine = once()
    answers = [run(coroutine)]
    try:
        run(coroutine)
    except RuntimeError as error:
        answers.append(str(error))

    def itself():
        try:
            next(it)
        except ValueError as error:
            yield str(error)

    it = itself()
    answers += list(it)

    async def wrong():
        await i

    try:
        run(wrong())
    except TypeError as error:
        answers.append(str(error))
    return answers


def seen_from_inside():
    frame = sys._getframe()
    yield frame.f_code.co_name, frame.f_back.f_code.co_name
    local = 7
    yield frame.f_locals["local"], sys._getframe(1).f_code.co_name


def frames(i):
    return list(seen_from_inside()), [pair for pair in seen_from_inside()]


def countdown(n):
    if n:
        yield n
        yield from countdown(n - 1)


def deep(i):
    return sum(countdown(40))


for each in (
    pipeline, in_loop, delegating, sending, errors, throwing, managers, coroutines, misuse, frames, deep,
):
    hot(each)

it = numbers(3)
print(next(it), it.gi_frame.f_locals, it.gi_running, it.gi_suspended)
print(list(it), it.gi_frame)
