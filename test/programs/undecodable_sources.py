"""Where sources are wrong that are empty or cannot be decoded."""
SOURCES = (
    "", " ", "\n", "# comment", "(", ")", b"", b"\xff", b"x = 1\n\xff\n", b"# coding: utf-8\n\xff", b"# coding: unknown\nx",
    b"\xef\xbb\xbf# coding: latin-1\n", b"# coding: latin-1\n'\xff' +", b"x\0",
)
for source in SOURCES:
    for mode in "exec", "eval", "single":
        try:
            compile(source, "name", mode)
        except (SyntaxError, ValueError) as error:
            print(source, mode, type(error).__name__, error.args, getattr(error, "filename", None))
