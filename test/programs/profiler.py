# What cProfile counts: calls, recursive ones, what called what, built-in functions by their descriptions; and what its own timer makes of it.
import _lsprof
import cProfile


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def generate(n):
    for i in range(n):
        yield i


class Box:
    def __init__(self):
        self.items = []

    def add(self, item):
        self.items.append(item)
        return len(self.items)


def work():
    box = Box()
    for x in generate(10):
        box.add(x)
    fib(8)
    thrown = generate(3)
    next(thrown)
    try:
        thrown.throw(KeyError)
    except KeyError:
        pass
    try:
        int("x")
    except ValueError:
        pass
    sorted([3, 1, 2], key=lambda v: -v)
    "a,b".split(","), str.upper("x"), list(map(abs, [1, -2])), dict(a=1).items(), max(1, 2), isinstance(1, int)


def name(entry):
    return entry.code if isinstance(entry.code, str) else entry.code.co_name


def show(profile):
    rows = []
    for entry in profile.getstats():
        calls = sorted((name(inner), inner.callcount, inner.reccallcount) for inner in entry.calls or [])
        rows.append((name(entry), entry.callcount, entry.reccallcount, entry.totaltime >= entry.inlinetime >= 0, calls))
    for row in sorted(rows, key=str):
        print(*row)


for options in ({}, {"builtins": False}, {"subcalls": False}):
    print(options)
    profile = cProfile.Profile(**options)
    profile.enable(**options)
    work()
    profile.disable()
    show(profile)
    profile.clear()
    print(profile.getstats())


def timer():
    global ticks
    ticks += 1
    return ticks


for unit in (0.5, 0.0):
    ticks = 0
    profile = _lsprof.Profiler(timer, unit)
    profile.enable()
    fib(3)
    profile.disable()
    for entry in profile.getstats():
        if name(entry) == "fib":
            print(entry[1:5])

first, second = _lsprof.Profiler(), _lsprof.Profiler()
first.enable()
for call in (second.enable, first.enable, lambda: _lsprof.Profiler(1, "x"), lambda: first.enable(1, 2, 3)):
    try:
        print(call())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
first.disable()
first.disable()
second.enable()
second.disable()
