"""Floats: repr, rounding, formatting, special values, math functions, fsum, hex, complex numbers, statistics."""

import cmath
import math
import statistics
import struct

values = [0.0, -0.0, 1.0, 0.1, 1 / 3, 2.5, 1e15, 1e16, 1e17, 123456789012345680.0, 1e22, 1e23, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 0.00001, 0.0001, 1e-5 / 3, 3.14159265358979, 100.0, -2.675]
for v in values:
    print(repr(v), str(v), v.hex(), f"{v:.3f}", f"{v:g}", f"{v:e}", f"{v:.17g}", round(v, 2), v.is_integer(), struct.pack(">d", v).hex(), float.fromhex(v.hex()) == v)
print([round(x) for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.4999999999999996)], [round(x, 1) for x in (0.05, 0.15, 0.25, 0.35, 2.675)], round(1234.5678, -2), round(1e300, 2), round(5e-324, 300))
nan, inf = float("nan"), float("inf")
print(nan == nan, nan in [nan], inf > 10**400, -inf < -(10**400), inf - inf, inf * 0, min(1, nan), max(nan, 1), sorted([3, nan, 1])[-1], [nan] == [nan], math.isnan(nan), inf // 1, -inf % 5, 1 // inf, -1 // inf, 5 % inf, -5 % inf)
print(7.5 // 2, -7.5 // 2, 7.5 % -2, -7.5 % 2, divmod(-7.5, 2), 1e300 * 1e10, -1e-320 / 10**10, 0.1 + 0.2, 0.1 * 3, 1 - 0.9, 1e16 + 1, 2**-1074, 0.1 + 0.7 + 0.1 == 0.9)
print(math.fsum([0.1] * 10), sum([0.1] * 10), math.fsum([1e100, 1, -1e100]), sum([1e100, 1.0, -1e100]), math.prod([0.1] * 3), math.dist((1, 2), (4, 6)), math.hypot(3, 4, 12), math.sumprod([1, 2.5], [3, 4]))
print(math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5), math.modf(-3.25), math.frexp(10.0), math.ldexp(0.625, 4), math.copysign(3, -0.0), math.fmod(-7, 3), math.remainder(7, 4), math.nextafter(1, 2), math.ulp(1.0), math.cbrt(27.0), math.fma(2.0, 3.0, 4.0))
for name, args in [("sin", (1,)), ("cos", (1,)), ("tan", (1.5,)), ("asin", (0.5,)), ("atan2", (-1, -1)), ("sinh", (1,)), ("atanh", (0.5,)), ("exp", (1,)), ("expm1", (1e-10,)), ("log", (10,)), ("log", (8, 2)), ("log2", (10,)), ("log10", (1000,)), ("log1p", (1e-10,)), ("sqrt", (2,)), ("pow", (2, 0.5)), ("gamma", (5.5,)), ("lgamma", (100,)), ("erf", (0.5,)), ("erfc", (3,)), ("degrees", (1,)), ("radians", (180,)), ("exp2", (0.5,)), ("log2", (2**1000,)), ("log", (10**400,))]:
    print(f"{name}{args} = {getattr(math, name)(*args):.12g}")
print(math.pi, math.e, math.tau, math.isclose(0.1 + 0.2, 0.3), math.isclose(1e-10, 0), math.isclose(1, 1.1, rel_tol=0.2), math.gcd(12, 18), math.isinf(-inf))
for text in ["1e5", " 1.5 ", "1_000.5", ".5", "5.", "-inf", "NaN", "1e400", "0x10", "1e", "", "1.5.2", "１２.５", "+1e-400", "infinity", "nan(1)", "1 2"]:
    try:
        print(repr(text), float(text), end="; ")
    except ValueError as error:
        print(error, end="; ")
print()
z = 3 - 4j
print(z, z.real, z.imag, abs(z), z.conjugate(), z * z, z / (1 + 2j), z**2, z**0.5, z == 3 - 4j, -z, complex("1+2j"), complex(" -1e3j "), repr(complex(-0.0, 0.0)), complex(1, nan), 1j**2, (1 + 0j) == 1, hash(1 + 0j) == hash(1), f"{z:.2f}", f"{z:>12}", f"{complex(1.5, 2):g}", complex(nan, inf), 0j**0)
print(cmath.sqrt(-1), cmath.polar(1j), cmath.rect(2, math.pi / 2), cmath.exp(1j * math.pi), cmath.log(-1), cmath.phase(-1), cmath.isclose(1j, 1j + 1e-12), cmath.sin(1 + 1j), cmath.atan(0.5j), cmath.cosh(2j), cmath.isnan(complex(nan, 1)))
data = [2.5, 3.25, 5.5, 11.25, 11.75, 3.25]
print(statistics.mean(data), statistics.fmean(data, [1, 2, 3, 4, 5, 6]), statistics.median(data), statistics.median_low(data), statistics.mode(data), statistics.multimode("aabbc"), statistics.variance(data), statistics.pvariance(data), statistics.stdev(data), statistics.geometric_mean(data), statistics.harmonic_mean(data), statistics.quantiles(data, n=4), statistics.linear_regression([1, 2, 3], [2, 4.5, 6]), statistics.correlation([1, 2, 3], [2, 4, 7]), statistics.NormalDist(5, 2).cdf(7))
for action in [lambda: 1.0 / 0, lambda: 0.0**-1, lambda: (-8) ** (1 / 3), lambda: math.sqrt(-1), lambda: math.exp(1000), lambda: math.log(0), lambda: 1.5 // 0.0, lambda: 1j // 2, lambda: 1j < 2, lambda: math.floor(inf), lambda: round(nan), lambda: float("x"), lambda: complex("1+"), lambda: math.acos(2), lambda: math.fmod(1, 0), lambda: (1e308).__mul__("x"), lambda: divmod(1.0, 0), lambda: float.fromhex("zz"), lambda: math.gamma(-1), lambda: int(1e400), lambda: complex(1j, "x"), lambda: statistics.mean([]), lambda: statistics.stdev([1]), lambda: 0j**-1, lambda: math.ldexp(1.0, 5000)]:
    try:
        print(action())
    except (ArithmeticError, ValueError, TypeError) as error:
        print(type(error).__name__, "|", error)
try:
    10.0**400
except OverflowError as error:
    print("too large", len(error.args))  # errno and text are those of the C library

try:
    float.fromhex("\ud800")
except ValueError as error:
    print(type(error).__name__, error)
