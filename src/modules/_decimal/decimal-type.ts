/** decimal.Decimal: the table. Source: CPython Modules/_decimal/_decimal.c (PyDec_*, dec_methods). */

import * as a from "../../kernel/decimal/arithmetic.ts";
import type { Ctx, Dec } from "../../kernel/decimal/number.ts";
import { divide } from "../../kernel/decimal/quotient.ts";
import * as r from "../../kernel/decimal/rounding.ts";
import * as t from "../../kernel/decimal/transcendental.ts";
import { genericGetAttr } from "../../objects/abstract/attributes.ts";
import { object } from "../../objects/converters.ts";
import { type CallableSpec, defineType, getset, method, param, posOnly, varArgs } from "../../objects/declare.ts";
import type { KwNames, PyValue } from "../../objects/object.ts";
import { NOT_IMPLEMENTED } from "../../objects/singletons.ts";
import type { PyType } from "../../objects/type-object.ts";
import { contextArg, currentContext, run1, run2 } from "./context.ts";
import { box, boxAs, exactValue, operand, PyDecimal, required } from "./decimal.ts";
import * as m from "./decimal-methods.ts";
import { looseArgs } from "./loose.ts";

type Unary = (a: Dec, ctx: Ctx) => Dec;
type Binary = (a: Dec, b: Dec, ctx: Ctx) => Dec;

const CONTEXT = param("context", object, null);
const OTHER = [param("other", object), CONTEXT] as const;

/** A method of one operand and an optional context. */
function unary(op: Unary, doc: string): CallableSpec {
  return method([CONTEXT], doc, (self: PyDecimal, context) => box(run1(contextArg(context), op, self.d)));
}

function binary(op: Binary, doc: string): CallableSpec {
  return method(OTHER, doc, (self: PyDecimal, other, context) => {
    const ctx = contextArg(context);
    return box(run2(ctx, op, self.d, required(other)));
  });
}

/** A property of the number itself. */
function test(f: (d: Dec) => boolean, doc: string): CallableSpec {
  return method([], doc, (self: PyDecimal) => f(self.d));
}

function operator(op: Binary): (x: PyValue, y: PyValue) => PyValue {
  return (x, y) => {
    const left = x instanceof PyDecimal ? x.d : operand(x);
    const right = y instanceof PyDecimal ? y.d : operand(y);
    if (left === undefined || right === undefined) return NOT_IMPLEMENTED;
    return new PyDecimal(run2(currentContext(), op, left, right));
  };
}

function prefix(op: Unary): (x: PyValue) => PyValue {
  return (x) => new PyDecimal(run1(currentContext(), op, (x as PyDecimal).d));
}

