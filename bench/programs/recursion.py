"""Ackermann's function, the towers of Hanoi and mutual recursion: deep and broad calls."""

SIZE = 3


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def hanoi(n, source, target, spare, pegs):
    if n:
        hanoi(n - 1, source, spare, target, pegs)
        pegs[target].append(pegs[source].pop())
        hanoi(n - 1, spare, target, source, pegs)


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


def main(n):
    total = ackermann(2, n * 15) + ackermann(n, 6)
    pegs = {"a": list(range(12, 0, -1)), "b": [], "c": []}
    hanoi(12, "a", "c", "b", pegs)
    evens = sum(is_even(i) for i in range(0, 200, 3))
    return f"{total} {pegs['c'][:3]} {evens}"
