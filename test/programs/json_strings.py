"""Strings of JSON, both ways: escapes, surrogates, control characters, and where errors are found."""

import json
from json.decoder import scanstring

TEXTS = [
    "",
    "plain",
    'quo"te\\back/slash',
    "\b\t\n\f\r\x00\x1f\x7f\x80\xff",
    "\u0100\u20ac\ud800 \udc00",
    "\U0001f600 wide \"é\"",
    "é",
]
for text in TEXTS:
    for ascii_only in (True, False):
        encoded = json.dumps(text, ensure_ascii=ascii_only)
        print(ascii(encoded), json.loads(encoded) == text, json.loads(f'{{{encoded}: {encoded}}}') == {text: text})

LITERALS = [
    r'"a\u00e9b\u20AC\/\"\\\b\f\n\r\t"',
    r'"\ud83d\ude00"',
    r'"\ud83dx\ude00"',
    r'"\ud83d\u0041"',
    r'"\ud83d\n"',
    r'"\ude00\ud83d"',
    '"\ud83d\\ude00"',
    '"\\ud83d\ude00"',
    '"\U0001f600\\n\U0001f601"',
    '"tab\there"',
    '"tab\\n\there"',
    '"\x1f"',
    r'"\u00"',
    r'"\u00g1"',
    r'"\u 123"',
    r'"\u+123"',
    r'"\u12',
    r'"\u1234',
    r'"\x"',
    '"\\',
    '"',
    '"abc',
    '"a\\nbc',
    r'"\ud83d\u12"',
]
for literal in LITERALS:
    for strict in (True, False):
        try:
            print(ascii(json.loads(literal, strict=strict)), ascii(scanstring(literal, 1, strict)))
        except ValueError as error:
            print(ascii(literal), error)
for at in (-1, 0, 3, 4, 5):
    try:
        print(scanstring('ab"c', at))
    except ValueError as error:
        print(at, error)
