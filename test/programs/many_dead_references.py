"""Thousands of weak references that die at once: each callback runs, whatever it does."""

import gc
import weakref


class Target:
    pass


def deeper(n):
    return 0 if n == 0 else 1 + deeper(n - 1)


def make(count, callback):
    targets = [Target() for _ in range(count)]
    return [weakref.ref(target, callback) for target in targets]


told = []


def tell(reference):
    told.append(reference() is None)


def work(reference):
    deeper(20)
    told.append([n for n in range(3)] == [0, 1, 2] and reference() is None)


for callback in (tell, work):
    told.clear()
    references = make(5000, callback)
    for _ in range(5):
        gc.collect()
        for i in range(1000):
            pass
    print(callback.__name__, len(told), all(told), sum(reference() is None for reference in references))
