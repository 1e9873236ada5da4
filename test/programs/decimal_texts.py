"""Decimals from texts of all forms, and formats that are used again with other numbers and contexts."""
from decimal import *

TEXTS = ["", "+", "-", ".", "-.", "1", "-1", "+1", "0", "-0", "+0", "00", "-00.00", "1.", ".5", "-.5", "+.5", "1.2.3", "1-", "--1", "+-1", "1e5", "1E-5",
         "123456789012345", "1234567890123456", "12345678901234567", "-123456789.012345", "-1234567890.123456", "0.00000000000001", "0.000000000000001",
         " 1", "1 ", "1_0", "_1", "\u0661\u0662", "1\u0663", "nan", "-inf", "sNaN12", "1,5", "0x1", "1\n", "١.٥", "\ud800"]
for text in TEXTS:
    for make in (Decimal, Context(prec=5, traps=[InvalidOperation]).create_decimal):
        try:
            print(ascii(text), make(text).as_tuple(), end=" | ")
        except InvalidOperation as error:
            print(ascii(text), error, end=" | ")
    print()


class Text(str):
    pass


class Money(Decimal):
    pass


print(Decimal(Text("1.50")), repr(Money("2.50")), Money(Decimal("3")), Decimal(value="4.5"), Decimal("1.5", None), Decimal(), type(Money("1")))
d = Decimal("1.5")
print(Decimal(d) is d, Decimal(Money("1")).__class__, Money(d) is d)

numbers = [Decimal(x) for x in ("0", "-0.00", "1234567.891", "-0.005", "1E+10", "-1E-10", "NaN", "-Infinity", "9.995", "0.015")]
for spec in ("", ".2f", ",.2f", "e", ".3e", "g", "G", "%", ".1%", "+.0f", "010.2f", "*^12", "<8", "=+9.1f", ",", "E", "n", ".2n"):
    for capitals in (1, 0, 1):
        with localcontext(capitals=capitals, rounding=[ROUND_HALF_EVEN, ROUND_UP][capitals]):
            print(repr(spec), [format(x, spec) for x in numbers])
nan, snan = Decimal("NaN"), Decimal("sNaN")
for x in (Decimal(1), nan, snan):
    for y in (Decimal(2), nan, snan):
        row = [x == y, x != y] if not (x.is_snan() or y.is_snan()) else []
        for compare in (x.__lt__, x.__le__, x.__gt__, x.__ge__, x.__eq__):
            try:
                row.append(compare(y))
            except InvalidOperation as error:
                row.append(str(error))
        print(x, y, *row)
