/** Comparison, identity, membership. */
import { is, isTrue, richCompare } from "../../objects/abstract/compare.ts";
import { contains } from "../../objects/abstract/container.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { dictType } from "../../objects/dict/type.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { floatType } from "../../objects/float/type.ts";
import type { PyValue } from "../../objects/object.ts";
import type { CompareOp } from "../../objects/slots.ts";
import { guard, inst } from "../inst.ts";
import { specializeCompareOp, specializeContainsOp } from "../specialize/operators.ts";

/** The argument's low four bits say which outcomes mean true: less 2, greater 4, equal 8 (and unordered 1). */
export const COMPARE_OP = inst({ stack: "left, right -- res" }, (frame, oparg, left: PyValue, right: PyValue) => {
  if (--frame.code.counters[frame.pc - 1] === 0) specializeCompareOp(frame.code, frame.pc - 1, left, right);
  const res = richCompare(left, right, (oparg >> 5) as CompareOp);
  if ((oparg & 16) !== 0) return isTrue(res);
  return res;
});

export const COMPARE_OP_INT = inst(
  { stack: "left, right -- res", family: "COMPARE_OP" },
  (_frame, oparg, left: PyValue, right: PyValue) => {
    guard(typeof left === "number" && typeof right === "number");
    return ((left < right ? 2 : left > right ? 4 : 8) & oparg) !== 0;
  },
);

export const COMPARE_OP_FLOAT = inst(
  { stack: "left, right -- res", family: "COMPARE_OP" },
  (_frame, oparg, left: PyValue, right: PyValue) => {
    guard(left instanceof PyFloat && right instanceof PyFloat && left.type === floatType && right.type === floatType);
    const a = left.v;
    const b = right.v;
    return ((a < b ? 2 : a > b ? 4 : a === b ? 8 : 1) & oparg) !== 0;
  },
);

/** Equality of strings; the argument's equal bit is set for `==` and clear for `!=`. */
export const COMPARE_OP_STR = inst(
  { stack: "left, right -- res", family: "COMPARE_OP" },
  (_frame, oparg, left: PyValue, right: PyValue) => {
    guard(typeof left === "string" && typeof right === "string" && oparg >> 6 === 1);
    return (left === right) === ((oparg & 8) !== 0);
  },
);

export const IS_OP = inst({ stack: "left, right -- b" }, (_frame, oparg, left: PyValue, right: PyValue) => {
  const same = left === right || (typeof left === "object" && typeof right === "object" && is(left, right));
  return oparg === 0 ? same : !same;
});

export const CONTAINS_OP = inst({ stack: "left, right -- b" }, (frame, oparg, left: PyValue, right: PyValue) => {
  if (--frame.code.counters[frame.pc - 1] === 0) specializeContainsOp(frame.code, frame.pc - 1, left, right);
  const contained = contains(right, left);
  return oparg === 0 ? contained : !contained;
});

export const CONTAINS_OP_DICT = inst(
  { stack: "left, right -- b", family: "CONTAINS_OP" },
  (_frame, oparg, left: PyValue, right: PyValue) => {
    guard(right instanceof PyDict && right.type === dictType);
    return oparg === 0 ? right.has(left) : !right.has(left);
  },
);
