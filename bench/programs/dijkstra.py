"""Shortest paths over a grid of weights: heapq, dicts keyed by tuples."""

import heapq

SIZE = 60


def shortest(weights, n):
    start, goal = (0, 0), (n - 1, n - 1)
    distances = {start: 0}
    heap = [(0, start)]
    done = set()
    while heap:
        distance, place = heapq.heappop(heap)
        if place in done:
            continue
        done.add(place)
        if place == goal:
            return distance
        x, y = place
        for nx, ny in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
            if 0 <= nx < n and 0 <= ny < n:
                through = distance + weights[ny][nx]
                if through < distances.get((nx, ny), 1 << 30):
                    distances[nx, ny] = through
                    heapq.heappush(heap, (through, (nx, ny)))
    return None


def main(n):
    weights = [[1 + (x * 7 + y * 13 + x * y) % 9 for x in range(n)] for y in range(n)]
    return shortest(weights, n)
