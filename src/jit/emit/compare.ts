/** Comparison, identity, truth. The results are expressions for the jump that mostly follows. */
import { OP } from "../../interpreter/generated/tables.ts";
import type { CompareOp } from "../../objects/slots.ts";
import { ANY, BOOL } from "../types.ts";
import type { Emitter, Val } from "./emitter.ts";
import { guardFloat, guardInt, guardStr, isFloat, isInt } from "./guards.ts";
import { emitCompareMethod } from "./operators.ts";
import { answered } from "./raise.ts";
import type { Emit } from "./table.ts";
import { isCold, NEVER_RAN } from "./table.ts";
import { emitTupleOrder } from "./tuple-order.ts";

/** By the comparison's number (oparg >> 5): <, <=, ==, !=, >, >=. */
const OPERATORS = ["<", "<=", "===", "!==", ">", ">="];

const compareOp: Emit = (e, { op, arg }) => {
  if (isCold(e)) return e.exit(NEVER_RAN);
  const right = e.peek(1);
  const left = e.peek(2);
  if (emitTupleOrder(e, left, right, arg)) return;
  const operator = OPERATORS[arg >> 5];
  if ((isInt(left) || isFloat(left)) && (isInt(right) || isFloat(right))) return emitNumbers(e, operator, left, right);
  if (left.type.kind === "str" && right.type.kind === "str" && arg >> 6 === 1)
    return emitStrings(e, operator, left, right);
  if (!e.generic) {
    if (op === OP.COMPARE_OP_INT) return emitNumbers(e, operator, guardNumber(e, left), guardNumber(e, right));
    if (op === OP.COMPARE_OP_FLOAT) return emitNumbers(e, operator, guardFloating(e, left), guardFloating(e, right));
    if (op === OP.COMPARE_OP_STR && arg >> 6 === 1)
      return emitStrings(e, operator, guardStr(e, left), guardStr(e, right));
  }
  const isCondition = (arg & 16) !== 0;
  if (emitCompareMethod(e, (arg >> 5) as CompareOp, isCondition)) return;
  e.popMany(2);
  const a = e.named(left);
  const b = e.named(right);
  e.placeDeep();
  const result = answered(e, `${e.helper(isCondition ? "compareTruth" : "compareAny")}(d, ${a}, ${b}, ${arg >> 5})`);
  e.push(isCondition ? BOOL : ANY, result);
};

function guardNumber(e: Emitter, val: Val): Val {
  return e.ended || isFloat(val) ? val : guardInt(e, val);
}

function guardFloating(e: Emitter, val: Val): Val {
  return e.ended || isInt(val) ? val : guardFloat(e, val);
}

function emitNumbers(e: Emitter, operator: string, left: Val, right: Val): void {
  if (e.ended) return;
  e.popMany(2);
  e.pushLazy(BOOL, `${e.double(left)} ${operator} ${e.double(right)}`);
}

function emitStrings(e: Emitter, operator: string, left: Val, right: Val): void {
  if (e.ended) return;
  e.popMany(2);
  e.pushLazy(BOOL, `${left.text} ${operator} ${right.text}`);
}

const isOp: Emit = (e, { arg }) => {
  const [left, right] = e.popMany(2);
  const same = arg === 0;
  const simple = (val: Val) => /^(none|bool|const|null|instance|list|dict)$/.test(val.type.kind);
  if (isFloat(left) && isFloat(right)) {
    e.pushLazy(BOOL, `${same ? "" : "!"}Object.is(${e.double(left)}, ${e.double(right)})`);
    return;
  }
  const a = e.named(left);
  const b = e.named(right);
  if (simple(left) || simple(right)) e.pushLazy(BOOL, `${a} ${same ? "===" : "!=="} ${b}`);
  else e.pushLazy(BOOL, `${same ? "" : "!"}${e.helper("same")}(${a}, ${b})`);
};

const toBool: Emit = (e, { op }) => {
  const val = e.peek();
  if (val.type.kind === "bool") return;
  const plain = plainTruth(e, val);
  if (plain !== undefined) {
    e.pop();
    return e.pushLazy(BOOL, plain);
  }
  if (isCold(e)) return e.exit(NEVER_RAN);
  if (op === OP.TO_BOOL_BOOL && !e.generic) {
    e.exitIf(`typeof ${val.text} !== "boolean"`, "not bool");
    e.refine(val.text, BOOL);
    e.pop();
    return e.push(BOOL, val.text);
  }
  if (op === OP.TO_BOOL_INT && !e.generic) {
    guardInt(e, val);
    if (e.ended) return;
    e.pop();
    return e.pushLazy(BOOL, `${val.text} !== 0`);
  }
  e.pop();
  pushTruth(e, val);
};

/** What the truth of a value of a known type comes to; undefined where nothing is known. */
function plainTruth(e: Emitter, val: Val): string | undefined {
  switch (val.type.kind) {
    case "bool":
      return val.text;
    case "int":
      return `${val.text} !== 0`;
    case "float":
    case "boxed":
      return `${e.double(val)} !== 0`;
    case "str":
      return `${val.text} !== ""`;
    case "none":
      return "false";
    case "list":
    case "tuple":
      return `${val.text}.items.length !== 0`;
    case "dict":
    case "set":
      return `${val.text}.used !== 0`;
    default:
      return undefined;
  }
}

/** Pushes the truth of a value that has been taken off the stack. */
export function pushTruth(e: Emitter, val: Val): void {
  const plain = plainTruth(e, val);
  if (plain !== undefined) return e.pushLazy(BOOL, plain);
  const text = e.named(val);
  e.placeDeep();
  e.push(BOOL, answered(e, `${e.helper("truth")}(d, ${text})`));
}

export const COMPARE: readonly (readonly [number, Emit])[] = [
  [OP.COMPARE_OP, compareOp],
  [OP.IS_OP, isOp],
  [OP.TO_BOOL, toBool],
];
