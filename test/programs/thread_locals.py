"""threading.local's subclasses: `__init__` runs once in each thread, with the arguments that the object was made with."""
import threading
from dataclasses import dataclass, field


class Counter(threading.local):
    made = []

    def __init__(self, start, *, step=1):
        Counter.made.append((start, step))
        self.value, self.step = start, step

    def next(self):
        self.value += self.step
        return self.value


@dataclass
class Buffers(threading.local):
    name: str
    lines: list = field(default_factory=list)


class Slotted(threading.local):
    __slots__ = ("shared",)


def in_thread(action):
    found = []
    thread = threading.Thread(target=lambda: found.append(action()))
    thread.start()
    thread.join()
    return found[0]


counter = Counter(10, step=5)
print(Counter.made, counter.next(), counter.next())
print(in_thread(counter.next), Counter.made, counter.next(), sorted(counter.__dict__))

buffers = Buffers(name="main")
buffers.lines.append("here")
print(buffers, in_thread(lambda: (buffers.name, buffers.lines)), buffers.lines)

slotted = Slotted()
slotted.shared = 1
slotted.own = 2
print(in_thread(lambda: (slotted.shared, hasattr(slotted, "own"))), slotted.own)

for make in (lambda: Counter(), lambda: Counter(1, 2), lambda: threading.local(1), lambda: Buffers()):
    try:
        make()
    except TypeError as error:
        print(error)
