/** The functions behind CALL_INTRINSIC_1 and _2. Source: CPython Python/intrinsics.c. */

import { CO } from "../bytecode/codeflags.ts";
import { INTRINSIC_1, INTRINSIC_2 } from "../bytecode/opargs.ts";
import { call1 } from "../objects/abstract/call.ts";
import { positive } from "../objects/abstract/number.ts";
import { isException, newException, runtimeError, systemError } from "../objects/errors.ts";
import type { PyBaseException } from "../objects/exceptions/base.ts";
import { PyExc_RuntimeError, PyExc_StopAsyncIteration, PyExc_StopIteration } from "../objects/exceptions/types.ts";
import { PyFunction } from "../objects/function.ts";
import type { PyList } from "../objects/list/list.ts";
import { machine } from "../objects/machine.ts";
import type { PyValue } from "../objects/object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import { prepareReraiseStar } from "./except-match.ts";
import { WrappedValue } from "./generators/async-generator.ts";
import {
  badOperand,
  makeGenericClassArgument,
  makeParamSpec,
  makeTypeAlias,
  makeTypeVar,
  makeTypeVarTuple,
  setTypeParamDefault,
} from "./type-params.ts";

/** All but IMPORT_STAR, which needs the frame. `flags`: of the code that the instruction is part of. */
export function intrinsic1(which: number, value: PyValue, flags: number): PyValue {
  switch (which) {
    case INTRINSIC_1.PRINT:
      return printExpression(value);
    case INTRINSIC_1.STOPITERATION_ERROR:
      return stopIterationError(value as PyBaseException, flags);
    case INTRINSIC_1.ASYNC_GEN_WRAP:
      return new WrappedValue(value);
    case INTRINSIC_1.UNARY_POSITIVE:
      return positive(value);
    case INTRINSIC_1.LIST_TO_TUPLE:
      return new PyTuple((value as PyList).items.slice());
    case INTRINSIC_1.TYPEVAR:
      return makeTypeVar(value, undefined, undefined);
    case INTRINSIC_1.PARAMSPEC:
      return makeParamSpec(value);
    case INTRINSIC_1.TYPEVARTUPLE:
      return makeTypeVarTuple(value);
    case INTRINSIC_1.SUBSCRIPT_GENERIC:
      return makeGenericClassArgument(value);
    case INTRINSIC_1.TYPEALIAS:
      return makeTypeAlias(value);
    default:
      throw systemError("invalid intrinsic");
  }
}

export function intrinsic2(which: number, first: PyValue, second: PyValue): PyValue {
  switch (which) {
    case INTRINSIC_2.PREP_RERAISE_STAR:
      return prepareReraiseStar(first, second);
    case INTRINSIC_2.TYPEVAR_WITH_BOUND:
      return makeTypeVar(first, second, undefined);
    case INTRINSIC_2.TYPEVAR_WITH_CONSTRAINTS:
      return makeTypeVar(first, undefined, second);
    case INTRINSIC_2.SET_FUNCTION_TYPE_PARAMS:
      if (!(first instanceof PyFunction) || !(second instanceof PyTuple)) throw badOperand();
      first.typeParams = second;
      return first;
    case INTRINSIC_2.SET_TYPEPARAM_DEFAULT:
      return setTypeParamDefault(first, second);
    default:
      throw systemError("invalid intrinsic");
  }
}

/** `sys.displayhook(value)`. */
function printExpression(value: PyValue): PyValue {
  const hook = machine.interp.sysdict.getStr("displayhook");
  if (hook === undefined) throw runtimeError("lost sys.displayhook");
  call1(hook, value);
  return null;
}

/** A StopIteration that leaves a generator becomes a RuntimeError (PEP 479). */
function stopIterationError(error: PyBaseException, flags: number): PyValue {
  let message: string | undefined;
  if (isException(error, PyExc_StopIteration)) {
    if ((flags & CO.ASYNC_GENERATOR) !== 0) message = "async generator raised StopIteration";
    else if ((flags & CO.COROUTINE) !== 0) message = "coroutine raised StopIteration";
    else message = "generator raised StopIteration";
  } else if ((flags & CO.ASYNC_GENERATOR) !== 0 && isException(error, PyExc_StopAsyncIteration)) {
    message = "async generator raised StopAsyncIteration";
  }
  if (message === undefined) return error;
  const replaced = newException(PyExc_RuntimeError, message);
  replaced.cause = error;
  replaced.context = error;
  replaced.suppressContext = true;
  return replaced;
}