export const decimalType: PyType = defineType<PyDecimal>({
  name: "decimal.Decimal",
  basicsize: 104,
  parsed: "unnamed",
  signature: '(value="0", context=None)',
  doc: "A decimal floating-point number, from an int, a float, a text, a tuple or another Decimal, always exactly.",
  flags: ["basetype", "heaptype", "immutable"],
  alloc: (type) => new PyDecimal(m.ZERO_VALUE, type),
  new: method([param("value", object, "0"), param("context", object, null)], "", (type: PyType, value, context) =>
    decimalNew(type, [value, context], null),
  ),
  slots: {
    tp_getattro: genericGetAttr,
    tp_repr: (self) => `Decimal('${m.text(self)}')`,
    tp_str: (self) => m.text(self),
    tp_hash: m.decimalHash,
    tp_richcompare: m.decimalCompare,
    tp_new: decimalNew,
    nb_add: operator(a.add),
    nb_subtract: operator(a.subtract),
    nb_multiply: operator(a.multiply),
    nb_remainder: operator(a.remainder),
    nb_divmod: m.decimalDivmod,
    nb_power: m.decimalPower,
    nb_negative: prefix(a.minus),
    nb_positive: prefix(a.plus),
    nb_absolute: prefix(a.abs),
    nb_bool: (self) => !(self as PyDecimal).d.isZero,
    nb_int: (self) => m.toInteger((self as PyDecimal).d, 1),
    nb_float: m.decimalFloat,
    nb_floor_divide: operator(a.divideInt),
    nb_true_divide: operator(divide),
  },
  methods: {
    exp: unary(t.exp, "Return e to the power of the number, correctly rounded."),
    ln: unary(t.ln, "Return the natural logarithm, correctly rounded."),
    log10: unary(t.log10, "Return the base ten logarithm, correctly rounded."),
    next_minus: unary(r.nextMinus, "Return the largest number of the context that is smaller."),
    next_plus: unary(r.nextPlus, "Return the smallest number of the context that is larger."),
    normalize: unary(r.reduce, "Return the number without zeros at its end."),
    to_integral: method(m.ROUNDING, "Round to the nearest integer without signaling.", m.toIntegralValue),
    to_integral_exact: method(m.ROUNDING, "Round to the nearest integer, signaling what is lost.", m.toIntegralExact),
    to_integral_value: method(m.ROUNDING, "Round to the nearest integer without signaling.", m.toIntegralValue),
    sqrt: unary(t.sqrt, "Return the square root, correctly rounded."),
    compare: binary(a.compare, "Return a Decimal -1, 0 or 1, or NaN."),
    compare_signal: binary(a.compareSignal, "As compare(), with all NaNs signaling."),
    max: binary((x, y, c) => a.extreme(x, y, c, true, false), "Return the larger of two numbers."),
    max_mag: binary((x, y, c) => a.extreme(x, y, c, true, true), "As max(), by absolute values."),
    min: binary((x, y, c) => a.extreme(x, y, c, false, false), "Return the smaller of two numbers."),
    min_mag: binary((x, y, c) => a.extreme(x, y, c, false, true), "As min(), by absolute values."),
    next_toward: binary(r.nextToward, "Return the next number of the context towards the other."),
    quantize: method(
      [param("exp", object), param("rounding", object, null), CONTEXT],
      "Round to the exponent of the other number.",
      m.decimalQuantize,
    ),
    remainder_near: binary(a.remainderNear, "Return the remainder with respect to the nearest integer quotient."),
    fma: method(
      [param("other", object), param("third", object), CONTEXT],
      "Return self * other + third.",
      m.decimalFma,
    ),
    is_canonical: test(() => true, "Return True."),
    is_finite: test((d) => d.kind === 0, "Whether the number is neither an infinity nor a NaN."),
    is_infinite: test((d) => d.kind === 1, "Whether the number is an infinity."),
    is_nan: test((d) => d.isNan, "Whether it is a NaN of either kind."),
    is_qnan: test((d) => d.kind === 2, "Whether it is a quiet NaN."),
    is_snan: test((d) => d.kind === 3, "Whether it is a signaling NaN."),
    is_signed: test((d) => d.sign === 1, "Whether the sign is negative."),
    is_zero: test((d) => d.isZero, "Whether the number is a zero."),
    is_normal: method([CONTEXT], "Whether it is finite, not zero, and not subnormal.", (self: PyDecimal, context) =>
      r.isNormal(self.d, contextArg(context)),
    ),
    is_subnormal: method([CONTEXT], "Whether its exponent is below Emin.", (self: PyDecimal, context) =>
      r.isSubnormal(self.d, contextArg(context)),
    ),
    adjusted: method([], "Return the exponent of the first digit.", (self: PyDecimal) =>
      self.d.isSpecial ? 0 : m.exponentInt(self.d.adjusted),
    ),
    canonical: method([], "Return the number itself.", (self: PyDecimal) => self),
    conjugate: method([], "Return the number itself.", (self: PyDecimal) => self),
    radix: method([], "Return Decimal(10), the base of all arithmetic.", () => box(m.TEN)),
    copy_abs: method([], "Return the absolute value, whatever the context.", (self: PyDecimal) =>
      box(self.d.withSign(0)),
    ),
    copy_negate: method([], "Return the negation, whatever the context.", (self: PyDecimal) =>
      box(self.d.withSign(1 - self.d.sign)),
    ),
    logb: unary(r.logb, "Return the exponent of the first digit as a Decimal."),
    logical_invert: unary(r.logicalInvert, "Invert each digit, which must be 0 or 1."),
    number_class: method([CONTEXT], "Describe the class of the number.", (self: PyDecimal, context) =>
      m.numberClass(self.d, contextArg(context)),
    ),
    to_eng_string: method([CONTEXT], "Convert to a string in engineering notation.", (self: PyDecimal, context) =>
      m.engineering(self.d, contextArg(context)),
    ),
    compare_total: binary((x, y) => a.orderNumber(a.cmpTotal(x, y)), "Compare by the abstract representation."),
    compare_total_mag: binary((x, y) => a.orderNumber(a.cmpTotalMag(x, y)), "As compare_total(), without signs."),
    copy_sign: binary(r.copySign, "Return a copy with the other number's sign."),
    logical_and: binary((x, y, c) => r.logical(x, y, c, (p, q) => p & q), "Digit-wise and of two logical operands."),
    logical_or: binary((x, y, c) => r.logical(x, y, c, (p, q) => p | q), "Digit-wise or of two logical operands."),
    logical_xor: binary((x, y, c) => r.logical(x, y, c, (p, q) => p ^ q), "Digit-wise xor of two logical operands."),
    rotate: binary(r.rotate, "Rotate the digits by an amount."),
    same_quantum: method(OTHER, "Whether both have the same exponent, or both are infinities or NaNs.", m.sameQuantum),
    scaleb: binary(r.scaleb, "Return the number with an amount added to its exponent."),
    shift: binary(r.shift, "Shift the digits by an amount."),
    as_tuple: method([], "Return sign, digits and exponent.", m.asTuple),
    as_integer_ratio: method([], "Return a pair of integers whose ratio is the number.", m.asIntegerRatio),
    __copy__: method([], null, (self: PyDecimal) => self),
    __deepcopy__: method([posOnly("object", object)], null, (self: PyDecimal) => self),
    __format__: method([varArgs("args")], null, m.decimalFormat, { signature: null }),
    __reduce__: method([], null, m.decimalReduce),
    __round__: method([varArgs("args")], null, m.decimalRound, {
      signature: null,
    }),
    __ceil__: method([], null, (self: PyDecimal) => m.toInteger(self.d, 2)),
    __floor__: method([], null, (self: PyDecimal) => m.toInteger(self.d, 3)),
    __trunc__: method([], null, (self: PyDecimal) => m.toInteger(self.d, 1)),
    __complex__: method([], null, m.decimalComplex),
    __sizeof__: method([], null, (self: PyDecimal) => 104 + 8 * Math.max(0, Math.ceil(self.d.digits / 19) - 4)),
  },
  classMethods: {
    from_float: method([posOnly("f", object)], "The exact value of a float or an int.", m.fromFloat),
    from_number: method([posOnly("number", object)], "The exact value of a number; texts are refused.", m.fromNumber),
  },
  getset: {
    real: getset((self: PyDecimal) => self, undefined, null),
    imag: getset(() => box(m.ZERO_VALUE), undefined, null),
  },
});

function decimalNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  const [value, context] =
    kwnames === null && args.length === 1 ? args : looseArgs(["value", "context"], args, kwnames);
  const ctx = contextArg(context ?? null);
  if (value === undefined) return boxAs(type, m.ZERO_VALUE);
  if (type === decimalType && value instanceof PyDecimal && value.type === decimalType) return value;
  return boxAs(type, exactValue(value, ctx));
}
