/** What compiled code does with values when it is not done in place. */
import { NB } from "../../bytecode/opargs.ts";
import { loadMethod as loadMethodAt, loadSpecialMethod } from "../../interpreter/attributes.ts";
import { compiled } from "../../interpreter/compiled.ts";
import type { Slot } from "../../interpreter/inst.ts";
import { lookupMapping, nameNotDefined } from "../../interpreter/names.ts";
import { raise } from "../../interpreter/raise.ts";
import { currentThread } from "../../interpreter/thread.ts";
import { unpackSequence } from "../../interpreter/unpack.ts";
import { POWERS_OF_2 } from "../../kernel/int.ts";
import type { Str } from "../../kernel/str.ts";
import { WideStr } from "../../kernel/str.ts";
import { is } from "../../objects/abstract/compare.ts";
import { getItem } from "../../objects/abstract/container.ts";
import { negative } from "../../objects/abstract/number.ts";
import { format } from "../../objects/abstract/repr.ts";
import type { PyCode } from "../../objects/code.ts";
import { complexType } from "../../objects/complex/type.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { dictType } from "../../objects/dict/type.ts";
import { keyError } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { floatType } from "../../objects/float/type.ts";
import { PyFunction } from "../../objects/function.ts";
import { docOf } from "../../objects/function-type.ts";
import { intType } from "../../objects/int/type.ts";
import { PyList } from "../../objects/list/list.ts";
import { listItem } from "../../objects/list/subscript.ts";
import { compareItems, listType } from "../../objects/list/type.ts";
import type { PyObject, PyValue } from "../../objects/object.ts";
import { PyRange } from "../../objects/range/range.ts";
import { PySet } from "../../objects/set/set.ts";
import { type CompareOp, Py_GT } from "../../objects/slots.ts";
import { PyStrSub, strType } from "../../objects/str/str-object.ts";
import { plainOrder, UNKNOWN } from "../../objects/tuple/order.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { tupleType } from "../../objects/tuple/type.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeOf } from "../../objects/typeof.ts";
import { anyComparison, anyCondition, anyOperator, anyTruth } from "./any-operators.ts";

const MAX = Number.MAX_SAFE_INTEGER;

function isFloat(value: PyValue): value is PyFloat {
  return value instanceof PyFloat && value.type === floatType;
}

/** What an operator with a float makes of an int or a float; not a number of anything else. */
function doubleOf(value: PyValue): number {
  if (typeof value === "number" || typeof value === "bigint") return Number(value);
  return isFloat(value) ? value.v : Number.NaN;
}

/** Operators, at the depth of the activation that has said where it is; undefined when a method of Python code has raised. */
export function add(depth: number, oparg: number, a: PyValue, b: PyValue): Slot {
  if (typeof a === "number") {
    if (typeof b === "number") {
      const sum = a + b;
      if (sum <= MAX && sum >= -MAX) return sum;
    } else if (isFloat(b)) return new PyFloat(a + b.v);
  } else if (isFloat(a)) {
    if (isFloat(b)) return new PyFloat(a.v + b.v);
    if (typeof b === "number") return new PyFloat(a.v + b);
  }
  return anyBinary(depth, oparg, a, b);
}

export function subtract(depth: number, oparg: number, a: PyValue, b: PyValue): Slot {
  if (typeof a === "number") {
    if (typeof b === "number") {
      const difference = a - b;
      if (difference <= MAX && difference >= -MAX) return difference;
    } else if (isFloat(b)) return new PyFloat(a - b.v);
  } else if (isFloat(a)) {
    if (isFloat(b)) return new PyFloat(a.v - b.v);
    if (typeof b === "number") return new PyFloat(a.v - b);
  }
  return anyBinary(depth, oparg, a, b);
}

export function multiply(depth: number, oparg: number, a: PyValue, b: PyValue): Slot {
  if (typeof a === "number") {
    if (typeof b === "number") {
      const product = a * b;
      if (product <= MAX && product >= -MAX) return product + 0;
    } else if (isFloat(b)) return new PyFloat(a * b.v);
  } else if (isFloat(a)) {
    if (isFloat(b)) return new PyFloat(a.v * b.v);
    if (typeof b === "number") return new PyFloat(a.v * b);
  }
  return anyBinary(depth, oparg, a, b);
}

