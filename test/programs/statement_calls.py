"""Calls of built-in methods whose results nobody looks at."""

import sys
import threading
import traceback


def work(xs, d, s, text, event):
    for i in range(100):
        xs.append(i)
        xs.append(xs)
        xs.pop()
        d.update({i: i})
        d.setdefault(i, None)
        d.pop(i, None)
        s.add(i)
        s.discard(i)
        text.strip()
        text.startswith("a", 1, 2)
        event.set()
        event.wait()
        event.clear()
        event.wait(0)
    return len(xs), d, s


print(work([], {}, set(), " abc ", threading.Event()))


def method(x, value):
    x.append(value)
    x.pop()
    return x


class Own(list):
    def append(self, value):
        super().append(("own", value))


class Other:
    def append(self, value):
        print("other", value, end=" ")

    def pop(self):
        raise LookupError("other")


import collections, array

for _ in range(2):
    for x in [1], Own(), collections.deque(), array.array("i"), Other(), bytearray(), None, [], {}:
        for _ in range(3):
            try:
                print(method(x, 7), end="; ")
            except Exception as error:
                frame = traceback.extract_tb(error.__traceback__)[1]
                print(type(error).__name__, error, frame.line, end="; ")
    print()


def failing(xs):
    try:
        xs.pop()
        xs.remove(1)
    except Exception as error:
        return [(frame.lineno - failing.__code__.co_firstlineno, frame.colno) for frame in traceback.extract_tb(error.__traceback__)], str(error)


for _ in range(3):
    print(failing([]), failing([2]), failing([1, 2]))


def opcodes(frame, event, arg):
    frame.f_trace_opcodes = True
    if event == "opcode":
        seen.append(frame.f_lasti)
    return opcodes


def calls(xs):
    xs.append(1)
    xs.pop()


for _ in range(5):
    calls([])
seen = []
sys.settrace(opcodes)
calls([])
sys.settrace(None)
print([at - seen[0] for at in seen])
events = []
sys.setprofile(lambda frame, event, arg: events.append((event, getattr(arg, "__name__", arg))))
calls([])
sys.setprofile(None)
print(events)


def key(value):
    """A method that calls Python: sort."""
    order.append(value)
    return -value


order = []
for _ in range(3):
    xs = [3, 1, 2]
    xs.sort(key=key)
    xs.extend(x for x in [5])
    xs.reverse()
    print(xs, order)
