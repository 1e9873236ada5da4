"""Byte pair encoding: the most frequent pairs of tokens of a text are merged, then texts are encoded with them."""

from collections import Counter

SIZE = 60

WORDS = "the quick brown fox jumps over the lazy dog while other foxes sleep under the brown hedge near the river".split()


def text_of(count):
    return " ".join(WORDS[i * i % len(WORDS)] + ("s" if i % 7 == 0 else "") for i in range(count))


def merge(tokens, pair, new):
    merged = []
    i = 0
    while i < len(tokens):
        if i + 1 < len(tokens) and tokens[i] == pair[0] and tokens[i + 1] == pair[1]:
            merged.append(new)
            i += 2
        else:
            merged.append(tokens[i])
            i += 1
    return merged


def train(text, merges):
    tokens = list(text.encode())
    ranks = {}
    for step in range(merges):
        pairs = Counter(zip(tokens, tokens[1:]))
        pair = max(pairs, key=lambda candidate: (pairs[candidate], candidate))
        ranks[pair] = 256 + step
        tokens = merge(tokens, pair, 256 + step)
    return ranks


def encode(ranks, text):
    tokens = list(text.encode())
    while len(tokens) > 1:
        pair = min(zip(tokens, tokens[1:]), key=lambda candidate: ranks.get(candidate, 1 << 30))
        if pair not in ranks:
            break
        tokens = merge(tokens, pair, ranks[pair])
    return tokens


def main(n):
    ranks = train(text_of(n * 5), n)
    total = 0
    for word in sorted(set(text_of(n).split())):
        total += sum(encode(ranks, f" {word} {word}ing"))
    return f"{len(ranks)} {total}"
