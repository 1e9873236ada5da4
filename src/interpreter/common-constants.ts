/** What LOAD_COMMON_CONSTANT loads. Source: CPython's pycore_opcode_utils.h (CONSTANT_ASSERTIONERROR …). */
import { PyExc_AssertionError, PyExc_NotImplementedError } from "../objects/exceptions/types.ts";
import type { PyValue } from "../objects/object.ts";
import { tupleType } from "../objects/tuple/type.ts";
import type { Interpreter } from "./interpreter.ts";

export function commonConstant(interp: Interpreter, which: number): PyValue {
  switch (which) {
    case 0:
      return PyExc_AssertionError;
    case 1:
      return PyExc_NotImplementedError;
    case 2:
      return tupleType;
    default:
      return which === 3 ? interp.builtinAll : interp.builtinAny;
  }
}
