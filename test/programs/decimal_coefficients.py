"""Coefficients around the sizes where their representation may change: results, flags and digits of every operation."""
import itertools
from decimal import *

ROUNDINGS = [ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP]
SIZES = [0, 1, 5, 25, 99999999, 2**53 - 2, 2**53 - 1, 2**53, 2**53 + 1, 10**15 - 1, 10**15, 10**16 - 1, 10**16, 10**16 + 5,
         2**63, 2**64 - 1, 10**19, 10**22, 10**22 + 1, 10**28 - 1, 123456789012345678901234567895, 10**63 + 5, 10**64, 10**65 - 1]
NUMBERS = [Decimal((sign, tuple(map(int, str(size))), exponent))
           for size in SIZES for exponent in (0, -2, -17, 3, 40) for sign in (0, 1)]

OPERATIONS = {
    "add": Context.add, "subtract": Context.subtract, "multiply": Context.multiply, "divide": Context.divide,
    "divide_int": Context.divide_int, "remainder": Context.remainder, "remainder_near": Context.remainder_near,
    "compare": Context.compare, "compare_total": Context.compare_total, "quantize": Context.quantize,
    "max": Context.max, "next_toward": Context.next_toward,
}


def checksum(total, text):
    for char in text:
        total = (total * 31 + ord(char)) % 1000000007
    return total


for precision in (1, 7, 9, 15, 16, 17, 28, 64, 65):
    context = Context(prec=precision, traps=[])
    line = []
    for name, operation in OPERATIONS.items():
        total = 0
        for i, (x, y) in enumerate(itertools.product(NUMBERS[::7], NUMBERS[::11])):
            context.rounding = ROUNDINGS[i % 8]
            context.clear_flags()
            result = operation(context, x, y)
            flags = sum(2**i for i, flag in enumerate(context.flags.values()) if flag)
            total = checksum(total, f"{result} {flags}")
        line.append(f"{name} {total}")
    print(precision, ", ".join(line))

print("-- unary")
for precision in (5, 15, 16, 28):
    context = Context(prec=precision, traps=[])
    total = 0
    for x in NUMBERS[::3]:
        for rounding in ROUNDINGS:
            context.rounding = rounding
            context.clear_flags()
            results = [context.plus(x), context.minus(x), context.normalize(x), context.to_integral_exact(x), context.sqrt(x),
                       context.next_plus(x), context.next_minus(x), context.logb(x), context.shift(x, 2), context.rotate(x, -1)]
            flags = sum(2**i for i, flag in enumerate(context.flags.values()) if flag)
            total = checksum(total, f"{results} {flags} {x.adjusted()} {len(x.as_tuple().digits)}")
    print(precision, total)

print("-- nines and halves")
for digits in (8, 15, 16, 17, 28, 63, 64, 65):
    with localcontext(prec=digits) as context:
        print(digits, Decimal("9" * digits + "6") + 0, Decimal("1" * digits + "5") * 1, Decimal("1" * (digits - 1) + "25") * 1,
              Decimal("9" * digits) + Decimal("0.5"), Decimal("9" * digits) + Decimal("0.4999"))

print("-- zeros")
for zero in ("0", "0E+50", "-0E-50", "0E+17"):
    for other in (2**53, 10**20 + 1, Decimal("1E-30")):
        print(Decimal(zero) + other, Decimal(zero) - other, Decimal(zero) * other, Decimal(zero) / other)

print("-- conversions")
for size in SIZES:
    for sign in (1, -1):
        d = Decimal(sign * size)
        assert int(d) == sign * size and hash(d) == hash(sign * size) and d == sign * size and str(d) == str(sign * size)
        assert int(d.scaleb(20)) == sign * size * 10**20 and round(d / 1, 0) == d.quantize(1) if size < 10**27 else True
    print(size, Decimal(size).as_tuple().exponent, Decimal(size).scaleb(-3), float(Decimal(size)), f"{Decimal(size):.3e} {Decimal(size):,.2f}",
          Decimal(size).scaleb(-7).as_integer_ratio())

print("-- contexts")
getcontext().prec = 6
print(Decimal(1) / 3)
with localcontext(Context(prec=3)):
    print(Decimal(1) / 3)
    with localcontext() as inner:
        inner.prec = 4
        print(Decimal(1) / 3)
    print(Decimal(1) / 3)
setcontext(Context(prec=17))
print(Decimal(1) / 3)
getcontext().prec = MAX_PREC
print(len(str(Decimal(7) ** 20000)), Decimal(10**400 - 1) + 1 == Decimal(10) ** 400)
