/** Calls and returns. */
import type { Str } from "../../kernel/str.ts";
import { lengthInt } from "../../objects/abstract/container.ts";
import { PyBuiltinFunction } from "../../objects/builtin-function.ts";
import type { PyMethodDescr } from "../../objects/descr/descriptors.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { typeError } from "../../objects/errors.ts";
import { PyFunction } from "../../objects/function.ts";
import { PyList } from "../../objects/list/list.ts";
import { listType } from "../../objects/list/type.ts";
import { PENDING } from "../../objects/machine.ts";
import { newInstance, type PyValue } from "../../objects/object.ts";
import { append } from "../../objects/push.ts";
import { strOf } from "../../objects/str/new.ts";
import { strType } from "../../objects/str/str-object.ts";
import type { PyTuple } from "../../objects/tuple/tuple.ts";
import { isInstance, typeType } from "../../objects/type/type.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName, typeOf } from "../../objects/typeof.ts";
import { callExArguments, callExKeywords } from "../call-ex.ts";
import {
  callAt,
  callBuiltin,
  callKwAt,
  callObject,
  isOwn,
  pushCallFromStack,
  pushExactCall,
  returnSpecially,
} from "../calls.ts";
import type { Executable } from "../code.ts";
import { FRAME_DONE, FRAME_INIT, type Frame } from "../frame.ts";
import { exit, flush, guard, inst, reload, type Slot } from "../inst.ts";
import { finishPendingCall } from "../pending.ts";
import { type CallKwCache, pushKwCall, specializeCallKw } from "../specialize/call-kw.ts";
import { type BuiltinClassCache, type CallCache, specializeCall } from "../specialize/calls.ts";

export const CALL = inst({ stack: "callable, self_or_null, args[oparg] -- res", raw: true }, (frame, oparg) => {
  frame.sp -= oparg + 2;
  if (--frame.code.counters[frame.pc - 1] === 0) specializeCall(frame, frame.pc - 1, oparg, frame.stack, frame.sp);
  flush(frame);
  const res = callAt(frame.thread, frame, frame.sp, oparg);
  if (res === undefined) return reload(frame);
  frame.stack[frame.sp++] = res;
});

/**
 * A Python function with exactly as many positional arguments as it has parameters: they become the callee's first locals
 * where they lie.
 */
export const CALL_PY_EXACT_ARGS = inst(
  { stack: "callable, self_or_null, args[oparg] -- res", family: "CALL", raw: true },
  (frame, oparg) => {
    const at = frame.sp - oparg - 2;
    const callable = frame.stack[at];
    guard(callable instanceof PyFunction);
    const target = callable.code.decoded as Executable | null;
    const first = frame.stack[at + 1] === undefined ? at + 2 : at + 1;
    guard(target?.simple === true && frame.sp - first === target.argcount);
    const end = frame.sp;
    frame.sp = at;
    flush(frame);
    pushExactCall(frame.thread, frame, callable, target, first, end);
    return reload(frame);
  },
);

/** Any Python function: defaults complete its arguments, or make them what its parameters want. */
export const CALL_PY_GENERAL = inst(
  { stack: "callable, self_or_null, args[oparg] -- res", family: "CALL", raw: true },
  (frame, oparg) => {
    const at = frame.sp - oparg - 2;
    const callable = frame.stack[at];
    guard(callable instanceof PyFunction);
    const first = frame.stack[at + 1] === undefined ? at + 2 : at + 1;
    const count = frame.sp - first;
    frame.sp = at;
    flush(frame);
    pushCallFromStack(frame.thread, frame, callable, first, count);
    return reload(frame);
  },
);

/** Makes an instance and enters its Python `__init__`; RETURN_VALUE answers with the instance. */
export const CALL_ALLOC_AND_ENTER_INIT = inst(
  { stack: "callable, null, args[oparg] -- res", family: "CALL", raw: true },
  (frame, oparg) => {
    const at = frame.sp - oparg - 2;
    const cache = frame.caches[frame.pc - 1] as CallCache;
    const type = cache.callable as PyType;
    guard(frame.stack[at] === type && frame.stack[at + 1] === undefined && type.version === cache.version);
    const instance = newInstance(type);
    frame.stack[at + 1] = instance;
    const end = frame.sp;
    frame.sp = at;
    flush(frame);
    const callee = pushExactCall(frame.thread, frame, cache.init!, cache.code, at + 1, end);
    callee.flags = FRAME_INIT;
    callee.owner = instance;
    return reload(frame);
  },
);

