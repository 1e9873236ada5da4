"""Deep recursion lies on the heap; endless recursion through built-ins is a RecursionError."""
import sys


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


try:
    deep(5000)
except RecursionError as e:
    print(e)
sys.setrecursionlimit(300_000)
print(deep(200_000))
sys.setrecursionlimit(1000)


class R:
    def __repr__(self):
        return repr(self)


class G:
    def __getattr__(self, name):
        return getattr(self, name + "x")


class E:
    def __eq__(self, other):
        return self == other


class C:
    def __call__(self):
        return sorted([1, 2], key=lambda x: self())


for f in (lambda: repr(R()), lambda: G().a, lambda: E() == 1, lambda: C()()):
    try:
        f()
    except RecursionError as e:
        print(str(e)[:32])


def tree(n):
    if n:
        yield from tree(n - 1)
    yield n


print(len(list(tree(500))))
