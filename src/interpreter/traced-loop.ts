/**
 * The loop that runs Python while something is traced, profiled or monitored: the definitions one after the other, unspecialized,
 * with the events between them. Same contract as the generated loop; when nothing is traced any more it asks to be left.
 */
import { RESUME as RESUME_ARG } from "../bytecode/opargs.ts";
import { PyFunction } from "../objects/function.ts";
import { PyMethod } from "../objects/method.ts";
import type { PyValue } from "../objects/object.ts";
import { type Executable, OP_BITS } from "./code.ts";
import type { Frame } from "./frame.ts";
import { frameObject } from "./frame-object.ts";
import { GENERIC, OP, REFERENCE } from "./generated/tables.ts";
import type { Slot } from "./inst.ts";
import { EVENT, fire, monitoringState } from "./monitoring.ts";
import type { ThreadState } from "./thread.ts";
import { profileBuiltin, traceCall, traceEvent, traceReturn } from "./trace.ts";
import { entryFrame, takeInjected, unwind } from "./unwind.ts";

/** A built-in that is being called: for the events after it. */
interface BuiltinCall {
  readonly frame: Frame;
  readonly index: number;
  readonly callable: PyValue;
  readonly self: Slot;
  readonly first: PyValue;
}

export function tracedLoop(thread: ThreadState): Slot {
  const entry = entryFrame(thread);
  let calling: BuiltinCall | null = null;
  for (;;) {
    try {
      if (thread.injected !== undefined) throw takeInjected(thread);
      for (;;) {
        const frame = thread.top!;
        if (!thread.instrumented) {
          thread.switching = true;
          return undefined;
        }
        if (!frame.code.internal) before(thread, frame);
        const index = frame.pc;
        const { code } = frame;
        const op = GENERIC[code.plain[index]];
        const oparg = code.words[index] >> OP_BITS;
        calling = isCall(op) && !code.internal ? callEvent(thread, frame, index, op, oparg) : null;
        frame.pc = index + 1;
        REFERENCE[op](frame, oparg);
        if (calling !== null && thread.top === frame) builtinReturned(thread, calling);
        calling = null;
        if (op === OP.JUMP_BACKWARD) frameObject(frame).lastLine = -1;
        if (thread.monitored && thread.top === frame && !code.internal)
          branchEvent(thread, frame, code, index, op, oparg);
        if (thread.exited) {
          thread.exited = false;
          return thread.exitValue;
        }
      }
    } catch (caught) {
      thread.caught = caught;
    }
    if (calling !== null) builtinRaised(thread, calling);
    calling = null;
    unwind(thread, thread.caught, entry);
  }
}

/** Events before an instruction: entering and leaving the frame, a new line, the instruction itself. */
function before(thread: ThreadState, frame: Frame): void {
  const { code } = frame;
  const index = frame.pc;
  const op = GENERIC[code.plain[index]];
  const object = frameObject(frame);
  if (op === OP.RESUME) {
    object.lastLine = -1;
    enterEvent(thread, frame, index, code.words[index] >> OP_BITS);
  } else {
    lineEvent(thread, frame, index);
    if (frame.pc !== index) {
      // The trace function has set f_lineno.
      object.lastLine = -1;
      before(thread, frame);
      return;
    }
  }
  if (thread.monitored) fire(thread, code, index, EVENT.INSTRUCTION, [code.offsets[index]]);
  if (object.traceOpcodes) {
    const at = frame.pc;
    frame.pc = at + 1;
    traceEvent(thread, frame, "opcode", null);
    if (frame.pc === at + 1) frame.pc = at;
  }
  if (op === OP.RETURN_VALUE) leaveEvent(thread, frame, index, EVENT.PY_RETURN);
  else if (op === OP.YIELD_VALUE) leaveEvent(thread, frame, index, EVENT.PY_YIELD);
}

function enterEvent(thread: ThreadState, frame: Frame, index: number, oparg: number): void {
  const { code } = frame;
  frame.pc = index + 1;
  const start = (oparg & RESUME_ARG.LOCATION_MASK) === RESUME_ARG.AT_FUNC_START;
  if (thread.monitored) fire(thread, code, index, start ? EVENT.PY_START : EVENT.PY_RESUME, [code.offsets[index]]);
  traceCall(thread, frame);
  frame.pc = index;
}

