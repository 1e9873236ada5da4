"""Compiled code that is unwound, or raises, at places where it was not expected to."""
import sys


class Late:
    pass


def look():
    return sys._getframe(1).f_code.co_name


def observed(missing):
    """A frame is looked at in the handler; then a name that the function has just made is called."""
    global Made
    try:
        return Made(), missing
    except NameError as error:
        look()
        Made = Late
        return Made(), str(error)


def handled_and_called(depth):
    try:
        raise ValueError(depth)
    except ValueError:
        look()
        if depth > 0:
            return handled_and_called(depth - 1)
        globals()["Fresh"] = Late
        return Fresh()


for _ in range(3):
    print([type(value).__name__ for value in observed("x")])
    print(type(handled_and_called(3)).__name__)
    globals().pop("Fresh")
    globals().pop("Made")


def powers(base, exponent):
    try:
        return base**exponent
    except OverflowError as error:
        return type(error).__name__


try:
    10.0**400
except OverflowError as error:
    print("too large", len(error.args))
for base, exponent in [(10.0, 3.0), (10.0, 400.0), (2.0, 2), (1e200, 2), (1e200, 2.0), (float("inf"), -1.0), (3.0, 0)] * 3:
    print(powers(base, exponent), end=" ")
print()
