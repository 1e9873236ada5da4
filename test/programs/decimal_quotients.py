"""Quotients and sums of long decimals: what is exact, how the rest is rounded, and what is signaled."""

from decimal import *

MODES = [ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP]


def show(context, function, *operands):
    """The result and its flags, short."""
    context.clear_flags()
    result = function(*operands)
    text = str(result)
    flags = "".join(signal.__name__[:4] for signal, raised in context.flags.items() if raised)
    return f"{text if len(text) < 30 else text[:8] + ".." + text[-16:]}[{flags}]"


# Divisors of two and five, and of other primes; the exponent of an exact quotient is the ideal one, or the nearest.
context = Context(prec=28, traps=[])
for dividend in ("1", "10", "100.00", "7E+3", "12345678901234567890", "9999999999999999999999999999", "2.50E-7", "-0.00"):
    for divisor in ("1", "2", "4", "8", "5", "25", "1.25", "3", "6", "75", "1E+3", "1.000", "281474976710656", "2384185791015625", "7E-5"):
        print(show(context, context.divide, Decimal(dividend), Decimal(divisor)), end=" ")
    print()

# The last digit, where what is left is nothing, little, a half, and nearly all, by all ways of rounding.
for prec in (1, 16, 70, 400):
    for mode in MODES:
        context = Context(prec=prec, rounding=mode, traps=[])
        ones = Decimal("1" * prec)
        row = []
        for tail in ("", "1", "49", "5", "50", "51", "99"):
            number = Decimal("1" * (prec - 1) + "3" + tail)
            row += [show(context, context.divide, number, 1), show(context, context.divide, number * 3, 3)]
            row += [show(context, context.add, Decimal("9" * prec), Decimal("0." + tail + "0" * 9))]
            row += [show(context, context.subtract, ones, Decimal("0.00" + tail + "0" * 3))]
            row += [show(context, context.subtract, Decimal("0.3" + tail), ones)]
            row += [show(context, context.add, ones, Decimal("-1E-2000"))]
        print(prec, mode, *row)

# Where exponents end.
for prec in (5, 40, 300):
    for clamp in (0, 1):
        context = Context(prec=prec, Emin=-prec - 3, Emax=prec + 3, clamp=clamp, traps=[])
        tiny = context.Etiny()
        row = []
        for exponent in (tiny - 1, tiny, tiny + 1, tiny + prec // 2, context.Emin, context.Emax - 1, context.Emax, context.Emax + 1):
            for a, b in ((1, 3), (2, 3), (1, 8), (10**prec - 1, 10**prec), ("9" * prec + "7", 1)):
                number = Decimal(a).scaleb(exponent, Context(prec=2 * prec))
                row.append(show(context, context.divide, number, Decimal(b)))
            row.append(show(context, context.add, Decimal(f"1E{exponent}"), Decimal(f"{'9' * prec}E{exponent - prec + 1}")))
            row.append(show(context, context.subtract, Decimal(f"1E{exponent}"), Decimal(f"7E{exponent - prec - 2}")))
        print(prec, clamp, *row)

# Series, in which every number has as many digits as there may be.
for prec in (3, 17, 64, 151, 500, 1030):
    with localcontext() as context:
        context.prec = prec
        term, total, n = Decimal(1) / 7, Decimal(0), 1
        while total + term != total:
            total += term / n
            term = -term / 9
            n += 2
        product = total * total / total
        print(prec, n, show(context, lambda: +total), show(context, lambda: product - total), total.adjusted(), show(context, lambda: -total), abs(-total) == total)

# A huge precision is no obstacle as long as the quotient is exact and short.
context = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
print(context.divide(Decimal(4), 2), context.divide(Decimal(1), 1024), context.divide(Decimal("1E+20"), Decimal("0.5")))
