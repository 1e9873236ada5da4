"""csv: dialects and their errors, quoting styles both ways, escapes, limits, and what a reader does with odd lines."""

import csv
import io
import queue


def attempt(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


for options in [
    {"delimiter": ""}, {"delimiter": 1}, {"delimiter": "\n"}, {"quoting": "a"}, {"quoting": 9}, {"quotechar": ""},
    {"escapechar": "ab"}, {"lineterminator": 1}, {"delimiter": ",", "quotechar": ","}, {"quotechar": " ", "skipinitialspace": True},
    {"quoting": csv.QUOTE_ALL, "quotechar": None}, {"delimiter": "x", "lineterminator": "x"}, {"unknown": 1},
]:
    attempt(lambda: csv.reader([], **options))

attempt(lambda: csv.reader())
attempt(lambda: csv.reader(1))
attempt(lambda: csv.reader([], "nothing"))
attempt(lambda: csv.writer(1))
attempt(lambda: csv.get_dialect("nothing"))
attempt(lambda: csv.register_dialect(1))
attempt(lambda: csv.unregister_dialect("nothing"))
attempt(lambda: csv.field_size_limit("a"))
attempt(lambda: setattr(csv.get_dialect("excel"), "delimiter", ";"))
attempt(lambda: setattr(csv.get_dialect("excel"), "strict", True))
attempt(lambda: csv.get_dialect("excel").__reduce__())
print(sorted(csv.list_dialects()))

csv.register_dialect("pipes", delimiter="|", quoting=csv.QUOTE_NONE, escapechar="\\", lineterminator="\n")
rows = [["plain", 1, 2.5, None, ""], ['a "quoted" one', "a,b", "line\nbreak", "", "back\\slash"], ["\U0001f40d", "tab\t", "|", " x ", "ü"]]
for quoting in range(6):
    out = io.StringIO()
    writer = csv.writer(out, quoting=quoting, escapechar="\\")
    attempt(lambda: writer.writerows(rows))
    text = out.getvalue()
    print(quoting, repr(text))
    attempt(lambda: list(csv.reader(io.StringIO(text, newline=""), escapechar="\\", quoting=quoting)))
out = io.StringIO()
csv.writer(out, "pipes").writerows(rows)
print(repr(out.getvalue()), list(csv.reader(out.getvalue().splitlines(True), "pipes")))
out = io.StringIO()
csv.writer(out, doublequote=False, escapechar="\\").writerow(['say "x"', "\\"])
print(repr(out.getvalue()))

for lines in [
    [1], [b"a"], ['"a'], ['"a', 'b"'], ['"a"b'], ["a\rb"], ["a\0b"], ['""""', "''"], [""], ["\n"], ["a,b\r\n", "\r\n"], ["a, b, 'c'"],
    ["\U0001f40d,\U0001f40d\n", '"\U0001f40d""x"'],
]:
    attempt(lambda: list(csv.reader(lines)))
    attempt(lambda: list(csv.reader(lines, strict=True, skipinitialspace=True)))
attempt(lambda: list(csv.reader(["1,2,x"], quoting=csv.QUOTE_NONNUMERIC)))
attempt(lambda: list(csv.reader(['1,,"",a'], quoting=csv.QUOTE_STRINGS)))
attempt(lambda: list(csv.reader(['1,,"",a'], quoting=csv.QUOTE_NOTNULL)))
for row in [1, [""], [], [None], ["a"] * 3]:
    attempt(lambda: csv.writer(io.StringIO(), quoting=csv.QUOTE_NONE).writerow(row))
old = csv.field_size_limit(10)
attempt(lambda: list(csv.reader(["x" * 11])))
attempt(lambda: list(csv.reader(['"' + "x" * 9 + '""yz"'])))
csv.field_size_limit(old)

simple = queue.SimpleQueue()
for item in range(200):
    simple.put(item)
print(simple.qsize(), [simple.get() for _ in range(150)][-1], simple.empty(), simple.get_nowait())
while not simple.empty():
    simple.get(timeout=1)
attempt(lambda: simple.get(False))
attempt(lambda: simple.get(timeout=0.001))
attempt(lambda: simple.get(True, -1))
attempt(lambda: simple.get(True, "soon"))
attempt(lambda: queue.SimpleQueue[int])
