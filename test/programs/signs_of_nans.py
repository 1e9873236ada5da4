"""NaNs keep the sign that their text gives them; decimals of tuples with enormous exponents."""
from decimal import Context, Decimal, InvalidOperation
from math import copysign, nan

for text in ("nan", "-nan", "+nan", " -NaN "):
    print(text, copysign(1.0, float(text)), copysign(2, nan))
for text in ("-nan", "-nanj", "-nan-nanj", "nan+nanj"):
    value = complex(text)
    print(text, copysign(1, value.real), copysign(1, value.imag))
print(copysign(1, float(Decimal("-NaN"))), copysign(1, float(Decimal("NaN"))))

context = Context(prec=9, Emin=-999999, Emax=999999)
for triple in ((1, (), 10**9), (1, (0, 1, 2), 10**9), (1, (), -(10**9)), (0, (1, 2, 3), -2), (0, (9,) * 12, 3)):
    try:
        print(triple, context.create_decimal(triple))
    except ArithmeticError as error:
        print(triple, type(error).__name__)
for triple in ((0, (1,), "n"), (1, (1, 2), "N"), (1, (), "F"), (0, (1,), 1.5), (2, (1,), 1), (0, (10,), 1)):
    try:
        print(triple, Decimal(triple))
    except ValueError as error:
        print(triple, error)
