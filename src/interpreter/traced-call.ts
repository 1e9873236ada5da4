/** The events of calls: CALL, and for what is not a Python function C_RETURN or C_RAISE when it has ended. */
import { getAttr } from "../objects/abstract/attributes.ts";
import { call } from "../objects/abstract/call.ts";
import type { PyBaseException } from "../objects/exceptions/base.ts";
import { PyFunction } from "../objects/function.ts";
import { PyMethod } from "../objects/method.ts";
import type { PyValue } from "../objects/object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import { callExArguments } from "./call-ex.ts";
import { fire, fireException, wants } from "./fire.ts";
import type { Frame } from "./frame.ts";
import { frameObject } from "./frame-object.ts";
import { OP } from "./generated/tables.ts";
import { EVENT, monitoringState } from "./monitoring.ts";
import type { ThreadState } from "./thread.ts";

/** A built-in that is being called: for the events after it. */
export interface BuiltinCall {
  readonly index: number;
  readonly callable: PyValue;
  readonly first: PyValue;
}

export function isCall(op: number): boolean {
  return op === OP.CALL || op === OP.CALL_KW || op === OP.CALL_FUNCTION_EX;
}

/** The CALL event before an instruction that calls. */
export function callEvent(thread: ThreadState, frame: Frame, index: number, op: number, oparg: number): void {
  const { stack } = frame;
  let callable: PyValue;
  let first: PyValue | undefined;
  if (op === OP.CALL_FUNCTION_EX) {
    const at = frame.sp - 4;
    callable = stack[at] as PyValue;
    if (!(stack[at + 2] instanceof PyTuple)) {
      stack[at + 2] = new PyTuple(callExArguments(callable, stack[at + 2] as PyValue, undefined));
    }
    first = (stack[at + 2] as PyTuple).items[0];
  } else {
    const at = frame.sp - oparg - (op === OP.CALL ? 2 : 3);
    const bound = stack[at];
    if (bound instanceof PyMethod && stack[at + 1] === undefined) {
      stack[at] = bound.func;
      stack[at + 1] = bound.self;
    }
    callable = stack[at] as PyValue;
    first = stack[at + 1] ?? (oparg > 0 ? stack[at + 2] : undefined);
  }
  const arg = first === undefined ? monitoringState().missing : first;
  const offset = frame.code.offsets[index];
  fire(thread, frame, offset, EVENT.CALL, [offset, callable, arg]);
  const python =
    callable instanceof PyFunction || (callable instanceof PyMethod && callable.func instanceof PyFunction);
  if (!python) frameObject(frame).calling = { index, callable, first: arg };
}

function ended(frame: Frame, done: BuiltinCall): PyValue[] {
  frameObject(frame).calling = null;
  return [frame.code.offsets[done.index], done.callable, done.first];
}

/** C_RETURN, when the frame goes on after a call that it had made. */
export function callReturned(thread: ThreadState, frame: Frame, done: BuiltinCall): void {
  const args = ended(frame, done);
  if (frame.pc === done.index + 1) fire(thread, frame, args[0] as number, EVENT.C_RETURN, args);
}

/** C_RAISE, when an exception comes out of the built-in that the frame has called. */
export function callRaised(
  thread: ThreadState,
  frame: Frame,
  done: BuiltinCall,
  error: PyBaseException,
): PyBaseException {
  const args = ended(frame, done);
  return frame.pc === done.index + 1 ? fireException(thread, frame, EVENT.C_RAISE, args, error) : error;
}

/** LOAD_SUPER_ATTR with the events of the call of `super` that is in it. */
export function loadSuperAttrTraced(thread: ThreadState, frame: Frame, index: number, oparg: number): void {
  const { stack, code } = frame;
  frame.sp -= 3;
  const [callable, type, self] = stack.slice(frame.sp, frame.sp + 3) as PyValue[];
  const explicit = (oparg & 2) !== 0;
  const args = [code.offsets[index], callable, explicit ? type : monitoringState().missing];
  if (wants(thread, EVENT.CALL)) fire(thread, frame, code.offsets[index], EVENT.CALL, args);
  frameObject(frame).calling = { index, callable, first: args[2] };
  const made = call(callable, explicit ? [type, self] : []);
  callReturned(thread, frame, { index, callable, first: args[2] });
  stack[frame.sp++] = getAttr(made, code.names[oparg >> 2]);
  if ((oparg & 1) !== 0) stack[frame.sp++] = undefined;
}
