"""Trace and profile functions: the events of calls, lines, returns, exceptions, generators; f_trace, f_trace_lines, f_trace_opcodes."""
import sys

log = []
FIRST = 0


def shown(arg):
    if isinstance(arg, tuple):
        return f"{arg[0].__name__}({arg[1]})"
    return getattr(arg, "__name__", arg)


def tell(frame, event, arg):
    if frame.f_code.co_name.startswith("t_"):
        log.append((frame.f_code.co_name[2:], event, frame.f_lineno - frame.f_code.co_firstlineno, shown(arg)))


def trace(frame, event, arg):
    tell(frame, event, arg)
    return trace


def profile(frame, event, arg):
    tell(frame, event, arg)


def run(function, with_trace=trace, with_profile=None):
    sys.settrace(with_trace)
    sys.setprofile(with_profile)
    try:
        function()
    except Exception as error:
        log.append(("raised", type(error).__name__, str(error), ""))
    finally:
        sys.setprofile(None)
        sys.settrace(None)
    print("=====", function.__name__)
    for entry in log:
        print(*entry)
    log.clear()


def t_gen():
    try:
        yield 1
    except KeyError:
        yield 2
    finally:
        str(3)


def t_throwing():
    g = t_gen()
    next(g)
    g.throw(KeyError)
    g.close()


def t_returning():
    yield 1
    return 5


def t_delegating():
    r = yield from t_returning()
    return r


def t_driving():
    g = t_delegating()
    next(g)
    try:
        next(g)
    except StopIteration as stop:
        return stop.value


def t_lines():
    x = [i for i in range(2)]
    for i in x: i
    while x: x.pop()
    if not x: x = 1; y = 2
    with open("/dev/null") as f: pass
    return (
        x
        + y
    )


def t_errors():
    try:
        int("x")
    except ValueError:
        pass
    try:
        t_raising()
    finally:
        del log


def t_raising():
    raise OSError("here")


class Attributes:
    @property
    def t_property(self):
        return self.t_missing

    def __getattr__(self, name):
        return len(name)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return True

    def __lt__(self, other):
        return True


def t_attributes():
    a = Attributes()
    a.t_property
    with a:
        raise KeyError
    sorted([a, a])
    "abc".upper()
    str.upper("abc")
    list(map(abs, (1, 2)))


for function in t_throwing, t_driving, t_lines, t_errors, t_attributes:
    run(function)
for function in t_throwing, t_errors, t_attributes:
    run(function, None, profile)
run(t_driving, trace, profile)


def only_calls(frame, event, arg):
    tell(frame, event, arg)


def no_lines(frame, event, arg):
    frame.f_trace_lines = False
    tell(frame, event, arg)
    return no_lines


def opcodes(frame, event, arg):
    frame.f_trace_opcodes = True
    tell(frame, event, frame.f_lasti if event == "opcode" else arg)
    return opcodes


def once(frame, event, arg):
    tell(frame, event, arg)
    return (lambda frame, event, arg: tell(frame, event, arg)) if event == "call" else None


def failing(frame, event, arg):
    tell(frame, event, arg)
    if event == "line" and frame.f_lineno - frame.f_code.co_firstlineno == 2:
        raise ArithmeticError("in the trace function")
    return failing


for tracer in only_calls, no_lines, once, failing:
    print(tracer.__name__)
    run(t_throwing, tracer)
run(t_raising, opcodes)
print(sys.gettrace(), sys.getprofile())
