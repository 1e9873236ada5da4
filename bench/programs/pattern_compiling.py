"""Regular expressions compiled from their texts, without the cache: the library's parser and code generator."""

import re

SIZE = 12

PATTERNS = [
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?",
    r"^\s*(?:def|class|async\s+def)\s+(?P<name>[A-Za-z_]\w*)\s*(?:\((?P<parameters>[^()]*)\))?\s*:",
    r"(?i:\b(?:https?|ftp)://(?:[^\s:@/]+(?::[^\s:@/]*)?@)?[a-z0-9.-]+(?::\d+)?(?:/[^\s?#]*)?(?:\?[^\s#]*)?(?:#\S*)?)",
    r"([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|0[xX][0-9a-fA-F]+|(?<!\w)nan(?!\w))",
    r"(['\"])(?:\\.|(?!\1)[^\\])*\1|(?:#.*$)|[\[\]{}()]|(?:<<|>>|\*\*|//|[-+*/%&|^<>=!]=?|[~:,;.@])",
    r"(?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu){2,5}?[\w\s&;]*+(?>x+)",
]


def main(n):
    total = 0
    for i in range(n):
        for text in PATTERNS:
            pattern = re.compile(f"(?:{text})|mark{i}")
            total += pattern.groups + len(pattern.groupindex) + (pattern.search(f"some mark{i}") is not None)
        re.purge()
    return total
