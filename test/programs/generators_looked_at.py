# Hot generators that somebody looks at now and then: frames, exceptions being handled, tracebacks, what is running, from the inside and in chains.
import sys
import traceback

ROUNDS = 1500
SEEN = {3, 700, 1400}


def stack(depth=1):
    """The functions that are running, innermost first, with a variable of each."""
    frame = sys._getframe(depth)
    names = []
    while frame is not None and frame.f_code.co_name != "<module>":
        names.append((frame.f_code.co_name, frame.f_locals.get("i")))
        frame = frame.f_back
    return names


def numbers(n, look):
    for i in range(n):
        if i in SEEN:
            look(i)
        yield i


def doubled(items):
    i = 0
    for item in items:
        i += 2
        yield item + i


def delegating(items, level):
    i = level
    if level == 0:
        yield from items
    else:
        yield from delegating(items, level - 1)
    return i


def show_stack(i):
    print(i, stack(2))


def consume(items):
    total = 0
    for item in items:
        total += item
    return total


print("frames in a pipeline")
print(consume(doubled(doubled(numbers(ROUNDS, show_stack)))))
print("frames of what a built-in takes", sum(doubled(numbers(ROUNDS, show_stack))))
print("frames of delegations", consume(delegating(numbers(ROUNDS, show_stack), 3)))

chain = None


def show_running(i):
    inner = chain
    while hasattr(inner, "gi_running"):
        print(i, inner.__name__, inner.gi_running, inner.gi_suspended, inner.gi_yieldfrom, inner.gi_frame.f_lineno)
        inner = inner.gi_frame.f_locals.get("items") if inner.__name__ == "doubled" else None
    try:
        next(chain)
    except ValueError as error:
        print(error)


print("what runs")
chain = doubled(doubled(numbers(ROUNDS, show_running)))
print(consume(chain), chain.gi_frame, chain.gi_running)


class Key:
    def __init__(self, i):
        self.i = i

    def __hash__(self):
        if self.i in SEEN:
            print("hashed in", stack())
        return self.i

    def __eq__(self, other):
        return self is other


def keys(n):
    for i in range(n):
        yield Key(i)


def make_set():
    return len(set(keys(ROUNDS))), len({key: 1 for key in keys(ROUNDS)})


print("hashing")
print(make_set(), make_set(), len(set(Key(i) for i in range(ROUNDS))))


def failing(n):
    for i in range(n):
        yield i
    raise LookupError(n)


def dividing(items):
    for item in items:
        yield 1000 // (ROUNDS - item - 100)


print("tracebacks")
for consumer in consume, sum, list, any, lambda items: consume(delegating(items, 2)):
    for make in (lambda: doubled(failing(ROUNDS)), lambda: dividing(range(ROUNDS))):
        try:
            consumer(x - x for x in make())
        except (LookupError, ZeroDivisionError) as error:
            print(repr(error), [(entry.name, entry.lineno) for entry in traceback.extract_tb(error.__traceback__)])


def handling(n):
    i = 0
    while i < n:
        try:
            raise KeyError(i)
        except KeyError:
            yield sys.exception()
        i += 1
        yield sys.exception()


def watch(items):
    inside = outside = 0
    for error in items:
        if error is not None:
            inside += 1
        if sys.exception() is not None:
            outside += 1
    return inside, outside


print("exceptions being handled", watch(handling(ROUNDS)), watch(x for x in handling(ROUNDS)))
try:
    raise ValueError
except ValueError:
    print(watch(handling(ROUNDS)), watch(sys.exception() for i in range(ROUNDS)))


def nested(n):
    items = iter(range(3))
    for _ in range(n):
        items = (item for item in items)
    return items


print("deep", list(nested(300)), sum(nested(300)))


def closing(n, log):
    i = 0
    try:
        while True:
            i += yield i
    except GeneratorExit:
        log.append(i)
        raise
    except IndexError:
        yield stack()


print("sent, thrown, closed")
for end in "close", "throw":
    log = []
    sums = closing(ROUNDS, log)
    next(sums)
    for i in range(ROUNDS):
        sums.send(1)
    print(sums.close() if end == "close" else sums.throw(IndexError), log, sums.gi_frame is None)


def locals_of(n):
    for i in range(n):
        yield (lambda: None) if i not in SEEN else sys._getframe()


for frame in locals_of(ROUNDS):
    if not callable(frame):
        print(frame.f_locals, frame.f_lineno, frame.f_back)
