"""Buffers of any structure: what _testbuffer's ndarray exports, and what memoryview makes of it."""
from _testbuffer import *


def attempt(f, *args, **kwargs):
    try:
        result = f(*args, **kwargs)
    except Exception as error:
        print(f"  {type(error).__name__}: {error}")
    else:
        print("  ", result.tolist() if isinstance(result, (ndarray, memoryview)) else result)


def show(view):
    print("  ", view.shape, view.suboffsets, view.nbytes, view.format, view.c_contiguous, view.f_contiguous, view.tolist())


print("pointers to rows")
for flags in (0, ND_FORTRAN):
    rows = ndarray(list(range(24)), shape=[2, 3, 4], flags=flags | ND_PIL | ND_WRITABLE)
    view = memoryview(rows)
    show(rows)
    show(view)
    show(view[::-1])
    print(view[1, 2, 3], view[-1, -1, -4], rows[1][2][3], view == rows, view == rows[::-1], view[::-1] == rows[::-1])
    view[1, 0, 2] = 99
    print(rows.tolist(), view.tobytes(), view.tobytes("F"), view.hex(), bytes(rows) == view.tobytes())
    attempt(view._from_flags, rows, PyBUF_STRIDES)
    attempt(view.__buffer__, PyBUF_STRIDES)
    attempt(view.cast, "b")
    attempt(lambda: rows[:, 1:3, ::-2])
line = ndarray([1, 2, 3, 4, 5], shape=[5], format="q", flags=ND_PIL | ND_WRITABLE)
view = memoryview(line)
view[1:3] = memoryview(ndarray([8, 9], shape=[2], format="q"))
view[::-2] = view[::2]
print(list(view), view.tolist(), 9 in view, view.index(8), line.tolist())

print("strides")
steps = ndarray(list(range(12)), shape=[3, 2], strides=[-4, -1], offset=11)
show(steps)
show(memoryview(steps))
show(ndarray([7], shape=[3, 2], strides=[0, 0]))
for order in "CFA":
    print(order, py_buffer_to_contiguous(steps, order, PyBUF_FULL_RO), get_contiguous(steps, PyBUF_READ, order).strides, is_contiguous(steps, order))
attempt(get_contiguous, steps, PyBUF_WRITE, "C")
attempt(ndarray, list(range(12)), shape=[3, 4], strides=[-4, -1], offset=10)
attempt(ndarray, [1, 2], shape=[2], strides=[3], format="h")

print("parts and slices")
table = ndarray(list(range(12)), shape=[3, 4], flags=ND_WRITABLE)
for key in (0, -1, slice(1, None), (slice(None, None, 2), slice(None, None, -1)), 3, "x", (slice(None), {}), slice(0, 1, 0)):
    print(key)
    attempt(lambda: table[key])
table[0] = table[2]
table[:, 1:3] = table[:, 0:2]
attempt(table.__setitem__, 0, table)
attempt(table.__setitem__, 0, 5)
print(table.tolist())

print("requests")
for flag in (PyBUF_SIMPLE, PyBUF_WRITABLE, PyBUF_FORMAT, PyBUF_ND, PyBUF_STRIDES, PyBUF_INDIRECT, PyBUF_F_CONTIGUOUS, PyBUF_FULL):
    for base in (table, steps, rows, memoryview(table), memoryview(steps), b"abc"):
        try:
            got = ndarray(base, getbuf=flag)
        except BufferError as error:
            print(flag, error)
        else:
            print(flag, got.ndim, got.shape, len(got.strides), len(got.suboffsets), repr(got.format), got.tobytes(), got.flags)

print("many dimensions")
deep = ndarray([1], shape=[1] * 65)
attempt(memoryview, deep)
attempt(deep.memoryview_from_buffer)
attempt(memoryview(bytes(128)).cast, "B", [1] * 65)

print("casts")
attempt(memoryview(bytes(128)).cast, "B", [2**20, 2**20, 2**23])

print("changing structures")
stack = ndarray([1], shape=[1], flags=ND_VAREXPORT)
first = memoryview(stack)
stack.push([1, 2, 3], shape=[3])
second = memoryview(stack)
print(first.tolist(), second.tolist(), stack.tolist())
attempt(stack.pop)
second.release()
stack.pop()
print(first.tolist(), stack.tolist())
attempt(stack.pop)
first.release()
attempt(stack.pop)
single = ndarray([1], shape=[1])
with memoryview(single):
    attempt(single.push, [1], [1])
attempt(single.push, [1], [1])
