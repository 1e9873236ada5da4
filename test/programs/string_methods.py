"""Strings: every method on tricky input, formatting, encoding, unicode classes, translation, slicing, comparison."""

import string
import unicodedata

samples = ["", "abc", "Hello World", "  pad\t", "ÄÖÜ straße", "ﬁﬂ", "123", "½²", "٣٤", "a1_b", "naïve", "ΑΣ ας", "İı", "🐍x", "tab\tsep", "x\u2028y", "ǆ Ǆ ǅ"]
for s in samples:
    flags = "".join(
        letter if getattr(s, f"is{kind}")() else "."
        for letter, kind in zip("aldnipsutAx", ["alpha", "alnum", "digit", "numeric", "identifier", "printable", "space", "upper", "title", "ascii", "decimal"])
    )
    print(ascii(s).ljust(20), flags, len(s), ascii(s.upper()), ascii(s.lower()), ascii(s.title()), ascii(s.swapcase()), ascii(s.casefold()), ascii(s.capitalize()))

t = "the cat sat on the mat with the hat"
print(t.count("the"), t.count("a", 5, 20), t.find("at"), t.rfind("at"), t.find("zz"), t.index("on"), t.find("", 3), t.count(""), t.rindex("the", 0, 20))
print(t.replace("the", "a"), t.replace("the", "a", 1), "aaa".replace("", "-"), "aaaa".replace("aa", "b"), t.partition(" on "), t.rpartition("the"), t.partition("zz"))
print(t.split(), t.split(" ", 2), t.rsplit(None, 2), "a,,b,".split(","), "".split(), "".split(","), "  a  b ".split(), "a\nb\r\nc\x0bd\u2029e".splitlines(), "a\n\nb\n".splitlines(True))
print("-".join("abc"), ",".join([]), "x".join(["only"]), " a ".strip() + "|", "xxaxx".strip("x"), "abcab".lstrip("ab"), "abcab".rstrip("ba"), "www.site.com".removeprefix("www.").removesuffix(".com"))
print("ab".center(7, "*"), "ab".ljust(5) + "|", "ab".rjust(5, "0"), "-42".zfill(6), "+5".zfill(4), "x".zfill(0), "a\tbc\td".expandtabs(4), "\t".expandtabs(0) + "|")
print("abc".startswith(("x", "ab")), "abc".endswith("bc", 1), "abc".startswith("c", 2), "abc".startswith(""), "abc".endswith("", 9), "b" in "abc", "" in "", "abc" < "abd", "Z" < "a", "é" > "z")
s = "abcdefgh"
print(s[2:5], s[-3:], s[::-1], s[::3], s[-2:2:-2], s[10:], s[5:2], s[:-1:2], s[7], s[-8], s * 0 + s[:2] * 3)
print("{} {} {}".format(1, "two", 3.0), "{2}{0}{1}".format(*"abc"), "{a.real:>5}|{b[k]}|{c[1]}".format(a=5, b={"k": "v"}, c=[1, 2]), "{:{w}.{p}}|".format("abcdef", w=8, p=3), "{{}}{!r:>6}{!s}{!a}".format("é", "é", "é"))
for spec, value in [("d", 42), ("+d", 42), (" d", 42), ("05d", -42), (",", 1234567), ("_", 1234567), ("x", 255), ("#X", 255), ("#o", 8), ("#b", 5), ("c", 97), ("e", 12345.678), (".3e", 0.00012), ("f", 3.14159), (".0f", 2.5), ("#.0f", 2.0), ("g", 1e10), (".3g", 1234.5), ("g", 0.0001), ("%", 0.1234), (".1%", 0.1234), (",.2f", 1e6), ("+.1f", -0.04), ("z.1f", -0.04), ("<10", "ab"), (">10", "ab"), ("^10", "ab"), ("*^9", "ab"), ("=+8d", 42), ("010.3f", -3.14159), (".2", "abcdef"), ("n", 1234), ("_b", 1023), ("_x", 2**40), ("", None), (">8", True), ("d", True), (".4", 1 / 3), ("10.4", 100000.0), ("", 1e16), ("", 123456789.123)]:
    print(f"{spec!r}:{format(value, spec) if value is not None else format(value)}", end=" ")
