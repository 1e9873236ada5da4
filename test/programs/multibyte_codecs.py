"""The classes of _multibytecodec: state between calls, streams, error handlers in Python, wrong calls."""
import codecs
import io
import _codecs_jp
import _multibytecodec


def attempt(f, *args, **kwargs):
    try:
        print(ascii(f(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))


print("incremental decoders")
for name, data in [
    ("shift_jis", b"\x82\xa0a\x82"),
    ("gb18030", b"\x81\x30\x81\x30\xc4\xe3"),
    ("euc_kr", b"\xa4\xd4\xa4\xb6\xa4\xd0\xa4\xd4"),
    ("hz", b"~{<:~}~~x~\n"),
    ("iso2022_jp", b"\x1b$B$\"\x1b(Bx\x1b$B$"),
    ("iso2022_kr", b"\x1b$)C\x0e!!\x0fa"),
]:
    decoder = codecs.getincrementaldecoder(name)()
    for i in range(len(data)):
        print(name, ascii(decoder.decode(data[i : i + 1])), decoder.getstate())
    attempt(decoder.decode, b"", True)
    print(decoder.getstate())
    decoder.reset()
    print(decoder.getstate())

print("incremental encoders")
for name, text in [
    ("shift_jis_2004", "\u304b\u309a\u304bx"),
    ("big5hkscs", "\xca\u0304\xca"),
    ("iso2022_jp_2004", "\u304b\u309a\xe6\u0300\xe6"),
    ("hz", "\u4f60~x\u4f60"),
    ("iso2022_jp_ext", "\u3042\xa5\uff71z\u3042"),
    ("iso2022_kr", "\uac00a\uac00"),
]:
    encoder = codecs.getincrementalencoder(name)()
    for char in text:
        before = encoder.getstate()
        print(name, encoder.encode(char), encoder.getstate())
        encoder.setstate(before)
        print(encoder.encode(char), end=" ")
    print(encoder.encode("", True), encoder.getstate())
    encoder.encode(text)
    encoder.reset()
    print(encoder.getstate())

print("error handlers")
seen = []


def handler(error):
    seen.append((id(error), error.start, error.end, error.reason, ascii(error.object)))
    return answers.pop(0)


codecs.register_error("test.multibyte", handler)
for result in [("\u3042", 3), ("", -1), ("x", 99), ("x", -99), ("x", 1 << 70), (b"\xff", 3), ("x",), "x", ("x", 1.5), (1, 2), ("\ud800", 3)]:
    answers = [result] + [("?", 5)] * 4
    attempt("ab\ud800c".encode, "iso2022_jp", "test.multibyte")
    answers = [result] + [("?", 5)] * 4
    attempt(b"ab\xffcd".decode, "euc_jp", "test.multibyte")
answers = [("1", 1), ("2", 2)]
seen.clear()
attempt(b"\xff\xff".decode, "shift_jis", "test.multibyte")
print(seen[0][1:], seen[1][1:], seen[0][0] == seen[1][0])
attempt("\u20ac".encode, "shift_jis", "no such handler")
attempt("\u3042\u20ac\u3042".encode, "iso2022_jp", "replace")
attempt("\u4f60\u20ac\u4f60".encode, "hz", "replace")

print("streams")


class Trickle:
    def __init__(self, data):
        self.chunks = [data[i : i + 1] for i in range(len(data))]

    def read(self, *size):
        print(end=f"read{size} ")
        return self.chunks.pop(0) if self.chunks else b""

    readline = read


Reader = codecs.getreader("euc_jp")
for size in (None, -1, 0, 1, 5):
    reader = Reader(Trickle(b"\xa4\xa2\xa4\xa4\n"), "strict")
    attempt(reader.read, size)
    attempt(reader.readline, size)
reader = Reader(io.BytesIO(b"\xa4\xa2\n\xa4\xa4\r\nx\xa4"))
attempt(reader.readline)
attempt(reader.readlines)
attempt(reader.read)
attempt(reader.read, "1")
attempt(Reader(io.StringIO("text")).read)
attempt(Reader(None).read)
stream = io.BytesIO()
writer = codecs.getwriter("shift_jis_2004")(stream)
writer.write("\u304b")
print(stream.getvalue())
writer.write("\u309a\u304b")
print(stream.getvalue())
writer.reset()
writer.writelines(["a", "\u304b"])
print(stream.getvalue(), writer.stream is stream, writer.errors)
attempt(writer.writelines, 3)
attempt(writer.writelines, {"a": 1})
attempt(writer.write)
attempt(writer.write, "a", "b")
attempt(writer.reset, 1)

print("classes")
codec = _codecs_jp.getcodec("shift_jis")
attempt(_codecs_jp.getcodec, "hz")
attempt(_codecs_jp.getcodec, 5)
attempt(_multibytecodec.__create_codec, None)
attempt(type(codec))


class Encoder(_multibytecodec.MultibyteIncrementalEncoder):
    codec = codec


class Decoder(_multibytecodec.MultibyteIncrementalDecoder):
    codec = codec


class Wrong(_multibytecodec.MultibyteStreamReader):
    codec = "shift_jis"


attempt(Wrong, None)
attempt(Wrong)
attempt(_multibytecodec.MultibyteIncrementalEncoder)
for arguments in [(3,), (None,), ("a\0b",), ("a", "b")]:
    attempt(Encoder, *arguments)
attempt(Encoder, foo=1)
encoder = Encoder("ignore")
encoder.errors = "replace"
print(encoder.errors, encoder.encode("\u20ac"), encoder.encode(3), encoder.encode([]))
attempt(setattr, encoder, "errors", 3)
attempt(delattr, encoder, "errors")
for state in (1.0, -1, 1 << 200, 9, 1 | 0x41 << 8):
    attempt(encoder.setstate, state)
print(encoder.encode(""), encoder.getstate())
decoder = Decoder()
for state in (1, (1, 2), (b"", 2.0), (b"123456789", 0), (b"", -1), (b"", 1 << 64), (b"", 1, 2), (b"\x82", 5)):
    attempt(decoder.setstate, state)
print(decoder.getstate(), ascii(decoder.decode(b"\xa0")))
attempt(decoder.decode, "text")
attempt(codecs.getincrementaldecoder("iso2022_jp")().decode, b"xy\x1b$aaaaaaaaa")
attempt(codec.encode, 5)
attempt(codec.encode, "a", 5)
attempt(codec.decode, "a")
attempt(codec.decode, memoryview(b"\x82\xa0"), errors=None)
