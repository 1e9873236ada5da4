/** Calls and returns. */

import type { Str } from "../../kernel/str.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { typeError } from "../../objects/errors.ts";
import type { PyValue } from "../../objects/object.ts";
import type { PyTuple } from "../../objects/tuple/tuple.ts";
import { typeName } from "../../objects/typeof.ts";
import { callExArguments, callExKeywords } from "../call-ex.ts";
import { callAt, callKwAt, callObject } from "../calls.ts";
import { FRAME_ENTRY, FRAME_GENERATOR, FRAME_INIT, type Frame } from "../frame.ts";
import { returnFromGenerator } from "../generators/generator.ts";
import { exit, flush, inst, reload } from "../inst.ts";
import { specializeCall } from "../specialize/calls.ts";
import { leaveFrame } from "../unwind.ts";

export const CALL = inst({ stack: "callable, self_or_null, args[oparg] -- res", raw: true }, (frame, oparg) => {
  frame.sp -= oparg + 2;
  if (--frame.code.counters[frame.pc - 1] === 0) specializeCall(frame, frame.pc - 1, oparg, frame.stack, frame.sp);
  flush(frame);
  const res = callAt(frame.thread, frame, frame.sp, oparg);
  if (res === undefined) return reload(frame);
  frame.stack[frame.sp++] = res;
});

export const CALL_KW = inst(
  { stack: "callable, self_or_null, args[oparg], kwnames -- res", raw: true },
  (frame, oparg) => {
    const kwnames = frame.stack[frame.sp - 1] as PyTuple;
    frame.sp -= oparg + 3;
    flush(frame);
    const res = callKwAt(frame.thread, frame, frame.sp, oparg, kwnames.items as Str[]);
    if (res === undefined) return reload(frame);
    frame.stack[frame.sp++] = res;
  },
);

export const CALL_FUNCTION_EX = inst({ stack: "func, unused, callargs, kwargs_in -- result", raw: true }, (frame) => {
  frame.sp -= 4;
  const func = frame.stack[frame.sp] as PyValue;
  flush(frame);
  const kwargs = frame.stack[frame.sp + 3] as PyDict | undefined;
  const args = callExArguments(func, frame.stack[frame.sp + 2] as PyValue, kwargs);
  const res = callObject(frame.thread, frame, func, args, callExKeywords(kwargs));
  if (res === undefined) return reload(frame);
  frame.stack[frame.sp++] = res;
});

export const RETURN_VALUE = inst({ stack: "retval --", raw: true }, (frame) => {
  let retval = frame.stack[frame.sp - 1];
  const caller = frame.previous as Frame;
  frame.thread.top = caller;
  if (frame.flags !== 0) {
    flush(frame);
    leaveFrame(frame.thread, frame);
    if ((frame.flags & FRAME_INIT) !== 0) {
      if (retval !== null) throw typeError(`__init__() should return None, not '${typeName(retval as PyValue)}'`);
      retval = frame.owner!;
    }
    if ((frame.flags & FRAME_GENERATOR) !== 0) returnFromGenerator(frame, caller);
    if ((frame.flags & FRAME_ENTRY) !== 0) return exit(frame, retval);
  }
  caller.stack[caller.sp++] = retval;
  return reload(frame);
});

/** After `__init__` in CPython's shim frame; here RETURN_VALUE does it. */
export const EXIT_INIT_CHECK = inst({ stack: "should_be_none --", cold: true }, (_frame, _oparg, value: PyValue) => {
  if (value !== null) throw typeError(`__init__() should return None, not '${typeName(value)}'`);
});
