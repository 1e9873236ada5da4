"""Binary data: bytes, bytearray, memoryview, struct, base64, binascii, zlib's checksums, a tiny file format."""

import array
import base64
import binascii
import io
import struct

b = b"Hello, \x00\xff World"
print(b, len(b), b[0], b[-1], b[1:4], b[::-1], list(b[:3]), b.hex(), b.hex(":", 2), bytes.fromhex("48 65 6c"), b.find(b"o"), b.find(108), b.count(b"l"), b.split(b" "), b.replace(b"l", b"L"), b.upper(), b.partition(b", "))
print(bytes(3), bytes([1, 2]), bytes("é", "latin-1"), bytes(range(5)), b"a" * 3 + b"b", b"abc" < b"abd", b"b" in b"abc", 98 in b"abc", b"%d-%s-%r-%x" % (5, b"z", "r", 255), b" x ".strip(), b"a,b".join([b"1", b"2"]), b"abc".translate(bytes.maketrans(b"ab", b"xy"), b"c"), b"ab\tc".expandtabs(4), b"abc".isalpha(), b"x".center(5, b"-"), b"1".zfill(3), b"a\nb".splitlines())
ba = bytearray(b"mutable")
ba[0] = ord("M")
ba[1:3] = b"UUU"
ba.append(33)
ba.extend(b"??")
ba += b"."
del ba[2]
ba.insert(0, 62)
print(ba, ba.pop(), ba.pop(0), len(ba), bytes(ba), ba.index(b"a"), ba.startswith(b"MU"), ba.reverse(), ba, ba.copy() == ba, ba * 2 == ba + ba, ba.remove(33), ba, ba.clear(), ba)
m = memoryview(bytearray(range(12)))
m[2:4] = b"\xaa\xbb"
print(m[0], m[2:5].tolist(), bytes(m[::4]), m.nbytes, m.format, m.shape, m.readonly, m.cast("I").tolist(), m.cast("B", [3, 4]).tolist(), m[3:] == bytearray(m)[3:], m.hex("-", 4), memoryview(b"abc").readonly, m.contiguous)
m.release()
for fmt, args in [("<bBhH", (-1, 255, -2, 65535)), (">iIqQ", (-1, 2**32 - 1, -(2**63), 2**64 - 1)), ("<fd", (1.5, -2.25)), (">?c5sx3p", (True, b"z", b"hello", b"abc")), ("<e", (0.1,)), ("!4H", (1, 2, 3, 4)), ("=bi", (1, 2)), ("<2s0s", (b"abc"[:2], b"")), ("<n" if False else "<l", (-5,))]:
    packed = struct.pack(fmt, *args)
    print(fmt, packed.hex(), struct.calcsize(fmt), struct.unpack(fmt, packed))
s = struct.Struct("<HI")
buffer = bytearray(14)
s.pack_into(buffer, 2, 513, 67305985)
print(buffer.hex(), s.unpack_from(buffer, 2), s.size, s.format, list(s.iter_unpack(bytes(range(12)))))


class Archive:
    """Name-length-prefixed records with a checksum each."""

    MAGIC = b"TARC"
    HEADER = struct.Struct(">4sHI")

    def __init__(self):
        self.records = {}

    def save(self):
        out = io.BytesIO()
        out.write(self.HEADER.pack(self.MAGIC, 1, len(self.records)))
        for name, data in self.records.items():
            encoded = name.encode()
            out.write(struct.pack(">B", len(encoded)) + encoded)
            out.write(struct.pack(">II", len(data), binascii.crc32(data)) + data)
        return out.getvalue()

    @classmethod
    def load(cls, blob):
        stream, archive = io.BytesIO(blob), cls()
        magic, version, count = cls.HEADER.unpack(stream.read(cls.HEADER.size))
        if magic != cls.MAGIC:
            raise ValueError(f"bad magic {magic!r}")
        for _ in range(count):
            name = stream.read(stream.read(1)[0]).decode()
            size, crc = struct.unpack(">II", stream.read(8))
            data = stream.read(size)
            if binascii.crc32(data) != crc:
                raise ValueError(f"{name}: checksum mismatch")
            archive.records[name] = data
        return archive


a = Archive()
a.records.update({"première": b"\x00" * 5, "second": bytes(range(256)), "": b""})
blob = a.save()
print(len(blob), blob[:24], Archive.load(blob).records == a.records)
for damage in [lambda x: b"XXXX" + x[4:], lambda x: x[:-300] + b"!" + x[-299:], lambda x: x[:20]]:
    try:
        Archive.load(damage(blob))
    except (ValueError, struct.error, IndexError) as error:
        print(type(error).__name__, error)
print(base64.b64encode(b"any carnal pleas"), base64.b64decode("YW55"), base64.urlsafe_b64encode(b"\xfb\xff"), base64.b32encode(b"foo"), base64.b16encode(b"\xab"), base64.b85encode(b"hello"), base64.a85encode(b"hello\0\0\0\0"), base64.b85decode(b"Xk~0{Zv"), binascii.hexlify(b"\x01\x02", "-"), binascii.b2a_base64(b"x" * 10), binascii.crc32(b"123456789"), binascii.crc_hqx(b"123456789", 0), binascii.b2a_qp(b"=\xe9 \n"), binascii.a2b_hex("ff00"))
arr = array.array("h", [1, -2, 300])
arr.append(5)
arr.extend([7, 8])
arr.byteswap()
print(arr, arr.itemsize, arr.tobytes().hex(), array.array("d", [1.5, 2]).tolist(), arr[1:3], array.array("u", "hé"), arr.index(256), arr.buffer_info()[1], array.array("B", b"xyz") * 2)
stream = io.BytesIO(b"line one\nline two\nrest")
print(stream.readline(), stream.tell(), stream.read(4), stream.seek(-4, 2), stream.read(), stream.read(), stream.seek(0), stream.readlines(), stream.getbuffer()[:4].tobytes(), stream.truncate(3), stream.getvalue())
text = io.TextIOWrapper(io.BytesIO(), encoding="utf-16", newline="\r\n", write_through=True)
text.write("é\nb")
print(text.buffer.getvalue(), io.StringIO("a\r\nb\n", newline=None).read(), io.StringIO("x\ny").readlines(), io.IncrementalNewlineDecoder(None, True).decode("a\r\nb\r"))
for action in [lambda: bytes([256]), lambda: bytes("x"), lambda: b"a" + "a", lambda: bytes.fromhex("abc"), lambda: struct.pack("B", 300), lambda: struct.pack("<h", 40000), lambda: struct.unpack("<i", b"abc"), lambda: struct.pack("z", 1), lambda: struct.pack("<i", "x"), lambda: base64.b64decode("abc"), lambda: binascii.unhexlify("0g"), lambda: bytearray(b"x")[5], lambda: b"abc"[0:1] == "a", lambda: bytes(-1), lambda: array.array("b", [200]), lambda: array.array("z"), lambda: memoryview("x"), lambda: bytearray().pop(), lambda: b"x".join(["a"]), lambda: ord(b"ab"), lambda: base64.b64decode("a$b=", validate=True), lambda: memoryview(b"abcde").cast("I"), lambda: b"".decode("nope"), lambda: bytearray(b"ab").remove(99)]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
