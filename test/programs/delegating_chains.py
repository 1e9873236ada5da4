"""Chains of generators and coroutines that delegate to one another: what is resumed is the innermost, and all of them can be looked at meanwhile."""

import sys
import traceback
from types import coroutine

HOT = 150


@coroutine
def pause(value):
    return (yield value)


def look():
    frame = sys._getframe(1)
    found = []
    while frame is not None and frame.f_code.co_name not in ("<module>", "steps"):
        variables = {name: value for name, value in frame.f_locals.items() if isinstance(value, (int, str, float))}
        found.append((frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, variables))
        frame = frame.f_back
    return found


def steps(generator, answers):
    """Sends the answers; what came, and how it ended."""
    out = [generator.send(None)]
    try:
        for answer in answers:
            out.append(generator.throw(answer) if isinstance(answer, BaseException) else generator.send(answer))
    except StopIteration as stop:
        out.append(("returned", stop.value))
    except Exception as error:
        out.append([type(error).__name__, *(f"{line.name}:{line.line}" for line in traceback.extract_tb(error.__traceback__))])
    return out


async def third(n):
    answer = await pause(n)
    if answer == "look":
        return look()
    if answer == "fail":
        raise ValueError(n)
    return answer


async def second(n):
    label = f"second {n % 3}"
    got = await third(n % 5)
    while got == "again":
        got = await third(n % 5)
    return label, got


async def first(n):
    total = 0
    results = []
    for i in range(3):
        try:
            label, got = await second(n + i)
        except ValueError as error:
            label, got = "caught", str(error)
        total += len(label)
        results.append(got)
    return total, results


def delegates(n):
    before = n % 2
    result = yield from wraps(n)
    yield before, result
    return (yield from [result, n])


def wraps(n):
    weight = 1.5 if n % 2 else 2
    got = yield from (k for k in range(n % 3))
    got = yield n
    return weight, got


print("answers")
last = None
for n in range(HOT):
    answers = ["one", "again", n, "two"] if n % 50 < 48 else ["look", "fail", "again", "fail", "one"]
    result = steps(first(n), answers)
    if n in (0, 1, 2) or n % 50 >= 48:
        print(" ", result)

print("other types than before")
for n in range(HOT):
    result = steps(first(n), [n, float(n), [n]] if n % 40 > 37 else ["a", "b", "c"])
    if n % 40 > 36:
        print(" ", result)

print("thrown into")
for n in range(HOT):
    result = steps(first(n), ["again", ValueError("thrown"), KeyError("thrown"), 0])
    if n % 70 == 0:
        print(" ", result)

print("generators")
for n in range(HOT):
    result = steps(delegates(n), ["a", "b", "c", "d", "e", "f"])
    if n % 30 < 4 and n > 60:
        print(" ", result)

print("running and suspended")


async def watched(n):
    await pause(n)
    states = [(c.cr_running, c.cr_suspended, c.cr_await is None) for c in chain]
    answer = await pause("again")
    for c in chain[:1]:
        try:
            c.send(None)
        except ValueError as error:
            states.append(str(error))
    return states, answer


async def middle(n):
    return await watched(n)


async def outer(n):
    return await link[1]


for n in range(HOT):
    chain = link = [None, middle(n)]
    chain[0] = outer(n)
    values = [chain[0].send(None), chain[0].send(1)]
    between = [(c.cr_running, c.cr_suspended, c.cr_await is None) for c in chain]
    try:
        chain[0].send(2)
    except StopIteration as stop:
        if n % 70 == 0:
            print(" ", values, between, stop.value, chain[0].cr_frame)

print("variables that others change")


async def changes():
    await pause(0)
    sys._getframe(1).f_locals["kept"] = "changed"
    await pause(1)
    return sys._getframe(1).f_locals["kept"]


async def keeps(n):
    kept = n
    found = await changes()
    return found, kept


for n in range(HOT):
    if n < HOT - 2:
        result = steps(plain := first(n), ["x", "y", "z"])
        continue
    print(" ", steps(keeps(n), [None, None]))

print("traced from within")
events = []


def tracer(frame, event, arg):
    events.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
    return tracer


async def turns_on(n):
    await pause(n)
    if n == HOT - 1:
        sys.settrace(tracer)
    await pause(n + 1)


async def turned_on(n):
    await turns_on(n)
    return n


async def above(n):
    value = await turned_on(n)
    sys.settrace(None)
    return value


for n in range(HOT):
    result = steps(above(n), [None, None, None])
print(" ", result, events)

print("deep")


async def down(n):
    if n == 0:
        return await pause("bottom") or await pause("bottom again")
    return await down(n - 1) + 1


for n in range(40):
    result = steps(down(200 + n), [0, 5])
print(" ", result)
