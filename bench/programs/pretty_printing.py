"""Nested data laid out for readers: pprint, textwrap, difflib."""

import difflib
import pprint
import textwrap

SIZE = 50


def data_of(n):
    return [{"name": f"entry {i}", "values": list(range(i)), "nested": {"pair": (i, i / 2), "flags": {i, i + 1}}} for i in range(n)]


def main(n):
    laid_out = pprint.pformat(data_of(n), width=60)
    lines = laid_out.splitlines()
    wrapped = textwrap.fill(" ".join(lines), width=50, initial_indent="  ", subsequent_indent="    ")
    changed = [line.upper() if i % 9 == 0 else line for i, line in enumerate(lines)]
    differences = list(difflib.unified_diff(lines, changed, lineterm=""))
    ratio = difflib.SequenceMatcher(None, lines[:40], changed[:40]).ratio()
    return f"{len(laid_out)} {len(wrapped)} {len(differences)} {ratio:.4f}"
