/** What the table of Decimal needs beyond the kernel. Source: CPython Modules/_decimal/_decimal.c. */
import * as a from "../../kernel/decimal/arithmetic.ts";
import { pow10, shiftLeft } from "../../kernel/decimal/coefficient.ts";
import { format, type Separators } from "../../kernel/decimal/format.ts";
import * as n from "../../kernel/decimal/number.ts";
import { isNormal, isSubnormal, quantize, sameQuantum as same, toIntegral } from "../../kernel/decimal/rounding.ts";
import { toText } from "../../kernel/decimal/text.ts";
import * as t from "../../kernel/decimal/transcendental.ts";
import { KernelError } from "../../kernel/error.ts";
import { NEGATIVE_NAN } from "../../kernel/float.ts";
import { intNeg, normInt } from "../../kernel/int.ts";
import { intGcd } from "../../kernel/int-power.ts";
import { strFromJs, strToJs } from "../../kernel/str.ts";
import { getAttr } from "../../objects/abstract/attributes.ts";
import { call } from "../../objects/abstract/call.ts";
import { compareResult } from "../../objects/abstract/compare.ts";
import { asInt, ssizeIndex } from "../../objects/abstract/number.ts";
import { warn } from "../../objects/abstract/warn.ts";
import { PyComplex } from "../../objects/complex/complex-object.ts";
import { object } from "../../objects/converters.ts";
import { param } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { overflowError, typeError, valueError } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { identityHash } from "../../objects/identity-hash.ts";
import type { Int, PyValue } from "../../objects/object.ts";
import { NOT_IMPLEMENTED } from "../../objects/singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "../../objects/slots.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { isInstance } from "../../objects/type/type.ts";
import type { PyType } from "../../objects/type-object.ts";
import { addStatus, contextArg, currentContext, decimalState, type PyDecContext, run2 } from "./context.ts";
import { box, classResult, fromDouble, fromInt, notSupported, operand, PyDecimal, required } from "./decimal.ts";
import { roundingMode } from "./rounding-names.ts";

export const ZERO_VALUE: n.Dec = n.ZERO;
export const TEN: n.Dec = n.finite(0, 10, 0);
export const ROUNDING = [param("rounding", object, null), param("context", object, null)] as const;

/** An exponent as an int. */
export function exponentInt(value: number): Int {
  return Number.isSafeInteger(value) ? value : normInt(BigInt(value));
}

export function text(self: PyDecimal): string {
  return toText(self.d, currentContext().capitals !== 0);
}

export function engineering(d: n.Dec, ctx: PyDecContext): PyValue {
  return toText(d, ctx.capitals !== 0, true);
}

const MODULUS = (1n << 61n) - 1n;
const INVERSE_10 = 2075258708292324556n;

function powerMod(base: bigint, exponent: number): bigint {
  let result = 1n;
  let square = base;
  for (let rest = BigInt(exponent); rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % MODULUS;
    square = (square * square) % MODULUS;
  }
  return result;
}

/** The hash of the number of that value, whatever its type. */
export function decimalHash(self: PyDecimal): Int {
  if (self.hash !== undefined) return self.hash;
  const { d } = self;
  let hash: Int;
  if (d.kind === n.SNAN) throw typeError("Cannot hash a signaling NaN value");
  if (d.kind === n.QNAN) hash = identityHash(self);
  else if (d.kind === n.INF) hash = d.sign === 1 ? -314159 : 314159;
  else {
    const factor = d.exp >= 0 ? powerMod(10n, d.exp) : powerMod(INVERSE_10, -d.exp);
    const positive = ((d.big % MODULUS) * factor) % MODULUS;
    hash = normInt(d.sign === 1 ? -positive : positive);
    if (hash === -1) hash = -2;
  }
  self.hash = hash;
  return hash;
}

/** Both sides of a comparison as decimals; undefined where the other type is unknown. */
function comparands(self: n.Dec, other: PyValue, op: CompareOp): [n.Dec, n.Dec] | undefined {
  const plain = operand(other);
  if (plain !== undefined) return [self, plain];
  const ctx = currentContext();
  const equality = op === Py_EQ || op === Py_NE;
  if (other instanceof PyFloat) {
    if (equality) ctx.status |= n.FLOAT_OPERATION;
    else addStatus(ctx, n.FLOAT_OPERATION);
    return [self, fromDouble(other.v)];
  }
  if (other instanceof PyComplex) {
    if (!equality || other.imag !== 0) return undefined;
    ctx.status |= n.FLOAT_OPERATION;
    return [self, fromDouble(other.real)];
  }
  const rational = decimalState().rational;
  if (rational === null || !isInstance(other, rational)) return undefined;
  const denominator = asInt(getAttr(other, "denominator"));
  const numerator = asInt(getAttr(other, "numerator"));
  if (denominator === undefined || numerator === undefined) throw typeError("denominator is not a rational number");
  const scaled = self.isSpecial ? self : a.multiply(self, fromInt(denominator), n.maxContext());
  return [scaled, fromInt(numerator)];
}

