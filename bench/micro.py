"""Times single operations of the built-in types; prints nanoseconds for each as JSON.

Arguments: wall, or cpu for all threads' time; words that the names contain.
"""

import sys
from time import perf_counter, process_time

ROUNDS = 12
WARMING = 1.5

SETUP = """
xs = list(range(1000)); mixed = [i * 7919 % 1000 for i in range(1000)]; words = [str(i) for i in mixed]
d = {i: i for i in range(1000)}; names = {w: i for i, w in enumerate(words)}; pairs = {(i, i + 1): i for i in range(100)}
s = "hello world " * 20; t = "needle"; long = "x" * 500 + t; e = "é" * 50; a, b, f, g = 12345, 678, 1.5, 2.25
big = 3**200; small = {1, 2, 3}; numbers = set(range(1000)); data = bytes(range(256)) * 4
class C:
    attribute = 1
    def __init__(self): self.x = 1
    def method(self): return 1
o = C()
def function(p, q=2, *, r=3): return p
"""

OPERATIONS = {
    "dict get int": "d[500]",
    "dict get str": "names['500']",
    "dict get tuple": "pairs[50, 51]",
    "dict set": "d[500] = 1",
    "dict in": "2000 in d",
    "dict copy 1000": "d.copy()",
    "dict items 1000": "for k, v in d.items(): pass",
    "dict literal": "{'a': 1, 'b': 2, 'c': 3}",
    "dict comprehension 1000": "{x: x for x in xs}",
    "list get": "xs[500]",
    "list set": "xs[500] = 500",
    "list append pop": "xs.append(1); xs.pop()",
    "list slice 100": "xs[100:200]",
    "list comprehension 1000": "[x + 1 for x in xs]",
    "list index 500": "xs.index(500)",
    "list in 500": "500 in xs",
    "list literal": "[a, b, f]",
    "list concat": "xs[:10] + xs[-10:]",
    "sum 1000": "sum(xs)",
    "min 1000": "min(mixed)",
    "enumerate 1000": "for i, x in enumerate(xs): pass",
    "zip 1000": "for x, y in zip(xs, mixed): pass",
    "set in": "500 in numbers",
    "set add": "numbers.add(500)",
    "set union": "numbers | small",
    "str concat": "s + t",
    "str index": "s[50]",
    "str slice": "s[10:100]",
    "str find": "long.find(t)",
    "str in": "t in long",
    "str replace": "s.replace('world', 'there')",
    "str split": "s.split()",
    "str split sep": "s.split('o')",
    "str join 1000": "','.join(words)",
    "str upper": "s.upper()",
    "str strip": "s.strip()",
    "str startswith": "s.startswith('hello')",
    "str format": "'{} {:>5}'.format(a, b)",
    "str percent": "'%s %d' % (t, a)",
    "f-string": "f'{a} {t} {f:.2f}'",
    "str of int": "str(a)",
    "str of float": "str(f)",
    "int of str": "int('12345')",
    "float of str": "float('1.5')",
    "str encode": "e.encode()",
    "str iterate 240": "for c in s: pass",
    "str compare": "s == s[:-1] + ' '",
    "str isdigit": "t.isdigit()",
    "bytes find": "data.find(b'\\xfe\\xff')",
    "int add": "a + b",
    "int multiply": "a * b",
    "int floor divide": "a // b",
    "int modulo": "a % b",
    "int shift": "a << 5",
    "int and": "a & b",
    "int power": "a ** 3",
    "big add": "big + big",
    "big multiply": "big * big",
    "big divide": "big // 12345678901234567890",
    "big to str": "str(big)",
    "float multiply": "f * g",
    "float divide": "f / g",
    "sort sorted 1000": "sorted(xs)",
    "sort mixed 1000": "sorted(mixed)",
    "sort strings 1000": "sorted(words)",
    "sort key 1000": "sorted(mixed, key=lambda x: -x)",
    "call function": "function(1)",
    "call keyword": "function(1, r=4)",
    "call method": "o.method()",
    "attribute": "o.x",
    "instance": "C()",
    "isinstance": "isinstance(o, C)",
    "len": "len(xs)",
    "try": "try: a\nexcept ValueError: pass",
    "raise catch": "try: raise ValueError\nexcept ValueError: pass",
    "tuple unpack": "x, y = a, b",
    "range loop 1000": "for i in range(1000): pass",
    "while loop 1000": "i = 0\nwhile i < 1000: i += 1",
}


def compiled(name, statement):
    """The function that does a statement `count` times and answers how long that took."""
    lines = "\n".join("        " + line for line in statement.split("\n"))
    setup = "\n".join("    " + line for line in SETUP.strip().split("\n"))
    code = f"def run(clock, count):\n{setup}\n    start = clock()\n    for _ in range(count):\n{lines}\n    return clock() - start\n"
    namespace = {}
    exec(compile(code, name, "exec"), namespace)
    return namespace["run"]


def calibrated(run, count):
    """How often a statement is to be done for ten milliseconds."""
    while (spent := run(clock, count)) < 0.01:
        count = max(count * 2, int(count * 0.012 / max(spent, 1e-6)))
    return count


clock = process_time if sys.argv[1] == "cpu" else perf_counter
words = sys.argv[2:]
runs = {
    name: compiled(name, statement)
    for name, statement in OPERATIONS.items()
    if not words or any(word in name for word in words)
}
counts = dict.fromkeys(runs, 1)
# All operations before any is measured: an implementation that optimizes itself for what a program does is as warm for the first as for
# the last. Counts found on the way there grow too.
warm = clock() + WARMING
for _ in range(2):
    for name, run in runs.items():
        counts[name] = calibrated(run, counts[name])
while clock() < warm:
    for name, run in runs.items():
        run(clock, counts[name])
best = dict.fromkeys(runs, float("inf"))
for _ in range(ROUNDS):
    for name, run in runs.items():
        best[name] = min(best[name], run(clock, counts[name]) / counts[name] * 1e9)
print("{" + ", ".join(f'"{name}": {nanoseconds:.2f}' for name, nanoseconds in best.items()) + "}")
