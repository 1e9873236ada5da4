"""Edit distances between words: characters of strings, rows of a table, min."""

SIZE = 40


def distance(a, b):
    if len(a) < len(b):
        a, b = b, a
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a):
        current = [i + 1]
        for j, y in enumerate(b):
            insertion = previous[j + 1] + 1
            deletion = current[j] + 1
            change = previous[j] + (x != y)
            current.append(min(insertion, deletion, change))
        previous = current
    return previous[-1]


def main(n):
    words = ["".join(chr(97 + (i * k + k * k) % 26) for k in range(5 + i % 6)) for i in range(n)]
    total = 0
    for i, a in enumerate(words):
        for b in words[i + 1 : i + 12]:
            total += distance(a, b)
    return total
