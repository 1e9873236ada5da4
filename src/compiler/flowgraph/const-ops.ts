/**
 * Arithmetic on constants for folding (flowgraph.c's `eval_const_binop`, `eval_const_unaryop` and their safety limits).
 *
 * `undefined` means "leave the expression to run time": the operation would raise, has side effects (a warning for `~True`)
 * or its result might be too big to keep.
 */
import { type Const, ConstComplex, ConstFloat, ConstFrozenSet, ConstTuple } from "../../bytecode/constants.ts";
import { NB } from "../../bytecode/opargs.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import {
  type Complex,
  complexAdd,
  complexAddReal,
  complexDiv,
  complexDivReal,
  complexMul,
  complexMulReal,
  complexPow,
  complexSub,
  complexSubReal,
  realDivComplex,
  realSubComplex,
} from "../../kernel/complex.ts";
import { KernelError } from "../../kernel/error.ts";
import { floatDiv, floatFloorDiv, floatMod, floatPow } from "../../kernel/float.ts";
import {
  type Int,
  intAdd,
  intAnd,
  intFloorDiv,
  intInvert,
  intLShift,
  intMod,
  intMul,
  intNeg,
  intOr,
  intRShift,
  intSub,
  intToFloat,
  intTrueDiv,
  intXor,
} from "../../kernel/int.ts";
import { intBitLength } from "../../kernel/int-bits.ts";
import { intPow } from "../../kernel/int-power.ts";
import { concat, isSequence, repeat, sequenceLength, subscript } from "./const-sequences.ts";

const MAX_INT_SIZE = 128; // bits
const MAX_COLLECTION_SIZE = 256; // items
const MAX_STR_SIZE = 4096; // characters
const MAX_TOTAL_ITEMS = 1024; // including nested collections

const isInt = (value: Const): value is Int | boolean =>
  typeof value === "number" || typeof value === "boolean" || typeof value === "bigint";
const asInt = (value: Int | boolean): Int => (typeof value === "boolean" ? Number(value) : value);

/** The truth value of a constant (`PyObject_IsTrue`). */
export function constIsTrue(value: Const): boolean {
  if (value === null) return false;
  if (typeof value !== "object") return Boolean(value);
  if (value instanceof ConstFloat) return value.value !== 0;
  if (value instanceof ConstComplex) return value.real !== 0 || value.imag !== 0;
  if (value instanceof ConstFrozenSet) return value.items.length > 0;
  if (isSequence(value)) return sequenceLength(value) > 0;
  return true;
}

/** Evaluates UNARY_* and CALL_INTRINSIC_1's unary plus. */
export function evalUnary(opcode: number, operand: Const): Const | undefined {
  if (opcode === OPCODE.UNARY_NOT) return !constIsTrue(operand);
  if (isInt(operand)) {
    if (opcode === OPCODE.UNARY_NEGATIVE) return intNeg(asInt(operand));
    if (opcode === OPCODE.CALL_INTRINSIC_1) return asInt(operand);
    // ~True warns.
    return typeof operand === "boolean" ? undefined : intInvert(operand);
  }
  if (opcode === OPCODE.UNARY_INVERT) return undefined;
  const negate = opcode === OPCODE.UNARY_NEGATIVE;
  if (operand instanceof ConstFloat) return negate ? new ConstFloat(-operand.value) : operand;
  if (operand instanceof ConstComplex) return negate ? new ConstComplex(-operand.real, -operand.imag) : operand;
  return undefined;
}

/** Evaluates BINARY_OP `op`. */
export function evalBinary(left: Const, op: number, right: Const): Const | undefined {
  try {
    if (op === NB.SUBSCR) return subscript(left, right);
    if (isInt(left) && isInt(right)) return intBinary(left, op, right);
    if (isNumber(left) && isNumber(right)) {
      if (left instanceof ConstComplex || right instanceof ConstComplex) return complexBinary(left, op, right);
      return floatBinary(toFloat(left), op, toFloat(right));
    }
    if (op === NB.ADD) return concat(left, right);
    if (op === NB.MULTIPLY) {
      if (isInt(left)) return safeRepeat(asInt(left), right);
      if (isInt(right)) return safeRepeat(asInt(right), left);
    }
    return undefined;
  } catch (error) {
    if (error instanceof KernelError) return undefined;
    throw error;
  }
}

type Numeric = Int | boolean | ConstFloat | ConstComplex;

function isNumber(value: Const): value is Numeric {
  return isInt(value) || value instanceof ConstFloat || value instanceof ConstComplex;
}

/** Raises OverflowError for an int that is too large. */
function toFloat(value: Int | boolean | ConstFloat): number {
  return value instanceof ConstFloat ? value.value : intToFloat(asInt(value));
}

