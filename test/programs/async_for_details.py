"""What can be seen of `async for` over asynchronous generators: hooks, states, awaiting, exceptions, ends."""
import sys
import types


@types.coroutine
def pause(value):
    return (yield value)


def run(coroutine, *sent):
    yielded, values = [], iter(sent)
    try:
        yielded.append(coroutine.send(None))
        while True:
            yielded.append(coroutine.send(next(values, None)))
    except StopIteration as stop:
        return stop.value, yielded


async def numbers(n):
    for i in range(n):
        yield i


async def through(source):
    async for value in source:
        yield value


async def waiting(n):
    for i in range(n):
        got = await pause(("wait", i))
        yield i, got


async def listed(source):
    return [value async for value in source]


for _ in range(30):
    plain = run(listed(through(through(numbers(3)))))
    waited = run(listed(through(through(waiting(3)))), "a", "b", "c")
print(plain, waited)

# Who waits for what.
for _ in range(30):
    inner = waiting(2)
    middle = through(inner)
    outer = through(middle)
    coroutine = listed(outer)
    coroutine.send(None)
    chain = [type(coroutine.cr_await).__name__]
    chain += [type(generator.ag_await).__name__ for generator in (outer, middle, inner)]
    states = [(generator.ag_running, generator.ag_suspended) for generator in (outer, middle, inner)]
    try:
        inner.__anext__().send(None)
    except RuntimeError as error:
        message = str(error)
    thrown = None
    try:
        coroutine.throw(KeyError("thrown"))
    except KeyError as error:
        names, traceback = [], error.__traceback__
        while traceback is not None:
            names.append(traceback.tb_frame.f_code.co_name)
            traceback = traceback.tb_next
    after = [(generator.ag_running, generator.ag_frame) for generator in (outer, middle, inner)]
print(chain, states, message, names, after)


# Who runs, and who is whose caller.
async def looking(generators):
    for _ in range(3):
        frame, names = sys._getframe(), []
        while frame is not None:
            names.append(frame.f_code.co_name)
            frame = frame.f_back
        yield names, [(generator.ag_running, generator.ag_suspended) for generator in generators]


for _ in range(30):
    generators = []
    generators.append(looking(generators))
    for _ in range(2):
        generators.append(through(generators[-1]))
    seen = run(listed(generators[-1]))
print(seen[0][-1])


# Exceptions, and ends of all kinds.
async def failing(n, error):
    for i in range(n):
        yield i
    raise error


async def counted(source):
    count = 0
    try:
        async for _ in source:
            count += 1
    except Exception as error:
        return count, type(error).__name__, str(error), type(error.__cause__).__name__, sys.exception() is error
    else:
        return count, "else", sys.exception()


for _ in range(30):
    ends = [
        run(counted(through(failing(2, error))))[0]
        for error in (ValueError("v"), StopAsyncIteration("s"), StopIteration("i"))
    ]
    ends.append(run(counted(through(numbers(0))))[0])
    closed = numbers(3)
    run(closed.aclose())
    ends.append(run(counted(closed))[0])
    used = numbers(2)
    run(listed(used))
    ends.append(run(counted(used))[0])
print(ends)


async def nested(n):
    total = 0
    async for i in numbers(n):
        async for j in numbers(i):
            if j == 2:
                break
            total += j
        else:
            total += 100
            continue
        total += 1000
    try:
        raise LookupError
    except LookupError as error:
        async for i in numbers(2):
            total += sys.exception() is error
    return total


for _ in range(30):
    total = run(nested(5))
print(total)


class Iterator:
    """No generator, and one whose awaitable is a coroutine."""

    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return self.n, await pause(self.n)


class Tree:
    def __init__(self, *parts):
        self.parts = parts

    async def __aiter__(self):
        for part in self.parts:
            if isinstance(part, Tree):
                async for leaf in part:
                    yield leaf
            else:
                yield part


for i in range(60):
    mixed = run(listed(through(Iterator(2) if i % 2 else numbers(2))), 10, 11)
    leaves = run(listed(Tree(1, Tree(2, Tree(), Tree(3, Tree(4))), 5)))
print(mixed, leaves)

# Hooks.
told = []


def first(generator):
    told.append(("first", generator.__name__, sys._getframe(1).f_code.co_name, generator.ag_running))


def eager(generator):
    told.append(run(listed(generator))[0])


for hook in (first, eager):
    sys.set_asyncgen_hooks(firstiter=hook)
    for _ in range(30):
        told.clear()
        try:
            result = run(listed(through(numbers(2))))[0]
        except RecursionError as error:
            result = str(error)
    print(told[:4], result)
sys.set_asyncgen_hooks(firstiter=None)


def refusing(generator):
    raise PermissionError(generator.__name__)


for _ in range(30):
    sys.set_asyncgen_hooks(firstiter=refusing)
    refused = run(counted(through(numbers(2))))
    sys.set_asyncgen_hooks(firstiter=None)
print(refused)
