/**
 * Operators whose special method compiled code has called by itself: what is made of the method's result, by compiled code when it is back,
 * or by the loop when the activation has been unwound meanwhile.
 */
import { NB } from "../../bytecode/opargs.ts";
import type { Unwind } from "../../interpreter/compiled.ts";
import { type Answer, FRAME_ANSWER } from "../../interpreter/frame.ts";
import type { Slot } from "../../interpreter/inst.ts";
import { maybeCallSpecial } from "../../objects/abstract/call.ts";
import { compareReversed, isTrue } from "../../objects/abstract/compare.ts";
import { binaryOp1, withoutNumbers } from "../../objects/abstract/number.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import { objectType } from "../../objects/object-type.ts";
import { NOT_IMPLEMENTED } from "../../objects/singletons.ts";
import type { CompareOp } from "../../objects/slots.ts";
import type { Finish } from "../sites.ts";

/**
 * What is tried when the left operand's method does not want to: nothing, the reflected method of that name, a slot's function, or, behind an
 * in-place operator's own (true), all of the ordinary operator.
 */
export type AfterLeft = null | true | string | ((left: PyValue, right: PyValue, modulus: PyValue) => PyValue);

/** What an operator makes of its method's result. */
export type Take = (result: PyValue, operands: readonly Slot[]) => PyValue;

class OperatorAnswer extends PyObject implements Answer {
  private readonly taking: Take;
  private readonly operands: readonly Slot[];
  constructor(taking: Take, operands: readonly Slot[]) {
    super(objectType);
    this.taking = taking;
    this.operands = operands;
  }

  take(result: PyValue): PyValue {
    return this.taking(result, this.operands);
  }
}

/** How an unwound operator is finished. */
export function finishBy(take: Take): Finish {
  return (unwind: Unwind, operands: readonly Slot[]) => {
    const { outermost } = unwind;
    if (outermost === null) unwind.values = [take(unwind.values[0] as PyValue, operands)];
    else {
      outermost.flags |= FRAME_ANSWER;
      outermost.owner = new OperatorAnswer(take, operands);
    }
  };
}

/** BINARY_OP goes on behind a method that has answered NotImplemented. */
export function binaryAfter(oparg: number, left: PyValue, right: PyValue, after: AfterLeft): PyValue {
  const isInplace = oparg >= NB.INPLACE;
  const operator = isInplace ? oparg - NB.INPLACE : oparg;
  let result: Slot = NOT_IMPLEMENTED;
  if (typeof after === "string") result = maybeCallSpecial(right, after, [left]);
  else if (after === true) result = binaryOp1(left, right, operator);
  else if (after !== null) result = after(left, right, null);
  if (result !== NOT_IMPLEMENTED && result !== undefined) return result;
  return withoutNumbers(left, right, operator, isInplace);
}

/** COMPARE_OP goes on with what the method of the left operand has answered. */
export function compareWith(result: PyValue, left: PyValue, right: PyValue, op: CompareOp): PyValue {
  return result === NOT_IMPLEMENTED ? compareReversed(left, right, op) : result;
}

/** The same for a condition. */
export function compareTruthWith(result: PyValue, left: PyValue, right: PyValue, op: CompareOp): boolean {
  return isTrue(compareWith(result, left, right, op));
}

/** `!=` goes on with what `__eq__` has answered. */
export function unequalWith(result: PyValue, left: PyValue, right: PyValue, op: CompareOp): PyValue {
  return result === NOT_IMPLEMENTED ? compareReversed(left, right, op) : !isTrue(result);
}

export function unequalTruthWith(result: PyValue, left: PyValue, right: PyValue, op: CompareOp): boolean {
  return isTrue(unequalWith(result, left, right, op));
}
