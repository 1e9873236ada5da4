"""What runs on every engine: a program's namespace, its output as text, and how its exceptions are told.

Nothing of a program's own is called to show its values, and nothing is shown that CPython does not promise: no addresses, no order of sets, not when
objects die. Each program prints into a list of its own, and what its generators and coroutines still have to do, they do before that is read.
"""
import builtins
import gc
import sys
import warnings

warnings.simplefilter("ignore")
sys.unraisablehook = lambda info: None
MOST_LINES = 400
MOST_PLACES = 40
FILE = "<p>"
ATTEMPTS = 1, 2, 3
TURNS = tuple(range(20))
budget = 0
original = dict(vars(builtins))
# Programs put others in their places.
len, range, abs, min, sum = len, range, abs, min, sum


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


def lines(error):
    """Where an exception came through: function, line and instruction. How deep recursion without end goes tells nothing."""
    found = []
    tb = error.__traceback__
    while tb is not None:
        if len(found) == MOST_PLACES:
            return " ".join(found) + " …"
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


def close(value):
    """What close() does. CPython's goes on as if nothing were when what the generator delegates to raises as it is closed: that is not compared."""
    inner = getattr(value, "gi_yieldfrom", None) or getattr(value, "cr_await", None)
    if inner is None or getattr(inner, "__name__", None) == "__await__":
        return value.close()
    try:
        value.throw(GeneratorExit)
    except (GeneratorExit, StopIteration):
        return
    raise RuntimeError("closing is ignored")


def finish(value):
    """What a generator or coroutine that a program has left says as it is closed, until nothing of it is left to run."""
    kind = type(value).__name__
    if kind not in ("generator", "coroutine", "async_generator"):
        return
    for attempt in ATTEMPTS:
        try:
            if kind == "async_generator":
                steps = value.aclose()
                for turn in TURNS:
                    steps.send(None)
            else:
                close(value)
                return
        except StopIteration:
            return
        except BaseException as error:
            if type(error).__name__ == "LimitExceeded":
                raise
            yield f"closing {kind} {value.__name__}: {tell(error)}"


class Program:
    """What a program prints, and the generators and coroutines that it makes."""

    def __init__(self):
        out = self.out = []
        kept = self.kept = []

        def p(*values):
            global budget
            budget = 200
            out.append(" ".join([value if type(value) is str and value.isascii() else show(value) for value in values]))
            if len(out) >= MOST_LINES:
                raise Enough

        def keep(value):
            kept.append(value)
            return value

        def tracer(most):
            """A trace function that notes so many events of the program, and then ends tracing. Generator expressions that are left die some time."""
            left = most

            def trace(frame, event, arg):
                nonlocal left
                if frame.f_code.co_filename != FILE or frame.f_code.co_name == "<genexpr>":
                    return None
                left -= 1
                if left < 0:
                    sys.settrace(None)
                    return None
                told = type(arg).__name__ if event != "exception" else arg[0].__name__
                p("trace", frame.f_code.co_name, event, frame.f_lineno, told)
                return trace

            return trace

        self.space = {"__name__": "fuzz", "p": p, "keep": keep, "close": close, "lines": lines, "tell": tell, "where": where, "variables": variables, "tracer": tracer, "sys": sys, "builtins": builtins}

    def run(self, source):
        try:
            exec(compile(source, FILE, "exec"), self.space)
        except Enough:
            self.out.append("enough")
        except BaseException as error:
            sys.settrace(None)
            if type(error).__name__ == "LimitExceeded":
                raise
            self.out.append("ended by " + tell(error))

    def end(self):
        """Closes what the program has left, those last that were made first; gives the text of it all."""
        said = []
        for value in self.kept[::-1]:
            said += finish(value)
        text = "\n".join((self.out + said)[:MOST_LINES])
        self.kept.clear()
        if said:
            # What cannot be closed dies now, not in the midst of another program.
            gc.collect()
        return text.encode("utf-8", "backslashreplace").decode()


def restore():
    """Undoes what a program changes that is not its own."""
    sys.settrace(None)
    vars(builtins).update(original)


def run_program(source):
    program = Program()
    try:
        program.run(source)
        restore()
        text = program.end()
    except BaseException as error:
        sys.settrace(None)
        if type(error).__name__ != "LimitExceeded":
            raise
        return "?"
    finally:
        restore()
    return text if sys.exc_info() == (None, None, None) else text + "\nan exception is still being handled"
