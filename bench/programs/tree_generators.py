"""Trees walked by recursive generators that delegate, plain and asynchronous."""

import asyncio

SIZE = 12


class Node:
    def __init__(self, left, value, right):
        self.left = left
        self.value = value
        self.right = right

    def __iter__(self):
        if self.left is not None:
            yield from self.left
        yield self.value
        if self.right is not None:
            yield from self.right

    async def __aiter__(self):
        if self.left is not None:
            async for value in self.left:
                yield value
        yield self.value
        if self.right is not None:
            async for value in self.right:
                yield value


def tree(values):
    if not values:
        return None
    middle = len(values) // 2
    return Node(tree(values[:middle]), values[middle], tree(values[middle + 1 :]))


async def total(root):
    result = 0
    async for value in root:
        result += value
    return result


def main(n):
    root = tree(list(range(1 << n)))
    plain = sum(root) + sum(value for value in root if value % 3 == 0)
    return f"{plain} {asyncio.run(total(root))}"
