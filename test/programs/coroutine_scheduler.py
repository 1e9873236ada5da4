"""A cooperative scheduler on plain generators: tasks, timers on a virtual clock, channels, cancellation."""

import heapq
from collections import deque
from dataclasses import dataclass, field
from itertools import count
from typing import Any


@dataclass
class Sleep:
    ticks: int


@dataclass
class Spawn:
    task: Any
    name: str = "task"


@dataclass
class Join:
    task: "Task"


class Cancelled(BaseException):
    pass


class Channel:
    def __init__(self, capacity=1):
        self.items, self.capacity = deque(), capacity
        self.getters, self.putters = deque(), deque()

    def get(self):
        while not self.items:
            yield ("wait", self.getters)
        item = self.items.popleft()
        yield ("wake", self.putters)
        return item

    def put(self, item):
        while len(self.items) >= self.capacity:
            yield ("wait", self.putters)
        self.items.append(item)
        yield ("wake", self.getters)


@dataclass(order=True)
class Task:
    serial: int
    name: str = field(compare=False)
    gen: Any = field(compare=False, repr=False)
    result: Any = field(default=None, compare=False)
    error: Exception | None = field(default=None, compare=False)
    done: bool = field(default=False, compare=False)
    joiners: list = field(default_factory=list, compare=False, repr=False)


class Scheduler:
    def __init__(self):
        self.now, self.ready, self.timers, self.serial = 0, deque(), [], count(1)
        self.log = []

    def spawn(self, gen, name="task"):
        task = Task(next(self.serial), name, gen)
        self.ready.append((task, None))
        return task

    def cancel(self, task):
        self.ready.append((task, Cancelled()))

    def step(self, task, value):
        if task.done:
            return
        try:
            command = task.gen.throw(value) if isinstance(value, BaseException) else task.gen.send(value)
        except StopIteration as stop:
            self.finish(task, stop.value)
        except Cancelled:
            self.log.append(f"{self.now:>3} {task.name} cancelled")
            self.finish(task, None)
        except Exception as error:
            task.error = error
            self.finish(task, None)
        else:
            self.obey(task, command)

    def finish(self, task, result):
        task.done, task.result = True, result
        for joiner in task.joiners:
            self.ready.append((joiner, task.error or result))

    def obey(self, task, command):
        match command:
            case Sleep(ticks):
                heapq.heappush(self.timers, (self.now + ticks, task))
            case Spawn(gen, name):
                self.ready.append((task, self.spawn(gen, name)))
            case Join(other) if other.done:
                self.ready.append((task, other.error or other.result))
            case Join(other):
                other.joiners.append(task)
            case ("wait", queue):
                queue.append(task)
            case ("wake", queue):
                if queue:
                    self.ready.append((queue.popleft(), None))
                self.ready.append((task, None))
            case None:
                self.ready.append((task, None))
            case _:
                self.ready.append((task, TypeError(f"bad command {command!r}")))

    def run(self):
        while self.ready or self.timers:
            if not self.ready:
                self.now, task = heapq.heappop(self.timers)
                self.ready.append((task, None))
            self.step(*self.ready.popleft())
        return self.now


sched = Scheduler()


def say(*words):
    sched.log.append(f"{sched.now:>3} " + " ".join(map(str, words)))


def producer(channel, n):
    for i in range(n):
        yield Sleep(2)
        yield from channel.put(i * i)
        say("produced", i * i)
    yield from channel.put(None)
    return n


def consumer(channel):
    total = 0
    while (item := (yield from channel.get())) is not None:
        say("consumed", item)
        total += item
        yield Sleep(3)
    return total


def failing():
    yield Sleep(1)
    raise LookupError("lost")


def forever():
    try:
        while True:
            yield Sleep(4)
            say("tick")
    finally:
        say("cleanup")


def main():
    channel = Channel(2)
    p = yield Spawn(producer(channel, 5), "producer")
    c = yield Spawn(consumer(channel), "consumer")
    f = yield Spawn(failing(), "failing")
    clock = yield Spawn(forever(), "clock")
    try:
        yield Join(f)
    except LookupError as error:
        say("caught", error)
    say("producer gave", (yield Join(p)))
    say("consumer gave", (yield Join(c)))
    sched.cancel(clock)
    yield
    try:
        yield "nonsense"
    except TypeError as error:
        say(error)
    return "finished"


task = sched.spawn(main(), "main")
print("ended at", sched.run(), task)
print(*sched.log, sep="\n")
