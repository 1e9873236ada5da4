"""Built-ins that fail in hot code: what they raise, where it is caught, and what the traceback says."""

import sys


def hot(function, count=900):
    """Calls the function until it is compiled, and prints its last two answers."""
    answers = [None, None]
    for i in range(count):
        answers[i & 1] = function(i)
    print(function.__name__, *answers)


TEXTS = ["12", "x", " 7 ", "", "-0", "1_000", "1__0", "9" * 30, "٣", "\U0001d7d8", "1.5", "inf"]


def ints(i):
    found = []
    for text in TEXTS:
        try:
            found.append(int(text))
        except ValueError as error:
            found.append(str(error))
    return found


def floats(i):
    found = []
    for text in TEXTS:
        try:
            found.append(float(text))
        except ValueError as error:
            found.append(str(error))
    return found


class Odd:
    def __init__(self, value):
        self.value = value

    def __int__(self):
        return self.value

    def __float__(self):
        return self.value + 0.5


class Text(str):
    pass


def others(i):
    found = []
    for value in (True, 2.5, b"12", b"x", None, Odd(4), Odd("no"), Text("5"), Text("t"), 10**20, [], 1e308 * 10):
        try:
            found.append(int(value))
        except (ValueError, TypeError, OverflowError) as error:
            found.append(f"{type(error).__name__}: {error}")
        try:
            found.append(float(value))
        except (ValueError, TypeError, OverflowError) as error:
            found.append(f"{type(error).__name__}: {error}")
    return found


def plain(text):
    return int(text) + 1


def through(i):
    """The exception leaves one activation and is caught in the next."""
    try:
        return plain("q" if i & 1 else "41")
    except ValueError as error:
        tb = error.__traceback__
        lines = []
        while tb is not None:
            lines.append((tb.tb_frame.f_code.co_name, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno))
            tb = tb.tb_next
        return lines


def chained(i):
    try:
        try:
            int("a")
        except ValueError:
            float("b")
        finally:
            i += 1
    except ValueError as error:
        return str(error), str(error.__context__), error.__cause__, sys.exception() is error


def stepping():
    got = yield 1
    got = yield got
    return got


def sends(i):
    seen = []
    steps = stepping()
    try:
        seen.append(steps.send(None))
        seen.append(steps.send(i))
        seen.append(steps.send("last"))
    except StopIteration as stop:
        seen.append(stop.value)
        seen.append(stop.args)
        seen.append(stop.__traceback__.tb_next)
    try:
        steps.send(None)
    except StopIteration as stop:
        seen.append(stop.value)
    return seen


async def answer(i):
    return i * 2


def drives(i):
    coroutine = answer(i)
    while True:
        try:
            coroutine.send(None)
        except StopIteration as stop:
            return stop.value, stop.__context__


def uncaught(i):
    """No handler of its own: StopIteration becomes RuntimeError in a generator."""

    def wrong():
        steps = answer(i)
        yield steps.send(None)

    try:
        return next(wrong())
    except RuntimeError as error:
        return str(error), repr(error.__cause__)


for each in (ints, floats, others, through, chained, sends, drives, uncaught):
    hot(each)
