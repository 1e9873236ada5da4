"""Iterations of the Mandelbrot set's points: tight float loop with an early exit."""

SIZE = 90


def escape(cx, cy, limit):
    x = y = 0.0
    for i in range(limit):
        x2 = x * x
        y2 = y * y
        if x2 + y2 > 4.0:
            return i
        y = 2.0 * x * y + cy
        x = x2 - y2 + cx
    return limit


def main(n):
    total = 0
    for row in range(n):
        cy = 2.0 * row / n - 1.0
        for column in range(n):
            total += escape(3.0 * column / n - 2.0, cy, 60)
    return total
