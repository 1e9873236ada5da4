"""Regular expressions over a generated log: search, findall, sub with a function, named groups."""

import re

SIZE = 1500

LINE = re.compile(r"^(?P<host>\d+\.\d+\.\d+\.\d+) \[(?P<time>[^\]]+)\] \"(?P<verb>GET|POST) (?P<path>\S+)\" (?P<code>\d{3})$")
NUMBER = re.compile(r"\d+")
WORD = re.compile(r"\b([a-z])(\w*)\b")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def log(n):
    for i in range(n):
        yield f'10.{i % 7}.{i % 11}.{i % 251} [day {i % 30}] "{"GET" if i % 3 else "POST"} /page/{i * 7 % 100}?q=x{i}" {200 + i % 5 * 100}'


def main(n):
    lines = list(log(n))
    codes = {}
    total = 0
    for line in lines:
        found = LINE.match(line)
        if found:
            codes[found["code"]] = codes.get(found["code"], 0) + 1
            total += len(found.group("path"))
    text = " ".join(lines)
    numbers = sum(map(int, NUMBER.findall(text)))
    titled = WORD.sub(lambda m: m[1].upper() + m[2], text)
    mails = EMAIL.findall(" ".join(f"user{i}@host-{i % 5}.example.org, nobody@" for i in range(n)))
    parts = re.split(r"\s*[\[\]\"]\s*", text)
    return f"{sorted(codes.items())} {total} {numbers} {len(titled)} {titled[14:24]} {len(mails)} {len(parts)}"