print()
print("%s %r %d %5.2f %x %o %e %g %c %% %-5s| %05d %+d" % ("s", "r", 42, 3.14159, 255, 8, 12345.678, 0.0001, "c", "l", 42, 7), "%(a)s-%(b)03d" % {"a": 1, "b": 2}, "%*d" % (5, 42), "%.3s" % "abcdef", "%#x" % 255, "%i" % 3.9, "%s" % (None,), "%c" % 8364)
name, n = "Ann", 3.14159
print(f"{name!r:>8}|{n:.2f}|{n=:.3f}|{name=}|{'nested':{'>'}{10}}|{n:{'0' + str(8)}.{1 + 1}f}|{{}}|{name.upper() if n > 3 else 0}|{(lambda x: x * 2)(4)}|{n!s:.4}")
for encoding in ["utf-8", "utf-16", "utf-16-le", "utf-32-be", "latin-1", "ascii", "cp1252", "utf-7", "unicode_escape", "raw_unicode_escape", "idna"]:
    try:
        data = "é€".encode(encoding)
        print(encoding, data, data.decode(encoding) == "é€", end="; ")
    except UnicodeError as error:
        print(encoding, error, end="; ")
print()
for errors in ["ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace", "surrogateescape"]:
    try:
        print(errors, "é€🐍x".encode("ascii", errors), end="; ")
    except UnicodeEncodeError as error:
        print(errors, error.reason, error.start, error.end, end="; ")
print()
for data in [b"\xff", b"\xc3", b"a\xe2\x82", b"\xed\xa0\x80", b"\xf5\x80"]:
    print(data, ascii(data.decode("utf-8", "replace")), ascii(data.decode("utf-8", "surrogateescape")), ascii(data.decode("utf-8", "backslashreplace")), end=" ")
    try:
        data.decode()
    except UnicodeDecodeError as error:
        print(error)
print("hello".translate(str.maketrans("el", "ip", "o")), "abc".translate({97: "AA", 98: None}), "x".translate({120: 0x1F40D}), str.maketrans({"a": "b"}))
print(unicodedata.name("é"), unicodedata.category("ß"), unicodedata.numeric("½"), ascii(unicodedata.normalize("NFD", "é")), unicodedata.lookup("SNAKE"), unicodedata.bidirectional("א"), unicodedata.east_asian_width("漢"), unicodedata.decimal("٣"), ascii(unicodedata.normalize("NFKC", "ﬁ²")))
print(string.ascii_letters[:5], string.digits, string.hexdigits, string.punctuation, repr(string.whitespace), string.Formatter().format("{0}-{x}", 1, x=2))
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("\n\t\\\x00\x7f\xa0\u200b\ud800"), ord("€"), chr(128013), "\N{BULLET}", "\x41\u0042\103", r"\n", "a" "b", b"\x00\xff", "tri" """ple 'quoted'""")
print("abc".__hash__() == hash("abc"), sorted("bAaB"), max("hello"), min("hello", key=str.upper), "".join(sorted(set("mississippi"))), list("🐍é"), "a" "b" * 2, "ß".upper().lower(), "ΑΣ".lower(), "%r" % "x")
for action in [lambda: "a" + 1, lambda: "abc"[5], lambda: "abc".index("z"), lambda: "{} {}".format(1), lambda: "{a}".format(), lambda: "%d" % "x", lambda: "%s %s" % (1,), lambda: "%s" % (1, 2), lambda: "{:d}".format("x"), lambda: "{:s}".format(1), lambda: "x".encode("nope"), lambda: chr(0x110000), lambda: ord("ab"), lambda: "a".join([1]), lambda: "{".format(), lambda: "{0} {}".format(1, 2), lambda: "a".center("x"), lambda: "abc".strip(1), lambda: "x" * "y", lambda: int("12x"), lambda: float("abc"), lambda: "{:>>5x}".format(1.5), lambda: format(3, "Q"), lambda: "".split(""), lambda: "%q" % 1, lambda: "ab".replace("a")]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
