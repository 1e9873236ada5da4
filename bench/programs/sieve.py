"""The sieve of Eratosthenes over a list of bools, with an explicit inner loop."""

SIZE = 300_000


def main(n):
    prime = [True] * (n + 1)
    prime[0] = prime[1] = False
    i = 2
    while i * i <= n:
        if prime[i]:
            for j in range(i * i, n + 1, i):
                prime[j] = False
        i += 1
    total = 0
    for i, flag in enumerate(prime):
        if flag:
            total += i
    return total