/** Any operator; division and bits of small ints, which are not done in place once they have failed, come first. */
export function binaryFast(depth: number, oparg: number, a: PyValue, b: PyValue): Slot {
  if (typeof a === "number" && typeof b === "number") {
    const operator = oparg >= NB.INPLACE ? oparg - NB.INPLACE : oparg;
    switch (operator) {
      case NB.TRUE_DIVIDE:
        if (b !== 0) return new PyFloat(a / b);
        break;
      case NB.REMAINDER:
        if (b !== 0) {
          const rest = a % b;
          return (rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest) + 0;
        }
        break;
      case NB.FLOOR_DIVIDE:
        if (b !== 0 && a < 2 ** 52 && a > -(2 ** 52)) return Math.floor(a / b) + 0;
        break;
      case NB.AND:
        if ((a | 0) === a && (b | 0) === b) return a & b;
        if (a >= 0 && b >= 0) return andWide(a, b);
        break;
      case NB.OR:
        if ((a | 0) === a && (b | 0) === b) return a | b;
        if (a >= 0 && b >= 0) return orWide(a, b);
        break;
      case NB.XOR:
        if ((a | 0) === a && (b | 0) === b) return a ^ b;
        if (a >= 0 && b >= 0) return xorWide(a, b);
        break;
      case NB.RSHIFT:
        if (b >= 0 && b < 53) return Math.floor(a / POWERS_OF_2[b]);
        break;
      case NB.LSHIFT:
        if (b >= 0 && b < 53) {
          const shifted = a * POWERS_OF_2[b];
          if (shifted <= MAX && shifted >= -MAX) return shifted;
        }
        break;
      default:
    }
  } else if ((oparg === NB.TRUE_DIVIDE || oparg === NB.TRUE_DIVIDE + NB.INPLACE) && (isFloat(a) || isFloat(b))) {
    const divisor = doubleOf(b);
    const dividend = doubleOf(a);
    if (divisor !== 0 && Number.isFinite(divisor) && Number.isFinite(dividend)) return new PyFloat(dividend / divisor);
  }
  return anyBinary(depth, oparg, a, b);
}

/** Two ints of any size, two complex numbers and formats are the matter of their class alone; anything else goes through the whole protocol. */
function anyBinary(depth: number, oparg: number, a: PyValue, b: PyValue): Slot {
  if (typeof a === "string" && !(b instanceof PyStrSub)) {
    if (oparg === NB.REMAINDER || oparg === NB.REMAINDER + NB.INPLACE) return strType.nb_remainder!(a, b);
  }
  const type = typeOf(a);
  if ((type === intType || type === complexType) && typeOf(b) === type) {
    switch (oparg >= NB.INPLACE ? oparg - NB.INPLACE : oparg) {
      case NB.ADD:
        return type.nb_add!(a, b);
      case NB.SUBTRACT:
        return type.nb_subtract!(a, b);
      case NB.MULTIPLY:
        return type.nb_multiply!(a, b);
      case NB.FLOOR_DIVIDE:
        if (type === intType) return type.nb_floor_divide!(a, b);
        break;
      case NB.REMAINDER:
        if (type === intType) return type.nb_remainder!(a, b);
        break;
      case NB.TRUE_DIVIDE:
        return type.nb_true_divide!(a, b);
      default:
    }
  }
  if (oparg === NB.ADD || oparg === NB.ADD + NB.INPLACE) {
    const sum = concatenation(type, a, b, oparg !== NB.ADD);
    if (sum !== undefined) return sum;
  }
  return anyOperator(depth, oparg, a, b);
}

/** `a + b` where neither class has that operator for numbers: sequences are put together; undefined for all others. */
function concatenation(type: PyType, a: PyValue, b: PyValue, isInplace: boolean): Slot {
  if (type.nb_add !== undefined || typeOf(b).nb_add !== undefined) return undefined;
  const inplace = isInplace ? type.sq_inplace_concat : undefined;
  return isInplace && type.nb_inplace_add !== undefined ? undefined : (inplace ?? type.sq_concat)?.(a, b);
}

const HALF = 2 ** 32;

function andWide(a: number, b: number): number {
  return (Math.floor(a / HALF) & Math.floor(b / HALF)) * HALF + ((a & b) >>> 0);
}

function orWide(a: number, b: number): number {
  return (Math.floor(a / HALF) | Math.floor(b / HALF)) * HALF + ((a | b) >>> 0);
}

function xorWide(a: number, b: number): number {
  return (Math.floor(a / HALF) ^ Math.floor(b / HALF)) * HALF + ((a ^ b) >>> 0);
}

export function negativeOf(a: PyValue): PyValue {
  if (typeof a === "number") return 0 - a;
  return isFloat(a) ? new PyFloat(-a.v) : negative(a);
}

/** A comparison as a condition, at the depth of the activation; undefined when a method of Python code has raised. */
export function compareTruth(depth: number, a: PyValue, b: PyValue, op: CompareOp): boolean | undefined {
  if (typeof a === "number" && typeof b === "number") return compareNumbers(a, b, op);
  if (isFloat(a)) {
    if (isFloat(b)) return compareNumbers(a.v, b.v, op);
    if (typeof b === "number") return compareNumbers(a.v, b, op);
  } else if (typeof a === "number" && isFloat(b)) return compareNumbers(a, b.v, op);
  else if (op < Py_GT && a instanceof PyTuple) {
    const order = plainOrder(a, b);
    if (order !== UNKNOWN) return compareNumbers(order, 0, op);
  }
  return anyCondition(depth, a, b, op);
}

