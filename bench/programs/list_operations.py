"""Lists: append, pop, insert, slices, reverse, index, count, rotation, nested updates."""

SIZE = 25_000


def main(n):
    items = []
    for i in range(n):
        items.append(i * 7 % 1000)
    stack = []
    for item in items:
        if stack and item % 3 == 0:
            stack.pop()
        else:
            stack.append(item)
    queue = items[:200]
    for i in range(n // 4):
        queue.append(queue.pop(0) + 1)
        queue.insert(50, queue.pop())
    grid = [[0] * 40 for _ in range(n // 40)]
    for i in range(n):
        grid[i * 3 % len(grid)][i * 7 % 40] += i
    evens = items[::2]
    evens[10:20] = items[5:10]
    evens.reverse()
    total = 0
    for i in range(0, 1000, 50):
        total += items.count(i) + (items.index(i) if i in items else 0)
    minimum = min(items)
    a, *middle, b = evens
    return f"{len(stack)} {sum(queue)} {sum(map(sum, grid))} {len(evens)} {total} {minimum} {a} {len(middle)} {b}"
