"""Flipping prefixes of all permutations: list items, slices and small loops."""

SIZE = 8


def main(n):
    permutation = list(range(n))
    counts = [0] * n
    checksum = best = 0
    sign = 1
    remaining = n
    while True:
        while remaining != 1:
            counts[remaining - 1] = remaining
            remaining -= 1
        if permutation[0]:
            work = permutation[:]
            flips = 0
            first = work[0]
            while first:
                work[: first + 1] = work[first::-1]
                flips += 1
                first = work[0]
            if flips > best:
                best = flips
            checksum += sign * flips
        sign = -sign
        while True:
            if remaining == n:
                return checksum * 100 + best
            permutation.insert(remaining, permutation.pop(0))
            counts[remaining] -= 1
            if counts[remaining] > 0:
                break
            remaining += 1
