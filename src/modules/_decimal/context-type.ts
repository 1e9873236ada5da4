/** decimal.Context: the table. Source: CPython Modules/_decimal/_decimal.c (context_*). */
import * as a from "../../kernel/decimal/arithmetic.ts";
import * as n from "../../kernel/decimal/number.ts";
import { divide } from "../../kernel/decimal/quotient.ts";
import * as r from "../../kernel/decimal/rounding.ts";
import { toText } from "../../kernel/decimal/text.ts";
import * as t from "../../kernel/decimal/transcendental.ts";
import { normInt } from "../../kernel/int.ts";
import type { Str } from "../../kernel/str.ts";
import { genericGetAttr, genericSetAttr } from "../../objects/abstract/attributes.ts";
import { asInt, ssizeIndex } from "../../objects/abstract/number.ts";
import { object } from "../../objects/converters.ts";
import {
  type CallableSpec,
  defineType,
  type GetSetSpec,
  getset,
  method,
  param,
  posOnly,
} from "../../objects/declare.ts";
import { attributeError, overflowError, typeError, valueError } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { PyList } from "../../objects/list/list.ts";
import type { Int, KwNames, PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { assignContext, decimalState, newContext, PyDecContext, run1, run2 } from "./context.ts";
import { box, fromDouble, fromInt, PyDecimal, required, rounded, roundedValue } from "./decimal.ts";
import { boxPair, engineering, numberClass, TEN } from "./decimal-methods.ts";
import { looseArgs } from "./loose.ts";
import { ROUNDING_NAMES, roundingMode } from "./rounding-names.ts";
import { bitsOfMapping, signalView } from "./signal-dict.ts";
import { BY_BIT, signalBits, signalList } from "./signals.ts";

type Unary = (x: n.Dec, ctx: n.Ctx) => n.Dec;
type Binary = (x: n.Dec, y: n.Dec, ctx: n.Ctx) => n.Dec;
const X = [posOnly("x", object)] as const;
const XY = [posOnly("x", object), posOnly("y", object)] as const;

function unary(op: Unary, doc: string): CallableSpec {
  return method(X, doc, (self: PyDecContext, x) => box(run1(self, op, required(x))));
}

function binary(op: Binary, doc: string): CallableSpec {
  return method(XY, doc, (self: PyDecContext, x, y) => box(run2(self, op, required(x), required(y))));
}

function test(f: (d: n.Dec, ctx: n.Ctx) => boolean, doc: string): CallableSpec {
  return method(X, doc, (self: PyDecContext, x) => f(required(x), self));
}

/** A setting that is an int in a range. */
function setting(
  field: "prec" | "emax" | "emin" | "capitals" | "clamp",
  low: number,
  high: number,
  message: string,
): GetSetSpec {
  return getset(
    (self: PyDecContext) => settingInt(self[field]),
    (self: PyDecContext, value) => {
      if (value === undefined) throw attributeError("context attributes cannot be deleted");
      if (asInt(value) === undefined) throw typeError("an integer is required");
      const int = ssizeIndex(value, () => overflowError("Python int too large to convert to C ssize_t"));
      // The limits are no doubles: 10**18 is beyond them and rounds to them.
      const exact = asInt(value)!;
      if (int < low || int > high || exact > LIMIT || exact < -LIMIT) throw valueError(message);
      self[field] = int;
    },
    null,
  );
}

const LIMIT = 999999999999999999n;

/** The largest settings are no doubles. */
export function settingInt(value: number): Int {
  if (Number.isSafeInteger(value)) return value;
  if (value === n.MAX_PREC) return LIMIT;
  return value === n.MIN_EMIN ? -LIMIT : normInt(BigInt(value));
}

export const SETTINGS = ["prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"] as const;

export const contextType: PyType = defineType<PyDecContext>({
  name: "decimal.Context",
  parsed: "unnamed",
  signature: "(prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)",
  doc: "The context of decimal arithmetic: precision, rounding, limits of exponents, flags and traps.",
  flags: ["basetype", "heaptype", "immutable"],
  alloc: (type) => new PyDecContext(type),
  new: method(
    SETTINGS.map((name) => param(name, object, null)),
    "",
    contextNew,
  ),
  slots: {
    tp_repr: contextRepr,
    tp_getattro: contextGetAttr,
    tp_setattro: contextSetAttr,
    tp_new: contextNew,
    tp_init: contextInit,
  },
  methods: {
    abs: unary(a.abs, "Return the absolute value of x."),
    exp: unary(t.exp, "Return e ** x."),
    ln: unary(t.ln, "Return the natural logarithm of x."),
    log10: unary(t.log10, "Return the base 10 logarithm of x."),
    minus: unary(a.minus, "Negation, as the prefix operator has it."),
    next_minus: unary(r.nextMinus, "Return the largest number smaller than x."),
    next_plus: unary(r.nextPlus, "Return the smallest number larger than x."),
    normalize: unary(r.reduce, "Return x without zeros at its end."),
    plus: unary(a.plus, "Identity with rounding, as the prefix operator has it."),
    to_integral: unary((x, c) => r.toIntegral(x, c, false), "Round to an integer without signaling."),
    to_integral_exact: unary((x, c) => r.toIntegral(x, c, true), "Round to an integer, signaling what is lost."),
    to_integral_value: unary((x, c) => r.toIntegral(x, c, false), "Round to an integer without signaling."),
    sqrt: unary(t.sqrt, "Return the square root of x."),
    add: binary(a.add, "Return the sum of x and y."),
    compare: binary(a.compare, "Compare x and y numerically."),
    compare_signal: binary(a.compareSignal, "Compare x and y numerically; all NaNs signal."),
    divide: binary(divide, "Return x divided by y."),
    divide_int: binary(a.divideInt, "Return the integer part of x divided by y."),
    divmod: method(XY, "Return quotient and remainder of x divided by y.", (self: PyDecContext, x, y) =>
      boxPair(run2(self, a.divmod, required(x), required(y))),
    ),
    max: binary((x, y, c) => a.extreme(x, y, c, true, false), "Return the larger of x and y."),
    max_mag: binary((x, y, c) => a.extreme(x, y, c, true, true), "As max(), by absolute values."),
    min: binary((x, y, c) => a.extreme(x, y, c, false, false), "Return the smaller of x and y."),
    min_mag: binary((x, y, c) => a.extreme(x, y, c, false, true), "As min(), by absolute values."),
    multiply: binary(a.multiply, "Return the product of x and y."),
    next_toward: binary(r.nextToward, "Return the number next to x in the direction of y."),
    quantize: binary(r.quantize, "Return x rounded to the exponent of y."),
    remainder: binary(a.remainder, "Return the remainder of x divided by y, with the sign of x."),
    remainder_near: binary(a.remainderNear, "Return x - y * n, n the integer nearest to x / y."),
    subtract: binary(a.subtract, "Return the difference of x and y."),
    power: method(
      [param("a", object), param("b", object), param("modulo", object, null)],
      "Compute a ** b, or (a ** b) % modulo.",
      contextPower,
    ),
    fma: method(
      [posOnly("x", object), posOnly("y", object), posOnly("z", object)],
      "Return x multiplied by y, plus z.",
      (self: PyDecContext, x, y, z) => {
        const p = required(x);
        const q = required(y);
        const third = required(z);
        return box(run2(self, (u, v, c) => a.fma(u, v, third, c), p, q));
      },
    ),
    Etiny: method([], "Return Emin - prec + 1, the least exponent.", (self: PyDecContext) => settingInt(n.etiny(self))),
    Etop: method([], "Return Emax - prec + 1, the largest exponent of a full coefficient.", (self: PyDecContext) =>
      settingInt(n.etop(self)),
    ),
    radix: method([], "Return Decimal(10).", () => box(TEN)),
    is_canonical: method(X, "Return True.", (_self: PyDecContext, x) => decimalArg(x) !== null),
    is_finite: test((d) => d.kind === n.FINITE, "Whether x is finite."),
    is_infinite: test((d) => d.kind === n.INF, "Whether x is infinite."),
    is_nan: test((d) => d.isNan, "Whether x is a NaN."),
    is_normal: test(r.isNormal, "Whether x is a normal number."),
    is_qnan: test((d) => d.kind === n.QNAN, "Whether x is a quiet NaN."),
    is_signed: test((d) => d.sign === 1, "Whether x is negative."),
    is_snan: test((d) => d.kind === n.SNAN, "Whether x is a signaling NaN."),
    is_subnormal: test(r.isSubnormal, "Whether x is subnormal."),
    is_zero: test((d) => d.isZero, "Whether x is a zero."),
    _apply: method([posOnly("object", object)], null, (self: PyDecContext, x) => box(rounded(required(x), self))),
    canonical: method(X, "Return x.", (_self: PyDecContext, x) => decimalArg(x)),
    compare_total: binary((x, y) => a.orderNumber(a.cmpTotal(x, y)), "Compare by the abstract representation."),
    compare_total_mag: binary((x, y) => a.orderNumber(a.cmpTotalMag(x, y)), "As compare_total(), without signs."),
    copy_abs: unary((x) => x.withSign(0), "Return x with a positive sign."),
    copy_decimal: method(X, "Return x as a Decimal.", (_self: PyDecContext, x) =>
      x instanceof PyDecimal ? x : box(required(x)),
    ),
    copy_negate: unary((x) => x.withSign(1 - x.sign), "Return x with the other sign."),
    copy_sign: binary(r.copySign, "Return x with the sign of y."),
    logb: unary(r.logb, "Return the exponent of the first digit of x."),
    logical_and: binary((x, y, c) => r.logical(x, y, c, (p, q) => p & q), "Digit-wise and of x and y."),
    logical_invert: unary(r.logicalInvert, "Invert all digits of x."),
    logical_or: binary((x, y, c) => r.logical(x, y, c, (p, q) => p | q), "Digit-wise or of x and y."),
    logical_xor: binary((x, y, c) => r.logical(x, y, c, (p, q) => p ^ q), "Digit-wise xor of x and y."),
    number_class: method(X, "Return an indication of the class of x.", (self: PyDecContext, x) =>
      numberClass(required(x), self),
    ),
    rotate: binary(r.rotate, "Return a copy of x, rotated by y places."),
    same_quantum: method(XY, "Whether both numbers have the same exponent.", (_self: PyDecContext, x, y) =>
      r.sameQuantum(required(x), required(y)),
    ),
    scaleb: binary(r.scaleb, "Return x with y added to its exponent."),
    shift: binary(r.shift, "Return a copy of x, shifted by y places."),
    to_sci_string: method(X, "Convert to a string in scientific notation.", (self: PyDecContext, x) =>
      toText(required(x), self.capitals !== 0),
    ),
    to_eng_string: method(X, "Convert to a string in engineering notation.", (self: PyDecContext, x) =>
      engineering(required(x), self),
    ),
    clear_flags: method([], "Reset all flags.", (self: PyDecContext) => {
      self.status = 0;
      return null;
    }),
    clear_traps: method([], "Disable all traps.", (self: PyDecContext) => {
      self.traps = 0;
      return null;
    }),
    create_decimal: method(
      [posOnly("num", object, "0", '"0"')],
      "A Decimal of num, rounded to the context.",
      (self: PyDecContext, value) => box(roundedValue(value, self)),
    ),
    create_decimal_from_float: method(
      [posOnly("f", object)],
      "A Decimal of a float, rounded to the context.",
      createFromFloat,
    ),
    copy: method([], null, copyOf),
    __copy__: method([], null, copyOf),
    __reduce__: method([], null, contextReduce),
  },
  getset: {
    Emax: setting("emax", 0, n.MAX_EMAX, "valid range for Emax is [0, MAX_EMAX]"),
    Emin: setting("emin", n.MIN_EMIN, 0, "valid range for Emin is [MIN_EMIN, 0]"),
    prec: setting("prec", 1, n.MAX_PREC, "valid range for prec is [1, MAX_PREC]"),
    capitals: setting("capitals", 0, 1, "valid values for capitals are 0 or 1"),
    clamp: setting("clamp", 0, 1, "valid values for clamp are 0 or 1"),
    rounding: getset(
      (self: PyDecContext) => ROUNDING_NAMES[self.round],
      (self: PyDecContext, value) => {
        if (value === undefined) throw attributeError("context attributes cannot be deleted");
        self.round = roundingMode(value);
      },
      null,
    ),
  },
});

function decimalArg(x: PyValue): PyDecimal {
  if (!(x instanceof PyDecimal)) throw typeError("argument must be a Decimal");
  return x;
}

function copyOf(self: PyDecContext): PyValue {
  const made = newContext();
  assignContext(made, self);
  return made;
}

function contextPower(self: PyDecContext, base: PyValue, exponent: PyValue, modulo: PyValue): PyValue {
  const x = required(base);
  const y = required(exponent);
  if (modulo === null) return box(run2(self, t.power, x, y));
  const m = required(modulo);
  return box(run2(self, (p, q, c) => t.powmod(p, q, m, c), x, y));
}

function createFromFloat(self: PyDecContext, value: PyValue): PyValue {
  const int = asInt(value);
  if (int !== undefined) return box(rounded(fromInt(int), self));
  if (!(value instanceof PyFloat)) throw typeError("argument must be int or float");
  return box(rounded(fromDouble(value.v), self));
}

function contextNew(type: PyType): PyValue {
  const made = type.tp_alloc!(type) as PyDecContext;
  const template = decimalState().defaultTemplate;
  assignContext(made, template);
  made.status = 0;
  return made;
}

function contextInit(self: PyDecContext, args: PyValue[], kwnames: KwNames): void {
  const values = looseArgs(SETTINGS, args, kwnames);
  SETTINGS.forEach((name, i) => {
    const value = values[i];
    if (value !== undefined && value !== null) applySetting(self, name, value);
  });
}

/** Sets one setting as a constructor does: signals may be lists too. */
export function applySetting(self: PyDecContext, name: (typeof SETTINGS)[number], value: PyValue): void {
  if (name !== "flags" && name !== "traps") {
    genericSetAttr(self, name, value);
    return;
  }
  let bits = 0;
  if (value instanceof PyList) for (const item of value.items) bits |= signalBits(item);
  else bits = bitsOfMapping(value);
  self[name === "flags" ? "status" : "traps"] = bits;
}

function contextGetAttr(self: PyDecContext, name: Str): PyValue {
  if (name === "flags") return (self.flagsDict ??= signalView(self, "status"));
  if (name === "traps") return (self.trapsDict ??= signalView(self, "traps"));
  return genericGetAttr(self, name);
}

function contextSetAttr(self: PyDecContext, name: Str, value: PyValue | undefined): void {
  if (value === undefined) {
    throw attributeError("context attributes cannot be deleted");
  }
  if (name === "flags") self.status = bitsOfMapping(value);
  else if (name === "traps") self.traps = bitsOfMapping(value);
  else genericSetAttr(self, name, value);
}

function signalNames(bits: number): string {
  return `[${BY_BIT.filter(([, bit]) => (bits & bit) !== 0)
    .map(([name]) => name)
    .join(", ")}]`;
}

function contextRepr(self: PyDecContext): PyValue {
  const parts = [
    `prec=${settingInt(self.prec)}`,
    `rounding=${ROUNDING_NAMES[self.round]}`,
    `Emin=${settingInt(self.emin)}`,
    `Emax=${settingInt(self.emax)}`,
    `capitals=${self.capitals}`,
    `clamp=${self.clamp}`,
    `flags=${signalNames(self.status)}`,
    `traps=${signalNames(self.traps)}`,
  ];
  return `Context(${parts.join(", ")})`;
}

function contextReduce(self: PyDecContext): PyValue {
  const args: PyValue[] = [
    settingInt(self.prec),
    ROUNDING_NAMES[self.round],
    settingInt(self.emin),
    settingInt(self.emax),
    self.capitals,
    self.clamp,
    signalList(self.status),
    signalList(self.traps),
  ];
  return new PyTuple([self.type, new PyTuple(args)]);
}
