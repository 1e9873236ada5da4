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
import { binaryMethod, compareMethod, takes } from "../special-methods.ts";
import { ANY, BOOL, classOf, DICT, FLOAT, INT, LIST, objectOf, STR, TUPLE, type Type } from "../types.ts";
import { bindStatically } from "./binding.ts";
import { emitEntry } from "./calls.ts";
import type { Emitter, Val } from "./emitter.ts";
import { differs, guard } from "./guards.ts";
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

/** Whether the function can be entered with the two operands. */
function takesOperands(func: PyFunction): boolean {
  return takes(func, 2) && recordOf(executableOf(func.code)).mayEnter(func);
}

/** Built-in types that values are known by as such. */
const KNOWN_TYPES = (): readonly (readonly [PyType, Type])[] => [
  [intType, INT],
  [floatType, FLOAT],
  [strType, STR],
  [boolType, BOOL],
  [listType, LIST],
  [tupleType, TUPLE],
  [dictType, DICT],
];

/** The class of a value: that which is known, or else has been seen. */
function typeFor(val: Val, seen: PyType | undefined): PyType | null {
  if (val.type.kind === "any") return seen ?? null;
  const kind = val.type.kind === "boxed" ? "float" : val.type.kind;
  return KNOWN_TYPES().find(([, type]) => type.kind === kind)?.[0] ?? classOf(val.type);
}

/** Leaves unless the value, `depth` below the top of the stack, is an instance of exactly the class, which is still as it was. */
function guardType(e: Emitter, depth: number, type: PyType): void {
  const val = e.peek(depth);
  if (val.type.kind === "any") {
    const known = KNOWN_TYPES().find(([builtin]) => builtin === type);
    if (known !== undefined) guard(e, val, known[1]);
    else {
      e.exitIf(differs(val, "type", e.constant(type)), "another class");
      e.refine(val.text, objectOf(type));
    }
  }
  const test = type.spec === null ? changed(e, type) : "";
  if (test !== "") e.exitIf(test, "another class");
}

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
  if (types === null || method === null || !takesOperands(method.func)) return false;
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
  if (types === null || method === null || !takesOperands(method.func)) return false;
  nameTop(e, 2);
  guardType(e, 2, types[0]);
  guardType(e, 1, types[1]);
  const [left, right] = e.popMany(2);
  callMethod(e, method.func, [left, right], [left, right], comparison(e, op, method.negated, isCondition));
  return true;
}

/** What is made of a comparison's result, by its helper's name. */
const COMPARISONS = { compareWith, compareTruthWith, unequalWith, unequalTruthWith };

function comparison(e: Emitter, op: CompareOp, negated: boolean, isCondition: boolean): Outcome {
  const name = `${negated ? "unequal" : "compare"}${isCondition ? "Truth" : ""}With` as const;
  return {
    type: isCondition ? BOOL : ANY,
    isPlain:
      negated || isCondition
        ? (result) => `${result} === true || ${result} === false`
        : (result) => `${result} !== ${e.helper("NOT_IMPLEMENTED")}`,
    value: (result) => (negated ? `!${result}` : result),
    other: (result, [a, b]) => `${e.helper(name)}(${result}, ${a}, ${b}, ${op})`,
    take: (result, [a, b]) => COMPARISONS[name](result, a as PyValue, b as PyValue, op),
  };
}
