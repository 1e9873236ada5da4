"""Texts put together of many short pieces, and what is decided by whether all characters are ASCII, at all lengths."""


def check(label, value):
    print(label, len(value), hash(value) == hash("".join(list(value))), ascii(value[:30]), ascii(value[-12:]))


digits = [str(i) for i in range(3000)]
for separator in ("", ",", ", ", "—", "\udc00", "é", "𝄞"):
    joined = separator.join(digits)
    check("digits", joined)
    assert separator == "" or joined.split(separator) == digits
    assert joined.count("7") == sum(d.count("7") for d in digits)

for last in ("ÿ", "Ā", "\ud800", "\udc00", "𝄞", "x" * 9000, "ß" * 9000, "é"):
    pieces = ["a", "", "bc", "def"] * 30 + [last, "\udc01", "z"]
    check("mixed", "".join(pieces))
    check("mixed", "-".join(pieces))
    check("mixed", "\udfff".join(pieces))

print(" ".join(["", "", ""] * 8) == " " * 23, repr("".join([""] * 40)))
print("".join(list("\ud834\udd1e" * 20)) == "\ud834\udd1e" * 20, len("".join(["\ud834", "\udd1e"] * 20)))
try:
    ",".join(["a"] * 20 + [b"b"] + ["c"] * 20)
except TypeError as error:
    print(error)


class Text(str):
    pass


print(type(",".join([Text("a")])), ",".join([Text("ab")] * 20 + ["c"]) == "ab," * 20 + "c")

for size in (1, 31, 32, 33, 240):
    for char in ("a", "Z", "\x7f", "\x80", "é", "ß", "ÿ", "ŉ", "İ", "\ud800", "𐐨"):
        text = "b" * (size - 1) + char
        assert text.isascii() == (char <= "\x7f")
        assert text.upper() == "B" * (size - 1) + char.upper()
        assert text.lower() == "b" * (size - 1) + char.lower()
        assert text.casefold() == "b" * (size - 1) + char.casefold()
        print(size, ascii(char), text.isascii(), len(text.upper()), len(text.encode("utf-8", "surrogatepass")))
        for encoding in ("utf-8", "ascii", "latin-1"):
            try:
                assert text.encode(encoding).decode(encoding) == text
            except UnicodeEncodeError as error:
                print(error)

# Displays: a key that is there twice keeps its place and its first form.
print({"a": 1, "b": 2, "a": 3}, {"a": 1, 1: 2, True: 3}, {"x": {}, "y": {"z": 1}})
print({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7, "h": 8, "i": 9, "a": 10})
keys = ["q", Text("q"), "r"]
d = {keys[0]: 1, keys[1]: 2, keys[2]: 3}
print(d, [type(k).__name__ for k in d])
d = {keys[1]: 1, keys[0]: 2}
print(d, [type(k).__name__ for k in d])
d = {"one": 1, "two": 2}
d["three"] = 3
del d["one"]
d["one"] = 4
print(d, list(reversed(d)), "two" in d, d.get("one"))
try:
    {"a": 1, []: 2}
except TypeError as error:
    print(error)

for left in (0, 1, 5, 16, 31, 32, 33, 100):
    for right in (0, 1, 16, 100):
        both = list(range(left)) + [None] * right
        assert len(both) == left + right and both[:left] == list(range(left)) and both[left:] == [None] * right
        pair = tuple(range(left)) + (1.5,) * right
        assert len(pair) == left + right and pair.count(1.5) == right
xs = [1, 2]
ys = xs + []
ys.append(3)
print(xs, ys, xs + [xs] + [4])
