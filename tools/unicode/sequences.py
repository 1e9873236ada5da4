# Run by tools/unicode/generate.ts inside CPython 3.14: finds the named sequences that unicodedata.lookup knows.
#
# Their list is not in unicodedata, but their names follow a few patterns over the names of characters, so candidates are
# made from those patterns and kept where lookup answers with more than one code point.
import json
import unicodedata


def characters(prefix):
    """The ends of all character names that begin with `prefix`."""
    out = []
    for c in range(0x20, 0x20000):
        name = unicodedata.name(chr(c), "")
        if name.startswith(prefix):
            out.append(name[len(prefix):])
    return out


def candidates():
    for name in ("ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE").split():
        yield f"KEYCAP DIGIT {name}"
    yield from ("KEYCAP NUMBER SIGN", "KEYCAP ASTERISK", "GEORGIAN LETTER U-BRJGU", "BENGALI LETTER KHINYA",
                "TAMIL SYLLABLE SHRII", "ARABIC SEQUENCE NOON WITH KEHEH")
    for letter in characters("TAMIL LETTER ") + ["KSSA"]:
        yield f"TAMIL CONSONANT {letter[:-1]}"
        for vowel in "A AA I II U UU E EE AI O OO AU".split():
            yield f"TAMIL SYLLABLE {letter[:-1]}{vowel}"
    for vowel in "AIUEO":
        for row in ("NG", "K", "S", "T", "C"):
            for kind in ("BIDAKUON", "AINU"):
                yield f"KATAKANA LETTER {kind} {row}{vowel}"
                yield f"HIRAGANA LETTER {kind} {row}{vowel}"
                yield f"KATAKANA LETTER {kind} {row}U"
    for letter in characters("KHMER LETTER ") + characters("KHMER INDEPENDENT VOWEL "):
        yield f"KHMER CONSONANT SIGN COENG {letter}"
        yield f"KHMER INDEPENDENT VOWEL SIGN COENG {letter}"
        yield f"KHMER VOWEL SIGN COENG {letter}"
    for vowel in ("OM", "AAM", "COENG QU", "U", "A"):
        yield f"KHMER VOWEL SIGN {vowel}"
    levels = "EXTRA-HIGH HIGH MID LOW EXTRA-LOW".split()
    for a in levels:
        for b in levels:
            yield f"MODIFIER LETTER {a} {b} CONTOUR TONE BAR"
            for c in levels:
                yield f"MODIFIER LETTER {a} {b} {c} CONTOUR TONE BAR"
    for sign in "YANSAYA RAKAARAANSAYA REPAYA".split():
        yield f"SINHALA CONSONANT SIGN {sign}"
    for letter in characters("ARABIC LETTER "):
        yield f"ARABIC SEQUENCE YEH WITH HAMZA ABOVE WITH {letter}"
    marks = ("GRAVE ACUTE CIRCUMFLEX TILDE MACRON BREVE OGONEK CARON DIAERESIS CEDILLA STROKE RING TURNED".split()
             + ["DOT ABOVE", "DOT BELOW", "RING ABOVE", "VERTICAL LINE BELOW", "LINE BELOW", "TILDE BELOW", "MACRON BELOW",
                "VERTICAL LINE ABOVE", "GRAVE ACCENT", "CARON BELOW", "COMMA ABOVE", "DIAERESIS BELOW", "HOOK ABOVE"])
    for case in ("CAPITAL", "SMALL"):
        for letter in characters(f"LATIN {case} LETTER "):
            for mark in marks:
                yield f"LATIN {case} LETTER {letter} WITH {mark}"
                if " WITH " in letter or letter in ("U", "A", "E", "I", "O", "AE", "R", "L", "M", "N"):
                    yield f"LATIN {case} LETTER {letter} AND {mark}"
                    for other in marks:
                        yield f"LATIN {case} LETTER {letter} WITH {mark} AND {other}"


def sequences():
    out = {}
    for name in candidates():
        try:
            found = unicodedata.lookup(name)
        except KeyError:
            continue
        if len(found) > 1:
            out[name] = [ord(c) for c in found]
    return out


json.dumps(sequences())
