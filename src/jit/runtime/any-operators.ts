/**
 * Operators whose operands may be of any class: methods of Python classes are looked up when they are needed and entered as compiled code
 * enters functions, so that nothing stands in the way when the activations have to be unwound.
 */
import type { Executable } from "../../interpreter/code.ts";
import { compiled, Unwind } from "../../interpreter/compiled.ts";
import type { Slot } from "../../interpreter/inst.ts";
import { binary } from "../../interpreter/operators.ts";
import { isTrue, richCompare } from "../../objects/abstract/compare.ts";
import { contains, lengthInt } from "../../objects/abstract/container.ts";
import { asInt } from "../../objects/abstract/number.ts";
import type { PyFunction } from "../../objects/function.ts";
import { PyInstance, type PyValue } from "../../objects/object.ts";
import { NOT_IMPLEMENTED } from "../../objects/singletons.ts";
import type { CompareOp } from "../../objects/slots.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { boolResult, lengthResult } from "../../objects/type/dispatchers.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeOf } from "../../objects/typeof.ts";
import { type CodeRecord, recordOf } from "../record.ts";
import {
  type BinaryMethod,
  binaryMethod,
  type CompareMethod,
  compareMethod,
  slotMethod,
  takes,
} from "../special-methods.ts";
import { type AfterLeft, binaryAfter, compareWith, finishBy, type Take, unequalWith } from "./operators.ts";

/** What an operator was found to call, for classes in one state: their versions tell them apart from all others. */
interface Memo<M> {
  readonly operator: number;
  readonly left: number;
  readonly right: number;
  readonly method: M | null;
}

const MEMO_SIZE = 512;

/** A table of the last findings; a finding drives out another one at the same place. */
function memoized<M extends { readonly func: PyFunction }>(
  find: (operator: number, left: PyType, right: PyType) => M | null,
  count = 2,
): (operator: number, left: PyType, right: PyType) => M | null {
  const memos: (Memo<M> | undefined)[] = new Array(MEMO_SIZE).fill(undefined);
  return (operator, left, right) => {
    const at = (operator + left.version * 31 + right.version * 97) & (MEMO_SIZE - 1);
    const known = memos[at];
    if (
      known !== undefined &&
      known.left === left.version &&
      known.right === right.version &&
      known.operator === operator
    ) {
      return known.method;
    }
    const found = find(operator, left, right);
    const method = found !== null && takes(found.func, count) ? found : null;
    memos[at] = { operator, left: left.version, right: right.version, method };
    return method;
  };
}

const binaryMethodOf = memoized<BinaryMethod>(binaryMethod);
const compareMethodOf = memoized<CompareMethod>((op, left, right) => compareMethod(op as CompareOp, left, right));

/** The slots that a single method fills, by the number that they are remembered by. */
const SLOTS = ["nb_bool", "mp_length", "sq_contains"] as const;
const [BOOL, LENGTH, CONTAINS] = SLOTS.keys();

const findSlot = (slot: number, type: PyType): { readonly func: PyFunction } | null => {
  const func = slotMethod(type, SLOTS[slot]);
  return func === null ? null : { func };
};
const unaryMethodOf = memoized(findSlot, 1);
const containsMethodOf = memoized(findSlot, 2);

/** The record by which the function is entered, if it can be. */
function recordFor(func: PyFunction, count = 2): CodeRecord | null {
  const code = func.code.decoded as Executable | null;
  if (code === null || !code.simple || code.argcount !== count) return null;
  const record = recordOf(code);
  return record.mayEnter(func) ? record : null;
}

/** Either operand may have methods that are Python functions. */
function mayCall(a: PyType, b: PyType): boolean {
  return a.spec === null || b.spec === null;
}

/** Thrown out of a binary operator's method: an unwound activation gets what is made of the method's result. */
function thrownByOperator(thrown: unknown, oparg: number, a: PyValue, b: PyValue, after: AfterLeft): unknown {
  if (thrown instanceof Unwind) {
    finishBy((value) => (value === NOT_IMPLEMENTED ? binaryAfter(oparg, a, b, after) : value))(thrown, []);
  }
  return thrown;
}

/** The same for a comparison. */
function thrownByComparison(
  thrown: unknown,
  a: PyValue,
  b: PyValue,
  op: CompareOp,
  negated: boolean,
  isCondition: boolean,
): unknown {
  if (thrown instanceof Unwind) {
    finishBy((value) => {
      const result = (negated ? unequalWith : compareWith)(value, a, b, op);
      return isCondition ? isTrue(result) : result;
    })(thrown, []);
  }
  return thrown;
}

