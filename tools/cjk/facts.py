"""What CPython's East Asian codecs make of every sequence and of every code point, as JSON; run by generate.ts.

A key is a sequence as a number: one byte as it is, two bytes high byte first, and the three bytes of EUC's 0x8f sets as
the last two, the last without its high bit.
"""
import json

PAIR = 0x10000
ILLEGAL = 0x110000
PLAIN = None
HIGH = range(0x80, 0x100)


def value(text):
    """A code point, or a pair of them as one number."""
    return ord(text) if len(text) == 1 else ord(text[0]) * PAIR + ord(text[1])


def decoded(codec, keys, build, frame=PLAIN):
    """[key, value, ...] for those sequences that mean something, or are wrong as a whole and not only in their first byte."""
    flat = []
    for key in keys:
        try:
            data = build(key)
            text = (data if frame is PLAIN else frame(data)).decode(codec)
        except UnicodeDecodeError as error:
            if frame is PLAIN and error.end - error.start == 2 and error.reason.startswith("illegal"):
                flat += key, ILLEGAL
            continue
        if 1 <= len(text) <= 2:
            flat += key, value(text)
    return flat


def single_bytes(codec):
    flat = []
    for byte in range(1, 0x100):
        try:
            code = ord(bytes([byte]).decode(codec))
        except UnicodeDecodeError as error:
            if error.reason.startswith("incomplete"):
                continue
            code = ILLEGAL
        flat += byte, code
    return flat


def leads(singles):
    used = set(singles[::2])
    return [byte for byte in HIGH if byte not in used]


def encoded(codec):
    """[code point, key, ...] for everything with a key."""
    codes = [c for c in range(0x20, 0x30000) if not 0xD800 <= c < 0xE000]
    rows = "\n".join(map(chr, codes)).encode(codec, "ignore").split(b"\n")
    assert len(rows) == len(codes)
    flat = []
    for code, row in zip(codes, rows):
        if len(row) == 3:
            row = bytes([row[1], row[2] & 0x7F])
        if 1 <= len(row) <= 2:
            flat += code, int.from_bytes(row)
    return flat


def plane_encoded(codec, escape):
    """The same of one character set of an ISO-2022 codec."""
    codes = [c for c in range(0x80, 0x30000) if not 0xD800 <= c < 0xE000]
    rows = "\n".join(map(chr, codes)).encode(codec, "ignore").split(b"\n")
    flat = []
    for code, row in zip(codes, rows, strict=True):
        if row.startswith(escape):
            first, second = row[len(escape) :][:2]
            flat += code, (first << 8 | second) | 0x8080
    return flat


def codec_facts(codec, triple=False):
    singles = single_bytes(codec)
    pairs = [lead << 8 | trail for lead in leads(singles) for trail in range(0x20, 0x100)]
    flat = singles + decoded(codec, pairs, lambda key: key.to_bytes(2))
    if triple:
        keys = [row << 8 | cell for row in range(0xA1, 0xFF) for cell in range(0x21, 0x7F)]
        flat += decoded(codec, keys, lambda key: bytes([0x8F, key >> 8, key & 0xFF | 0x80]))
    return {"decode": flat, "encode": encoded(codec)}


def charset_facts(codec, frame):
    keys = [row << 8 | cell for row in range(0xA1, 0xFF) for cell in range(0xA1, 0xFF)]
    return {"decode": decoded(codec, keys, lambda key: key.to_bytes(2), frame), "encode": None}


def designated(escape):
    return lambda data: escape + bytes(byte & 0x7F for byte in data) + b"\x1b(B"


facts = {
    "jisx0208": charset_facts("euc_jp", lambda data: data),
    "jisx0212": charset_facts("euc_jp", lambda data: b"\x8f" + data),
    "ksx1001": charset_facts("iso2022_kr", designated(b"\x1b$)C\x0e")),
    "jisx0213_1": charset_facts("iso2022_jp_2004", designated(b"\x1b$(Q")),
    "jisx0213_2": charset_facts("iso2022_jp_2004", designated(b"\x1b$(P")),
    "jisx0213_1_2000": charset_facts("iso2022_jp_3", designated(b"\x1b$(O")),
    "jisx0213_2_2000": charset_facts("iso2022_jp_3", designated(b"\x1b$(P")),
}
facts["jisx0213_2"]["encode"] = plane_encoded("iso2022_jp_2004", b"\x1b$(P")
facts["jisx0213_2_2000"]["encode"] = plane_encoded("iso2022_jp_3", b"\x1b$(P")
for name in "shift_jis cp932 shift_jis_2004 shift_jisx0213 gb2312 gbk gb18030 big5 cp950 big5hkscs euc_kr cp949 johab".split():
    facts[name] = codec_facts(name)
for name in "euc_jp euc_jis_2004 euc_jisx0213".split():
    facts[name] = codec_facts(name, triple=True)


def gb18030_ranges():
    """The four-byte sequences of the BMP: [first code point, first sequence number, ...] of each run."""
    flat = []
    last = None
    for number in range(39420):
        rest, fourth = divmod(number, 10)
        rest, third = divmod(rest, 126)
        first, second = divmod(rest, 10)
        data = bytes([0x81 + first, 0x30 + second, 0x81 + third, 0x30 + fourth])
        try:
            code = ord(data.decode("gb18030"))
        except UnicodeDecodeError:
            last = None
            continue
        if last is None or code != last + 1:
            flat += code, number
        last = code
    return flat


json.dumps({"tables": facts, "gb18030": gb18030_ranges()})
