"""Texts and bytes of which little changes or nothing: translated, stripped, split into lines; and what Counter counts."""

from collections import Counter

spaces = {ord(c): 32 for c in "\t\n\v\f\r "}
for text in ("", "abc def", "a\tb c\nd", "\u0130 \u2028\tz", "\U0001f600 \t", "x" * 300 + "\t" + "y" * 300):
    print(ascii(text.translate(spaces))[:40], text.translate(spaces) == text, len(text.translate(spaces)))
print("hello".translate({104: None, 101: "EE", 108: 0x1F600, 111: 111}).encode())
print("aA\u0141b".translate({97: "a", 65: "a", 0x141: "L", 98: "\u0141"}).encode())


class Table:
    def __init__(self):
        self.asked = []

    def __getitem__(self, code):
        self.asked.append(code)
        if code == 120:
            return "nested".translate({110: "N"})
        if code == 33:
            raise LookupError
        return chr(code)


table = Table()
print("axbx!a!".translate(table), sorted(set(table.asked)))
for bad in ({97: -1}, {97: 0x110000}, {97: 1.5}):
    try:
        print("bcab".translate(bad))
    except (ValueError, TypeError) as error:
        print(error)
print("bcb".translate({97: 1.5}), "caught".translate({99: "C"}))

breaks = "a\nb\r\nc\rd\x0be\x0cf\x1cg\x1dh\x1ei\x85j\u2028k\u2029l\x1f\r\r\n\n\n\r"
print(breaks.splitlines() == [*"abcdefghijk", "l\x1f", "", "", "", ""], [len(line) for line in breaks.splitlines(True)])
print("".splitlines(), "\n".splitlines(), "\r\n".splitlines(True), "x".splitlines(), "\U0001f600\r\n\U0001f600".splitlines() == ["\U0001f600"] * 2)
print(ascii("a\tb".expandtabs(4)), "ab".expandtabs(), ascii("\tx\ty".expandtabs(0)))

control = "".join(map(chr, range(33)))
print(ascii("\n\x00 a b \x1f".strip(control)), ascii("\xe9x\xe9".strip("x\xe9")), ascii("\u0141x".lstrip("\u0141\U0001f600")))
print(ascii("\U0001f600x\U0001f600y".strip("y\U0001f600")), ascii("aXa".strip("")), "abcabc".rstrip("bc"), "aaa".strip("ab") == "")
print(b"  a b\n".strip(), b"xyaxy".strip(b"yx"), b"xyaxy".lstrip(b"x"), b"xyaxy".rstrip(b"xy"), b"abc".strip(b""), b"\xff\x00\xff".strip(b"\xff"))
for i in range(300):
    assert b"ab".rstrip(bytes(range(i % 256))) == (b"" if i % 256 > 98 else b"ab")


class Pair(tuple):
    def __eq__(self, other):
        return "pair" if tuple.__eq__(self, other) else False

    def __hash__(self):
        return tuple.__hash__(self)


class Loud:
    def __hash__(self):
        return hash((1, 2))

    def __eq__(self, other):
        return other == (1, 2)


pairs = [(1, 2), (1, 2), (2, 1), Pair((1, 2)), ("a", "b"), ("a", "b"), (1.0, 2), (True, 2), (), (), (1, (2, 3)), (1, (2, 3)), Loud()]
counted = Counter(pairs)
print([(type(key).__name__, count) for key, count in counted.items()])
print(Counter(zip("abab", "cdcd")), Counter(zip([1, 2, 1], [3, 4, 3], "xyx")), Counter([1, 2, 1, True, 1.0, "1"]))
counted = Counter({(1, 2): 2**53 - 1, (3, 4): "text" and 1.5})
counted.update([(1, 2), (1, 2), (3, 4)])
print(counted)
try:
    Counter([(1, [2])])
except TypeError as error:
    print(error)
print([*zip([1, 2, 3], "ab")], [*zip([], [1])], [*zip([1], [])])
for sides in (([1, 2], [3]), ([1], [2, 3]), ([], [1]), ([1], [])):
    try:
        print([*zip(*sides, strict=True)])
    except ValueError as error:
        print(error)
