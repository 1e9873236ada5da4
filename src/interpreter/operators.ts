/** BINARY_OP's operators by argument. Source: CPython Python/ceval.c (_PyEval_BinaryOps). */
import { NB } from "../bytecode/opargs.ts";
import { getItem } from "../objects/abstract/container.ts";
import { binaryOp, inplaceOp } from "../objects/abstract/number.ts";
import type { PyValue } from "../objects/object.ts";

export function binary(oparg: number, left: PyValue, right: PyValue): PyValue {
  if (oparg < NB.INPLACE) return binaryOp(left, right, oparg);
  if (oparg < NB.SUBSCR) return inplaceOp(left, right, oparg - NB.INPLACE);
  return getItem(left, right);
}