export const CALL_LEN = inst({ stack: "callable, null, arg -- len", family: "CALL", raw: true }, (frame) => {
  const cache = frame.caches[frame.pc - 1] as CallCache;
  guard(frame.stack[frame.sp - 3] === cache.callable && frame.stack[frame.sp - 2] === undefined);
  const arg = frame.stack[frame.sp - 1] as PyValue;
  const isList = arg instanceof PyList && arg.type === listType;
  const res = isList ? arg.items.length : typeof arg === "string" ? arg.length : lengthInt(arg);
  frame.sp -= 2;
  frame.stack[frame.sp - 1] = res;
});

export const CALL_ISINSTANCE = inst(
  { stack: "callable, null, instance, cls -- res", family: "CALL", raw: true },
  (frame) => {
    const cache = frame.caches[frame.pc - 1] as CallCache;
    guard(frame.stack[frame.sp - 4] === cache.callable && frame.stack[frame.sp - 3] === undefined);
    const res = isInstance(frame.stack[frame.sp - 2] as PyValue, frame.stack[frame.sp - 1] as PyValue);
    frame.sp -= 3;
    frame.stack[frame.sp - 1] = res;
  },
);

export const CALL_LIST_APPEND = inst(
  { stack: "callable, self, arg -- none", family: "CALL" },
  (frame, _oparg, callable: Slot, self: Slot, arg: PyValue) => {
    const cache = frame.caches[frame.pc - 1] as CallCache;
    guard(callable === cache.callable && self instanceof PyList);
    append(self.items, arg);
    return null;
  },
);

export const CALL_TYPE_1 = inst(
  { stack: "callable, null, arg -- res", family: "CALL" },
  (_frame, _oparg, callable: Slot, none: Slot, arg: PyValue) => {
    guard(callable === typeType && none === undefined);
    return typeOf(arg);
  },
);

export const CALL_STR_1 = inst(
  { stack: "callable, null, arg -- res", family: "CALL" },
  (_frame, _oparg, callable: Slot, none: Slot, arg: PyValue) => {
    guard(callable === strType && none === undefined);
    return strOf(arg);
  },
);

/** A built-in class with one argument. */
export const CALL_BUILTIN_CLASS = inst(
  { stack: "callable, null, arg -- res", family: "CALL" },
  (frame, _oparg, callable: Slot, none: Slot, arg: PyValue) => {
    const cache = frame.caches[frame.pc - 1] as BuiltinClassCache;
    guard(callable === cache.type && none === undefined);
    return cache.call(arg);
  },
);

export const CALL_BUILTIN_FAST = inst(
  { stack: "callable, null, args[oparg] -- res", family: "CALL", raw: true },
  (frame, oparg) => {
    const callable = frame.stack[frame.sp - oparg - 2];
    guard(callable instanceof PyBuiltinFunction && frame.stack[frame.sp - oparg - 1] === undefined);
    frame.sp -= oparg + 2;
    flush(frame);
    const res = callBuiltin(callable.builtin, callable.self as PyValue, frame.stack, frame.sp + 2, oparg);
    if (res === PENDING) {
      finishPendingCall(frame.thread, frame);
      return reload(frame);
    }
    frame.stack[frame.sp++] = res;
  },
);

export const CALL_METHOD_DESCRIPTOR_FAST = inst(
  { stack: "callable, self, args[oparg] -- res", family: "CALL", raw: true },
  (frame, oparg) => {
    const cache = frame.caches[frame.pc - 1] as CallCache;
    const callable = cache.callable as PyMethodDescr;
    const self = frame.stack[frame.sp - oparg - 1] as PyValue;
    guard(frame.stack[frame.sp - oparg - 2] === callable && self !== undefined && isOwn(self, callable.owner));
    frame.sp -= oparg + 2;
    flush(frame);
    const res = callBuiltin(callable.builtin, self, frame.stack, frame.sp + 2, oparg);
    if (res === PENDING) {
      finishPendingCall(frame.thread, frame);
      return reload(frame);
    }
    frame.stack[frame.sp++] = res;
  },
);

