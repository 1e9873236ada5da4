"""Ints that are too large for what C makes of an argument: a Py_ssize_t, an index, an int."""
import collections
import io
import itertools
import os
import time

CALLS = [
    ([].insert, 1), ([1].pop,), ("a".center,), (bytearray(b"a").pop,), ("a".zfill,), ((1).to_bytes,), (io.BytesIO().seek,),
    (io.BytesIO().read,), (bytes,), ([0].__mul__,), (collections.deque([1]).rotate,), (itertools.repeat, None),
    (itertools.batched, None), (chr,), ("a".expandtabs,), (b"a".expandtabs,), (os.close,), (os.strerror,),
]  # fmt: skip
for n in 2**100, -(2**100):
    for call, *rest in CALLS:
        try:
            # None stands for an argument that comes first.
            call(*([[1], n] if rest == [None] else [n, *rest]))
        except (OverflowError, ValueError) as error:
            print(call.__name__, type(error).__name__, error)
try:
    collections.deque([], 2**100)
except OverflowError as error:
    print(error)
for n in 2**40, -(2**40):
    try:
        "a".expandtabs(n)
    except OverflowError as error:
        print(error)
try:
    time.sleep([])
except TypeError as error:
    print(error)
try:
    time.asctime((-(2**31),) + (0,) * 8)
except OverflowError as error:
    print(error)
