"""What the fuzzer of programs has found about exceptions: where they come from, and what they carry."""
import sys


def places(error):
    found = []
    tb = error.__traceback__
    while tb is not None:
        code = tb.tb_frame.f_code
        found.append((code.co_name, tb.tb_lineno - code.co_firstlineno, tb.tb_lasti))
        tb = tb.tb_next
    return found


def thrown_into(generator, sent):
    for _ in range(sent):
        generator.send(None)
    frame = getattr(generator, "gi_frame", None) or generator.cr_frame
    before = frame.f_lasti
    try:
        generator.throw(ValueError)
    except ValueError as e:
        return before, places(e)[1:]


def one():
    x = 1
    yield x
    yield from [5]


def free(a):
    return (a + i for i in [1, 2])


async def nothing():
    pass


for sent in range(3):
    print("function", thrown_into(one(), sent))
for sent in range(2):
    print("expression", thrown_into(free(3), sent))
print("coroutine", thrown_into(nothing(), 0))


def wrapped(callable):
    try:
        callable(1)
    except* TypeError as e:
        found = places(e), places(e.exceptions[0])
    return found


for _ in range(3):
    print("wrapped", wrapped(None))


def events(function):
    found = []

    def trace(frame, event, arg):
        if frame.f_code.co_name != "<module>":
            found.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
        return trace

    sys.settrace(trace)
    function()
    sys.settrace(None)
    return found


def summing():
    return sum(x for x in [] if x)


def one_line(): yield 1


print("traced", events(summing))
print("traced", events(lambda: list(one_line())))


def parts(group, kind):
    """Parts of groups suppress their context, whatever the group does."""
    whole = group.split(kind)
    found = [(part.__suppress_context__, part.__cause__) for part in whole if part is not None]
    try:
        try:
            raise group
        except* kind as e:
            found.append((e.__suppress_context__, [x.__suppress_context__ for x in e.exceptions]))
    except BaseExceptionGroup as e:
        found.append((e is group, e.__suppress_context__, repr(e.__context__)))
    return found


for kind in (ValueError, KeyError, TypeError, OSError):
    inner = ExceptionGroup("inner", [TypeError(1), KeyError(2)])
    print("parts", kind.__name__, parts(ExceptionGroup("outer", [ValueError(3), inner]), kind))