/** A call that is a statement. */
export const CALL_METHOD_DESCRIPTOR_FAST_POP_TOP = inst(
  {
    stack: "callable, self, args[oparg] --",
    family: "CALL",
    fuses: ["CALL_METHOD_DESCRIPTOR_FAST", "POP_TOP"],
    raw: true,
  },
  (frame, oparg) => {
    const cache = frame.caches[frame.pc - 1] as CallCache;
    const callable = cache.callable as PyMethodDescr;
    const self = frame.stack[frame.sp - oparg - 1] as PyValue;
    guard(frame.stack[frame.sp - oparg - 2] === callable && self !== undefined && isOwn(self, callable.owner));
    frame.sp -= oparg + 2;
    flush(frame);
    if (callBuiltin(callable.builtin, self, frame.stack, frame.sp + 2, oparg) === PENDING) {
      finishPendingCall(frame.thread, frame);
      return reload(frame);
    }
    frame.pc++;
  },
);

export const CALL_KW = inst(
  { stack: "callable, self_or_null, args[oparg], kwnames -- res", cold: true, raw: true },
  (frame, oparg) => {
    const kwnames = frame.stack[frame.sp - 1] as PyTuple;
    frame.sp -= oparg + 3;
    if (--frame.code.counters[frame.pc - 1] === 0) {
      specializeCallKw(frame, frame.pc - 1, oparg, frame.stack, frame.sp, kwnames);
    }
    flush(frame);
    const res = callKwAt(frame.thread, frame, frame.sp, oparg, kwnames.items as Str[]);
    if (res === undefined) return reload(frame);
    frame.stack[frame.sp++] = res;
  },
);

/** A Python function whose parameters the names at this place were matched with before. */
export const CALL_KW_PY = inst(
  { stack: "callable, self_or_null, args[oparg], kwnames -- res", family: "CALL_KW", raw: true },
  (frame, oparg) => {
    const at = frame.sp - oparg - 3;
    const callable = frame.stack[at];
    const cache = frame.caches[frame.pc - 1] as CallKwCache;
    const first = frame.stack[at + 1] === undefined ? at + 2 : at + 1;
    guard(callable instanceof PyFunction && callable.version === cache.version && frame.sp - 1 - first === cache.given);
    frame.sp = at;
    flush(frame);
    pushKwCall(frame.thread, frame, callable, cache, first);
    return reload(frame);
  },
);

export const CALL_FUNCTION_EX = inst(
  { stack: "func, unused, callargs, kwargs_in -- result", cold: true, raw: true },
  (frame) => {
    frame.sp -= 4;
    const func = frame.stack[frame.sp] as PyValue;
    flush(frame);
    const kwargs = frame.stack[frame.sp + 3] as PyDict | undefined;
    const args = callExArguments(func, frame.stack[frame.sp + 2] as PyValue, kwargs);
    const res = callObject(frame.thread, frame, func, args, callExKeywords(kwargs));
    if (res === undefined) return reload(frame);
    frame.stack[frame.sp++] = res;
  },
);

export const RETURN_VALUE = inst({ stack: "retval --", raw: true }, (frame) => {
  const retval = frame.stack[frame.sp - 1];
  const caller = frame.previous as Frame;
  frame.thread.top = caller;
  if (frame.flags === 0) {
    frame.flags = FRAME_DONE;
    caller.stack[caller.sp++] = retval;
    return reload(frame);
  }
  flush(frame);
  if (returnSpecially(frame.thread, frame, caller, retval as PyValue)) return exit(frame, retval);
  return reload(frame);
});

/** After `__init__` in CPython's shim frame; here RETURN_VALUE does it. */
export const EXIT_INIT_CHECK = inst({ stack: "should_be_none --", cold: true }, (_frame, _oparg, value: PyValue) => {
  if (value !== null) throw typeError(`__init__() should return None, not '${typeName(value)}'`);
});
