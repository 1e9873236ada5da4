/**
 * Operators on instances of Python classes: the method that the class has for it (special-methods.ts) is entered as any function that is
 * known. What the operator then makes of its result is written behind the call, and noted at the site for when the activation is unwound.
 */

import { executableOf } from "../../interpreter/code.ts";
import { OperandsCache } from "../../interpreter/specialize/operators.ts";
import { dictType } from "../../objects/dict/type.ts";
import { floatType } from "../../objects/float/type.ts";
import type { PyFunction } from "../../objects/function.ts";
import { boolType } from "../../objects/int/bool.ts";
import { intType } from "../../objects/int/type.ts";
import { listType } from "../../objects/list/type.ts";
import type { PyValue } from "../../objects/object.ts";
import { NOT_IMPLEMENTED } from "../../objects/singletons.ts";
import type { CompareOp } from "../../objects/slots.ts";
import { strType } from "../../objects/str/str-object.ts";
import { tupleType } from "../../objects/tuple/type.ts";
import type { PyType } from "../../objects/type-object.ts";
import { recordOf } from "../record.ts";
import {
  binaryAfter,
  compareTruthWith,
  compareWith,
  finishBy,
  type Take,
  unequalTruthWith,
  unequalWith,
} from "../runtime/operators.ts";
import { binaryMethod, compareMethod } from "../special-methods.ts";
import { ANY, BOOL, classOf, DICT, FLOAT, INT, LIST, objectOf, STR, TUPLE, type Type } from "../types.ts";
import { bindStatically } from "./binding.ts";
import { emitEntry } from "./calls.ts";
import type { Emitter, Val } from "./emitter.ts";
import { guard } from "./guards.ts";
import { changed } from "./shapes.ts";

/** What an operator makes of what its method returns. */
interface Outcome {
  readonly type: Type;
  /** The condition under which the operator's value is `value`; both of the result's text. */
  readonly isPlain: (result: string) => string;
  readonly value: (result: string) => string;
  /** The value otherwise; may run Python. */
  readonly other: (result: string, operands: readonly string[]) => string;
  /** All of that at run time. */
  readonly take: Take;
}

/** Enters a method of an operator, whose operands are off the stack, and pushes the outcome. */
function callMethod(
  e: Emitter,
  func: PyFunction,
  args: readonly Val[],
  operands: readonly Val[],
  outcome: Outcome,
): void {
  const slot = e.stack.length;
  const kept = operands.map((val, i) => e.kept(val, slot + i));
  const values = bindStatically(
    e,
    func,
    args.map((val) => kept[operands.indexOf(val)]),
  )!;
  const result = emitEntry(e, func, values, { by: finishBy(outcome.take), from: kept });
  const value = outcome.value(result);
  const answer = e.freshName();
  e.line(`let ${answer} = ${value};`);
  e.open(`if (!(${outcome.isPlain(result)})) {`);
  e.placeDeep();
  e.line(
    `${answer} = ${outcome.other(
      result,
      kept.map((val) => e.tagged(val)),
    )};`,
  );
  e.line(`if (J.observed) throw ${e.helper("returned")}(${answer});`);
  e.close();
  e.push(outcome.type, answer);
}

/** Whether the function takes so many positional arguments as its parameters, one by one. */
function takes(func: PyFunction, count: number): boolean {
  const code = executableOf(func.code);
  return code.simple && code.argcount === count && recordOf(code).mayEnter(func);
}

/** The class of a value: that which is known, or else has been seen. */
function typeFor(val: Val, seen: PyType | undefined): PyType | null {
  switch (val.type.kind) {
    case "int":
      return intType;
    case "float":
    case "boxed":
      return floatType;
    case "str":
      return strType;
    case "bool":
      return boolType;
    case "list":
      return listType;
    case "tuple":
      return tupleType;
    case "dict":
      return dictType;
    case "any":
      return seen ?? null;
    default:
      return classOf(val.type);
  }
}

/** Leaves unless the value, `depth` below the top of the stack, is an instance of exactly the class, which is still as it was. */
function guardType(e: Emitter, depth: number, type: PyType): void {
  const val = e.peek(depth);
  if (val.type.kind === "any") {
    const known = GUARDS().get(type);
    if (known !== undefined) guard(e, val, known);
    else {
      e.exitIf(`${val.text}?.type !== ${e.constant(type)}`, "another class");
      e.refine(val.text, objectOf(type));
    }
  }
  const test = type.spec === null ? changed(e, type) : "";
  if (test !== "") e.exitIf(test, "another class");
}

