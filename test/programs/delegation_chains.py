"""What can be seen of generators that delegate through several levels, while values pass through and when they do not."""
import gc
import sys
import types


class Node:
    def __init__(self, left, value, right):
        self.left, self.value, self.right = left, value, right

    def __iter__(self):
        if self.left is not None:
            yield from self.left
        yield self.value
        if self.right is not None:
            yield from self.right


def tree(values):
    if not values:
        return None
    middle = len(values) // 2
    return Node(tree(values[:middle]), values[middle], tree(values[middle + 1 :]))


root = tree(list(range(200)))
for _ in range(20):
    assert sum(root) == 19900
    assert list(root) == list(range(200))
    assert sum(value for value in root if value % 3 == 0) == 6633
    assert all(value < 200 for value in root) and max(root) == 199
print(sum(root), sorted(root, reverse=True)[:3], dict.fromkeys(root).__len__())


# Who runs, and who is whose caller.
chain = []


def level(n, act):
    if n == 0:
        received = yield 0
        while True:
            received = yield act(received)
    else:
        result = yield from chain[n - 1]
        yield ("ended", n, result)
        return n


def begin(depth, act):
    chain.clear()
    for n in range(depth):
        chain.append(level(n, act))
    assert next(chain[-1]) == 0
    return chain[-1]


def states(received):
    return [g.gi_running for g in chain], [g.gi_suspended for g in chain]


def yielding_from(received):
    return [g.gi_yieldfrom is None for g in chain]


def callers(received):
    frame = sys._getframe(1)
    names = []
    while frame is not None and len(names) < 6:
        names.append((frame.f_code.co_name, frame.f_locals.get("n")))
        frame = frame.f_back
    return names


def again(received):
    errors = []
    for generator in chain:
        try:
            next(generator)
        except ValueError as error:
            errors.append(str(error))
    return errors


def running_frames(received):
    return [g.gi_frame.f_back is not None and g.gi_frame.f_back.f_code.co_name for g in chain]


def idle_frames():
    return [g.gi_frame.f_back for g in chain], [g.gi_running for g in chain], [g.gi_yieldfrom is not None for g in chain]


for act in (states, yielding_from, callers, again, running_frames):
    outer = begin(4, act)
    for _ in range(30):
        seen = outer.send(1)
    print(act.__name__, seen)
    print(idle_frames())


# Somebody else goes on with one in the midst, or ends it.
def counting():
    n = 0
    while True:
        n += 1
        yield n


def through(inner, note):
    try:
        result = yield from inner
        note.append(("returned", result))
    finally:
        note.append("left")
    return "done"


for _ in range(20):
    note = []
    inner = counting()
    middle = through(inner, note)
    outer = through(middle, note)
    got = [next(outer), next(inner), next(outer), next(middle), next(outer)]
    middle.close()
    try:
        got.append(next(outer))
    except StopIteration as stop:
        got.append(stop.value)
print(got, note)


def few(n):
    for i in range(n):
        yield i
    return "few"


for _ in range(20):
    note = []
    inner = few(4)
    outer = through(through(inner, note), note)
    got = [next(outer), next(inner), next(inner), next(outer)]
    try:
        next(outer)
    except StopIteration as stop:
        got.append(stop.value)
print(got, note)


# Exceptions come out through all levels.
def raising(n):
    for i in range(n):
        yield i
    raise KeyError(n)


def caught(inner):
    try:
        yield from inner
    except KeyError as error:
        yield ("caught", error.args)
    yield "after"


def names_of(error):
    names = []
    traceback = error.__traceback__
    while traceback is not None:
        names.append((traceback.tb_frame.f_code.co_name, traceback.tb_lineno - traceback.tb_frame.f_code.co_firstlineno))
        traceback = traceback.tb_next
    return names


for _ in range(20):
    note = []
    values = list(caught(through(through(raising(2), note), note)))
    outer = through(through(raising(1), note), note)
    next(outer)
    try:
        next(outer)
    except KeyError as error:
        names = names_of(error)
    total = 0
    try:
        total = sum(through(through(raising(3), note), note))
    except KeyError as error:
        summed = names_of(error)
print(values, note, names, summed, total)

for _ in range(20):
    note = []
    outer = through(through(counting(), note), note)
    next(outer)
    try:
        outer.throw(ZeroDivisionError)
    except ZeroDivisionError as error:
        names = names_of(error)
print(note, names)


# A sink does not take everything.
def mixed(n):
    if n:
        yield from mixed(n - 1)
        yield n
        yield from mixed(n - 1)
    else:
        yield 0.5
        yield 1 << 70


for _ in range(20):
    total = sum(mixed(4))
print(total, len(list(mixed(4))), all(mixed(3)), any(value > 1 << 69 for value in mixed(3)))

for _ in range(20):
    try:
        sum(through(iter([1, 2, "x", 3]), []))
    except TypeError as error:
        message = str(error)
print(message)


def looking(n):
    if n:
        yield from looking(n - 1)
    yield sys._getframe().f_back.f_code.co_name


for _ in range(20):
    names = list(looking(3))
print(names)


# In the midst of handling an exception.
def handling(n):
    try:
        raise ValueError(n)
    except ValueError:
        if n:
            yield from handling(n - 1)
        yield str(sys.exception())
        yield str(sys.exception())


for _ in range(20):
    try:
        raise LookupError("outside")
    except LookupError:
        seen = [(value, str(sys.exception())) for value in handling(2)]
print(seen)


# Too deep.
def deep(n):
    yield n
    yield from deep(n + 1)


for _ in range(3):
    try:
        for depth in deep(0):
            pass
    except RecursionError as error:
        print("RecursionError", error, depth > 100)
    try:
        sum(deep(0))
    except RecursionError as error:
        print("RecursionError", error)


# Coroutines of generators, and what is no generator.
@types.coroutine
def pausing(n):
    for i in range(n):
        got = yield i
    return got


async def awaiting(n, m):
    if n:
        return await awaiting(n - 1, m)
    return await pausing(m)


for _ in range(20):
    coroutine = awaiting(5, 3)
    got = [coroutine.send(None), coroutine.send("a"), coroutine.send("b")]
    inside, depth = coroutine, 0
    while inside is not None:
        inside, depth = getattr(inside, "cr_await", None) or getattr(inside, "gi_yieldfrom", None), depth + 1
    try:
        coroutine.send("c")
    except StopIteration as stop:
        got.append(stop.value)
print(got, depth)


# Traced.
def trace(frame, event, arg):
    if frame.f_code is Node.__iter__.__code__:
        events.append((event, frame.f_lineno - frame.f_code.co_firstlineno, arg if event == "return" else None))
    return trace


events = []
sys.settrace(trace)
small = list(tree([1, 2, 3]))
sys.settrace(None)
print(small, len(events), events[:12])
gc.collect()
