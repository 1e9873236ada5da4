/** The number protocol. Source: CPython Objects/abstract.c (binary_op1, ternary_op, PyNumber_*). */
import { NB } from "../../bytecode/opargs.ts";
import type { Str } from "../../kernel/str.ts";
import { overflowError, typeError } from "../errors.ts";
import { PyFloat } from "../float/float-object.ts";
import { floatFromValue } from "../float/float-parse.ts";
import { PyIntSub } from "../int/int-object.ts";
import { intFromBytesLike, intFromText } from "../int/int-parse.ts";
import type { Int, PyValue } from "../object.ts";
import { NOT_IMPLEMENTED } from "../singletons.ts";
import type { SlotName } from "../slots.ts";
import { asStr } from "../str/str-object.ts";
import { isSubtype } from "../type-object.ts";
import { typeName, typeOf } from "../typeof.ts";
import { DIVMOD, inplaceSlot, type OperatorSlot, operatorSlot } from "./operator-slots.ts";
import { warn } from "./warn.ts";

export type BinarySlot = Extract<SlotName, `nb_${string}`>;

/** Numbers of CPython's NB_* (the oparg of BINARY_OP): slot, in-place slot, symbol. */
export const BINARY_OPS: readonly (readonly [BinarySlot, BinarySlot, string])[] = [
  ["nb_add", "nb_inplace_add", "+"],
  ["nb_and", "nb_inplace_and", "&"],
  ["nb_floor_divide", "nb_inplace_floor_divide", "//"],
  ["nb_lshift", "nb_inplace_lshift", "<<"],
  ["nb_matrix_multiply", "nb_inplace_matrix_multiply", "@"],
  ["nb_multiply", "nb_inplace_multiply", "*"],
  ["nb_remainder", "nb_inplace_remainder", "%"],
  ["nb_or", "nb_inplace_or", "|"],
  ["nb_power", "nb_inplace_power", "** or pow()"],
  ["nb_rshift", "nb_inplace_rshift", ">>"],
  ["nb_subtract", "nb_inplace_subtract", "-"],
  ["nb_true_divide", "nb_inplace_true_divide", "/"],
  ["nb_xor", "nb_inplace_xor", "^"],
];

/** binary_op1: the right operand first when its type is a proper subclass that has a slot of its own. */
export function binaryOp1(a: PyValue, b: PyValue, op: number): PyValue {
  const ta = typeOf(a);
  const tb = typeOf(b);
  const left = operatorSlot(ta, op);
  let right = ta === tb ? undefined : operatorSlot(tb, op);
  if (right === left) right = undefined;
  if (left !== undefined) {
    if (right !== undefined && isSubtype(tb, ta)) {
      const result = callBinary(right, a, b, op);
      if (result !== NOT_IMPLEMENTED) return result;
      right = undefined;
    }
    const result = callBinary(left, a, b, op);
    if (result !== NOT_IMPLEMENTED) return result;
  }
  return right === undefined ? NOT_IMPLEMENTED : callBinary(right, a, b, op);
}

function callBinary(f: NonNullable<OperatorSlot>, a: PyValue, b: PyValue, op: number): PyValue {
  return op === NB.POWER ? f(a, b, null) : f(a, b);
}

/** `a op b` for an NB_* number. */
export function binaryOp(a: PyValue, b: PyValue, op: number): PyValue {
  const result = binaryOp1(a, b, op);
  return result === NOT_IMPLEMENTED ? withoutNumbers(a, b, op, false) : result;
}

/** `a op= b` for an NB_* number. */
export function inplaceOp(a: PyValue, b: PyValue, op: number): PyValue {
  const own = inplaceSlot(typeOf(a), op);
  if (own !== undefined) {
    const result = op === NB.POWER ? own(a, b, null) : own(a, b);
    if (result !== NOT_IMPLEMENTED) return result;
  }
  const result = binaryOp1(a, b, op);
  return result === NOT_IMPLEMENTED ? withoutNumbers(a, b, op, true) : result;
}

/** What `a op b` or `a op= b` comes to when no slot for numbers wants to: sequences have their own. */
export function withoutNumbers(a: PyValue, b: PyValue, op: number, inplace: boolean): PyValue {
  if (op === NB.ADD || op === NB.MULTIPLY) {
    const sequence = sequenceFallback(a, b, op, inplace);
    if (sequence !== undefined) return sequence;
  }
  const [, , symbol] = BINARY_OPS[op];
  if (!inplace) throw operandError(a, b, symbol, op === NB.RSHIFT);
  const shown = op === NB.POWER ? "**" : symbol;
  throw typeError(`unsupported operand type(s) for ${shown}=: '${typeName(a)}' and '${typeName(b)}'`);
}