function leaveEvent(thread: ThreadState, frame: Frame, index: number, event: number): void {
  const value = frame.stack[frame.sp - 1] as PyValue;
  frame.pc = index + 1;
  if (thread.monitored) fire(thread, frame.code, index, event, [frame.code.offsets[index], value]);
  traceReturn(thread, frame, value);
  frame.pc = index;
}

/** Tells of a new line, or of the same one after a jump backward. */
function lineEvent(thread: ThreadState, frame: Frame, index: number): void {
  const { code } = frame;
  const object = frameObject(frame);
  const line = code.lineOf(index);
  if (line === null || !code.startsLine(index) || line === object.lastLine) {
    if (line !== null) object.lastLine = line;
    return;
  }
  object.lastLine = line;
  if (thread.monitored) fire(thread, code, index, EVENT.LINE, [line]);
  if (!object.traceLines) return;
  // What the trace function sees as current is this instruction; it may set f_lineno and so `pc`.
  frame.pc = index + 1;
  traceEvent(thread, frame, "line", null);
  if (frame.pc === index + 1) frame.pc = index;
}

function isCall(op: number): boolean {
  return op === OP.CALL || op === OP.CALL_KW || op === OP.CALL_FUNCTION_EX;
}

/** The CALL event; the answer tells of a built-in that returns to this loop. */
function callEvent(thread: ThreadState, frame: Frame, index: number, op: number, oparg: number): BuiltinCall | null {
  const below = op === OP.CALL ? oparg + 2 : op === OP.CALL_KW ? oparg + 3 : 4;
  const at = frame.sp - below;
  const callable = frame.stack[at] as PyValue;
  const self = op === OP.CALL_FUNCTION_EX ? undefined : frame.stack[at + 1];
  let first: Slot = self ?? (op !== OP.CALL_FUNCTION_EX && oparg > 0 ? frame.stack[at + 2] : undefined);
  if (callable instanceof PyMethod && self === undefined) first = callable.self;
  const arg0 = first ?? monitoringState().missing;
  frame.pc = index + 1;
  if (thread.monitored) fire(thread, frame.code, index, EVENT.CALL, [frame.code.offsets[index], callable, arg0]);
  const python =
    callable instanceof PyFunction || (callable instanceof PyMethod && callable.func instanceof PyFunction);
  if (!python) profileBuiltin(thread, frame, "c_call", callable, self);
  frame.pc = index;
  return python ? null : { frame, index, callable, self, first: arg0 };
}

function builtinReturned(thread: ThreadState, done: BuiltinCall): void {
  builtinEnded(thread, done, EVENT.C_RETURN, "c_return");
}

function builtinRaised(thread: ThreadState, done: BuiltinCall): void {
  try {
    builtinEnded(thread, done, EVENT.C_RAISE, "c_exception");
  } catch (caught) {
    thread.caught = caught;
  }
}

function builtinEnded(thread: ThreadState, done: BuiltinCall, event: number, name: string): void {
  const { code } = done.frame;
  if (thread.monitored) fire(thread, code, done.index, event, [code.offsets[done.index], done.callable, done.first]);
  profileBuiltin(thread, done.frame, name, done.callable, done.self);
}

/** JUMP and BRANCH events after a jump instruction. */
function branchEvent(
  thread: ThreadState,
  frame: Frame,
  code: Executable,
  index: number,
  op: number,
  oparg: number,
): void {
  let event: number;
  switch (op) {
    case OP.JUMP_FORWARD:
    case OP.JUMP_BACKWARD:
      event = EVENT.JUMP;
      break;
    case OP.POP_JUMP_IF_FALSE:
    case OP.POP_JUMP_IF_TRUE:
    case OP.POP_JUMP_IF_NONE:
    case OP.POP_JUMP_IF_NOT_NONE:
      event = frame.pc === oparg ? EVENT.BRANCH_RIGHT : EVENT.BRANCH_LEFT;
      break;
    case OP.FOR_ITER:
      event = frame.pc === index + 1 ? EVENT.BRANCH_LEFT : EVENT.BRANCH_RIGHT;
      break;
    default:
      return;
  }
  // An exhausted loop is reported as going past the POP_ITER that follows it.
  const target = op === OP.FOR_ITER && event === EVENT.BRANCH_RIGHT ? frame.pc + 1 : frame.pc;
  fire(thread, code, index, event, [code.offsets[index], code.offsets[target]]);
}
