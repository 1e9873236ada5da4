"""What sys.getsizeof and __basicsize__ tell about C's structs, in pointers, as they are of another width on another machine."""
import _json
import collections
import functools
import io
import itertools
import operator
import pickle
import re
import struct
import sys
import types
import weakref

POINTER = struct.calcsize("P")

TYPES = [
    types.BuiltinFunctionType, types.CellType, types.GenericAlias, types.GetSetDescriptorType, types.MemberDescriptorType,
    types.MethodDescriptorType, types.MethodType, types.MethodWrapperType, types.ModuleType, types.SimpleNamespace,
    types.WrapperDescriptorType, types.FunctionType, types.CapsuleType, property, staticmethod, classmethod, super, slice, range,
    list, type({}.keys()), type(iter({})), type(reversed({})), type(iter([])), type(reversed([])), type(iter(range(3))), type(iter(range(2**70))),
    enumerate, zip, map, filter, reversed, type(iter(int, 3)),
    BaseException, OSError, FileNotFoundError, SyntaxError, ImportError, StopIteration, SystemExit, NameError, AttributeError,
    UnicodeDecodeError, BaseExceptionGroup, itertools.chain, itertools.count, itertools.groupby, itertools.product, itertools.takewhile,
    itertools.zip_longest, operator.attrgetter, operator.methodcaller, functools.partial, functools.cmp_to_key(len).__class__,
    type(iter(collections.deque())), weakref.ref, weakref.ProxyType,
    io.BytesIO, io.BufferedRWPair, io.IncrementalNewlineDecoder, re.Match, type(_json.make_scanner),
]
for each in TYPES:
    print(each.__name__, each.__basicsize__ / POINTER, each.__itemsize__ / POINTER)


def generator():
    yield 1


def frame():
    return sys._getframe()


INTERPRETER_FRAME = "9Phc"
for value, layout in ((generator(), "nP6P4c"), (frame(), "nP3PiccPPP")):
    room = value.__sizeof__() - struct.calcsize(layout + INTERPRETER_FRAME + "0P")
    print(type(value).__name__, room / POINTER, (sys.getsizeof(value) - value.__sizeof__()) / POINTER)


def pickler_sizes():
    pickler = pickle.Pickler(io.BytesIO())
    yield pickler.__sizeof__() - object.__sizeof__(pickler) - sys.getsizeof(b"x" * 4096)
    for count in (1, 4, 6, 20, 100):
        pickler.clear_memo()
        pickler.dump([chr(500 + i) for i in range(count)])
        yield pickler.__sizeof__() - object.__sizeof__(pickler)


def nested(depth):
    data = 0
    for i in range(depth):
        data = [data, data]
    return data


def unpickler_sizes():
    for data in (0, "a", [0] * 100, [chr(500 + i) for i in range(100)], nested(30), nested(100)):
        unpickler = pickle.Unpickler(io.BytesIO(pickle.dumps(data)), encoding="ASCII", errors="strict")
        before = unpickler.__sizeof__()
        unpickler.load()
        yield unpickler.__sizeof__() - before


print([size / POINTER for size in pickler_sizes()])
print([size / POINTER for size in unpickler_sizes()])
