/**
 * The slots of types for operators by number. Each is read at a place of its own: looking one up by a name that varies takes several times
 * as long.
 */
import { NB } from "../../bytecode/opargs.ts";
import type { PyValue } from "../object.ts";
import type { PyType } from "../type-object.ts";

/** A slot as an operator calls it; that of `**` takes a modulus, None. */
export type OperatorSlot = ((a: PyValue, b: PyValue, c?: PyValue) => PyValue) | undefined;

/** Stands for `divmod()` where an operator's number is asked for. */
export const DIVMOD = -1;

/** The slot for an NB_* number. */
export function operatorSlot(type: PyType, op: number): OperatorSlot {
  switch (op) {
    case NB.ADD:
      return type.nb_add;
    case NB.AND:
      return type.nb_and;
    case NB.FLOOR_DIVIDE:
      return type.nb_floor_divide;
    case NB.LSHIFT:
      return type.nb_lshift;
    case NB.MATRIX_MULTIPLY:
      return type.nb_matrix_multiply;
    case NB.MULTIPLY:
      return type.nb_multiply;
    case NB.REMAINDER:
      return type.nb_remainder;
    case NB.OR:
      return type.nb_or;
    case NB.POWER:
      return type.nb_power as OperatorSlot;
    case NB.RSHIFT:
      return type.nb_rshift;
    case NB.SUBTRACT:
      return type.nb_subtract;
    case NB.TRUE_DIVIDE:
      return type.nb_true_divide;
    case NB.XOR:
      return type.nb_xor;
    default:
      return type.nb_divmod;
  }
}

/** The slot of the in-place form of an NB_* number. */
export function inplaceSlot(type: PyType, op: number): OperatorSlot {
  switch (op) {
    case NB.ADD:
      return type.nb_inplace_add;
    case NB.AND:
      return type.nb_inplace_and;
    case NB.FLOOR_DIVIDE:
      return type.nb_inplace_floor_divide;
    case NB.LSHIFT:
      return type.nb_inplace_lshift;
    case NB.MATRIX_MULTIPLY:
      return type.nb_inplace_matrix_multiply;
    case NB.MULTIPLY:
      return type.nb_inplace_multiply;
    case NB.REMAINDER:
      return type.nb_inplace_remainder;
    case NB.OR:
      return type.nb_inplace_or;
    case NB.POWER:
      return type.nb_inplace_power as OperatorSlot;
    case NB.RSHIFT:
      return type.nb_inplace_rshift;
    case NB.SUBTRACT:
      return type.nb_inplace_subtract;
    case NB.TRUE_DIVIDE:
      return type.nb_inplace_true_divide;
    default:
      return type.nb_inplace_xor;
  }
}
