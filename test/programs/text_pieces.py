"""Text put together from pieces: surrogates that meet, formats that are used again, errors after what comes before them."""

HIGH, LOW = "\ud83d", "\ude00"


def joined(a, b):
    a2 = a
    a2 += b
    return [len(t) for t in (a + b, f"{a}{b}", "".join([a, b]), "%s%s" % (a, b), "{}{}".format(a, b), a2, f"{a}{b}\U0001f600")]


for _ in range(3):
    print(joined(HIGH, LOW), joined("", LOW), joined(HIGH, ""), joined("x", "\U0001f600"))
print(f"{HIGH}{LOW}" == HIGH + LOW, ascii(f"{HIGH}{LOW}"))

# Specifications are read once; values of other types must not see what another type's values made of them.
for spec in ("", "5", "<5", "05", ".2f", "+", ",", "x", "s", "d", "^9", "*^9", "\0", ".3", "e", "n", "%", "10.3f", "_b", "z.1f", "é>6", "😀>6"):
    row = []
    for value in (42, -7, 2.5, -0.04, "ab", True, 1 + 2j, 10**20):
        for _ in range(2):
            try:
                row.append(format(value, spec))
            except (ValueError, TypeError) as error:
                row.append(f"{type(error).__name__}: {error}")
    print(repr(spec), row[::2], row[::2] == row[1::2])

for template, values in (
    ("%s and %r", ("a", "b")), ("%5d|%-5d|%05d", (1, 2, 3)), ("%(x)s %(y)d %%", {"x": 1, "y": 2}), ("%*d", (5, 3)), ("%.2f%%", 2.5),
    ("%d %", 1), ("%s %y", (1, 2)), ("%s", ()), ("%s", (1, 2)), ("plain", ()), ("plain", 1), ("plain", {}), ("%(x)s", 3), ("%c%c", (65, "é")),
    ("%d", "x"), ("%x", 255), ("%#o %+d % d", (8, 3, 4)), ("%i", True), ("%d", 10**30), ("%s", HIGH), ("%5%", ()), ("%(a", {}), ("%é", 1),
):
    for _ in range(2):
        try:
            print(ascii(template % values))
        except (ValueError, TypeError, KeyError) as error:
            print(type(error).__name__, error)


class Noisy:
    def __repr__(self):
        return "<noisy>"

    def __init__(self):
        self.x = [1, {"k": 2}]

    def __format__(self, spec):
        print("formatted", repr(spec))
        return "N"

    def __getattr__(self, name):
        print("asked for", name)
        raise AttributeError(name)


for template in (
    "{} {}", "{0} {1} {0}", "{a:>{w}}", "{0.x[1][k]!r:>5}", "{!s}", "{!z}", "{0", "{} }", "{0.}", "{0.x[}", "{0.x]}", "{}{0}", "{0}{}", "{5}",
    "{missing}", "{0:{1:{2}}}", "{{}}", "{0.nothing}", "{0.x..y}", "{0[a}", "{:\ud83d}", "{}{{{}", "{a.b}", "{0!}", "{0!rx}", "{0:}}",
):
    for _ in range(2):
        try:
            print(ascii(template.format(Noisy(), "v", a="A", w=4)))
        except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
            print(type(error).__name__, error)
print("{a} {b[0]}".format_map({"a": 1, "b": "xy"}), "{} {x}".format(*[1], **{"x": 2}))
print("%s %s" % (None, 1.5), f"{None} {True} {1e22} {1e-7!r}", str(1e16), repr(-0.0), "%r" % 2.0, "{}".format(float("nan")))
