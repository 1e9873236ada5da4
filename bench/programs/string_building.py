"""Text put together piece by piece: +=, join, f-strings, format, percent, StringIO."""

from io import StringIO

SIZE = 15_000


def main(n):
    text = ""
    for i in range(n):
        text += f"{i:05d}|{i / 7:.3f};"
    parts = []
    for i in range(n):
        parts.append("%s=%d" % ("key", i))
        parts.append("{:>8}{!r}".format(i, "v"))
    joined = ", ".join(parts)
    stream = StringIO()
    for i in range(n):
        stream.write(str(i))
        stream.write(" ")
    reversed_text = text[::-1].upper()
    return f"{len(text)} {len(joined)} {len(stream.getvalue())} {hash_text(joined[:500])} {reversed_text[:10]}"


def hash_text(text):
    value = 7
    for c in text:
        value = (value * 31 + ord(c)) & 0xFFFFFF
    return value
