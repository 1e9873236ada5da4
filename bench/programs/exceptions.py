"""Exceptions raised, caught by class, re-raised with a cause, and finally clauses on the way."""

SIZE = 6000


class Unlucky(ValueError):
    def __init__(self, number):
        super().__init__(f"unlucky {number}")
        self.number = number


def check(i):
    if i % 7 == 0:
        raise Unlucky(i)
    if i % 5 == 0:
        raise KeyError(i)
    return i


def guarded(i, log):
    try:
        return check(i)
    except KeyError as error:
        raise LookupError("wrapped") from error
    finally:
        log[0] += 1


def main(n):
    log = [0]
    total = 0
    for i in range(n):
        try:
            total += guarded(i, log)
        except Unlucky as error:
            total -= error.number
        except LookupError as error:
            total += error.__cause__.args[0] // 2
        try:
            int("x" if i % 3 else "12")
        except ValueError:
            total += 1
    return f"{total} {log[0]}"
