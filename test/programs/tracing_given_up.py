"""A trace function that gives up at the first call it is told of: what is hot goes on in compiled code, and is unwound out of it."""

import sys

events = []


def give_up(frame, event, arg):
    events.append((event, frame.f_code.co_name))
    sys.settrace(None)


def hot(n):
    for i in range(n):
        yield i, sys._getframe().f_back is not None


def plain(n):
    total = 0
    for i in range(n):
        total += i
    return total, sorted(sys._getframe().f_locals)


def collect(n):
    return list(zip(hot(n), range(n)))


class Compared:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        sys._getframe(1)
        return self.value < other.value


for _ in range(600):
    collect(2)
    plain(3)
    sorted([Compared(2), Compared(1)])
for function, argument in ((collect, 3), (plain, 5), (list, hot(3)), (sorted, [Compared(2), Compared(1), Compared(3)])):
    for _ in range(5):
        sys.settrace(give_up)
        result = function(argument)
        sys.settrace(None)
    print(result if function is not sorted else [each.value for each in result])
print(events)
