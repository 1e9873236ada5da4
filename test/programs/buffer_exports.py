"""Memory of which there are views keeps its size; views that the program has dropped do not count."""
import array
import asyncio
import io


def attempt(label, action):
    try:
        action()
    except BufferError as error:
        print(label, "|", error)
    else:
        print(label, "| done")


class Stream:
    """Consumes its buffer as network code does."""

    def __init__(self, data):
        self.buffer = bytearray(data)

    def read(self, count):
        data = bytes(memoryview(self.buffer)[:count])
        del self.buffer[:count]
        return data


stream = Stream(b"header:body of the message")
print(stream.read(7), stream.read(4), stream.buffer)

data = bytearray(b"abcdef")
attempt("no view", lambda: data.extend(b"gh"))
view = memoryview(data)
attempt("a view in a global", lambda: data.append(1))
part = view[2:4]
view.release()
attempt("a part of a released view", data.clear)
part.release()
attempt("all released", data.pop)


def local_view(target):
    view = memoryview(target)
    attempt("a view in a local", lambda: target.append(1))
    return len(view)


def in_containers(target):
    kept = {"deep": [(1, [memoryview(target)])]}
    attempt("a view in containers", lambda: target.append(1))
    return kept and None


class Holder:
    def __init__(self, target):
        self.view = memoryview(target)

    def check(self, target):
        attempt("a view in an attribute", lambda: target.append(1))


def generator(target):
    with memoryview(target) as view:
        yield
        attempt("a view in a generator", lambda: target.append(1))
        view.tobytes()


print(local_view(bytearray(b"xyz")))
in_containers(bytearray(b"xyz"))
target = bytearray(b"xyz")
Holder(target).check(target)
steps = generator(target)
next(steps)
next(steps, None)
attempt("after the generator", lambda: target.append(1))

numbers = array.array("i", [1, 2, 3])
with memoryview(numbers) as view:
    attempt("an array", lambda: numbers.append(4))
attempt("an array without views", lambda: numbers.append(4))

memory = io.BytesIO(b"some bytes")
window = memory.getbuffer()
window[0:4] = b"SOME"
attempt("a stream", lambda: memory.write(b"x" * 20))
attempt("closing", memory.close)
window.release()
print(memory.read(), memory.getbuffer()[:4].tobytes(), memory.truncate(3), memory.getvalue())


async def through_a_stream_reader():
    reader = asyncio.StreamReader()
    reader.feed_data(b"first line\nsecond line\nthe rest")
    reader.feed_eof()
    print(await reader.readline(), await reader.readexactly(6), await reader.read(3), await reader.read())


asyncio.run(through_a_stream_reader())


def through_views(target):
    count = 0
    while count < 3:
        count += len(memoryview(target)[count : count + 1])
    target.append(1)


try:
    raise ValueError("whose traceback leads to frames")
except ValueError as error:
    attempt("dropped views while an exception is handled", lambda: through_views(bytearray(b"xyz")))