/** BINARY_OP of the activation at that depth; undefined when a method has raised. */
export function anyOperator(depth: number, oparg: number, a: PyValue, b: PyValue): Slot {
  const ta = typeOf(a);
  const tb = typeOf(b);
  const method = mayCall(ta, tb) ? binaryMethodOf(oparg, ta, tb) : null;
  const record = method === null ? null : recordFor(method.func);
  if (method === null || record === null) return binary(oparg, a, b);
  const { func, reflected, after } = method;
  let result: Slot;
  try {
    result = reflected ? record.entry(func, depth + 1, b, a) : record.entry(func, depth + 1, a, b);
  } catch (thrown) {
    throw thrownByOperator(thrown, oparg, a, b, after);
  }
  if (result !== NOT_IMPLEMENTED) return result;
  compiled.depth = depth;
  return binaryAfter(oparg, a, b, after);
}

/** COMPARE_OP; the same. */
export function anyComparison(depth: number, a: PyValue, b: PyValue, op: CompareOp): Slot {
  return compare(depth, a, b, op, false);
}

/** COMPARE_OP as a condition. */
export function anyCondition(depth: number, a: PyValue, b: PyValue, op: CompareOp): boolean | undefined {
  const result = compare(depth, a, b, op, true);
  if (typeof result === "boolean" || result === undefined) return result;
  compiled.depth = depth;
  return isTrue(result);
}

/** A comparison whose value, in an activation that is unwound meanwhile, becomes a bool if it is a condition. */
function compare(depth: number, a: PyValue, b: PyValue, op: CompareOp, isCondition: boolean): Slot {
  const ta = typeOf(a);
  const tb = typeOf(b);
  const method = mayCall(ta, tb) ? compareMethodOf(op, ta, tb) : null;
  const record = method === null ? null : recordFor(method.func);
  if (method === null || record === null) return richCompare(a, b, op);
  const { func, negated } = method;
  let result: Slot;
  try {
    result = record.entry(func, depth + 1, a, b);
  } catch (thrown) {
    throw thrownByComparison(thrown, a, b, op, negated, isCondition);
  }
  if (result === undefined) return undefined;
  if (!negated && result !== NOT_IMPLEMENTED) return result;
  compiled.depth = depth;
  return (negated ? unequalWith : compareWith)(result, a, b, op);
}

/** Enters the method that fills a slot; what it returns is not yet the operator's value. NONE: there is none that can be entered. */
function enterSlot(depth: number, slot: number, self: PyInstance, item: Slot, take: Take): Slot {
  const { type } = self;
  const method = item === undefined ? unaryMethodOf(slot, type, type) : containsMethodOf(slot, type, type);
  const record = method === null ? null : recordFor(method.func, item === undefined ? 1 : 2);
  if (method === null || record === null) return NONE;
  const { func } = method;
  let result: Slot;
  try {
    result = item === undefined ? record.entry(func, depth + 1, self) : record.entry(func, depth + 1, self, item);
  } catch (thrown) {
    if (thrown instanceof Unwind) finishBy(take)(thrown, []);
    throw thrown;
  }
  compiled.depth = depth;
  return result;
}

const NONE: PyTuple = new PyTuple([]);
const sizeTruth: Take = (size) => lengthResult(size) !== 0;

/** TO_BOOL; undefined when a method has raised. */
export function anyTruth(depth: number, value: PyValue): boolean | undefined {
  if (!(value instanceof PyInstance)) return isTrue(value);
  const bySize = value.type.nb_bool === undefined;
  const take = bySize ? sizeTruth : boolResult;
  const result = enterSlot(depth, bySize ? LENGTH : BOOL, value, undefined, take);
  if (result === NONE) return isTrue(value);
  return typeof result === "boolean" || result === undefined ? result : (take(result, []) as boolean);
}

/** `len(value)`; the same. */
export function anyLength(depth: number, value: PyValue): Slot {
  if (!(value instanceof PyInstance)) return lengthInt(value);
  const result = enterSlot(depth, LENGTH, value, undefined, lengthFrom);
  if (result === NONE) return lengthInt(value);
  return result === undefined ? undefined : lengthFrom(result);
}

/** What `len()` makes of `__len__`'s result: a size beyond what numbers can tell is as it was. */
function lengthFrom(result: PyValue): PyValue {
  const size = lengthResult(result);
  return Number.isSafeInteger(size) ? size : (asInt(result) ?? BigInt(size));
}

/** CONTAINS_OP; the same. */
export function anyMembership(depth: number, item: PyValue, container: PyValue, negated: boolean): boolean | undefined {
  if (!(container instanceof PyInstance)) return contains(container, item) !== negated;
  const result = enterSlot(depth, CONTAINS, container, item, (value) => isTrue(value) !== negated);
  if (result === NONE) return contains(container, item) !== negated;
  return result === undefined ? undefined : isTrue(result) !== negated;
}
