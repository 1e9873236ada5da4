"""Exceptions: chaining, notes, groups, finally rules, tracebacks as data, cleanup order, custom hierarchies."""

import traceback
from contextlib import ExitStack, contextmanager, suppress


class AppError(Exception):
    code = 1

    def __init__(self, message, *, hint=None):
        super().__init__(message)
        self.hint = hint

    def __str__(self):
        return super().__str__() + (f" (hint: {self.hint})" if self.hint else "")


class NotFound(AppError, LookupError):
    code = 404


def finally_return():
    try:
        return "try"
    finally:
        print("  finally before return")


def finally_overrides():
    for i in range(3):
        try:
            if i == 1:
                continue
            if i == 2:
                break
            print("  body", i)
        except ValueError:
            print("  never")
        else:
            print("  else", i)
        finally:
            print("  finally", i)
    return i


def nested():
    try:
        try:
            1 / 0
        except ZeroDivisionError as error:
            raise KeyError("inner") from error
    except KeyError as error:
        try:
            int("x")
        except ValueError:
            raise NotFound("nothing there", hint="look elsewhere") from None


def chain(error, depth=0):
    while error is not None:
        cause = "cause" if error.__cause__ else "context" if error.__context__ and not error.__suppress_context__ else "end"
        print("  " * depth + f"{type(error).__name__}: {error} [{cause}]")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        depth += 1


print(finally_return(), finally_overrides())
try:
    nested()
except LookupError as error:
    print(type(error).__mro__[:3], error.code, error)
    chain(error)
    print("context kept:", repr(error.__context__), "shown:", not error.__suppress_context__)
try:
    try:
        {}["a"]
    except KeyError:
        [][1]
except IndexError as error:
    chain(error)
    error.add_note("first note")
    error.add_note("second\nnote")
    print("".join(traceback.format_exception_only(error)), end="")

try:
    error
except NameError as gone:
    print(gone)

group = ExceptionGroup("g", [ValueError("v1"), ExceptionGroup("h", [TypeError("t"), ValueError("v2")]), FileNotFoundError("No such file")])
matching, rest = group.split(ValueError)
print(matching, "|", rest, "|", group.subgroup(lambda e: "2" in str(e)))
try:
    try:
        raise group
    except* ValueError as values:
        print("ValueErrors:", [repr(e) for e in values.exceptions])
        raise AppError("from handler")
    except* TypeError as types:
        print("TypeErrors:", types.exceptions)
except BaseException as error:
    print(type(error).__name__, error)
    for sub in error.exceptions:
        print("   ", repr(sub), "<-", type(sub.__context__).__name__)
try:
    raise ExceptionGroup("only", [KeyError("k")])
except* KeyError as error:
    print("handled", error.message)
for bad in [lambda: ExceptionGroup("x", []), lambda: ExceptionGroup("x", [3]), lambda: ExceptionGroup("x", [KeyboardInterrupt()]), lambda: BaseExceptionGroup("x", [KeyboardInterrupt()])]:
    try:
        print(repr(bad()))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)


@contextmanager
def resource(name, swallow=False, fail=False):
    print("  open", name)
    try:
        yield name
    except Exception as error:
        print("  error in", name, repr(error))
        if not swallow:
            raise
    finally:
        print("  close", name)
        if fail:
            raise RuntimeError(f"closing {name}")


with resource("outer", swallow=True), resource("inner"):
    raise ValueError("body")
try:
    with resource("a", fail=True):
        raise KeyError("lost")
except RuntimeError as error:
    chain(error)
with ExitStack() as stack:
    for name in "xyz":
        stack.enter_context(resource(name))
    stack.callback(print, "  callback", end="!\n")
    kept = stack.pop_all()
kept.close()
with suppress(ZeroDivisionError, KeyError):
    {}[1 / 0]


def deep(n):
    if n == 0:
        raise NotFound("bottom")
    deep(n - 1)


try:
    deep(3)
except NotFound as error:
    frames = traceback.extract_tb(error.__traceback__)
    print([(f.name, f.line) for f in frames])
    print(traceback.format_exc().count("deep(n - 1)"), error.args, error.with_traceback(None).__traceback__)


def generator():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("  closed")
        raise
    finally:
        print("  generator done")


g = generator()
next(g)
g.close()
g = generator()
next(g)
try:
    g.throw(AppError("thrown in"))
except AppError as error:
    print(error.code, error)
try:
    raise StopIteration("value")
except StopIteration as stop:
    print(stop.value)
for expression in ["1 + 'a'", "None.x", "[].foo", "int('z', 36) + []", "undefined_name", "(lambda: x)()", "''.join([1])", "{[]: 1}", "len(5)", "print(sep=1)", "1 < 'a'", "max([])", "'%d' % 'x'", "[1, 2][5]", "range(1, 2, 0)", "chr(-1)", "b'a' + 'b'", "iter(3)", "raise_", "abs('x')", "(1).imag.foo"]:
    try:
        eval(expression)
    except Exception as error:
        print(f"{expression:<22} {type(error).__name__}: {error}")
assert issubclass(NotFound, LookupError)
try:
    assert 1 > 2, "arithmetic still works"
except AssertionError as error:
    print(repr(error))
