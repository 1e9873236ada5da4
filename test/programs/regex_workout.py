"""The re module: groups, lookaround, flags, substitution, splitting, scanning, verbose patterns, errors."""

import re

LOG = """\
2024-03-01 12:00:01 INFO  [auth] user=ann ip=10.0.0.1 logged in
2024-03-01 12:00:07 ERROR [db] query failed: "select * from t" (took 15ms)
2024-03-01 12:01:30 WARN  [auth] user=bob ip=10.0.0.77 bad password; attempts=3
not a log line
2024-03-02 00:00:00 INFO  [cron] job=cleanup took 1200ms
"""
LINE = re.compile(
    r"""
    ^(?P<date>\d{4}-\d\d-\d\d) [ ] (?P<time>[\d:]{8}) \s+   # when
    (?P<level>INFO|WARN|ERROR) \s+
    \[(?P<module>\w+)\] [ ]
    (?P<text>.*)$
    """,
    re.VERBOSE | re.MULTILINE,
)
for m in LINE.finditer(LOG):
    pairs = dict(re.findall(r"(\w+)=(\S+?)(?=[\s;]|$)", m["text"]))
    print(m["level"], m["module"], m.span("text"), pairs, m.lastgroup, m.lastindex)
print(sum(int(ms) for ms in re.findall(r"(\d+)ms", LOG)), LINE.groups, sorted(LINE.groupindex), LINE.flags & re.M)

checks = [
    (r"(a+)+b", "aaaab"), (r"(?i:HELLO) World", "hello World"), (r"(\w)(\w)\2\1", "xxabba"), (r"(?<=\$)\d+", "cost $45"),
    (r"(?<!\d)\d{2}(?!\d)", "123 45 678"), (r"^\s*$", "\n"), (r"\bfoo\b", "a foo."), (r"(?s)a.b", "a\nb"), (r"a.b", "a\nb"),
    (r"(?P<q>['\"]).*?(?P=q)", "say 'it' \"now\""), (r"[^\W\d_]+", "123_añb"), (r"(?:ab|cd){2,3}?", "abcdabcd"), (r"x*", "aaa"),
    (r"(a)|(b)", "b"), (r"(?(1)x|y)", "y"), (r"(<)?\w+(?(1)>|$)", "<tag>"), (r"\d+(?:\.\d+)?", "3.14.15"), (r"[\u0400-\u04ff]+", "да нет"),
    (r"a{,2}", "aaa"), (r"\Aabc\Z", "abc"), (r"(?a:\w+)", "é_e"), (r"[a-f\-\]]+", "x-f]z"), (r"(?>a+)b", "aab"), (r"a++a", "aaa"), (r"\N{DIGIT ONE}+", "211"),
]
for pattern, text in checks:
    try:
        m = re.search(pattern, text)
        print(f"{pattern:<24} {text!r:<16} {(m.group(), m.span(), m.groups()) if m else None}")
    except re.error as error:
        print(f"{pattern:<24} error: {error}")

print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world, foo bar"), re.sub(r"(?P<x>a)(b)?", r"[\g<x>\g<2>]", "ab a"))
print(re.sub(r"\d+", lambda m: str(int(m[0]) * 2), "1 22 333"), re.subn("a", "b", "banana", count=2), re.sub("", "-", "abc"))
print(re.split(r"[,;]\s*", "a, b;c,,d"), re.split(r"(\d)", "a1b2c"), re.split(r"\b", "hi you"), re.split("x*", "axbc", maxsplit=2))
print(re.findall(r"\w", "a-b"), re.findall(r"(\w)(\d)", "a1 b2"), re.findall(r"(?=(\w\w))", "abcd"), re.findall("", "ab"))
print(re.fullmatch(r"\d{3}", "1234"), re.match(r"\d{3}", "1234").end(), re.compile("b").search("abcb", 2).start(), re.compile("^b").match("ab", 1))
m = re.match(r"(?P<first>\w+) (?P<second>\w+)?", "alpha ")
print(m.groupdict("none"), m.expand(r"<\g<first>>"), m.start("second"), m.regs, m[0], m.string, m.pos, m.endpos)
print(re.escape("a.b*c[d]-e f"), re.compile("a", re.I | re.X), re.compile(b"\\d+").findall(b"a1 22"), bool(re.compile("a").match("b")))
scanner = re.Scanner([(r"\d+", lambda s, t: ("num", int(t))), (r"[a-z]+", lambda s, t: ("id", t)), (r"[-+*/]", lambda s, t: t), (r"\s+", None)])
print(scanner.scan("x1 + 42*yz ?rest"))
for bad in ["(", "a)", "[a", "*a", "a{3,1}", "(?P<1>a)", "(?P<a>.)(?P<a>.)", r"\1", "(?<=a+)b", "[z-a]", "(?z)", r"\q", "a**", "(?P=x)", "(?", r"\x1", "(?i-i:a)", "(?<n>a)"]:
    try:
        re.compile(bad)
        print("fine", bad)
    except re.PatternError as error:
        print(f"{bad!r:<20} {error.msg} at {error.pos}")


def tokenize(code):
    spec = [("NUMBER", r"\d+(\.\d*)?"), ("ASSIGN", r":="), ("END", r";"), ("ID", r"[A-Za-z]+"), ("OP", r"[+\-*/]"), ("NEWLINE", r"\n"), ("SKIP", r"[ \t]+"), ("MISMATCH", r".")]
    line, start = 1, 0
    for mo in re.finditer("|".join(f"(?P<{n}>{p})" for n, p in spec), code):
        kind, value = mo.lastgroup, mo.group()
        if kind == "NEWLINE":
            start, line = mo.end(), line + 1
        elif kind == "MISMATCH":
            yield "ERROR", value, line, mo.start() - start
        elif kind != "SKIP":
            yield kind, value, line, mo.start() - start


print(list(tokenize("total := total + 3.5 * x;\ny := 2 ! 1;")))
print(re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", "1234567"), re.sub(r"(?m)^", "> ", "a\nb"), re.findall(r"(?im)^b.$", "ab\nBc\nbd"))
print([m.group() for m in re.finditer(r"\b(\w+)(?:\s+\1\b)+", "the the cat sat sat sat on")], re.findall("ſ|K", "Kkſs", re.I), re.match("İ", "i", re.I))
