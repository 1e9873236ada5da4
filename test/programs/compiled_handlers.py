"""Exception handlers in hot code: every kind of clause, what they see, and what is left behind."""

import sys
import traceback


def lines(error):
    """Where the exception has been, by function and line from the function's start."""
    found = []
    tb = error.__traceback__
    while tb is not None:
        code = tb.tb_frame.f_code
        found.append(f"{code.co_name}+{tb.tb_lineno - code.co_firstlineno}")
        tb = tb.tb_next
    return " ".join(found)


def chain(error):
    found = []
    while error is not None:
        found.append(f"{type(error).__name__}({', '.join(map(str, error.args))})")
        error = error.__cause__ or error.__context__
    return " < ".join(found)


def hot(function, count=1500):
    """Calls the function until it is compiled, and prints its last two answers."""
    answers = [None, None]
    for i in range(count):
        answers[i & 1] = function(i)
    print(function.__name__, *answers)


class Odd(Exception):
    pass


class VeryOdd(Odd):
    def __init__(self, number):
        super().__init__(number, "very odd")
        self.number = number


def check(i):
    if i % 3 == 1:
        raise VeryOdd(i)
    if i % 3 == 2:
        return [1, 2][i]
    return i


def by_class(i):
    total = 0.5
    try:
        total += check(i)
    except VeryOdd as error:
        total += error.number * 2
    except (KeyError, IndexError) as error:
        total = lines(error)
    else:
        total += 1
    finally:
        kind = sys.exc_info()[0]
    return total, kind


def in_loop(i):
    caught = 0
    unbound = []
    for k in range(6):
        try:
            if k & 1:
                value = 10 // (k - 3)
            else:
                value = int("x" * (k & 2) or "7")
        except ZeroDivisionError:
            caught += 100
            continue
        except ValueError:
            caught += 1
            if k > 3:
                break
        finally:
            unbound.append(k)
        caught += value
    return caught, unbound


def nested(i):
    seen = []
    try:
        try:
            try:
                {}[i]
            except KeyError as inner:
                seen.append(sys.exception() is inner)
                raise ValueError("again") from inner
        except ValueError as middle:
            seen.append(chain(middle))
            raise
    except ValueError as outer:
        seen.append(lines(outer))
        try:
            raise RuntimeError("third")
        except RuntimeError as last:
            seen.append(chain(last))
        seen.append(sys.exception() is outer)
    seen.append(sys.exception())
    return seen


def reraised(i):
    try:
        try:
            check(i | 1 if i % 3 == 1 else 1)
        except IndexError:
            return "index"
        finally:
            i = -i
    except Odd as error:
        return i < 0, lines(error)


class Manager:
    def __init__(self, swallow):
        self.swallow = swallow
        self.seen = []

    def __enter__(self):
        return self

    def __exit__(self, kind, error, tb):
        self.seen.append((kind and kind.__name__, error and lines(error), tb is None))
        return self.swallow


def with_exits(i):
    answer = []
    with Manager(True) as outer:
        with Manager(False) as inner:
            check(2)
        answer.append("not reached")
    answer += outer.seen + inner.seen
    with Manager(True) as plain:
        answer.append(check(3))
    return answer + plain.seen


def early_return(i):
    for k in range(3):
        try:
            if k == 1:
                return k, i & 1
        finally:
            i += 1
    return None


def groups(i):
    seen = []
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), KeyError(i & 1)])
    except* ValueError as group:
        seen.append(len(group.exceptions))
    except* (TypeError, KeyError) as group:
        seen.append([repr(each) for each in group.exceptions])
    return seen


def deleted(i):
    error = "before"
    try:
        raise Odd(i & 1)
    except Odd as error:
        pass
    try:
        return error
    except UnboundLocalError as unbound:
        return str(unbound)


def bad_clause(i):
    try:
        try:
            raise Odd(i & 1)
        except "no class":
            pass
    except TypeError as error:
        return str(error), chain(error), lines(error)


def frames_later(i):
    """A traceback's frame goes on to show the variables as they change."""
    local = "at first"
    try:
        check(1)
    except Odd as error:
        kept = error.__traceback__
        local = "in the handler"
        during = kept.tb_frame.f_locals["local"]
    local = i & 1
    return during, kept


def look_at_frames(i):
    during, kept = frames_later(i)
    frame = kept.tb_frame
    return during, frame.f_locals["local"], frame.f_code.co_name, kept.tb_next.tb_frame.f_locals


def deep(n):
    if n == 0:
        raise Odd("bottom")
    return deep(n - 1) + 1


def through_frames(i):
    try:
        deep(4)
    except Odd as error:
        return lines(error)


def wrapped(n):
    try:
        return deep(n)
    except Odd as error:
        if n < 3:
            raise
        error.add_note("noted")
        raise LookupError(n) from error


def through_handlers(i):
    try:
        wrapped(i % 4)
    except (Odd, LookupError) as error:
        return chain(error), lines(error), getattr(error.__cause__, "__notes__", None)


def bare(i):
    try:
        raise
    except RuntimeError as error:
        return str(error)


def helper_raises():
    raise


def raise_from_callee(i):
    try:
        check(1)
    except Odd as error:
        first = error
        try:
            helper_raises()
        except Odd as again:
            return again is first, lines(again)


def comprehension(i):
    try:
        return [10 // (k - 2) for k in range(5)]
    except ZeroDivisionError as error:
        return lines(error), k_unbound()


def k_unbound():
    try:
        return k  # noqa: F821
    except NameError as error:
        return str(error)


def asserting(i):
    try:
        assert i < 0, "not negative"
    except AssertionError as error:
        return str(error), lines(error)


def generator(i):
    try:
        for k in range(3):
            try:
                received = yield k
            except Odd as error:
                yield chain(error)
        raise VeryOdd(i)
    finally:
        yield "finally"


def drive(i):
    it = generator(7)
    answer = [next(it), it.throw(Odd("thrown")), next(it), next(it), next(it)]
    try:
        next(it)
    except VeryOdd as error:
        answer.append((error.number, lines(error)))
    return answer


for each in (
    by_class, in_loop, nested, reraised, with_exits, early_return, groups, deleted, bad_clause, look_at_frames,
    through_frames, through_handlers, bare, raise_from_callee, comprehension, asserting, drive,
):
    hot(each)


def report(i):
    try:
        return 1 / (i - i)
    except ZeroDivisionError:
        text = traceback.format_exc()
    return text


for i in range(1200):
    text = report(i)
print("\n".join(line for line in text.splitlines() if "File" not in line))
print(sys.exc_info())
