/** Comparison, truth, hash. Source: CPython Objects/object.c. */
import { bytesEqual } from "../../kernel/bytes-ops.ts";
import { WideStr } from "../../kernel/str.ts";
import { PyBytes } from "../bytes/bytes-object.ts";
import { bytesType } from "../bytes/type.ts";
import { typeError } from "../errors.ts";
import { PyFloat } from "../float/float-object.ts";
import { floatType } from "../float/type.ts";
import { machine } from "../machine.ts";
import type { Int, PyValue } from "../object.ts";
import { NOT_IMPLEMENTED } from "../singletons.ts";
import { type CompareOp, Py_EQ, Py_GE, Py_GT, Py_LE, Py_LT, Py_NE } from "../slots.ts";
import { isSubtype } from "../type-object.ts";
import { typeName, typeOf } from "../typeof.ts";

/** The operator to try on the right operand. */
export const SWAPPED: readonly CompareOp[] = [Py_GT, Py_GE, Py_EQ, Py_NE, Py_LT, Py_LE];
const SYMBOLS = ["<", "<=", "==", "!=", ">", ">="];

/** `a is b`. Wide strings are values too, so they compare by content as canonical strings do. */
export function is(a: PyValue, b: PyValue): boolean {
  return a === b || (a instanceof WideStr && b instanceof WideStr && sameCodes(a, b));
}

function sameCodes(a: WideStr, b: WideStr): boolean {
  const x = a.codes;
  const y = b.codes;
  if (x.length !== y.length) return false;
  for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return false;
  return true;
}

/** `a op b`, any object. */
export function richCompare(a: PyValue, b: PyValue, op: CompareOp): PyValue {
  if (typeof a === "number" && typeof b === "number") return compareResult(a - b, op);
  if (typeof a === "string" && typeof b === "string") return compareResult(a === b ? 0 : a < b ? -1 : 1, op);
  machine.enterRecursive(" in comparison");
  try {
    return doRichCompare(a, b, op);
  } finally {
    machine.leaveRecursive();
  }
}

function doRichCompare(a: PyValue, b: PyValue, op: CompareOp): PyValue {
  const ta = typeOf(a);
  const tb = typeOf(b);
  let checkedReverse = false;
  if (ta !== tb && tb.tp_richcompare !== undefined && isSubtype(tb, ta)) {
    checkedReverse = true;
    const result = tb.tp_richcompare(b, a, SWAPPED[op]);
    if (result !== NOT_IMPLEMENTED) return result;
  }
  if (ta.tp_richcompare !== undefined) {
    const result = ta.tp_richcompare(a, b, op);
    if (result !== NOT_IMPLEMENTED) return result;
  }
  return checkedReverse ? compareIdentity(a, b, op) : compareReversed(a, b, op);
}

/** `a op b` when the left operand does not want to, and comes first. */
export function compareReversed(a: PyValue, b: PyValue, op: CompareOp): PyValue {
  const { tp_richcompare } = typeOf(b);
  const result = tp_richcompare === undefined ? NOT_IMPLEMENTED : tp_richcompare(b, a, SWAPPED[op]);
  return result === NOT_IMPLEMENTED ? compareIdentity(a, b, op) : result;
}

/** When neither wants to. */
function compareIdentity(a: PyValue, b: PyValue, op: CompareOp): boolean {
  if (op === Py_EQ) return is(a, b);
  if (op === Py_NE) return !is(a, b);
  throw typeError(`'${SYMBOLS[op]}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`);
}

/** `bool(a op b)`, with identity implying equality (PyObject_RichCompareBool). */
export function richCompareBool(a: PyValue, b: PyValue, op: CompareOp): boolean {
  if (is(a, b)) {
    if (op === Py_EQ) return true;
    if (op === Py_NE) return false;
  }
  const result = richCompare(a, b, op);
  return typeof result === "boolean" ? result : isTrue(result);
}

/** `a == b` as containers compare: identity first. */
export function equal(a: PyValue, b: PyValue): boolean {
  if (a === b) return true;
  const t = typeof a;
  if ((t === "string" || t === "number") && t === typeof b) return false;
  if (a instanceof PyFloat && b instanceof PyFloat && a.type === floatType && b.type === floatType) return a.v === b.v;
  if (a instanceof PyBytes && b instanceof PyBytes && a.type === bytesType && b.type === bytesType) {
    return bytesEqual(a.data, b.data);
  }
  return richCompareBool(a, b, Py_EQ);
}

/** `bool(value)`. */
export function isTrue(value: PyValue): boolean {
  switch (typeof value) {
    case "boolean":
      return value;
    case "number":
      return value !== 0;
    case "string":
      return value !== "";
    case "bigint":
      return true;
    default:
  }
  if (value === null) return false;
  const type = typeOf(value);
  if (type.nb_bool !== undefined) return type.nb_bool(value);
  if (type.mp_length !== undefined) return type.mp_length(value) !== 0;
  if (type.sq_length !== undefined) return type.sq_length(value) !== 0;
  return true;
}

/** `hash(value)`. */
export function hash(value: PyValue): Int {
  const type = typeOf(value);
  if (type.tp_hash === undefined) throw unhashable(value);
  return type.tp_hash(value);
}

/** `tp_hash` of types with `__hash__ = None` (PyObject_HashNotImplemented). */
export function hashNotImplemented(value: PyValue): Int {
  throw unhashable(value);
}

function unhashable(value: PyValue): PyValue {
  return typeError(`unhashable type: '${typeName(value)}'`);
}

/** Whether `hash(value)` would raise for lack of a hash: containers then word the error themselves. */
export function isUnhashable(value: PyValue): boolean {
  const slot = typeOf(value).tp_hash;
  return slot === undefined || slot === hashNotImplemented;
}

/** The result of a comparison from a three-way order. */
export function compareResult(order: number, op: CompareOp): boolean {
  switch (op) {
    case Py_LT:
      return order < 0;
    case Py_LE:
      return order <= 0;
    case Py_EQ:
      return order === 0;
    case Py_NE:
      return order !== 0;
    case Py_GT:
      return order > 0;
    default:
      return order >= 0;
  }
}
