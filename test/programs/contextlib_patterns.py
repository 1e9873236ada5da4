"""Context managers and closures: ExitStack, decorators with state, partials, caches, dispatch, redirecting, nonlocal."""

import contextlib
import functools
import io
import sys
from contextlib import AbstractContextManager, ContextDecorator, ExitStack, chdir, closing, contextmanager, nullcontext, redirect_stdout, suppress


class Tracker(ContextDecorator):
    depth = 0

    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("  " * Tracker.depth + f"enter {self.name}")
        Tracker.depth += 1
        return self

    def __exit__(self, kind, value, tb):
        Tracker.depth -= 1
        print("  " * Tracker.depth + f"exit {self.name} {kind.__name__ if kind else None}")
        return kind is KeyError


@Tracker("decorated")
def work(x):
    return x * 2


@contextmanager
def transaction(log):
    log.append("begin")
    try:
        yield log
    except ValueError as error:
        log.append(f"rollback {error}")
    else:
        log.append("commit")
    finally:
        log.append("end")


def retry(times, *exceptions):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    wrapper.attempts = attempt
                    return function(*args, **kwargs)
                except exceptions:
                    if attempt == times:
                        raise
        wrapper.attempts = 0
        return wrapper
    return decorate


def counter(start=0):
    count = start

    def increment(by=1):
        nonlocal count
        count += by
        return count

    def reset():
        nonlocal count
        count = start

    increment.reset = reset
    return increment


class CountCalls:
    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function, self.calls = function, 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)

    def __get__(self, obj, owner=None):
        return functools.partial(self, obj)


class Service:
    @CountCalls
    def method(self, x):
        """Adds one."""
        return x + 1

    @functools.singledispatchmethod
    def show(self, arg):
        return f"object {arg}"

    @show.register
    def _(self, arg: int | bool):
        return f"int {arg}"

    @show.register(list)
    def _(self, arg):
        return f"list of {len(arg)}"

    @functools.lru_cache(maxsize=2)
    def cached(self, n):
        print("computing", n)
        return n * n


print(work(21))
with Tracker("a") as a, Tracker("b"):
    print(a.name)
    raise KeyError("swallowed by b")
try:
    with Tracker("outer"), Tracker("inner"):
        raise TypeError("passes")
except TypeError as error:
    print(error)
for action in (lambda log: log.append("work"), lambda log: int("x"), lambda log: 1 / 0):
    log = []
    try:
        with transaction(log) as inner:
            action(inner)
    except ZeroDivisionError:
        log.append("escaped")
    print(log)
with ExitStack() as stack:
    for name in "xy":
        stack.enter_context(Tracker(name))
    stack.push(lambda *exc: print("pushed", exc[0]) or True)
    stack.callback(lambda *a, **k: print("callback", a, k), 1, key=2)
    raise RuntimeError("suppressed by pushed")
tries = iter([ValueError("one"), ValueError("two"), None])


@retry(3, ValueError)
def flaky():
    if error := next(tries):
        raise error
    return "finally"


print(flaky(), flaky.attempts, flaky.__name__, flaky.__wrapped__ is not None)
c, d = counter(), counter(10)
print(c(), c(5), d(), c.reset(), c(), c.__closure__[0].cell_contents, c.__code__.co_freevars)
s = Service()
print(s.method(1), s.method(2), Service.__dict__["method"].calls, Service.__dict__["method"].__doc__, s.show(1), s.show(True), s.show([1]), s.show("x"))
print(s.cached(2), s.cached(2), s.cached(3), s.cached(4), s.cached(2), Service.cached.cache_info())
with redirect_stdout(io.StringIO()) as captured:
    print("captured")
    help_text = sys.stdout.getvalue()
print(repr(captured.getvalue()), help_text == captured.getvalue())
with suppress(KeyError), nullcontext(5) as five:
    print(five)
    {}["x"]
with closing(io.StringIO("text")) as stream:
    print(stream.read())
print(stream.closed, isinstance(Tracker("t"), AbstractContextManager), chdir.__name__)


@contextmanager
def bad():
    yield 1
    yield 2


@contextmanager
def never():
    if False:
        yield


for manager in (bad, never):
    try:
        with manager():
            pass
    except RuntimeError as error:
        print(error)
for expression in ["with 5: pass", "with nullcontext: pass"]:
    try:
        exec(expression)
    except TypeError as error:
        print(error)
add = functools.partial(lambda *a, **k: (a, k), 1, x=2)
print(add(3, y=4), add.args, add.keywords, functools.partial(add, 5)(), functools.partial(pow, functools.Placeholder, 2)(5), functools.reduce(lambda a, b: a + b, [[1], [2]], []))
compose = lambda *fs: functools.reduce(lambda f, g: lambda x: f(g(x)), fs)
print(compose(str, abs, int)("-5"), [f(2) for f in [lambda x, i=i: x * i for i in range(3)]], [f() for f in [lambda: i for i in range(3)]])


@functools.total_ordering
class Half:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        return self.v == o.v

    def __le__(self, o):
        return self.v <= o.v


print(Half(1) < Half(2), Half(2) > Half(1), Half(1) >= Half(1), functools.cmp_to_key(lambda a, b: b - a)(1) < functools.cmp_to_key(lambda a, b: b - a)(0))
