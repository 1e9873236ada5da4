"""Every East Asian codec: what all short sequences and all code points come to, as checksums, and where errors lie."""
import binascii

NAMES = """gb2312 gbk gb18030 hz big5 cp950 big5hkscs euc_kr cp949 johab shift_jis cp932 euc_jp shift_jis_2004 euc_jis_2004
shift_jisx0213 euc_jisx0213 iso2022_kr iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_3 iso2022_jp_2004 iso2022_jp_ext""".split()


def checksum(text):
    return f"{binascii.crc32(text.encode('utf-8', 'surrogatepass')):08x}"


# A line break after each: what one of them leaves behind does not change the next.
texts = "\n".join(chr(c) for plane in (range(0x20, 0x10000), range(0x20000, 0x20400), range(0x2A000, 0x2A800)) for c in plane)
pairs = b"\n".join(bytes([lead, trail]) for lead in range(0x7F, 0x100) for trail in range(0x20, 0x100))
SS3 = b"\n".join(bytes([0x8F, row, cell]) for row in range(0xA0, 0x100) for cell in range(0xA0, 0x100))
FOUR = b"\n".join(bytes([lead, 0x30 + n % 10, third, 0x30]) for lead in range(0x81, 0xFF, 7) for n in (0, 3, 9) for third in range(0x81, 0xFF, 5))
DESIGNATIONS = b"$B $@ $(D $(Q $(O $(P (J (I $)C $A $(C".split()

for name in NAMES:
    print(name, checksum(repr(texts.encode(name, "replace"))), checksum(pairs.decode(name, "replace")), end=" ")
    if name.startswith("euc_j"):
        print(checksum(SS3.decode(name, "replace")), end=" ")
    if name == "gb18030":
        print(checksum(FOUR.decode(name, "replace")), end=" ")
    if name.startswith("iso"):
        cells = bytes(byte for row in range(0x21, 0x7F) for cell in range(0x21, 0x7F) for byte in (row, cell))
        for escape in DESIGNATIONS:
            shift = b"\x0e" if b")" in escape else b""
            print(checksum((b"\x1b" + escape + shift + cells).decode(name, "replace")), end=" ")
    print()


def attempt(f, *args):
    try:
        print(ascii(f(*args)))
    except (UnicodeError, IndexError, TypeError) as error:
        print(type(error).__name__, ascii(str(error)))


print("errors")
for name in NAMES:
    print(name)
    attempt(b"ab\x81".decode, name)
    attempt(b"ab\xff\xffcd".decode, name)
    attempt("a\u3042\u1234b".encode, name)
    attempt("\ud800\U0001f600".encode, name)
    attempt("\u20ac\xa5\u203e".encode, name, "xmlcharrefreplace")
attempt(b"\xa4\xd4\xa4\xb6\xa4\xd0\xa4\xd4".decode, "euc_kr")
attempt(b"\xa4\xd4\xa4\xb6\xa4\xd0".decode, "euc_kr")
attempt(b"\xa4\xd4\xa4\xb6\xa4\xff\xa4\xd4".decode, "euc_kr")
attempt("\ub620".encode, "euc_kr")
attempt(b"\x8f\xa1".decode, "euc_jp")
attempt(b"\x81\x30\x81".decode, "gb18030")
attempt(b"\x81\x30\x81\x20".decode, "gb18030")
attempt("\u304b\u309a \u304b".encode, "shift_jis_2004")
attempt("\u304b\u309a \u304b".encode, "iso2022_jp_2004")
attempt("\xca\u0304\xca\u030c\xca".encode, "big5hkscs")
for escape in (b"\x1b.A\x1bN\x21", b"\x1b.F\x1bN\x41", b"\x1b.F\x1bN\x24", b"\x1b.F\x1bNa", b"\x1bN\xc1", b"\x1b&@\x1b$B$\"", b"\x1bab[Z~", b"\x1b(", b"\x1b(Zabc", b"\x1b((((((((((((((((((B"):
    attempt(escape.decode, "iso2022_jp_2")
