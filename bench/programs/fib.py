"""Doubly recursive Fibonacci numbers: nothing but calls, comparisons and small ints."""

SIZE = 25


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def main(n):
    return fib(n)
