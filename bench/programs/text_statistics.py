"""Counting over text: Counter, most common letters and pairs, sentences, vowels, palindromes."""

from collections import Counter, defaultdict

SIZE = 8000

WORDS = "the level of a noon sun was civic and radar kayak over stats rotor madam while refer said nothing new".split()


def main(n):
    text = " ".join(WORDS[(i * i + i // 5) % len(WORDS)] + (". " if i % 9 == 8 else "") for i in range(n))
    letters = Counter(c for c in text if c.isalpha())
    pairs = Counter(a + b for a, b in zip(text, text[1:]))
    by_length = defaultdict(set)
    for word in text.replace(".", "").split():
        by_length[len(word)].add(word)
    palindromes = {word for words in by_length.values() for word in words if len(word) > 1 and word == word[::-1]}
    sentences = [s.strip().capitalize() for s in text.split(".") if s.strip()]
    vowels = sum(c in "aeiou" for c in text)
    return f"{letters.most_common(3)} {pairs.most_common(2)} {len(palindromes)} {len(sentences)} {vowels} {sentences[1][:12]}"
