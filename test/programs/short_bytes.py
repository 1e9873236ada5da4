"""Bytes of all short lengths: those of encoders and slices share memory where that is cheaper, and nobody sees it."""

TEXTS = {
    "ascii": "hello world, ",
    "latin": "n\xe4r\xe9 ",
    "greek": "\u03b1\u03b2 ",
    "kanji": "\u65e5\u672c ",
    "mixed": "a\xe9\u65e5\u03b1",
}


def repeated(text, n):
    return (text * (n // len(text) + 1))[:n]


kept = []
for name, text in TEXTS.items():
    for n in [*range(0, 90), *range(330, 350), 1000, 1023, 1024, 1025, 3000, 8192, 9000]:
        for encoding in ("utf-8", "latin-1", "ascii", "utf-16-le"):
            source = repeated(text, n)
            try:
                data = source.encode(encoding)
            except UnicodeEncodeError as error:
                if n == 40:
                    print(name, encoding, error)
                continue
            kept.append((source, encoding, data, hash(data)))
print(len(kept))
print(all(data.decode(encoding) == source and hash(data) == bytes_hash for source, encoding, data, bytes_hash in kept))
print(sum(len(data) for _, _, data, _ in kept), sum(sum(data) for _, _, data, _ in kept))

whole = bytes(range(256)) * 40
slices = [(start, size, whole[start : start + size]) for size in (0, 1, 63, 64, 65, 66, 100, 1023, 1024, 1025, 9000) for start in range(0, 300, 7)]
print(all(data == bytes((start + i) % 256 for i in range(size)) for start, size, data in slices))
print([whole[3:900:7][:5], len(whole[3:900:7]), whole[900:3:-9][:5]])
for n in (10, 30, 70, 200, 400):
    for lone in ("\udc80", "\ud800"):
        text = repeated("caf\xe9 ", n) + lone + "end"
        try:
            text.encode()
        except UnicodeEncodeError as error:
            print(n, error.start, error.reason, end=" ")
        print(text.encode(errors="surrogatepass")[-6:], text.encode("utf-8", "replace")[-6:], len(text.encode(errors="surrogateescape")) if lone == "\udc80" else "", repeated("\xe9", n).encode()[-2:])

a = repeated("x\xe9", 100).encode()
changeable = bytearray(a)
other = bytearray(repeated("y\xe9", 100), "utf-8")
changeable[:] = b"?" * len(changeable)
other.extend(b"more" * 50)
other[0:5] = b""
print(a == repeated("x\xe9", 100).encode(), changeable[:3], other[:3], len(other))
view = memoryview(repeated("x\xe9", 100).encode())
print(view.nbytes, view[3:6].tobytes(), view.readonly, bytes(view[::50]), view.cast("H").shape)
import struct, hashlib, zlib, base64, io

data = repeated("z\xe9", 100).encode()
print(struct.unpack_from("<3H", data, 90), struct.unpack("<d", data[92:100])[0], hashlib.md5(data).hexdigest(), zlib.crc32(data), base64.b64encode(data[:9]), zlib.decompress(zlib.compress(data)) == data)
print(int.from_bytes(data[70:140]), io.BytesIO(data).read(7), io.BytesIO(data).getvalue() == data, io.TextIOWrapper(io.BytesIO(data), "utf-8").read() == repeated("z\xe9", 100))
