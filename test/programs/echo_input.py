"""Reads standard input: input() with prompts, iteration over lines, read, end of file; a small guessing dialogue."""

import sys

name = input("Name? ")
age = int(input())
print(f"Hello {name!r}, {age + 1} next year")
try:
    int(input("Number: "))
except ValueError as error:
    print(error)
numbers = []
for line in sys.stdin:
    line = line.rstrip("\n")
    if line == "end":
        break
    numbers.extend(map(float, line.split()))
print(numbers, sum(numbers))
rest = sys.stdin.readline()
print(repr(rest), repr(sys.stdin.read()), repr(sys.stdin.readline()))
try:
    input("more? ")
except EOFError as error:
    print(f"\nEOFError: {error}")
print(sys.stdin.isatty(), sys.stdin.fileno(), sys.stdin.encoding, sys.stdin.closed)
