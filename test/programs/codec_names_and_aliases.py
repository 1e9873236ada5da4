"""Aliases of character names; what the built-in encoders take of escaped bytes before they complain."""
import unicodedata

for name in ("LATIN CAPITAL LETTER GHA", "latin small letter a", "LAO LETTER RO", "TAMIL SYLLABLE SAI"):
    for database in (unicodedata, unicodedata.ucd_3_2_0):
        try:
            print(name, ascii(database.lookup(name)))
        except KeyError as error:
            print(name, error)

text = "[\udc80\udcff\ud800\udfff\udc81]"
for encoding in ("utf-8", "ascii", "latin-1", "cp1252", "utf-16-le", "utf-7", "iso8859-15"):
    try:
        print(encoding, text.encode(encoding, "surrogateescape"))
    except UnicodeEncodeError as error:
        print(encoding, error.start, error.end, error)
