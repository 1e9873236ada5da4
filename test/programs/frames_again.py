"""Frames of ended calls serve the next ones: nobody sees anything of it."""

import gc
import sys
import weakref


def leaf(value):
    local = value
    return local


def frame_of(value):
    kept = value
    return sys._getframe()


def failing(value):
    inside = value
    raise ValueError(inside)


def traceback_of(value):
    try:
        failing(value)
    except ValueError as error:
        return error.__traceback__


def generator(value):
    for i in range(3):
        leaf(i)
        yield value + i


def names(frame):
    found = []
    while frame is not None:
        found.append(frame.f_code.co_name)
        frame = frame.f_back
    return found


def calls():
    frames, tracebacks, generators = [], [], []
    for i in range(5):
        leaf(i)
        frames.append(frame_of(i))
        leaf(-1)
        tracebacks.append(traceback_of(i))
        leaf(-2)
        generators.append(generator(i))
        leaf(-3)
    print([frame.f_locals["kept"] for frame in frames], len(set(map(id, frames))))
    print([names(frame) for frame in frames[:2]])
    for each in tracebacks:
        print(each.tb_frame.f_locals["value"], each.tb_next.tb_frame.f_locals, each.tb_next.tb_lineno - each.tb_lineno)
    print([list(each) for each in generators])


calls()


class Thing:
    def __init__(self, value):
        self.value = leaf(value)

    def get(self):
        return self.value


class Wrong:
    def __init__(self, value):
        return leaf(value)


def instances():
    things = [Thing(i) for i in range(5)]
    for i in (None, None, 3):
        try:
            print(type(Wrong(i)).__name__)
        except TypeError as error:
            print(error)
    return [thing.get() for thing in things], len(set(map(id, things)))


print(instances())


def recursive(n):
    return leaf(n) if n == 0 else recursive(n - 1) + leaf(1)


for depth in (3, 400, 5, 300):
    print(recursive(depth))


def kept_alive():
    def inner():
        return 1

    class Local:
        pass

    def using(value):
        return value

    ref, thing = weakref.ref(inner), Local()
    other = weakref.ref(thing)
    inner()
    using(thing)
    del inner, thing, using
    gc.collect()
    return ref(), other()


print(kept_alive())
