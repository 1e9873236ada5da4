"""Loops over ranges whose step is a variable, in compiled code: changed steps, empty ranges, unusual steps, exits in the middle."""


def sieve(n):
    prime = [True] * (n + 1)
    i = 2
    while i * i <= n:
        if prime[i]:
            for j in range(i * i, n + 1, i):
                prime[j] = False
        i += 1
    return sum(prime) - 2


def changing(n, step):
    total = 0
    for i in range(0, n, step):
        step = step * 2  # the range keeps its own step
        total += i
    return total, step


def leaves(n, step, odd):
    """The loop goes on in the interpreter when a value is of another type, and comes back."""
    seen = []
    for i in range(1, n, step):
        value = odd if i > n // 2 else i
        seen.append(value + step)
    return seen[0], seen[-1], len(seen)


def nested(n, step):
    total = 0
    for i in range(0, n, step):
        for j in range(i, n, step):
            for k in range(j, n, step):
                total += k
    return total


def kept(n, step):
    iterator = iter(range(0, n, step))
    first = next(iterator, None)
    return first, list(iterator)[-1:], list(range(0, n, step))[-2:]


def tried(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print(sieve(2000), [sieve(n) for n in range(10, 100, 13)])
for _ in range(300):
    changing(300, 7)
    leaves(60, 3, 1)
    nested(20, 3)
    kept(50, 4)
print(changing(300, 7), changing(0, 7), changing(10, 10**12))
print(leaves(60, 3, 0.5), leaves(60, 3, True), leaves(61, 4, 10**20))
print(nested(20, 3), kept(50, 4))
for step in (1, 0, -1, 2**31, 2**31 + 1, 2**62, 2**64, True, False, 1.5, None, "2"):
    print(step, tried(changing, 300, step), tried(leaves, 60, step, 0.5), tried(nested, 12, step), tried(kept, 9, step))


def to_the_end(start, stop, step):
    last = count = 0
    for i in range(start, stop, step):
        last = i
        count += 1
    return last, count


for _ in range(300):
    to_the_end(0, 40, 3)
edge = 2**53
print(to_the_end(edge - 10, edge - 1, 3), to_the_end(edge - 10, edge + 10, 7), to_the_end(edge - 3, edge - 1, 2**31))
print(to_the_end(5, -30, -3), to_the_end(-edge + 2, -edge + 9, 2))


def noted(n, step):
    """What a range is made of is read when it is called for, whatever becomes of the variables."""
    kept = [range(n), (n := n + 1), range(n, 9, step), (step := 2), (n := 0)]
    return kept, n, step


print({repr(noted(3, 4)) for _ in range(1000)})
