# Built-ins that take all values of an iterator, where Python code makes them: results, early ends, errors, and threads that go on meanwhile.
import threading
import time


def numbers(count, log=None):
    for i in range(count):
        if log is not None:
            log.append(i)
        time.sleep(0.001)
        yield i


class Countdown:
    def __init__(self, start):
        self.left = start

    def __iter__(self):
        time.sleep(0)
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        time.sleep(0)
        return self.left


def double(x):
    time.sleep(0)
    return 2 * x


def failing():
    yield 1
    raise LookupError("no more")


print(list(numbers(3)), tuple(numbers(3)), sorted(set(numbers(3))), frozenset(numbers(2)) == {0, 1})
print(sum(numbers(4)), sum((x / 2 for x in range(4)), 1), sum(Countdown(3)), sum(([x] for x in range(2)), []))
print(min(numbers(3)), max(Countdown(4)), min(iter(Countdown(0)), default="none"))
print(",".join(str(x) for x in numbers(3)), sorted(numbers(3), key=lambda x: -x))
print(list(map(double, range(3))), [x for x in map(double, numbers(2))], sum(map(double, Countdown(3))))
log = []
print(any(x == 1 for x in numbers(5, log)), log)
log = []
print(all(x < 2 for x in numbers(5, log)), log)
for consume in list, tuple, set, sum, min, any, ",".join, sorted:
    try:
        print(consume(failing()))
    except LookupError as error:
        print(error)
    except TypeError as error:
        print(error)
try:
    set([x] for x in range(3))
except TypeError as error:
    print(error)
running = numbers(2)
next(running)
print(list(running), list(running))


def self_consuming():
    yield list(generator)


generator = self_consuming()
try:
    next(generator)
except ValueError as error:
    print(error)


class NotIterator:
    def __iter__(self):
        return 5


for use in list, sum, sorted, lambda x: [y for y in x]:
    try:
        use(NotIterator())
    except TypeError as error:
        print(error)

