"""Sets: union, intersection, difference, membership, frozensets as members, a graph search."""

SIZE = 20_000


def reachable(edges, start):
    seen = {start}
    frontier = {start}
    while frontier:
        frontier = {target for node in frontier for target in edges.get(node, ())} - seen
        seen |= frontier
    return seen


def main(n):
    a = {i * 3 % n for i in range(n)}
    b = set(range(0, n, 2))
    c = frozenset(range(n // 3))
    counts = [len(a & b), len(a | b), len(a - b), len(a ^ b), b.issuperset({0, 2}), c <= a]
    edges = {i: (i * 2 % n, (i * 5 + 1) % n) for i in range(n)}
    words = set()
    for i in range(n):
        words.add("w" + str(i % 500))
        words.discard("w" + str(i % 7))
    nested = {frozenset((i % 5, i % 3)) for i in range(n)}
    return f"{counts} {len(reachable(edges, 1))} {len(words)} {len(nested)} {sum(sorted(a)[:10])}"