function intBinary(a: Int | boolean, op: number, b: Int | boolean): Const | undefined {
  const x = asInt(a);
  const y = asInt(b);
  const bools = typeof a === "boolean" && typeof b === "boolean";
  switch (op) {
    case NB.ADD:
      return intAdd(x, y);
    case NB.SUBTRACT:
      return intSub(x, y);
    case NB.MULTIPLY:
      if (x && y && intBitLength(x) + intBitLength(y) > MAX_INT_SIZE) return undefined;
      return intMul(x, y);
    case NB.TRUE_DIVIDE:
      return new ConstFloat(intTrueDiv(x, y));
    case NB.FLOOR_DIVIDE:
      return intFloorDiv(x, y);
    case NB.REMAINDER:
      return intMod(x, y);
    case NB.POWER:
      if (y < 0) return floatBinary(intToFloat(x), op, intToFloat(y));
      if (x && y > 0 && intBitLength(x) > Math.floor(MAX_INT_SIZE / Number(y))) return undefined;
      return intPow(x, y);
    case NB.LSHIFT:
      if (x && y && (y < 0 || y > MAX_INT_SIZE || intBitLength(x) > MAX_INT_SIZE - Number(y))) return undefined;
      return intLShift(x, y);
    case NB.RSHIFT:
      return intRShift(x, y);
    case NB.AND:
      return bools ? Boolean(Number(a) & Number(b)) : intAnd(x, y);
    case NB.OR:
      return bools ? Boolean(Number(a) | Number(b)) : intOr(x, y);
    case NB.XOR:
      return bools ? a !== b : intXor(x, y);
    default:
      return undefined;
  }
}

function floatBinary(x: number, op: number, y: number): Const | undefined {
  switch (op) {
    case NB.ADD:
      return new ConstFloat(x + y);
    case NB.SUBTRACT:
      return new ConstFloat(x - y);
    case NB.MULTIPLY:
      return new ConstFloat(x * y);
    case NB.TRUE_DIVIDE:
      return new ConstFloat(floatDiv(x, y));
    case NB.FLOOR_DIVIDE:
      return new ConstFloat(floatFloorDiv(x, y));
    case NB.REMAINDER:
      return new ConstFloat(floatMod(x, y));
    case NB.POWER: {
      const result = floatPow(x, y);
      // A negative base and a fractional exponent: the result is complex.
      return result === undefined ? toConst(complexPow({ re: x, im: 0 }, { re: y, im: 0 })) : new ConstFloat(result);
    }
    default:
      return undefined;
  }
}

const toConst = (value: Complex): ConstComplex => new ConstComplex(value.re, value.im);
const toComplex = (value: ConstComplex): Complex => ({ re: value.real, im: value.imag });

/** A real operand stays real where C's mixed arithmetic keeps it so (CPython 3.14). */
function complexBinary(a: Numeric, op: number, b: Numeric): Const | undefined {
  if (a instanceof ConstComplex && b instanceof ConstComplex) {
    const [x, y] = [toComplex(a), toComplex(b)];
    if (op === NB.ADD) return toConst(complexAdd(x, y));
    if (op === NB.SUBTRACT) return toConst(complexSub(x, y));
    if (op === NB.MULTIPLY) return toConst(complexMul(x, y));
    if (op === NB.TRUE_DIVIDE) return toConst(complexDiv(x, y));
    return op === NB.POWER ? toConst(complexPow(x, y)) : undefined;
  }
  if (a instanceof ConstComplex) {
    const x = toComplex(a);
    const y = toFloat(b as Int | boolean | ConstFloat);
    if (op === NB.ADD) return toConst(complexAddReal(x, y));
    if (op === NB.SUBTRACT) return toConst(complexSubReal(x, y));
    if (op === NB.MULTIPLY) return toConst(complexMulReal(x, y));
    if (op === NB.TRUE_DIVIDE) return toConst(complexDivReal(x, y));
    return op === NB.POWER ? toConst(complexPow(x, { re: y, im: 0 })) : undefined;
  }
  const x = toFloat(a);
  const y = toComplex(b as ConstComplex);
  if (op === NB.ADD) return toConst(complexAddReal(y, x));
  if (op === NB.SUBTRACT) return toConst(realSubComplex(x, y));
  if (op === NB.MULTIPLY) return toConst(complexMulReal(y, x));
  if (op === NB.TRUE_DIVIDE) return toConst(realDivComplex(x, y));
  return op === NB.POWER ? toConst(complexPow({ re: x, im: 0 }, y)) : undefined;
}

/** `const_folding_safe_multiply` for a sequence. */
function safeRepeat(times: Int, value: Const): Const | undefined {
  if (!isSequence(value)) return undefined;
  const size = sequenceLength(value);
  // A count beyond ssize_t raises even then.
  if (size === 0) return intBitLength(times) < 64 || times === -(2n ** 63n) ? repeat(value, 0) : undefined;
  if (typeof times !== "number" || times < 0) return undefined;
  const limit = value instanceof ConstTuple ? MAX_COLLECTION_SIZE : MAX_STR_SIZE;
  if (times > Math.floor(limit / size)) return undefined;
  if (times > 0 && checkComplexity(value, Math.floor(MAX_TOTAL_ITEMS / times)) < 0) return undefined;
  return repeat(value, times);
}

/** `const_folding_check_complexity`: what is left of `limit` after the items of nested tuples. */
function checkComplexity(value: Const, limit: number): number {
  if (!(value instanceof ConstTuple)) return limit;
  limit -= value.items.length;
  for (let i = 0; limit >= 0 && i < value.items.length; i++) limit = checkComplexity(value.items[i], limit);
  return limit;
}
