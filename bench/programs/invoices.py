"""Bills in exact decimals: prices parsed, taxed, rounded half to even, added up, and formatted."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal

SIZE = 10_000

CENT = Decimal("0.01")
TAXES = [Decimal("0.0675"), Decimal("0.0341"), Decimal("0.19")]


def main(n):
    sums = [Decimal(0), Decimal(0), Decimal(0)]
    lines = []
    for i in range(n):
        price = Decimal(f"{i * 37 % 1000}.{i % 100:02d}")
        rate = TAXES[i % 3]
        net = (price * (i % 9 + 1)).quantize(CENT, rounding=ROUND_HALF_EVEN)
        tax = (net * rate).quantize(CENT, rounding=ROUND_DOWN if i % 2 else ROUND_HALF_EVEN)
        sums[0] += net
        sums[1] += tax
        sums[2] += net + tax
        if i % 10 == 0:
            lines.append(f"{net:>12,.2f} {tax!s:>8} {net + tax}")
    return f"{sums} {sum(map(len, lines))}"
