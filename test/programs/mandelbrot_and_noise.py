"""Pictures in text: Mandelbrot, cellular automata, Sierpinski, random walks, plasma, Bresenham, dithering, mazes."""

import math
import random


def mandelbrot(width=64, height=20, limit=40):
    shades = " .:-=+*#%@"
    for y in range(height):
        row = ""
        for x in range(width):
            c = complex(-2.2 + 3.2 * x / width, -1.2 + 2.4 * y / height)
            z, n = 0j, 0
            while abs(z) <= 2 and n < limit:
                z, n = z * z + c, n + 1
            row += shades[n * (len(shades) - 1) // limit]
        yield row


def automaton(rule, width=49, steps=12):
    cells = [0] * width
    cells[width // 2] = 1
    for _ in range(steps):
        yield "".join(".#"[c] for c in cells)
        cells = [rule >> (cells[i - 1] << 2 | cells[i] << 1 | cells[(i + 1) % width]) & 1 for i in range(width)]


class Canvas:
    def __init__(self, width, height):
        self.rows = [[" "] * width for _ in range(height)]

    def plot(self, x, y, char="*"):
        if 0 <= y < len(self.rows) and 0 <= x < len(self.rows[0]):
            self.rows[y][x] = char

    def line(self, x0, y0, x1, y1, char="*"):
        dx, dy = abs(x1 - x0), -abs(y1 - y0)
        sx, sy = (1 if x0 < x1 else -1), (1 if y0 < y1 else -1)
        error = dx + dy
        while True:
            self.plot(x0, y0, char)
            if (x0, y0) == (x1, y1):
                return
            twice = 2 * error
            if twice >= dy:
                error, x0 = error + dy, x0 + sx
            if twice <= dx:
                error, y0 = error + dx, y0 + sy

    def circle(self, cx, cy, r, char="o"):
        for degree in range(0, 360, 5):
            a = math.radians(degree)
            self.plot(round(cx + 2 * r * math.cos(a)), round(cy + r * math.sin(a)), char)

    def __str__(self):
        return "\n".join("".join(row).rstrip() for row in self.rows)


def maze(width, height, seed):
    rng = random.Random(seed)
    walls = {((x, y), (x + dx, y + dy)) for x in range(width) for y in range(height) for dx, dy in ((1, 0), (0, 1))}
    stack, seen = [(0, 0)], {(0, 0)}
    while stack:
        x, y = stack[-1]
        options = [(x + dx, y + dy) for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)) if 0 <= x + dx < width and 0 <= y + dy < height and (x + dx, y + dy) not in seen]
        if not options:
            stack.pop()
            continue
        cell = rng.choice(options)
        walls -= {((x, y), cell), (cell, (x, y))}
        seen.add(cell)
        stack.append(cell)
    lines = ["+" + "--+" * width]
    for y in range(height):
        lines.append("|" + "".join("  " + ("|" if ((x, y), (x + 1, y)) in walls else " ") for x in range(width)))
        lines.append("+" + "".join(("--" if ((x, y), (x, y + 1)) in walls else "  ") + "+" for x in range(width)))
    return lines


def dither(width=48, height=10):
    error = [[math.sin(x / 7) * math.cos(y / 3) / 2 + 0.5 for x in range(width)] for y in range(height)]
    for y in range(height):
        row = ""
        for x in range(width):
            old = error[y][x]
            new = old >= 0.5
            row += "#" if new else "."
            for dx, dy, share in ((1, 0, 7), (-1, 1, 3), (0, 1, 5), (1, 1, 1)):
                if 0 <= x + dx < width and y + dy < height:
                    error[y + dy][x + dx] += (old - new) * share / 16
        yield row


print(*mandelbrot(), sep="\n")
for rule in (90, 30, 110):
    print(rule)
    print(*automaton(rule), sep="\n")
print("\n".join("".join("*" if not x & y else " " for x in range(32)).rstrip() for y in range(16)))
canvas = Canvas(60, 14)
canvas.circle(30, 7, 6)
for x1, y1 in ((59, 0), (59, 13), (0, 13), (30, 0)):
    canvas.line(0, 0, x1, y1, "/")
print(canvas)
print(*maze(12, 6, 42), sep="\n")
print(*dither(), sep="\n")
rng = random.Random(8)
walk = Canvas(60, 12)
x, y = 30, 6
for step in range(300):
    walk.plot(x % 60, y % 12, "0123456789"[step // 30])
    dx, dy = rng.choice([(1, 0), (-1, 0), (0, 1), (0, -1)])
    x, y = x + dx, y + dy
print(walk)
