"""Matrices over exact fractions: operators, slices, determinants, inverses, powers."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from numbers import Number
from operator import mul


class Matrix:
    __slots__ = ("rows",)
    __hash__ = None

    def __init__(self, rows):
        self.rows = [[Fraction(x) for x in row] for row in rows]
        if len({len(row) for row in self.rows}) > 1:
            raise ValueError("rows of unequal length")

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0]) if self.rows else 0

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def __getitem__(self, key):
        match key:
            case int(i), int(j):
                return self.rows[i][j]
            case (slice() as rows, slice() as cols):
                return Matrix([row[cols] for row in self.rows[rows]])
            case int(i):
                return self.rows[i]
        raise TypeError(f"bad index {key!r}")

    def __setitem__(self, key, value):
        i, j = key
        self.rows[i][j] = Fraction(value)

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows or NotImplemented

    def __add__(self, other):
        if not isinstance(other, Matrix):
            return NotImplemented
        if self.shape != other.shape:
            raise ValueError(f"cannot add {self.shape} and {other.shape}")
        return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows)])

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __mul__(self, scalar):
        if not isinstance(scalar, Number):
            return NotImplemented
        return Matrix([[x * scalar for x in row] for row in self.rows])

    __rmul__ = __mul__

    def __matmul__(self, other):
        columns = list(zip(*other.rows))
        return Matrix([[sum(map(mul, row, column)) for column in columns] for row in self.rows])

    def __pow__(self, n):
        if n < 0:
            return ~self ** -n
        result, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1:
                result @= base
            base @= base
            n >>= 1
        return result

    def __invert__(self):
        n = len(self.rows)
        work = [row + unit for row, unit in zip(self.rows, Matrix.identity(n).rows)]
        for i in range(n):
            pivot = next((r for r in range(i, n) if work[r][i]), None)
            if pivot is None:
                raise ZeroDivisionError("singular matrix")
            work[i], work[pivot] = work[pivot], work[i]
            work[i] = [x / work[i][i] for x in work[i]]
            for r in range(n):
                if r != i and (factor := work[r][i]):
                    work[r] = [a - factor * b for a, b in zip(work[r], work[i])]
        return Matrix([row[n:] for row in work])

    def __bool__(self):
        return any(map(any, self.rows))

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)

    def det(self):
        if self.shape == (1, 1):
            return self[0, 0]
        total = Fraction(0)
        for j, x in enumerate(self.rows[0]):
            if x:
                minor = Matrix([row[:j] + row[j + 1 :] for row in self.rows[1:]])
                total += (-1) ** j * x * minor.det()
        return total

    def trace(self):
        return sum(self[i, i] for i in range(len(self)))

    def __repr__(self):
        return f"Matrix({[[str(x) for x in row] for row in self.rows]})"

    def __str__(self):
        widths = [max(len(str(x)) for x in column) for column in zip(*self.rows)]
        return "\n".join("[" + " ".join(str(x).rjust(w) for x, w in zip(row, widths)) + "]" for row in self.rows)


a = Matrix([[2, 1, 0], [1, 3, 1], [0, 1, 4]])
b = Matrix([[1, 2, 3], [4, 5, 6], [7, 8, 10]])
print(a + b, "\n")
print(a @ b, "\n")
print(2 * a - b * Fraction(1, 2), "\n")
print(a.det(), b.det(), a.trace(), b.T[0], a[0:2, 1:].shape, a[-1, -1])
print(~b)
print(b @ ~b == Matrix.identity(3), (~b) ** 2 == b**-2, a != b, a == 5)
fib = Matrix([[1, 1], [1, 0]]) ** 90
print(fib[0, 1], repr(fib ** 0), bool(a - a), len(a))
print(reduce(Matrix.__matmul__, [a] * 5)[0])
print([sum(row) for row in a], Matrix([[1, 2]]).T)
a[0, 0] = "7/3"
print(a.rows[0], a.det())
for action in [lambda: a + Matrix([[1]]), lambda: ~Matrix([[1, 2], [2, 4]]), lambda: Matrix([[1], [2, 3]]), lambda: a["x"], lambda: a * "x", lambda: hash(a), lambda: a + 1]:
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)
