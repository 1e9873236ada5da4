"""Word counts, letter frequencies, readability, wrapping and a concordance of a text."""

import re
import string
import textwrap
from collections import Counter, defaultdict
from statistics import mean, median, mode, stdev

TEXT = """
The harbour was grey that morning, and the gulls were louder than the engines. Nobody had slept: the storm
had kept the windows rattling until four, and at five the first boats came in without their nets. "Lost," said
the skipper of the smallest, "lost, the lot of them." He did not seem to mind. The nets were old; the fish
had been few. What mattered was the light -- the green light on the breakwater had gone out at two, and three
boats had steered by memory alone.

By noon the wind had turned. Children ran along the wall, counting the boats (there were eleven), and someone's
dog barked at each of them in turn. It's strange how quickly a town forgets: by evening the talk was of prices,
of prices only, and of the fair that would come on Sunday, if it came.
"""

words = re.findall(r"[a-z]+(?:'[a-z]+)?", TEXT.lower())
sentences = [s.strip() for s in re.split(r"(?<=[.!?])[\"']?\s+", TEXT.strip()) if s.strip()]
print(f"{len(TEXT)} characters, {len(words)} words, {len(set(words))} different, {len(sentences)} sentences")

counts = Counter(words)
for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:8]:
    print(f"{word:<8}{count:>3} {'*' * count}")

lengths = [len(w) for w in words]
print(f"lengths: mean {mean(lengths):.3f}, median {median(lengths)}, mode {mode(lengths)}, deviation {stdev(lengths):.4f}")
letters = Counter(c for c in TEXT.lower() if c in string.ascii_lowercase)
print(" ".join(f"{c}{n}" for c, n in letters.most_common(6)), "missing:", sorted(set(string.ascii_lowercase) - set(letters)))


def syllables(word):
    groups = re.findall(r"[aeiouy]+", word)
    return max(1, len(groups) - (word.endswith("e") and not word.endswith("le") and len(groups) > 1))


total = sum(map(syllables, words))
ease = 206.835 - 1.015 * len(words) / len(sentences) - 84.6 * total / len(words)
print(f"{total} syllables, reading ease {ease:.1f}")

concordance = defaultdict(list)
for number, line in enumerate(TEXT.strip().splitlines(), 1):
    for match in re.finditer(r"\b(boats?|light|prices)\b", line):
        concordance[match[1]].append((number, match.start()))
for key in sorted(concordance):
    print(f"{key}: {concordance[key]}")

print(textwrap.fill(sentences[2], width=44, initial_indent="  > ", subsequent_indent="  > "))
print(textwrap.shorten(TEXT, 60, placeholder=" [...]"))
print(textwrap.dedent("""
    indented
      more
    less
""").strip().replace("\n", "|"))
print(textwrap.indent("a\n\nb", "* "), textwrap.wrap("a-very-long-hyphenated-word-here", 12))

table = str.maketrans("aeiou", "01234", string.punctuation)
print(sentences[0].translate(table))
print(string.capwords("the quick  brown fox"), string.Template("$who owes ${amount}$$").substitute(who="Eve", amount=5))
acrostic = "".join(s[0] if s[0].isalpha() else s[1] for s in sentences)
print(acrostic, acrostic.swapcase(), acrostic.casefold() == acrostic.lower())
longest = max(words, key=lambda w: (len(w), w))
print(longest, longest.center(20, "."), longest.title().zfill(12), longest.partition("k"), longest.find("ly"))
palindromes = sorted({w for w in words if w == w[::-1] and len(w) > 1})
print(palindromes, [w for w in counts if counts[w] == 3])