/** <, <=, ==, !=, >, >= by number. */
function compareNumbers(a: number, b: number, op: number): boolean {
  switch (op) {
    case 0:
      return a < b;
    case 1:
      return a <= b;
    case 2:
      return a === b;
    case 3:
      return a !== b;
    case 4:
      return a > b;
    default:
      return a >= b;
  }
}

export function compareAny(depth: number, a: PyValue, b: PyValue, op: CompareOp): Slot {
  if (typeof a === "number" && typeof b === "number") return compareNumbers(a, b, op);
  if (a instanceof PyTuple && b instanceof PyTuple && a.type === tupleType && b.type === tupleType) {
    return compareItems(a, b, op);
  }
  return anyComparison(depth, a, b, op);
}

export function same(a: PyValue, b: PyValue): boolean {
  return a === b || (typeof a === "object" && typeof b === "object" && is(a, b));
}

/** `bool(value)`; undefined when a method of Python code has raised. */
export function truth(depth: number, value: PyValue): boolean | undefined {
  if (value === null) return false;
  if (typeof value !== "object") return Boolean(value);
  const { type } = value as PyObject;
  if (type === listType || type === tupleType) return (value as PyList | PyTuple).items.length !== 0;
  if (type === dictType) return (value as PyDict).used !== 0;
  return anyTruth(depth, value);
}

/** `list[i]` or `tuple[i]` outside of what is done in place. */
export function listItemAt(container: PyList | PyTuple, index: number): PyValue {
  const { items } = container;
  const at = index < 0 ? index + items.length : index;
  if (at >= 0 && at < items.length) return items[at];
  return container instanceof PyList ? listItem(container, index) : getItem(container, index);
}

export function characterAt(text: string, index: number): PyValue {
  const at = index < 0 ? index + text.length : index;
  return at >= 0 && at < text.length ? text[at] : getItem(text, index);
}

/** Undefined: `compiled.error` has been raised, without a JavaScript throw. */
export function dictItem(dict: PyDict, key: PyValue): Slot {
  const value = dict.get(key);
  if (value === undefined) {
    if (dict.type !== dictType) return getItem(dict, key);
    compiled.error = keyError(key);
  }
  return value;
}

/** Raises the KeyError of a dict itself, without a JavaScript throw. */
export function missingItem(key: PyValue): Slot {
  compiled.error = keyError(key);
  return undefined;
}

export function subscript(container: PyValue, key: PyValue): PyValue {
  if (typeof key === "number" && container instanceof PyList && container.type === listType) {
    return listItemAt(container, key);
  }
  return getItem(container, key);
}

export function setListItem(list: PyList, index: number, value: PyValue): void {
  const at = index < 0 ? index + list.items.length : index;
  if (at >= 0 && at < list.items.length) list.items[at] = value;
  else listItemMissing(list, index, value);
}

function listItemMissing(list: PyList, index: number, value: PyValue): void {
  typeOf(list).mp_ass_subscript!(list, index, value);
}

/** A second result of the helpers below: the self of a method, or undefined. */
export const found: { self: Slot } = { self: undefined };

const slots: Slot[] = [undefined, undefined, undefined];

function takeFound(): PyValue {
  const attr = slots[0] as PyValue;
  found.self = slots[1];
  slots[0] = slots[1] = slots[2] = undefined;
  return attr;
}

export function loadMethod(owner: PyValue, name: Str): PyValue {
  const own: Slot[] = [undefined, undefined];
  loadMethodAt(own, 0, owner, name);
  found.self = own[1];
  return own[0] as PyValue;
}

export function loadSpecial(owner: PyValue, which: number): PyValue {
  slots[0] = owner;
  loadSpecialMethod(slots, 0, which);
  return takeFound();
}

export function loadGlobal({ globals, builtins }: PyFunction, name: Str): PyValue {
  const value = globals.type === dictType ? globals.getName(name) : lookupMapping(globals, name);
  if (value !== undefined) return value;
  const builtin = lookupMapping(builtins, name);
  if (builtin === undefined) throw nameNotDefined(name);
  return builtin;
}

export function makeFunction({ globals, builtins }: PyFunction, code: PyCode): PyFunction {
  return new PyFunction(code, globals, builtins, null, docOf(code), globals.getStr("__name__") ?? null);
}

export function raised(error: PyValue, cause: Slot): unknown {
  return raise(currentThread, error, cause);
}

export function makeRange(start: number, end: number, step: number): PyRange {
  return new PyRange(start, end, step);
}

export function buildMap(items: PyValue[]): PyDict {
  return PyDict.fromPairs(items);
}

export function buildSet(items: PyValue[]): PySet {
  const set = new PySet();
  for (let i = 0; i < items.length; i++) set.add(items[i]);
  return set;
}

export function formatSimple(value: PyValue): PyValue {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (value instanceof WideStr && typeOf(value) === strType) return value;
  return format(value, "");
}

/** The items in the order in which they come onto the stack: the last one first. */
export function unpack(seq: PyValue, count: number): Slot[] {
  const items: Slot[] = [];
  unpackSequence(items, 0, seq, count);
  return items;
}
