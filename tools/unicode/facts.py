# Run by tools/unicode/generate.ts inside CPython 3.14: prints what its unicodedata and str methods say of every code point.
import _sre
import json
import unicodedata

N = 0x110000


def runs(f):
    """The values of f over all code points as [length, value] pairs."""
    out = []
    last = object()
    for c in range(N):
        v = f(c)
        if v == last:
            out[-1][0] += 1
        else:
            out.append([1, v])
            last = v
    return out


def flags(c):
    s = chr(c)
    tests = (s.isalpha(), s.isdecimal(), s.isdigit(), s.islower(), s.isupper(), s.istitle() and not s.isupper(),
             s.isnumeric(), s.isprintable(), s.isspace(), s.isidentifier(), ("a" + s).isidentifier())
    return sum(t << i for i, t in enumerate(tests))


def mapping(f):
    out = {}
    for c in range(N):
        if not 0xD800 <= c < 0xE000:
            m = [ord(x) for x in f(chr(c))]
            if m != [c]:
                out[c] = m
    return out


def values(f):
    out = {}
    for c in range(N):
        v = f(chr(c), None)
        if v is not None:
            out[c] = v
    return out


def database(u):
    return {
        "category": runs(lambda c: u.category(chr(c))),
        "bidirectional": runs(lambda c: u.bidirectional(chr(c))),
        "combining": runs(lambda c: u.combining(chr(c))),
        "width": runs(lambda c: u.east_asian_width(chr(c))),
        "mirrored": runs(lambda c: u.mirrored(chr(c))),
        "decomposition": {c: d for c in range(N) if (d := u.decomposition(chr(c)))},
        "decimal": values(u.decimal),
        "digit": values(u.digit),
        "numeric": values(u.numeric),
    }


def compositions():
    """Which canonical pairs compose: those that NFC puts back together."""
    out = []
    for c in range(N):
        d = unicodedata.decomposition(chr(c))
        if d and d[0] != "<" and " " in d:
            a, b = d.split()
            if unicodedata.normalize("NFC", chr(int(a, 16)) + chr(int(b, 16))) == chr(c):
                out.append([int(a, 16), int(b, 16), c])
    return out


def corrections():
    """Code points whose single canonical target normalization in 3.2.0 takes from a list of corrections."""
    old = unicodedata.ucd_3_2_0
    out = {}
    for c in range(N):
        d = old.decomposition(chr(c))
        if d and d[0] != "<" and " " not in d:
            real = old.normalize("NFD", chr(c))
            if len(real) == 1 and real != old.normalize("NFD", chr(int(d, 16))):
                out[c] = ord(real)
    return out


facts = {
    "version": unicodedata.unidata_version,
    "flags": runs(flags),
    "upper": mapping(str.upper),
    "lower": mapping(str.lower),
    "title": mapping(str.title),
    "casefold": mapping(str.casefold),
    "simpleLower": {c: m for c in range(N) if (m := _sre.unicode_tolower(c)) != c},
    "ucd": database(unicodedata),
    "ucd32": database(unicodedata.ucd_3_2_0),
    "corrections32": corrections(),
    "compositions": compositions(),
    "names": {c: n for c in range(N) if (n := unicodedata.name(chr(c), ""))},
}
json.dumps(facts)
