"""Pipelines of generators, yield from over a tree, and send()."""

SIZE = 60_000


def numbers(n):
    i = 0
    while i < n:
        yield i
        i += 1


def odd(items):
    for item in items:
        if item & 1:
            yield item


def squares(items):
    for item in items:
        yield item * item


def tree(low, high):
    if low < high:
        middle = (low + high) // 2
        yield from tree(low, middle)
        yield middle
        yield from tree(middle + 1, high)


def averager():
    total = count = 0
    average = None
    while True:
        value = yield average
        total += value
        count += 1
        average = total // count


def main(n):
    total = sum(squares(odd(numbers(n))))
    for value in tree(0, n // 8):
        total += value
    average = averager()
    next(average)
    for i in numbers(n):
        total += average.send(i)
    return total + sum(i for i in range(n) if i % 3)
