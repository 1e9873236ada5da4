"""Frequencies of words in a generated text: str.split, dict updates and sorting by a key."""

SIZE = 20_000

SYLLABLES = ("ka", "to", "mi", "ren", "sul", "va", "no", "pe", "li", "gra")


def make_text(n):
    seed = 12345
    words = []
    for i in range(n):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        word = SYLLABLES[seed % 10] + SYLLABLES[seed // 10 % 10]
        if seed & 0x1000:
            word += SYLLABLES[seed // 100 % 10]
        words.append(word.capitalize() if i % 12 == 0 else word)
    return " ".join(words)


def main(n):
    text = make_text(n)
    counts = {}
    for word in text.lower().split():
        counts[word] = counts.get(word, 0) + 1
    by_length = {}
    for word, count in counts.items():
        by_length.setdefault(len(word), []).append(count)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return f"{ranked[:3]} {sorted((k, sum(v)) for k, v in by_length.items())}"
