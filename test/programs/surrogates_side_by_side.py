"""Surrogates that join, replace and concatenation bring side by side stay two characters."""

HIGH, LOW, ASTRAL = "\ud83d", "\ude00", "\U0001f600"


def shown(text):
    return f"{len(text)}:{ascii(text)}"


def joins():
    for separator in "", "-", HIGH, LOW, LOW + HIGH, ASTRAL:
        for parts in ([], [HIGH], [HIGH, LOW], [LOW, HIGH], ["a", LOW, HIGH], [HIGH, "", LOW], ["", "", ""], ["a", "b" + HIGH, LOW + "c"], [ASTRAL, LOW]):
            text = separator.join(parts)
            assert text == separator.join(tuple(parts)) == separator.join(iter(parts)) == separator.join(p for p in parts)
            print(shown(text), end=" ")
        print()


def replaces():
    for text in "a-b", HIGH + "-" + LOW, HIGH + "--" + LOW, "-" + LOW, HIGH + "-", ASTRAL + "-" + LOW, LOW + "-" + HIGH:
        for new in "", "x", HIGH, LOW, LOW + HIGH, HIGH + LOW, ASTRAL:
            print(shown(text.replace("-", new)), shown(text.replace("-", new, 1)), shown(text.replace("", new)), end=" ")
        print()
    print(shown((HIGH + "x" + LOW).replace("x", "") + LOW), (HIGH + "x" + LOW).replace("x", "") == ASTRAL, "xx".replace("x", HIGH).replace(HIGH + HIGH, ASTRAL) == ASTRAL)


class Parts(list):
    def __iter__(self):
        return iter(["own", "items"])


class Text(str):
    def __str__(self):
        return "never"


def kinds():
    one = "".join(["one"])
    print(one, "-".join(Parts("ab")), "-".join([Text("a"), "b"]), Text("-").join(["a", Text("b")]), type(",".join([Text("a")])).__name__)
    print(",".join(["a"] * 5), ",".join("abc"), ",".join({"k": 1}), ",".join(map(str, range(3))))
    for parts in ["a", 1], ["a", b"b"], [None], 5, ["a", "b", 1.5, 2], ("a", []):
        try:
            print(",".join(parts))
        except TypeError as error:
            print(error)
    parts = ["a", "b", Text("c")]
    ",".join(parts)
    print(type(parts[2]).__name__)


joins()
replaces()
kinds()
