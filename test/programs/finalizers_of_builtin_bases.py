"""__del__ of classes that derive from built-in types sees what the object held in the end."""
import array
import gc
from collections import deque


def finalized(base, *args):
    class Derived(base):
        def __del__(self):
            print("del", base.__name__, sorted(self.__dict__), show(self))

    return Derived(*args)


def show(value):
    return repr(value) if isinstance(value, (int, float)) else sorted(map(str, value))


def use(base, *args, change=None):
    made = finalized(base, *args)
    made.name = "x"
    gc.collect()  # from here on it is known to have a finalizer
    if change is not None:
        change(made)
    made.other = 1


use(list, [1, 2], change=lambda value: value.clear() or value.append(3))
use(dict, {"a": 1}, change=lambda value: value.pop("a") and value.update(b=2, c=3))
use(set, {1}, change=lambda value: value.update(range(5)))
use(bytearray, b"ab", change=lambda value: value.extend(b"c"))
use(deque, [1], change=lambda value: value.appendleft(0))
use(array.array, "i", [1], change=lambda value: value.append(7))
use(str, "text")
use(tuple, (1, 2))
use(int, 5)
use(float, 1.5)
use(frozenset, {1})
use(bytes, b"z")
for _ in range(3):
    gc.collect()
