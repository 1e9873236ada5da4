"""Bytes and bytearrays in hot code: single bytes, sizes, growing by little and by much, also by themselves."""


def total(data):
    result = 0
    i = 0
    while i < len(data):
        result = (result * 31 + data[i] - data[-1 - i]) % 1000003
        i += 1
    return result


def at(data, i):
    try:
        return data[i]
    except (IndexError, TypeError) as error:
        return f"{type(error).__name__}: {error}"


class Sub(bytes):
    def __getitem__(self, i):
        return 7

    def __len__(self):
        return 3


plain = bytes(range(256)) * 8
print(total(plain), total(bytearray(plain)), total(memoryview(plain)), total(list(plain)), total(Sub(b"abc")))
for data in (b"abc", bytearray(b"abc"), Sub(b"abc"), b"", bytearray(), memoryview(b"abc")):
    for _ in range(500):
        seen = [at(data, i) for i in (0, 2, -1, -3, 3, -4, True, 2**70, -(2**70), "x", None)]
    print(type(data).__name__, seen)


def grow(n):
    buffer = bytearray()
    sizes = set()
    for i in range(n):
        buffer.append(i & 255)
        buffer += b"xyz"[: i % 4]
        buffer += buffer[-5:]
        buffer.extend(buffer[: i % 40])
        if i % 100 == 0:
            buffer.extend(buffer)
            sizes.add(len(buffer) % 17)
            del buffer[5000:]
        buffer[len(buffer) :] = b"end"
        buffer += bytearray(1)
    return buffer, sorted(sizes)


buffer, sizes = grow(1500)
print(len(buffer), hash(bytes(buffer)) == hash(bytes(buffer)), sum(buffer), sizes, bytes(buffer[-12:]))

shrunk = bytearray(b"0123456789")
del shrunk[:4]
try:
    shrunk += shrunk
except BufferError as error:
    print(error)
empty = bytearray()
empty += empty
print(empty)
shrunk += memoryview(b"-end")
print(shrunk)
held = memoryview(shrunk)
for grown in (b"", b"x", b"x" * 100):
    try:
        shrunk += grown
        print("grown", len(shrunk))
    except BufferError as error:
        print(error)
held.release()
shrunk += b"x"
print(shrunk)
