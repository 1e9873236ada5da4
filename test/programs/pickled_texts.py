"""Texts of all lengths through pickles and codecs: ASCII up to the end, up to somewhere, and not at all."""

import pickle

TEXTS = ["abcdefghij" * 900, "\u00e9" + "abcdefghij" * 9, "abc\ud800" * 30, "ab\U0001f600" * 30, "\x7f\x80" * 40]
for text in TEXTS:
    for size in [*range(75), 127, 128, 255, 256, 300, 8191, 8192, 8193]:
        part = text[:size]
        for protocol in (0, 2, 4, 5):
            back = pickle.loads(pickle.dumps([part, (part, part), {part: [part] * 40}], protocol))
            assert back == [part, (part, part), {part: [part] * 40}], (size, protocol)
        assert part.encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass") == part
    print(ascii(text[:9]), len(text))
print(all(bytes(range(256))[:n].decode("latin-1") == "".join(map(chr, range(n))) for n in range(257)))
