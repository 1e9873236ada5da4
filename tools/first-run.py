"""What the build runs once, so that V8's code cache has the functions that most programs need, those of the JIT among them.

Functions that are not in the cache are compiled when they are called first. This leaves a busy program 300 fewer of them (measured: a
hundredth of a second), and makes starting no slower. So here is a little of what programs do, often enough to be compiled.
"""

import traceback

ROUNDS = 700


class Shape:
    sides = 0

    def __init__(self, name, width):
        self.name = name
        self.width = width

    @property
    def area(self):
        return self.width * 1.5

    def __eq__(self, other):
        return isinstance(other, Shape) and self.key() == other.key()

    def __hash__(self):
        return hash(self.key())

    def __lt__(self, other):
        return self.width < other.width

    def key(self):
        return (self.name, self.width)


class Square(Shape):
    sides = 4

    def __init__(self, width):
        super().__init__("square", width)
        self.corners = [(x, y) for x in (0, width) for y in (0, width)]


def numbers(n):
    total, product, mean = 0, 1, 0.0
    for i in range(1, n):
        total += i * i % 7 - (i >> 1)
        product = product * i % 1_000_003
        mean += (i - mean) / i
        if not i % 3 or i % 5 == 0:
            total -= abs(i - 5) // 2
    while total > 10:
        total //= 2
    return total, product, round(mean, 3), 3**n


def texts(n):
    words = [f"word {i % 50:>4}-{i / 3:.2f}" for i in range(n)]
    counts = {}
    for word in words:
        for part in word.strip().split(" "):
            counts[part] = counts.get(part, 0) + 1
    lines = "\n".join(sorted(counts, key=lambda part: (-counts[part], part)))
    found = [line.replace("-", "+").upper() for line in lines.splitlines() if line.startswith("1") and "2" in line]
    return found, "%s of %d" % (found[:1], len(words)), "".join(reversed(lines))[1:20:3]


def collections_of(n):
    numbers = list(range(n))
    squares = {i: i * i for i in numbers}
    odd = {i for i in numbers if i & 1}
    cells = set()
    grid = [[0] * 10 for _ in range(10)]
    for i, (key, value) in enumerate(squares.items()):
        cells.add((key % 10, value % 10))
        grid[i % 10][value % 10] += 1
        if key in odd and (key, value) not in cells:
            numbers[i], numbers[-1] = numbers[-1], value
    odd |= {1, 2}
    first, *rest = numbers
    rest.sort(reverse=True)
    return first, rest[2:8], odd - {1}, len(cells), sum(map(sum, grid)), max(zip(rest, numbers)), sum(rest), any(rest)


def objects(n):
    shapes = [Square(i % 40) if i % 2 else Shape("circle", i % 30) for i in range(n)]
    distinct = set(shapes)
    area = sum(shape.area for shape in shapes)
    sides = [shape.sides for shape in sorted(distinct) if hasattr(shape, "corners")]
    return len(distinct), area, sides, Shape("circle", 1) in distinct


def countdown(n):
    while n:
        n -= 1
        yield n


def control(n):
    caught = 0
    for i in countdown(n):
        try:
            if i % 10 == 0:
                raise ValueError(i)
            caught += int(str(i)) and [1][i % 2]
        except (IndexError, ValueError) as error:
            caught += len(error.args)
        finally:
            caught -= 1
    return caught, list(delegated(n))[-2:]


def delegated(n):
    yield from countdown(n)


def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


for action in (numbers, texts, collections_of, objects, control):
    for _ in range(3):
        action(ROUNDS)
fibonacci(15)
