"""Whole-string operations on bytes of all lengths around those where their implementation may change."""
import base64
import binascii
import struct

SIZES = [0, 1, 2, 3, 4, 5, 31, 32, 33, 63, 64, 65, 127, 128, 129, 1023, 1024, 1025, 5000]
ROT = bytes((i + 13) % 256 for i in range(256))
SAME = bytes(range(256))


def sample(size, step=37):
    return bytes((i * step + size) % 256 for i in range(size))


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for size in SIZES:
    data = sample(size)
    digits = binascii.hexlify(data)
    encoded = binascii.b2a_base64(data)
    assert data.hex() == digits.decode() == "".join("%02x" % x for x in data)
    assert bytes.fromhex(data.hex()) == binascii.unhexlify(digits) == binascii.unhexlify(digits.upper()) == data
    assert bytes.fromhex(data.hex(" ")) == data and bytes.fromhex(digits.decode().upper()) == data
    assert binascii.a2b_base64(encoded) == binascii.a2b_base64(encoded, strict_mode=False) == data
    assert binascii.a2b_base64(encoded[:-1], strict_mode=True) == data
    assert binascii.a2b_base64(b"\n".join(encoded[i:i + 3] for i in range(0, len(encoded), 3))) == data
    assert base64.urlsafe_b64decode(base64.urlsafe_b64encode(data)) == data
    assert base64.b32decode(base64.b32encode(data)) == base64.b85decode(base64.b85encode(data)) == data
    assert data.translate(ROT).translate(bytes((i - 13) % 256 for i in range(256))) == data
    assert data.translate(None, data) == b"" and data.translate(ROT, b"\x00\x01") == bytes(ROT[x] for x in data if x > 1)
    assert data.upper() == bytes(x - 32 if 97 <= x <= 122 else x for x in data)
    assert data.lower() == bytes(x + 32 if 65 <= x <= 90 else x for x in data)
    assert data.swapcase().swapcase() == data and data.swapcase() == bytes(x ^ 32 if chr(x).isascii() and chr(x).isalpha() else x for x in data)
    assert list(data) == [x for x in data] and bytes(list(data)) == bytes(tuple(data)) == bytearray(list(data)) == data
    assert b"".join([data, data[:3], b"", data]) == data + data[:3] + data and b"--".join([data, data]) == data + b"--" + data
    assert data * 3 == data + data + data and data.ljust(size + 5, b"*") == data + b"*****"
    text = "".join(chr(x % 128) for x in data)
    assert text.encode("ascii").decode("ascii") == text and text.encode("ascii") == bytes(x % 128 for x in data)
    assert text.encode("ascii").isascii() and (size == 0 or not (text.encode() + b"\x80").isascii())
    other = bytearray(data)
    assert data == other and other == data and not data != other and data <= other and memoryview(other) == data
    if size:
        other[-1] ^= 1
        assert data != other and other != data and (data < other) == (data[-1] < other[-1])
        assert (data > bytes(other)) == (data[-1] > other[-1])
        assert attempt(bytes.fromhex, data.hex()[:-1]).startswith("ValueError")

print(*[x is y for x, y in [(SAME.translate(SAME), SAME), (SAME.translate(None), SAME), (SAME.translate(SAME, b""), SAME)]])
x = b"NOTHING TO DO"
print(x.upper() is x, x.upper() == x, x.translate(None, b"z") is x, bytearray(x).translate(SAME) == x)

print("-- results do not share memory")
for size in (10, 100, 2000):
    parts = [bytearray(sample(size)).translate(ROT), bytearray(sample(size)).upper(), bytearray(sample(size)) + b"x", bytearray(b"-").join([b"ab"] * size)]
    copies = [bytes(part) for part in parts]
    for part in parts:
        part.extend(b"0123456789" * 20)
        part[0:3] = b""
    print([part[:-200] == copy[3:] for part, copy in zip(parts, copies)])

print("-- errors")
for text in ("0", "0g", "00 1", "zz", "00\xe9", "\u0661\u0661", " 00 ", "0 0", "00" * 40 + "0x", "0" * 99):
    print(ascii(attempt(bytes.fromhex, text)), ascii(attempt(binascii.unhexlify, text)))
for data in (b"A", b"AB", b"ABC", b"ABCD=", b"AB==CD", b"AB=C", b"=ABC", b"AAAA\x80AAAA", b"AAAA" * 20 + b"A", b"AB==AA", b"ABC=" * 3, b"AA\n==", "AAAA\xe9", "QUJD" * 40):
    print(attempt(binascii.a2b_base64, data), "|", attempt(binascii.a2b_base64, data, strict_mode=True))
print(attempt(bytes, [1, 2, 256]), attempt(bytes, [1, -1]), attempt(bytes, [1, 2.5]), attempt(bytes, (True, 2**70)), bytes([True, False]))


class Shrinking:
    def __init__(self, owner):
        self.owner = owner

    def __index__(self):
        self.owner.clear()
        return 7


items = [1, 2]
items += [Shrinking(items), 3]
print(bytes(items))

print("-- eight bytes")
for value in (0, 1, -1, 255, -256, 2**31, -(2**31), 2**32 - 1, -(2**32), 2**53 - 1, 2**53, -(2**53) + 1, -(2**53), 2**63 - 1, -(2**63), 2**63, 2**64 - 1, 2**64):
    row = []
    for code in "qQlLiI":
        for order in "<>":
            packed = attempt(struct.pack, order + code, value)
            row.append(packed.hex() if isinstance(packed, bytes) else packed.split(":")[1])
            if isinstance(packed, bytes):
                assert struct.unpack(order + code, packed)[0] in (value, value % 2**64), (code, value)
    print(value, *row)
