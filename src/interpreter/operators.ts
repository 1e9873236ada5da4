/** BINARY_OP's operators by argument. Source: CPython Python/ceval.c (_PyEval_BinaryOps). */
import { NB } from "../bytecode/opargs.ts";
import { intAdd, intMul, intSub } from "../kernel/int.ts";
import { getItem } from "../objects/abstract/container.ts";
import { binaryOp, inplaceOp } from "../objects/abstract/number.ts";
import type { Int, PyValue } from "../objects/object.ts";

export function binary(oparg: number, left: PyValue, right: PyValue): PyValue {
  if (typeof left === "bigint" || typeof right === "bigint") {
    const result = bigBinary(oparg, left, right);
    if (result !== undefined) return result;
  }
  if (oparg < NB.INPLACE) return binaryOp(left, right, oparg);
  if (oparg < NB.SUBSCR) return inplaceOp(left, right, oparg - NB.INPLACE);
  return getItem(left, right);
}

/** Common operators on two ints of which one is big, without the way over their type's slots. */
function bigBinary(oparg: number, left: PyValue, right: PyValue): Int | undefined {
  if (typeof left !== "bigint" && typeof left !== "number") return undefined;
  if (typeof right !== "bigint" && typeof right !== "number") return undefined;
  switch (oparg < NB.INPLACE ? oparg : oparg - NB.INPLACE) {
    case NB.ADD:
      return intAdd(left, right);
    case NB.SUBTRACT:
      return intSub(left, right);
    case NB.MULTIPLY:
      return intMul(left, right);
    default:
      return undefined;
  }
}
