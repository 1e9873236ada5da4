"""What runs on every engine: a program's namespace, its output as text, and how its exceptions are told.

Nothing of a program's own is called to show its values, and nothing is shown that CPython does not promise: no addresses, no order of sets.
"""
import builtins
import sys
import warnings

warnings.simplefilter("ignore")
sys.unraisablehook = lambda info: None
MOST_LINES = 400
FILE = "<p>"
out = []
kept = []
budget = 0
original = dict(vars(builtins))


class Enough(BaseException):
    pass


def show(value, depth=0):
    global budget
    budget -= 1
    kind = type(value)
    name = kind.__name__
    if budget < 0:
        return "…"
    if kind is int:
        return repr(value) if value.bit_length() < 3000 else f"int {value.bit_length()} bits, {value % 1000003}"
    if kind is float or kind is bool or kind is complex or value is None or kind is range or kind is slice:
        return repr(value)
    if kind is str or kind is bytes:
        return ascii(value) if len(value) < 200 else f"{name} {len(value)} {ascii(value[-50:])}"
    if kind is list or kind is tuple:
        if depth > 3:
            return f"{name}({len(value)})"
        left, right = ("[", "]") if kind is list else ("(", ")")
        return left + ", ".join([show(item, depth + 1) for item in value[:12]]) + ("…" if len(value) > 12 else "") + right
    if kind is set or kind is frozenset:
        return name + "{" + ", ".join(sorted([show(item, depth + 1) for item in value])[:12]) + "}"
    if kind is dict:
        if depth > 3:
            return f"dict({len(value)})"
        return "{" + ", ".join([show(k, depth + 1) + ": " + show(value[k], depth + 1) for k in list(value)[:12]]) + "}"
    if isinstance(value, BaseException):
        return f"{name}{show(value.args, depth + 1)}"
    if isinstance(value, type):
        return f"<class {value.__name__}>"
    if depth > 2:
        return f"<{name}>"
    try:
        fields = object.__getattribute__(value, "__dict__")
    except AttributeError:
        fields = None
    if type(fields) is dict and kind.__module__ == "fuzz":
        return f"<{name} " + ", ".join([f"{k}={show(fields[k], depth + 1)}" for k in list(fields)[:12]]) + ">"
    qualname = getattr(value, "__qualname__", None) if name in ("function", "generator", "coroutine", "async_generator", "method") else None
    return f"<{name}>" if qualname is None else f"<{name} {qualname}>"


def p(*values):
    global budget
    budget = 200
    out.append(" ".join([value if type(value) is str and value.isascii() else show(value) for value in values]))
    if len(out) >= MOST_LINES:
        raise Enough


def keep(value):
    kept.append(value)
    return value


def lines(error):
    """Where an exception came through: function, line and instruction."""
    found = []
    tb = error.__traceback__
    while tb is not None:
        code = tb.tb_frame.f_code
        if code.co_filename == FILE:
            found.append(f"{code.co_name}:{tb.tb_lineno}@{tb.tb_lasti}")
        tb = tb.tb_next
    return " ".join(found)


def tell(error, depth=0):
    """The exception with everything that hangs on it."""
    if error is None or depth > 4:
        return "-"
    text = f"{type(error).__name__}: {error} [{lines(error)}]"
    if isinstance(error, BaseExceptionGroup):
        text += " {" + "; ".join([tell(inner, depth + 1) for inner in error.exceptions]) + "}"
    if error.__cause__ is not None:
        text += f" from ({tell(error.__cause__, depth + 1)})"
    if error.__context__ is not None and error.__context__ is not error.__cause__:
        text += f" during{'-' if error.__suppress_context__ else ''} ({tell(error.__context__, depth + 1)})"
    notes = getattr(error, "__notes__", None)
    return text if notes is None else f"{text} notes {notes}"


def where(depth=0):
    """The callers' names and lines, as frames tell them."""
    frame = sys._getframe(1 + depth)
    found = []
    while frame is not None and frame.f_code.co_filename == FILE:
        found.append(f"{frame.f_code.co_name}:{frame.f_lineno}@{frame.f_lasti}")
        frame = frame.f_back
    return " ".join(found)


def variables(depth=0):
    """The caller's variables, as its frame tells them; in a module only those of the program."""
    frame = sys._getframe(1 + depth)
    if frame.f_code.co_name == "<module>":
        return len(frame.f_locals)
    return {k: v for k, v in frame.f_locals.items()}


def tracer(most):
    """A trace function that notes so many events of the program, and then ends tracing."""
    left = most

    def trace(frame, event, arg):
        nonlocal left
        if frame.f_code.co_filename != FILE:
            return None
        left -= 1
        if left < 0:
            sys.settrace(None)
            return None
        told = type(arg).__name__ if event != "exception" else arg[0].__name__
        p("trace", frame.f_code.co_name, event, frame.f_lineno, told)
        return trace

    return trace


def run_program(source):
    out.clear()
    space = {"__name__": "fuzz", "p": p, "keep": keep, "lines": lines, "tell": tell, "where": where, "variables": variables, "tracer": tracer, "sys": sys, "builtins": builtins}
    try:
        exec(compile(source, FILE, "exec"), space)
    except Enough:
        out.append("enough")
    except BaseException as error:
        sys.settrace(None)
        if type(error).__name__ == "LimitExceeded":
            return "?"
        out.append("ended by " + tell(error))
    finally:
        sys.settrace(None)
        vars(builtins).update(original)
    if sys.exc_info() != (None, None, None):
        out.append("an exception is still being handled")
    text = "\n".join(out[:MOST_LINES])
    kept.clear()
    return text.encode("utf-8", "backslashreplace").decode()
