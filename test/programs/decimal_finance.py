"""Decimal arithmetic: contexts, rounding modes, signals, quantize, loans, formatting, special values."""

import decimal
from decimal import Decimal, getcontext, localcontext

D = Decimal
print(D("0.1") + D("0.2"), D("1.10") * 3, D(7) / 3, D(1) / D(7), D("1E+3"), D("1000").normalize(), D("-0"), D("1.0") == 1, D("1.0").compare_total(D("1")), hash(D(5)) == hash(5))
for mode in ["ROUND_HALF_EVEN", "ROUND_HALF_UP", "ROUND_HALF_DOWN", "ROUND_UP", "ROUND_DOWN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_05UP"]:
    print(mode.ljust(16), [str(D(x).quantize(D("0.1"), rounding=mode)) for x in ("0.25", "0.35", "-0.25", "0.251", "-0.95", "0.01", "2.05")])
with localcontext(prec=50) as ctx:
    print(D(2).sqrt(), D(1).exp(), D(10).ln(), D(2).log10(), (D(1) / 97), sep="\n")
    print(ctx.prec, getcontext().prec)
print(getcontext().prec, D(2) ** D("0.5"), D(2) ** 100, D(2) ** -3, D("123.456") // 10, D("-123.456") % 10, divmod(D(17), D(5)), D("17").remainder_near(D(5)))


def annuity(principal, rate, months):
    monthly = D(rate) / 1200
    payment = (D(principal) * monthly / (1 - (1 + monthly) ** -months)).quantize(D("0.01"))
    balance, paid = D(principal), D(0)
    for month in range(1, months + 1):
        interest = (balance * monthly).quantize(D("0.01"))
        share = min(payment - interest, balance)
        balance -= share
        paid += interest + share
        if month in (1, 2, months // 2, months):
            yield month, interest, share, balance
    yield "total", paid, balance


for row in annuity("10000.00", "4.9", 36):
    print(*row)
for text in ["1.5", "-12.340", "1e5", "1E-10", "Infinity", "-inf", "nan", "sNaN123", "  7 ", "1_000", "0.00", "٣.٥", "1e999999", "12345678901234567890.123456789"]:
    d = D(text)
    print(repr(d), d.as_tuple() if len(text) < 9 else "...", d.is_finite(), d.is_signed(), d.adjusted() if d.is_finite() else "-", end=" | ")
print()
for spec in ["", "f", ".2f", "e", ".3e", "g", ",.2f", "+.1f", ">15", "015.3f", ".0f", "%", ".1%", "<12.1f", "G"]:
    print(f"{spec}:{D('-12345.6789'):{spec}}", end=" ")
print()
x = D("3.14159")
print(x.scaleb(2), x.shift(2), x.rotate(1), x.copy_sign(D(-1)), x.fma(2, 3), x.to_integral_value(), x.next_plus(), x.logb(), x.as_integer_ratio(), float(x), int(-x), round(x, 2), round(x), x.number_class(), x.same_quantum(D("1.00000")), D.from_float(0.1), D(0.1) == 0.1, D("0.1") == 0.1, x.to_eng_string(), D("123E+5").to_eng_string())
print(max(D(3), D("3.0")), D(3).max(D("3.0")), D("nan").max(1), sorted([D("2"), D("-1"), D("1.5")]), sum([D("0.1")] * 10), D(5).compare(D("nan")), D("9.99").quantize(D(1)), D(-5).logical_invert() if False else D("1010").logical_and(D("1100")))
for operation in [lambda: D(1) / 0, lambda: D(0) / 0, lambda: D("x"), lambda: D(-1).sqrt(), lambda: D("1e999999") * 10, lambda: D("sNaN") + 1, lambda: D(1) + 0.5, lambda: D("1e30").quantize(D("1e-30")), lambda: D("inf") - D("inf"), lambda: int(D("nan")), lambda: D(1) < "x", lambda: D((2, (1,), 0)), lambda: D(10).ln(3), lambda: round(D("inf")), lambda: D(-8) ** D("0.5"), lambda: D([1])]:
    try:
        print(operation())
    except (ArithmeticError, TypeError, ValueError) as error:
        print(type(error).__name__, "|", error)
with localcontext() as ctx:
    ctx.prec = 5
    ctx.traps[decimal.Inexact] = False
    ctx.clear_flags()
    print(D(1) / 3, +D("123456.789"), D("0.1").sqrt(), sorted(f.__name__ for f, on in ctx.flags.items() if on))
    ctx.traps[decimal.DivisionByZero] = False
    print(D(1) / 0, D(-1) / 0, ctx.divide(1, 8), ctx.power(3, 40), ctx.create_decimal("1.23456789"))
    ctx.rounding = decimal.ROUND_UP
    print(D(1) / 3, ctx.copy().prec, ctx.Emax, ctx.Etiny())
    ctx.traps[decimal.FloatOperation] = True
    try:
        D(1.5)
    except decimal.FloatOperation as error:
        print("float refused", type(error).__mro__[1].__name__)
print(repr(decimal.Context(prec=3, rounding=decimal.ROUND_DOWN, traps=[])), decimal.DefaultContext.prec, decimal.MAX_PREC > 10**8)
