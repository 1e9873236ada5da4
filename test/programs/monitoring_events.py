"""Every event of sys.monitoring, with its offsets, in programs that call, raise, handle, delegate, branch and loop; DISABLE."""
import functools
import sys

monitoring = sys.monitoring
E = monitoring.events
NAMES = {getattr(E, n): n for n in dir(E) if n.isupper() and n not in ("NO_EVENTS", "BRANCH")}
log = []


def shown(value):
    if value is monitoring.MISSING:
        return "MISSING"
    if isinstance(value, (int, str)):
        return value
    return f"{type(value).__name__}: {repr(value)[:40].split(' at ')[0]}"


def callback(name):
    def told(code, *args):
        if code.co_name.startswith("t_"):
            log.append((code.co_name[2:], name, *map(shown, args)))

    return told


def t_callee():
    raise ValueError(1)


def t_handler():
    try:
        t_callee()
    except ValueError:
        pass


def t_gen():
    try:
        yield 1
    except KeyError:
        yield 2


def t_throwing():
    g = t_gen()
    next(g)
    g.throw(KeyError)
    g.close()


def t_finally():
    try:
        try:
            1 / 0
        finally:
            x = 1
    except TypeError:
        pass


def t_reraising():
    try:
        t_finally()
    except ZeroDivisionError:
        try:
            raise
        except ArithmeticError:
            pass


class C:
    def __init__(self):
        self.x = 1

    def m(self):
        return 1


class D(C):
    def t_super(self):
        super().__init__()
        super().m()
        return super().x if hasattr(super(), "x") else super


def t_classes():
    c = C()
    c.m()
    m = c.m
    m()
    for x in [1]:
        str(x)
    D().t_super()


def t_loops():
    for x in t_gen():
        pass
    return [y for y in (1, 2) if y > 1]


def t_sub():
    yield 1
    return 5


def t_delegating():
    r = yield from t_sub()
    for x in iter(lambda: 3, 3):
        pass
    g = t_gen()
    next(g)
    try:
        g.throw(OSError)
    except OSError:
        pass


def t_outer():
    yield from t_gen()


def t_through():
    g = t_outer()
    next(g)
    g.throw(KeyError)
    try:
        g.throw(IndexError)
    except IndexError:
        pass


def t_keywords(a):
    return a


def t_calls():
    max([1, 2], key=lambda x: x)
    functools.partial(t_keywords, a=1)()
    t_keywords(a=1)
    t_keywords(*(), **{"a": 2})
    print(*iter(["unpacked"]))
    try:
        int("x")
    except ValueError:
        pass
    x = 3
    while x:
        x -= 1
    if x and x:
        pass
    return x if x else 5


class Steps:
    def __init__(self):
        self.left = 2

    def __iter__(self):
        return self

    def __next__(self):
        self.left -= 1
        if self.left == 0:
            raise StopIteration
        return self.left


def t_iterator():
    for x in Steps():
        pass


async def t_numbers():
    yield 1
    yield 2


async def t_async():
    async for n in t_numbers():
        pass


def t_driving():
    try:
        t_async().send(None)
    except StopIteration:
        pass


def run(function, events, function_name=None):
    monitoring.use_tool_id(0, "x")
    for bit, name in NAMES.items():
        monitoring.register_callback(0, bit, callback(name))
    monitoring.set_events(0, events)
    try:
        result = function()
        if hasattr(result, "send"):
            list(result)
    finally:
        monitoring.set_events(0, 0)
        monitoring.free_tool_id(0)
    print("=====", function.__name__)
    for entry in log:
        print(*entry)
    log.clear()


EVERYTHING = functools.reduce(int.__or__, NAMES)
for function in t_handler, t_throwing, t_reraising, t_classes, t_loops, t_delegating, t_through, t_calls, t_iterator:
    run(function, EVERYTHING & ~E.INSTRUCTION)
run(t_driving, EVERYTHING & ~(E.INSTRUCTION | E.LINE))
run(t_handler, EVERYTHING & ~(E.BRANCH_LEFT | E.BRANCH_RIGHT))


def disabling(event):
    places = []

    def told(code, *args):
        if code.co_name == "t_work":
            places.append(tuple(map(shown, args)))
        return monitoring.DISABLE

    def t_work():
        for i in range(10):
            if i:
                yield 1
            else:
                yield 2

    t_work.__code__ = t_work.__code__.replace()  # a fresh one, for CPython keeps what was disabled in the code
    monitoring.use_tool_id(1, "y")
    monitoring.register_callback(1, event, told)
    monitoring.set_events(1, event)
    for _ in t_work():
        pass
    first = len(places)
    for _ in t_work():
        pass
    again = len(places)
    monitoring.restart_events()
    for _ in t_work():
        pass
    monitoring.set_events(1, 0)
    monitoring.free_tool_id(1)
    print(event, first, again, len(places), places if len(places) < 9 else "")


print("disabling")
for name in "PY_START PY_RESUME PY_RETURN PY_YIELD LINE INSTRUCTION JUMP BRANCH BRANCH_LEFT BRANCH_RIGHT".split():
    disabling(getattr(E, name))
monitoring.use_tool_id(1, "y")
monitoring.register_callback(1, E.RAISE, lambda *args: monitoring.DISABLE)
monitoring.set_events(1, E.RAISE)
try:
    t_callee()
except ValueError as error:
    print(error)
monitoring.free_tool_id(1)

print("several tools")
for tool in 3, 5, 2:
    monitoring.use_tool_id(tool, f"tool {tool}")
    monitoring.register_callback(tool, E.PY_START, lambda code, offset, tool=tool: log.append(tool))
    monitoring.set_local_events(tool, t_callee.__code__, E.PY_START)
try:
    t_callee()
except ValueError:
    pass
print(log, [monitoring.get_local_events(tool, t_callee.__code__) for tool in range(6)], monitoring._all_events())


def failing(code, line):
    raise OSError(f"in the callback for line {line - code.co_firstlineno}")


monitoring.register_callback(5, E.LINE, failing)
monitoring.set_local_events(5, t_handler.__code__, E.LINE)
try:
    t_handler()
except OSError as error:
    print(error, error.__traceback__.tb_next.tb_lineno - t_handler.__code__.co_firstlineno)
for tool in 3, 5, 2:
    monitoring.free_tool_id(tool)
print([monitoring.get_tool(tool) for tool in range(6)])
