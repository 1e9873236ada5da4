"""Binary data: struct, bytearray, memoryview, checksums, a run-length codec."""

import struct

SIZE = 4000


def checksum(data):
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a


def encode(data):
    result = bytearray()
    i = 0
    while i < len(data):
        run = 1
        while i + run < len(data) and run < 255 and data[i + run] == data[i]:
            run += 1
        result.append(run)
        result.append(data[i])
        i += run
    return bytes(result)


def decode(data):
    result = bytearray()
    for i in range(0, len(data), 2):
        result += data[i + 1 : i + 2] * data[i]
    return bytes(result)


def main(n):
    record = struct.Struct("<IhBd4s")
    packed = b"".join(record.pack(i, -i % 1000, i % 256, i / 3, b"abcd") for i in range(n // 4))
    total = 0
    for number, small, byte, real, text in record.iter_unpack(packed):
        total += number + small + byte + int(real) + len(text)
    runs = bytes([i // 7 % 5 for i in range(n * 2)])
    view = memoryview(packed)[10:-10]
    words = sum(int.from_bytes(view[i : i + 2], "big") for i in range(0, len(view) - 1, 64))
    return f"{total} {checksum(runs)} {decode(encode(runs)) == runs} {len(encode(runs))} {words} {packed[:8].hex()}"
