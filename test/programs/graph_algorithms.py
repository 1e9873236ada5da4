"""Graphs: search, shortest paths, spanning trees, topological order, components, flow, colouring."""

import heapq
from collections import defaultdict, deque
from graphlib import CycleError, TopologicalSorter
from math import inf


class Graph:
    def __init__(self, edges=(), directed=False):
        self.adjacent = defaultdict(dict)
        self.directed = directed
        for a, b, *w in edges:
            self.add(a, b, *w)

    def add(self, a, b, weight=1):
        self.adjacent[a][b] = weight
        if self.directed:
            self.adjacent[b]
        else:
            self.adjacent[b][a] = weight

    def __iter__(self):
        return iter(sorted(self.adjacent))

    def edges(self):
        for a in self:
            for b, w in sorted(self.adjacent[a].items()):
                if self.directed or a < b:
                    yield w, a, b

    def bfs(self, start):
        order, seen, queue = [], {start}, deque([start])
        while queue:
            order.append(node := queue.popleft())
            for other in sorted(self.adjacent[node]):
                if other not in seen:
                    seen.add(other)
                    queue.append(other)
        return order

    def dfs(self, node, seen=None):
        seen = set() if seen is None else seen
        if node in seen:
            return
        seen.add(node)
        yield node
        for other in sorted(self.adjacent[node]):
            yield from self.dfs(other, seen)

    def dijkstra(self, start):
        dist, prev, heap = {start: 0}, {}, [(0, start)]
        while heap:
            d, node = heapq.heappop(heap)
            if d > dist[node]:
                continue
            for other, w in self.adjacent[node].items():
                if d + w < dist.get(other, inf):
                    dist[other], prev[other] = d + w, node
                    heapq.heappush(heap, (d + w, other))
        return dist, prev

    def path(self, start, end):
        dist, prev = self.dijkstra(start)
        if end not in dist:
            return None
        path = [end]
        while path[-1] != start:
            path.append(prev[path[-1]])
        return dist[end], "".join(reversed(path))

    def kruskal(self):
        parent = {n: n for n in self}

        def find(x):
            while parent[x] != x:
                parent[x] = x = parent[parent[x]]
            return x

        for w, a, b in sorted(self.edges()):
            if (ra := find(a)) != (rb := find(b)):
                parent[ra] = rb
                yield w, a + b

    def components(self):
        """Tarjan's strongly connected components."""
        index, low, stack, result = {}, {}, [], []

        def visit(v):
            index[v] = low[v] = len(index)
            stack.append(v)
            for w in sorted(self.adjacent[v]):
                if w not in index:
                    visit(w)
                    low[v] = min(low[v], low[w])
                elif w in stack:
                    low[v] = min(low[v], index[w])
            if low[v] == index[v]:
                component = []
                while (w := stack.pop()) != v:
                    component.append(w)
                result.append(sorted([*component, v]))

        for v in self:
            if v not in index:
                visit(v)
        return result

    def max_flow(self, s, t):
        residual = defaultdict(lambda: defaultdict(int))
        for w, a, b in self.edges():
            residual[a][b] += w
        flow = 0
        while True:
            parent, queue = {s: None}, deque([s])
            while queue and t not in parent:
                u = queue.popleft()
                for v in sorted(residual[u]):
                    if v not in parent and residual[u][v] > 0:
                        parent[v] = u
                        queue.append(v)
            if t not in parent:
                return flow, "".join(sorted(parent))
            path, v = [], t
            while (u := parent[v]) is not None:
                path.append((u, v))
                v = u
            push = min(residual[u][v] for u, v in path)
            for u, v in path:
                residual[u][v] -= push
                residual[v][u] += push
            flow += push

    def colour(self, k):
        order = sorted(self, key=lambda n: (-len(self.adjacent[n]), n))

        def place(i, colours):
            if i == len(order):
                return colours
            for c in range(k):
                if all(colours.get(n) != c for n in self.adjacent[order[i]]):
                    if result := place(i + 1, {**colours, order[i]: c}):
                        return result
            return None

        return place(0, {})


roads = Graph([("A", "B", 7), ("A", "C", 9), ("A", "F", 14), ("B", "C", 10), ("B", "D", 15), ("C", "D", 11), ("C", "F", 2), ("D", "E", 6), ("E", "F", 9)])
print("bfs", "".join(roads.bfs("A")), "dfs", "".join(roads.dfs("A")))
print("dijkstra", sorted(roads.dijkstra("A")[0].items()), roads.path("A", "E"), roads.path("E", "B"))
print("kruskal", list(roads.kruskal()), sum(w for w, _ in roads.kruskal()))
for k in (2, 3):
    print("colours", k, roads.colour(k) and sorted(roads.colour(k).items()))
links = Graph([x.split() for x in "A B,B C,C A,C D,D E,E F,F D,G F,G H,H G".split(",")], directed=True)
print("components", links.components())
pipes = Graph([("s", "a", 10), ("s", "b", 5), ("a", "b", 15), ("a", "t", 5), ("b", "t", 10)], directed=True)
print("flow", pipes.max_flow("s", "t"))
jobs = {"deploy": {"test", "package"}, "test": {"build"}, "package": {"build", "docs"}, "docs": set(), "build": {"fetch"}}
print("static", list(TopologicalSorter({k: sorted(v) for k, v in jobs.items()}).static_order()))
sorter = TopologicalSorter()
for job in sorted(jobs):
    sorter.add(job, *sorted(jobs[job]))
sorter.prepare()
waves = []
while sorter.is_active():
    ready = sorted(sorter.get_ready())
    waves.append(ready)
    sorter.done(*ready)
print("waves", waves)
try:
    TopologicalSorter({1: [2], 2: [3], 3: [1]}).prepare()
except CycleError as error:
    print(error.args[0], sorted(set(error.args[1])))
distance = {(a, b): 0 if a == b else roads.adjacent[a].get(b, inf) for a in roads for b in roads}
for k in roads:
    for i in roads:
        for j in roads:
            distance[i, j] = min(distance[i, j], distance[i, k] + distance[k, j])
print("floyd", max(distance.values()), [distance["A", x] for x in roads])