/** Types that values are known by as such. */
const GUARDS = (): ReadonlyMap<PyType, Type> =>
  new Map([
    [intType, INT],
    [floatType, FLOAT],
    [strType, STR],
    [boolType, BOOL],
    [listType, LIST],
    [tupleType, TUPLE],
    [dictType, DICT],
  ]);

/** Names what has no name yet, which is tested and handed over. */
function nameTop(e: Emitter, count: number): void {
  for (let at = e.stack.length - count; at < e.stack.length; at++) e.stack[at] = e.reusable(e.stack[at]);
}

/** The classes of two operands that were seen here, or are known. */
function typesOf(e: Emitter): [left: PyType, right: PyType] | null {
  const cache = e.unit.code.caches[e.instruction.index];
  const seen = cache instanceof OperandsCache ? cache : undefined;
  const left = typeFor(e.peek(2), seen?.left);
  const right = typeFor(e.peek(1), seen?.right);
  return left === null || right === null || e.generic ? null : [left, right];
}

/** BINARY_OP; false when it is not known which method it calls. */
export function emitBinaryMethod(e: Emitter, oparg: number): boolean {
  const types = typesOf(e);
  const method = types === null ? null : binaryMethod(oparg, ...types);
  if (types === null || method === null || !takes(method.func, 2)) return false;
  nameTop(e, 2);
  guardType(e, 2, types[0]);
  guardType(e, 1, types[1]);
  const [left, right] = e.popMany(2);
  const { after } = method;
  const afterText =
    after === null || after === true
      ? String(after)
      : typeof after === "string"
        ? JSON.stringify(after)
        : e.constant(after);
  callMethod(e, method.func, method.reflected ? [right, left] : [left, right], [left, right], {
    type: ANY,
    isPlain: (result) => `${result} !== ${e.helper("NOT_IMPLEMENTED")}`,
    value: (result) => result,
    other: (_, [a, b]) => `${e.helper("binaryAfter")}(${oparg}, ${a}, ${b}, ${afterText})`,
    take: (result, [a, b]) =>
      result === NOT_IMPLEMENTED ? binaryAfter(oparg, a as PyValue, b as PyValue, after) : result,
  });
  return true;
}

/** COMPARE_OP; the same. */
export function emitCompareMethod(e: Emitter, op: CompareOp, isCondition: boolean): boolean {
  const types = typesOf(e);
  const method = types === null ? null : compareMethod(op, ...types);
  if (types === null || method === null || !takes(method.func, 2)) return false;
  nameTop(e, 2);
  guardType(e, 2, types[0]);
  guardType(e, 1, types[1]);
  const [left, right] = e.popMany(2);
  callMethod(e, method.func, [left, right], [left, right], comparison(e, op, method.negated, isCondition));
  return true;
}

function comparison(e: Emitter, op: CompareOp, negated: boolean, isCondition: boolean): Outcome {
  const isBool = (result: string) => `${result} === true || ${result} === false`;
  const itself = (result: string) => result;
  if (negated) {
    return {
      type: isCondition ? BOOL : ANY,
      isPlain: isBool,
      value: (result) => `!${result}`,
      other: (result, [a, b]) => `${e.helper(isCondition ? "unequalTruthWith" : "unequalWith")}(${result}, ${a}, ${b})`,
      take: (result, [a, b]) => (isCondition ? unequalTruthWith : unequalWith)(result, a as PyValue, b as PyValue),
    };
  }
  if (isCondition) {
    return {
      type: BOOL,
      isPlain: isBool,
      value: itself,
      other: (result, [a, b]) => `${e.helper("compareTruthWith")}(${result}, ${a}, ${b}, ${op})`,
      take: (result, [a, b]) => compareTruthWith(result, a as PyValue, b as PyValue, op),
    };
  }
  return {
    type: ANY,
    isPlain: (result) => `${result} !== ${e.helper("NOT_IMPLEMENTED")}`,
    value: itself,
    other: (result, [a, b]) => `${e.helper("compareWith")}(${result}, ${a}, ${b}, ${op})`,
    take: (result, [a, b]) => compareWith(result, a as PyValue, b as PyValue, op),
  };
}
