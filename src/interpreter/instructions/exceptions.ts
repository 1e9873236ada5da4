/** Raising and handling exceptions, and `with`. */

import type { PyBaseException } from "../../objects/exceptions/base.ts";
import type { PyValue } from "../../objects/object.ts";
import { callObject } from "../calls.ts";
import { commonConstant } from "../common-constants.ts";
import { checkExceptionGroupMatch, checkExceptionMatch } from "../except-match.ts";
import { fail, flush, inst, reload, type Slot } from "../inst.ts";
import { prepareReraise, raise } from "../raise.ts";

export const RAISE_VARARGS = inst({ stack: "args[oparg] --", raw: true }, (frame, oparg) => {
  frame.sp -= oparg;
  flush(frame);
  const value = oparg > 0 ? frame.stack[frame.sp] : undefined;
  return fail(frame, raise(frame.thread, value, oparg > 1 ? frame.stack[frame.sp + 1] : undefined));
});

/** Raises again without a new traceback entry; with an argument, `f_lasti` becomes that of the original exception. */
export const RERAISE = inst({ stack: "values[oparg], exc --", raw: true }, (frame, oparg) => {
  const error = frame.stack[frame.sp - 1];
  frame.sp--;
  flush(frame);
  prepareReraise(frame, oparg, error);
  return fail(frame, error);
});

export const PUSH_EXC_INFO = inst({ stack: "exc -- prev_exc, exc", cold: true }, (frame, _oparg, exc: PyValue) => {
  const info = frame.thread.excInfo;
  const previous = info.value;
  info.value = exc as PyBaseException;
  return [previous, exc];
});

export const POP_EXCEPT = inst({ stack: "exc_value --", cold: true }, (frame, _oparg, exc: PyValue) => {
  frame.thread.excInfo.value = exc as PyBaseException | null;
});

export const CHECK_EXC_MATCH = inst(
  { stack: "left, right -- left, b", cold: true },
  (_frame, _oparg, left: PyValue, right: PyValue) => [left, checkExceptionMatch(left as PyBaseException, right)],
);

export const CHECK_EG_MATCH = inst(
  { stack: "exc_value, match_type -- rest, match", cold: true },
  (frame, _oparg, exc: PyValue, type: PyValue) => {
    const { rest, match } = checkExceptionGroupMatch(frame, exc as PyBaseException, type);
    if (match !== null) frame.thread.excInfo.value = match as PyBaseException;
    return [rest, match];
  },
);

/** Calls `__exit__(type, value, traceback)`; its result comes on top of the exception. */
export const WITH_EXCEPT_START = inst(
  {
    stack: "exit_func, exit_self, lasti, unused, val -- exit_func, exit_self, lasti, unused, val, res",
    raw: true,
    cold: true,
  },
  (frame) => {
    const error = frame.stack[frame.sp - 1] as PyBaseException;
    const self = frame.stack[frame.sp - 4] as Slot;
    const args: PyValue[] = [error.type, error, error.traceback];
    if (self !== undefined) args.unshift(self);
    flush(frame);
    const res = callObject(frame.thread, frame, frame.stack[frame.sp - 5] as PyValue, args, null);
    if (res === undefined) return reload(frame);
    frame.stack[frame.sp++] = res;
  },
);

export const LOAD_COMMON_CONSTANT = inst({ stack: "-- value", cold: true }, (frame, oparg) =>
  commonConstant(frame.thread.interp, oparg),
);
