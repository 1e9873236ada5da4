"""atexit: what callbacks and comparisons do to the list while it is used."""
import atexit

log = []
atexit._clear()


def make(n):
    def callback():
        log.append(n)

    callback.__name__ = f"callback{n}"
    return callback


class Probe:
    def __init__(self, act):
        self.act, self.count = act, 0

    def __eq__(self, other):
        self.count += 1
        log.append(f"compare {other.__name__}")
        return self.act(self.count, other)


def run(act):
    log.clear()
    for n in range(3):
        atexit.register(make(n))
    probe = Probe(act)
    atexit.unregister(probe)
    left = atexit._ncallbacks()
    atexit._run_exitfuncs()
    print(left, log)


run(lambda count, other: count == 1)
run(lambda count, other: count == 2)
run(lambda count, other: True)
run(lambda count, other: count == 2 and (atexit._clear() or True))
run(lambda count, other: count == 1 and bool(atexit.register(make(9))))
run(lambda count, other: count == 2 and bool(atexit.register(make(9))))


def first():
    print("first", atexit._ncallbacks())
    atexit.register(print, "never")


def second():
    print("second", atexit._ncallbacks())
    atexit.unregister(third)


def third(*args, **kwargs):
    print("third runs all the same", args, kwargs)


atexit.register(third, 1, 2, key=3)
atexit.register(second)
atexit.register(first)
atexit._run_exitfuncs()
print(atexit._ncallbacks())


class Bad:
    def __eq__(self, other):
        raise ValueError("no comparison")


atexit.register(print, "x")
try:
    atexit.unregister(Bad())
except ValueError as error:
    print(error, atexit._ncallbacks())
atexit._clear()
