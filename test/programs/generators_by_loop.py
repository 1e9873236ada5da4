# send, throw and close pass through everything that a generator delegates to; tracebacks and frames show the delegating generators.
import sys
import time
import threading


def inner():
    try:
        got = yield "inner 1"
        print("inner got", got)
        yield "inner 2"
    except KeyError as error:
        print("inner caught", error, [f for f in names(sys._getframe())])
        yield "inner after error"
    finally:
        print("inner finally")
    return "inner result"


def names(frame):
    while frame is not None and frame.f_code.co_name != "<module>":
        yield frame.f_code.co_name
        frame = frame.f_back


def outer():
    try:
        result = yield from inner()
        print("outer got", result)
    except ValueError as error:
        print("outer caught", error)
        yield "outer after error"


def throw_into(generator, error):
    return generator.throw(error)


g = outer()
print(next(g), g.send("hello"), throw_into(g, KeyError("k")))
try:
    next(g)
except StopIteration as stop:
    print("stop", stop.value)

g = outer()
print(next(g), throw_into(g, ValueError("v")))
print(g.close(), next(g, "nothing"))


class Custom:
    def __iter__(self):
        return self

    def __next__(self):
        return "custom"

    def throw(self, error):
        print("custom throw", list(names(sys._getframe())))
        raise StopIteration("from custom")

    def close(self):
        print("custom close")


def delegating():
    print("result", (yield from Custom()))
    yield "last"


g = delegating()
print(next(g), next(g), g.throw(KeyError()))
g = delegating()
next(g)
print(g.close())


def stubborn():
    try:
        yield
    except GeneratorExit:
        yield


g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as error:
    print(error)


def returning():
    try:
        yield
    except GeneratorExit:
        return "on exit"


g = returning()
next(g)
print(g.close())


class Numbers:
    def __init__(self, count):
        self.left = count

    def __iter__(self):
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        time.sleep(0)
        return self.left


print([n for n in Numbers(3)], next(Numbers(1)), next(Numbers(0), "none"))


def failing():
    yield 1
    raise LookupError("in generator")


try:
    for n in failing():
        print(n)
except LookupError as error:
    tb = error.__traceback__
    lines = []
    while tb is not None:
        lines.append(tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    print(lines)


class BadIterator:
    def __iter__(self):
        return self

    def __next__(self):
        raise OSError("bad")


try:
    for _ in BadIterator():
        pass
except OSError as error:
    print("bad", error)
