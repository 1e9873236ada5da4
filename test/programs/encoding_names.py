"""Names of encodings and error handlers are C strings: what is none is told of before anything else is looked at."""


def attempt(f, *args, **kwargs):
    try:
        print(repr(f(*args, **kwargs)), end=" | ")
    except Exception as error:
        print(type(error).__name__, error, end=" | ")


for name in ("\0", "a\0b", "\ud800", "\U00010000", 5, None, "utf-8"):
    print(ascii(name))
    for kind in (str, bytes, bytearray):
        for source in (0, b"a", "a", None):
            attempt(kind, source, name)
            attempt(kind, source, "utf-8", name)
            attempt(kind, source, encoding=name)
            attempt(kind, source, errors=name)
        attempt(kind, encoding=name)
        print()
    for method in ("a".encode, b"a".decode, b"".decode, bytearray(b"a").decode):
        attempt(method, name)
        attempt(method, "utf-8", name)
    print()