function sequenceFallback(a: PyValue, b: PyValue, op: number, inplace: boolean): PyValue | undefined {
  const ta = typeOf(a);
  const tb = typeOf(b);
  if (op === NB.ADD) {
    const concat = (inplace ? ta.sq_inplace_concat : undefined) ?? ta.sq_concat;
    return concat?.(a, b);
  }
  const repeatA = (inplace ? ta.sq_inplace_repeat : undefined) ?? ta.sq_repeat;
  if (repeatA !== undefined) return repeatBy(repeatA, a, b);
  if (tb.sq_repeat !== undefined) return repeatBy(tb.sq_repeat, b, a);
  return undefined;
}

function repeatBy(repeat: (self: PyValue, n: number) => PyValue, sequence: PyValue, count: PyValue): PyValue {
  if (!hasIndex(count)) throw typeError(`can't multiply sequence by non-int of type '${typeName(count)}'`);
  return repeat(sequence, ssizeIndex(count));
}

function operandError(a: PyValue, b: PyValue, symbol: string, isShift: boolean): PyValue {
  const base = `unsupported operand type(s) for ${symbol}: '${typeName(a)}' and '${typeName(b)}'`;
  if (isShift && typeName(a) === "builtin_function_or_method" && reprOfPrint(a)) {
    return typeError(`${base}. Did you mean "print(<message>, file=<output_stream>)"?`);
  }
  return typeError(base);
}

function reprOfPrint(a: PyValue): boolean {
  return (a as unknown as { name?: string }).name === "print";
}

export function add(a: PyValue, b: PyValue): PyValue {
  return binaryOp(a, b, NB.ADD);
}
export function subtract(a: PyValue, b: PyValue): PyValue {
  return binaryOp(a, b, NB.SUBTRACT);
}
export function multiply(a: PyValue, b: PyValue): PyValue {
  return binaryOp(a, b, NB.MULTIPLY);
}
export function floorDivide(a: PyValue, b: PyValue): PyValue {
  return binaryOp(a, b, NB.FLOOR_DIVIDE);
}
export function trueDivide(a: PyValue, b: PyValue): PyValue {
  return binaryOp(a, b, NB.TRUE_DIVIDE);
}
export function remainder(a: PyValue, b: PyValue): PyValue {
  return binaryOp(a, b, NB.REMAINDER);
}

/** `divmod(a, b)`. */
export function divmod(a: PyValue, b: PyValue): PyValue {
  const result = binaryOp1(a, b, DIVMOD);
  if (result !== NOT_IMPLEMENTED) return result;
  throw operandError(a, b, "divmod()", false);
}

/** `pow(a, b, c)`. */
export function power(a: PyValue, b: PyValue, c: PyValue = null): PyValue {
  if (c === null) return binaryOp(a, b, NB.POWER);
  const ta = typeOf(a);
  const tb = typeOf(b);
  const tc = typeOf(c);
  const slotA = ta.nb_power;
  let slotB = tb === ta ? undefined : tb.nb_power;
  if (slotB === slotA) slotB = undefined;
  if (slotA !== undefined) {
    if (slotB !== undefined && isSubtype(tb, ta)) {
      const result = slotB(a, b, c);
      if (result !== NOT_IMPLEMENTED) return result;
      slotB = undefined;
    }
    const result = slotA(a, b, c);
    if (result !== NOT_IMPLEMENTED) return result;
  }
  if (slotB !== undefined) {
    const result = slotB(a, b, c);
    if (result !== NOT_IMPLEMENTED) return result;
  }
  const slotC = tc.nb_power;
  if (slotC !== undefined && slotC !== slotA && slotC !== slotB) {
    const result = slotC(a, b, c);
    if (result !== NOT_IMPLEMENTED) return result;
  }
  throw typeError(`unsupported operand type(s) for ** or pow(): '${typeName(a)}', '${typeName(b)}', '${typeName(c)}'`);
}

export function negative(a: PyValue): PyValue {
  const slot = typeOf(a).nb_negative;
  if (slot === undefined) throw typeError(`bad operand type for unary -: '${typeName(a)}'`);
  return slot(a);
}
export function positive(a: PyValue): PyValue {
  const slot = typeOf(a).nb_positive;
  if (slot === undefined) throw typeError(`bad operand type for unary +: '${typeName(a)}'`);
  return slot(a);
}
export function invert(a: PyValue): PyValue {
  const slot = typeOf(a).nb_invert;
  if (slot === undefined) throw typeError(`bad operand type for unary ~: '${typeName(a)}'`);
  return slot(a);
}
export function absolute(a: PyValue): PyValue {
  const slot = typeOf(a).nb_absolute;
  if (slot === undefined) throw typeError(`bad operand type for abs(): '${typeName(a)}'`);
  return slot(a);
}

