"""copy.deepcopy of nested containers and objects, copy.copy, objects with __deepcopy__."""

import copy

SIZE = 100


class Node:
    def __init__(self, name, children):
        self.name = name
        self.children = children
        self.meta = {"name": name, "size": len(children), "pair": (1, [2, 3])}


class Shared:
    def __deepcopy__(self, memo):
        return self


def tree(depth, shared):
    if depth == 0:
        return Node("leaf", [shared])
    return Node(f"node{depth}", [tree(depth - 1, shared), tree(depth - 1, shared)])


def main(n):
    root = tree(5, Shared())
    count = 0
    for _ in range(n // 5):
        twin = copy.deepcopy(root)
        node = twin
        while node.name != "leaf":
            node = node.children[0]
        count += node.children[0] is not None and node.meta["pair"][1] == [2, 3]
        count += len(copy.copy(twin.children))
    return count