export function decimalCompare(self: PyDecimal, other: PyValue, op: CompareOp): PyValue {
  if (other instanceof PyDecimal && !self.d.isNan && !other.d.isNan) return compareResult(n.cmp(self.d, other.d), op);
  const pair = comparands(self.d, other, op);
  if (pair === undefined) return NOT_IMPLEMENTED;
  const [x, y] = pair;
  if (x.isNan || y.isNan) {
    const signaling = x.kind === n.SNAN || y.kind === n.SNAN;
    const equality = op === Py_EQ || op === Py_NE;
    if (signaling || !equality) addStatus(currentContext(), n.INVALID_OPERATION);
    return op === Py_NE;
  }
  return compareResult(n.cmp(x, y), op);
}

export function decimalDivmod(x: PyValue, y: PyValue): PyValue {
  const left = operand(x);
  const right = operand(y);
  if (left === undefined || right === undefined) return NOT_IMPLEMENTED;
  return boxPair(run2(currentContext(), a.divmod, left, right));
}

export function boxPair([q, r]: [n.Dec, n.Dec]): PyTuple {
  return new PyTuple([box(q), box(r)]);
}

export function decimalPower(x: PyValue, y: PyValue, z: PyValue): PyValue {
  const base = operand(x);
  const exponent = operand(y);
  if (base === undefined || exponent === undefined) return NOT_IMPLEMENTED;
  if (z === null) return box(run2(currentContext(), t.power, base, exponent));
  const modulus = operand(z);
  if (modulus === undefined) return NOT_IMPLEMENTED;
  return box(run2(currentContext(), (p, q, ctx) => t.powmod(p, q, modulus, ctx), base, exponent));
}

/** The number as an int, rounded by a mode. */
export function toInteger(d: n.Dec, mode: number): PyValue {
  if (d.isNan) throw valueError("cannot convert NaN to integer");
  if (d.kind === n.INF) throw overflowError("cannot convert Infinity to integer");
  const whole = toIntegral(d, { ...n.maxContext(), round: mode }, false);
  const value = shiftLeft(whole.coeff, whole.exp);
  return whole.sign === 1 ? intNeg(value) : value;
}

function toDouble(d: n.Dec): number {
  if (d.isNan) {
    if (d.kind === n.SNAN) throw valueError("cannot convert signaling NaN to float");
    return d.sign === 1 ? NEGATIVE_NAN : Number.NaN;
  }
  if (d.kind === n.INF) return d.sign === 1 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(toText(d, true));
}

export function decimalFloat(self: PyValue): PyValue {
  return new PyFloat(toDouble((self as PyDecimal).d));
}

export function decimalComplex(self: PyDecimal): PyValue {
  return new PyComplex(toDouble(self.d), 0);
}

/** The context with another rounding mode. */
function withRounding(ctx: PyDecContext, rounding: PyValue): n.Ctx {
  const round = rounding === null ? ctx.round : roundingMode(rounding);
  return { prec: ctx.prec, round, emin: ctx.emin, emax: ctx.emax, clamp: ctx.clamp, status: 0 };
}

export function toIntegralValue(self: PyDecimal, rounding: PyValue, context: PyValue): PyValue {
  return toIntegralWith(self, rounding, context, false);
}

export function toIntegralExact(self: PyDecimal, rounding: PyValue, context: PyValue): PyValue {
  return toIntegralWith(self, rounding, context, true);
}

function toIntegralWith(self: PyDecimal, rounding: PyValue, context: PyValue, exact: boolean): PyValue {
  const ctx = contextArg(context);
  const work = withRounding(ctx, rounding);
  const result = toIntegral(self.d, work, exact);
  addStatus(ctx, work.status);
  return box(result);
}

export function decimalQuantize(self: PyDecimal, exp: PyValue, rounding: PyValue, context: PyValue): PyValue {
  const ctx = contextArg(context);
  if (rounding === null) return box(run2(ctx, quantize, self.d, required(exp)));
  const work = withRounding(ctx, rounding);
  const result = quantize(self.d, required(exp), work);
  addStatus(ctx, work.status);
  return box(result);
}

export function decimalFma(self: PyDecimal, other: PyValue, third: PyValue, context: PyValue): PyValue {
  const ctx = contextArg(context);
  const y = required(other);
  const z = required(third);
  return box(run2(ctx, (p, q, c) => a.fma(p, q, z, c), self.d, y));
}

export function sameQuantum(self: PyDecimal, other: PyValue, context: PyValue): PyValue {
  contextArg(context);
  return same(self.d, required(other));
}

export function numberClass(d: n.Dec, ctx: n.Ctx): PyValue {
  if (d.isNan) return d.kind === n.SNAN ? "sNaN" : "NaN";
  const sign = d.sign === 1 ? "-" : "+";
  if (d.kind === n.INF) return `${sign}Infinity`;
  if (d.coeff === 0) return `${sign}Zero`;
  return sign + (isSubnormal(d, ctx) ? "Subnormal" : isNormal(d, ctx) ? "Normal" : "Subnormal");
}

