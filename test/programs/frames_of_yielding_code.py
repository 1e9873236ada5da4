"""Chains of frames as hot generators see them: however they are run and resumed, no caller is left out."""

import sys


def where():
    frame, found = sys._getframe(1), []
    while frame is not None:
        found.append(frame.f_code.co_name)
        frame = frame.f_back
    return " ".join(found)


def steps(n):
    for i in range(n):
        yield where()


def collect(generator):
    return [each for each in generator]


def run(n):
    return collect(steps(n))


def outer(n):
    return run(n)


def drive(n):
    return outer(n)


def other(n):
    out = []
    for each in steps(n):
        out.append(each)
    return out


COLD = """
def first(n): return second(n)
def second(n): return third(n)
def third(n): return fourth(n)
def fourth(n):
    for each in steps(n):
        return [each]
"""


def cold(n):
    """The same depth, by functions that are new and so never compiled: the loop runs the generator, and not to its end."""
    space = {"steps": steps}
    exec(COLD, space)
    return space["first"]


seen = set()
for i in range(2000):
    seen.update(drive(3) if i % 3 else other(3))
    seen.update(map(lambda g: next(g), [steps(2)]))
    seen.update([next(steps(1)) for _ in range(2)])
    if i % 100 == 99:
        seen.update(cold(3)(2))
print(*sorted(seen), sep="\n")
