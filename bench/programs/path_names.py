"""Paths taken apart, joined, matched and compared: pathlib, fnmatch, urllib.parse."""

from fnmatch import fnmatch
from pathlib import PurePosixPath
from urllib.parse import quote, urlencode, urljoin, urlsplit

SIZE = 300


def main(n):
    root = PurePosixPath("/srv/data")
    seen = {}
    total = 0
    for i in range(n):
        path = root / f"set{i % 17}" / f"part {i}.tar.gz"
        seen[path] = i
        total += len(path.parts) + len(path.suffixes) + len(path.with_suffix(".txt").name)
        total += path.match("set1*/*.gz") + fnmatch(path.name, "part ?[05].*") + path.is_relative_to(root)
        total += len(str(path.relative_to(root).parent))
        address = urljoin("https://example.org/a/b?c=d#e", quote(path.as_posix()) + "?" + urlencode({"page": i, "by": "size & name"}))
        parts = urlsplit(address)
        total += len(parts.path) + len(parts.query) + (parts.hostname == "example.org")
    ordered = sorted(seen)
    return f"{total} {ordered[0]} {ordered[-1]} {len(seen)}"