export function asTuple(self: PyDecimal): PyValue {
  const { d } = self;
  let digits: PyValue[] = [...d.coeff.toString()].map(Number);
  let exponent: PyValue = exponentInt(d.exp);
  if (d.kind === n.INF) {
    digits = [0];
    exponent = "F";
  } else if (d.isNan) {
    if (d.coeff === 0) digits = [];
    exponent = d.kind === n.SNAN ? "N" : "n";
  }
  return call(decimalState().tupleType, [d.sign, new PyTuple(digits), exponent]);
}

export function asIntegerRatio(self: PyDecimal): PyValue {
  const { d } = self;
  if (d.isNan) throw valueError("cannot convert NaN to integer ratio");
  if (d.kind === n.INF) throw overflowError("cannot convert Infinity to integer ratio");
  const signed = d.sign === 1 ? -d.big : d.big;
  if (d.coeff === 0) return new PyTuple([0, 1]);
  if (d.exp >= 0) return new PyTuple([normInt(signed * pow10(d.exp)), 1]);
  const denominator = pow10(-d.exp);
  const common = BigInt(intGcd(d.coeff, normInt(denominator)));
  return new PyTuple([normInt(signed / common), normInt(denominator / common)]);
}

export function decimalReduce(self: PyDecimal): PyValue {
  return new PyTuple([self.type, new PyTuple([text(self)])]);
}

export function decimalRound(self: PyDecimal, args: PyValue[]): PyValue {
  if (args.length > 1) throw typeError(`function takes at most 1 argument (${args.length} given)`);
  if (args.length === 0) return toInteger(self.d, n.ROUND_HALF_EVEN);
  if (asInt(args[0]) === undefined) throw typeError("optional arg must be an integer");
  const places = ssizeIndex(args[0], () => overflowError("Python int too large to convert to C ssize_t"));
  return box(run2(currentContext(), quantize, self.d, n.finite(0, 1, -places)));
}

export function fromFloat(type: PyType, value: PyValue): PyValue {
  const int = asInt(value);
  if (int !== undefined) return classResult(type, fromInt(int));
  if (!(value instanceof PyFloat)) throw typeError("argument must be int or float");
  return classResult(type, fromDouble(value.v));
}

export function fromNumber(type: PyType, value: PyValue): PyValue {
  if (value instanceof PyDecimal) return type === value.type ? value : classResult(type, value.d);
  const int = asInt(value);
  if (int !== undefined) return classResult(type, fromInt(int));
  if (!(value instanceof PyFloat)) throw notSupported(value);
  return classResult(type, fromDouble(value.v));
}

/** `__format__(spec, override=None)`. */
export function decimalFormat(self: PyDecimal, args: PyValue[]): PyValue {
  if (args.length === 0) throw typeError("function takes at least 1 argument (0 given)");
  if (args.length > 2) throw typeError(`function takes at most 2 arguments (${args.length} given)`);
  const spec = asStr(args[0]);
  if (spec === undefined) throw typeError("format arg must be str");
  const ctx = currentContext();
  if (strToJs(spec).endsWith("N")) warn("DeprecationWarning", "Format specifier 'N' is deprecated");
  const override = args.length > 1 ? separators(args[1], strToJs(spec)) : null;
  try {
    return strFromJs(format(self.d, strToJs(spec), ctx, ctx.capitals !== 0, override));
  } catch (caught) {
    if (caught instanceof KernelError) throw valueError(strFromJs(caught.msg));
    throw caught;
  }
}

const CHAR_MAX = 127;

/** How many bytes a text has as UTF-8. */
function utf8Size(text: string): number {
  let size = 0;
  for (const char of text) size += char < "\x80" ? 1 : char < "\u0800" ? 2 : char.length === 1 ? 3 : 4;
  return size;
}

/** The dictionary that replaces the locale's separators. */
function separators(value: PyValue, spec: string): Separators {
  if (!(value instanceof PyDict)) throw typeError("optional argument must be a dict");
  const item = (name: string): string | undefined => {
    const found = value.getStr(name);
    if (found === undefined) return undefined;
    const string = asStr(found);
    if (string === undefined) throw typeError("bad argument type for built-in operation");
    return strToJs(string);
  };
  const decimalPoint = item("decimal_point") ?? (spec.endsWith("n") ? "." : "");
  const thousandsSep = item("thousands_sep") ?? "";
  // A C string of sizes: the last one counts for all further groups, CHAR_MAX ends the grouping.
  const grouping = [...(item("grouping") ?? "").replace(/\0.*$/s, "")].map((char) => char.charCodeAt(0));
  const dotSize = utf8Size(decimalPoint);
  const valid = dotSize >= 1 && dotSize <= 4 && utf8Size(thousandsSep) <= 4;
  if (!valid || grouping.some((size) => size > CHAR_MAX)) throw valueError("invalid override dict");
  if (grouping.length > 0 && grouping[grouping.length - 1] !== CHAR_MAX) grouping.push(0);
  return { decimalPoint, thousandsSep, grouping };
}
