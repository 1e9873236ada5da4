# What happens to objects that are lost, once the collector has been asked for: finalizers, weak references, unfinished generators.
import gc
import sys
import weakref


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


node = Node("first")
del node
gc.collect()
print("after first")


def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("numbers closed")


def nested():
    with_cleanup = numbers()
    try:
        yield from with_cleanup
    finally:
        print("nested closed")


iterator = nested()
print(next(iterator))
del iterator
gc.collect()
print("after nested")


class Plain:
    pass


plain = Plain()
ref = weakref.ref(plain, lambda r: print("callback", r() is None))
del plain
gc.collect()
print(ref())

try:
    plain = Plain()
    ref = weakref.ref(plain)
    raise ValueError(plain)
except ValueError:
    pass
del plain
gc.collect()
print(ref())


class Broken:
    def __del__(self):
        raise RuntimeError("in del")


def report(args):
    print(args.err_msg.partition(" at ")[0], args.exc_type.__name__, args.exc_value)


sys.unraisablehook = report
broken = Broken()
del broken
gc.collect()

print("end")