/** The value of an int or int subclass (bool included), or undefined. */
export function asInt(value: PyValue): Int | undefined {
  switch (typeof value) {
    case "number":
    case "bigint":
      return value;
    case "boolean":
      return value ? 1 : 0;
    default:
      return value instanceof PyIntSub ? value.value : undefined;
  }
}

export function hasIndex(value: PyValue): boolean {
  return typeof value === "number" || typeOf(value).nb_index !== undefined;
}

/** `operator.index(value)`, as an exact int. */
export function index(value: PyValue): Int {
  const int = asInt(value);
  if (int !== undefined) return int;
  const type = typeOf(value);
  if (type.nb_index === undefined) {
    throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`);
  }
  return intResult(type.nb_index(value), "__index__", value);
}

/** Checks what `__index__` or `__int__` returned; a strict subclass of int is deprecated but accepted. */
export function intResult(result: PyValue, method: string, _value: PyValue): Int {
  if (typeof result === "number" || typeof result === "bigint") return result;
  const int = asInt(result);
  if (int === undefined) throw typeError(`${method} returned non-int (type ${typeName(result)})`);
  warn(
    "DeprecationWarning",
    `${method} returned non-int (type ${typeName(result)}).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.`,
  );
  return int;
}

/** Largest and smallest Py_ssize_t of a 64-bit build. */
export const PY_SSIZE_MAX = 0x7fffffffffffffffn;
const SAFE_MAX = Number.MAX_SAFE_INTEGER;

/**
 * `PyNumber_AsSsize_t(value, IndexError or OverflowError)`: an int as a JavaScript number. Values beyond a Py_ssize_t throw
 * "cannot fit 'int' into an index-sized integer"; between 2**53 and 2**63 they become the nearest double, which no size reaches.
 */
export function ssizeIndex(value: PyValue, makeError: (message: Str) => PyValue = overflowError): number {
  const int = index(value);
  if (typeof int === "number") return int;
  if (int > PY_SSIZE_MAX || int < -PY_SSIZE_MAX - 1n) {
    throw makeError(`cannot fit '${typeName(value)}' into an index-sized integer`);
  }
  return Number(int);
}

/** Like ssizeIndex, but clamps (PyNumber_AsSsize_t with a NULL exception): for slices. */
export function clampIndex(value: PyValue): number {
  const int = index(value);
  if (typeof int === "number") return int;
  return int > 0n ? SAFE_MAX : -SAFE_MAX;
}

/** `int(value)` for one argument that need not be a string (PyNumber_Long). */
export function toInt(value: PyValue): Int {
  if (typeof value === "number" || typeof value === "bigint") return value;
  const type = typeOf(value);
  if (type.nb_int !== undefined) return intResult(type.nb_int(value), "__int__", value);
  if (type.nb_index !== undefined) return index(value);
  const text = asStr(value);
  if (text !== undefined) return intFromText(text, 10);
  const fromBytes = intFromBytesLike(value, 10);
  if (fromBytes !== undefined) return fromBytes;
  throw typeError(`int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`);
}

/** PyFloat_AsDouble: a float, or something with `__float__` or `__index__`. */
export function asDouble(value: PyValue): number {
  if (value instanceof PyFloat) return value.v;
  if (typeof value === "number") return value;
  const type = typeOf(value);
  if (type.nb_float !== undefined) return floatResult(type.nb_float(value), value);
  if (type.nb_index !== undefined) return intToDouble(index(value));
  throw typeError(`must be real number, not ${typeName(value)}`);
}

/** `float(value)` of a number or text (PyNumber_Float). */
export function toFloat(value: PyValue): number {
  if (value instanceof PyFloat && typeOf(value).spec !== null) return value.v;
  const type = typeOf(value);
  if (type.nb_float !== undefined) return floatResult(type.nb_float(value), value);
  if (type.nb_index !== undefined) return intToDouble(index(value));
  return floatFromValue(value);
}

function floatResult(result: PyValue, value: PyValue): number {
  if (!(result instanceof PyFloat)) {
    throw typeError(`${typeName(value)}.__float__ returned non-float (type ${typeName(result)})`);
  }
  if (result.type.spec === null) {
    warn(
      "DeprecationWarning",
      `${typeName(value)}.__float__ returned non-float (type ${typeName(result)}).  The ability to return an instance of a strict subclass of float is deprecated, and may be removed in a future version of Python.`,
    );
  }
  return result.v;
}

/** The nearest double of an int; OverflowError beyond the doubles. */
export function intToDouble(int: Int): number {
  const double = Number(int);
  if (!Number.isFinite(double)) throw overflowError("int too large to convert to float");
  return double;
}

/** A C int argument (PyLong_AsInt). */
export function asCInt(value: PyValue): number {
  const int = index(value);
  if (int > 0x7fffffff || int < -0x80000000) throw overflowError("Python int too large to convert to C int");
  return int as number;
}
