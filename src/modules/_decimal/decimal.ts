/** PyDecimal and what becomes one. Source: CPython Modules/_decimal/_decimal.c (PyDecType_From*, dectuple_as_str, convert_op). */

import * as n from "../../kernel/decimal/number.ts";
import {
  type Ctx,
  Dec,
  FINITE,
  finalize,
  finite,
  infinity,
  maxContext,
  QNAN,
  SNAN,
} from "../../kernel/decimal/number.ts";
import { asciiForm, parse, parsePlain } from "../../kernel/decimal/text.ts";
import { floatAsIntegerRatio } from "../../kernel/float.ts";
import { intNeg } from "../../kernel/int.ts";
import { call1 } from "../../objects/abstract/call.ts";
import { asInt } from "../../objects/abstract/number.ts";
import { overflowError, typeError, valueError } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { PyList } from "../../objects/list/list.ts";
import { type Int, inheritPyObject, type PyObject, type PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { addStatus, type PyDecContext } from "./context.ts";
import { decimalType } from "./decimal-type.ts";

export class PyDecimal implements PyObject {
  static {
    inheritPyObject(PyDecimal);
  }
  type: PyType;
  /** Never changed once the object is visible to a program. */
  d: Dec;
  hash: Int | undefined = undefined;
  constructor(d: Dec, type: PyType = decimalType) {
    this.type = type;
    this.d = d;
  }
}

export function box(d: Dec): PyDecimal {
  return new PyDecimal(d);
}

/** An instance of `type`, which may be a subclass, with a value. */
export function boxAs(type: PyType, d: Dec): PyDecimal {
  if (type === decimalType) return new PyDecimal(d);
  const made = type.tp_alloc!(type) as PyDecimal;
  made.d = d;
  return made;
}

export function fromInt(value: Int): Dec {
  return value < 0 ? finite(1, intNeg(value), 0) : finite(0, value, 0);
}

/** The operand of an operator: a Decimal or an int; undefined for anything else. */
export function operand(value: PyValue): Dec | undefined {
  if (value instanceof PyDecimal) return value.d;
  if (typeof value === "number") return fromInt(value);
  const int = asInt(value);
  return int === undefined ? undefined : fromInt(int);
}

/** The operand of a method, or TypeError. */
export function required(value: PyValue): Dec {
  const d = operand(value);
  if (d === undefined) throw notSupported(value);
  return d;
}

export function notSupported(value: PyValue): PyObject {
  return typeError(`conversion from ${typeName(value)} to Decimal is not supported`);
}

/** A double's exact value. */
export function fromDouble(v: number): Dec {
  const sign = v < 0 || Object.is(v, -0) ? 1 : 0;
  if (Number.isNaN(v)) return n.NAN;
  if (!Number.isFinite(v)) return infinity(sign);
  const [num, den] = floatAsIntegerRatio(Math.abs(v));
  let places = 0;
  for (let rest = BigInt(den); rest > 1n; rest >>= 1n) places++;
  return finite(sign, BigInt(num) * 5n ** BigInt(places), -places);
}

/** The exact value of a text; conditions go to the context. */
export function fromTextExact(text: string, ctx: PyDecContext): Dec {
  const work = maxContext();
  let d = parse(text, work);
  if (d.kind === FINITE && (d.exp < n.MIN_EMIN - n.MAX_PREC + 1 || d.adjusted > n.MAX_EMAX)) {
    d = n.fail(n.INVALID_OPERATION, work);
  }
  addStatus(ctx, work.status & n.ERRORS);
  return d;
}

/** The value of a text, rounded. */
export function fromTextRounded(text: string, ctx: PyDecContext): Dec {
  const work: Ctx = { prec: ctx.prec, round: ctx.round, emin: ctx.emin, emax: ctx.emax, clamp: ctx.clamp, status: 0 };
  let d = parse(text, work);
  if (d.isNan && d.coeff !== 0 && d.digits > ctx.prec - ctx.clamp) d = n.fail(n.CONVERSION_SYNTAX, work);
  d = finalize(d, work);
  addStatus(ctx, work.status);
  return d;
}

/** `(sign, digits, exponent)`: a number as text, since its exponent may be any size, or a special value. */
function fromTuple(items: readonly PyValue[]): Dec | string {
  if (items.length !== 3) throw valueError("argument must be a sequence of length 3");
  const sign = asInt(items[0]);
  if (sign !== 0 && sign !== 1) throw valueError("sign must be an integer with the value 0 or 1");
  const word = asStr(items[2]);
  if (word === undefined) {
    const exp = asInt(items[2]);
    if (exp === undefined) throw valueError("exponent must be an integer");
    if (BigInt.asIntN(64, BigInt(exp)) !== BigInt(exp)) {
      throw overflowError("Python int too large to convert to C ssize_t");
    }
    return `${sign === 1 ? "-" : ""}${checkedDigits(items[1])}E${exp}`;
  }
  if (word !== "F" && word !== "n" && word !== "N") {
    throw valueError("string argument in the third position must be 'F', 'n' or 'N'");
  }
  const coeff = BigInt(checkedDigits(items[1]));
  return word === "F" ? infinity(sign) : new Dec(word === "n" ? QNAN : SNAN, sign, coeff, 0);
}

function checkedDigits(digits: PyValue): string {
  if (!(digits instanceof PyTuple) && !(digits instanceof PyList)) {
    throw valueError("coefficient must be a tuple of digits");
  }
  let text = "0";
  for (const item of digits.items) {
    const digit = asInt(item);
    if (digit === undefined || digit < 0 || digit > 9) throw valueError("coefficient must be a tuple of digits");
    text += String(digit);
  }
  return text;
}

/** The exact value of any object that Decimal() takes. */
export function exactValue(value: PyValue, ctx: PyDecContext): Dec {
  if (value instanceof PyDecimal) return value.d;
  const text = asStr(value);
  if (text !== undefined) {
    const plain = typeof text === "string" ? parsePlain(text) : undefined;
    return plain ?? fromTextExact(asciiForm(text, true), ctx);
  }
  const int = asInt(value);
  if (int !== undefined) return fromInt(int);
  if (value instanceof PyTuple || value instanceof PyList) {
    const d = fromTuple(value.items);
    return typeof d === "string" ? fromTextExact(d, ctx) : d;
  }
  if (value instanceof PyFloat) {
    addStatus(ctx, n.FLOAT_OPERATION);
    return fromDouble(value.v);
  }
  throw notSupported(value);
}

/** The value of any object, rounded to the context. */
export function roundedValue(value: PyValue, ctx: PyDecContext): Dec {
  const text = asStr(value);
  if (text !== undefined) return fromTextRounded(asciiForm(text, false), ctx);
  const triple = value instanceof PyTuple || value instanceof PyList ? fromTuple(value.items) : undefined;
  if (typeof triple === "string") return fromTextRounded(triple, ctx);
  const exact = triple ?? exactValue(value, ctx);
  if (exact.isNan && exact.coeff !== 0 && exact.digits > ctx.prec - ctx.clamp) {
    addStatus(ctx, n.CONVERSION_SYNTAX);
    return n.NAN;
  }
  return rounded(exact, ctx);
}

export function rounded(d: Dec, ctx: PyDecContext): Dec {
  const before = ctx.status;
  ctx.status = 0;
  const result = finalize(d, ctx);
  const raised = ctx.status;
  ctx.status = before;
  addStatus(ctx, raised);
  return result;
}

/** A class method's result: subclasses are called with the Decimal. */
export function classResult(type: PyType, d: Dec): PyValue {
  return type === decimalType ? new PyDecimal(d) : call1(type, new PyDecimal(d));
}
