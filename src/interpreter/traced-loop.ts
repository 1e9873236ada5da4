/**
 * The loop that runs Python while something is traced, profiled or monitored, or the host evaluates frames: the definitions one after the other, unspecialized,
 * with the events between them. Same contract as the generated loop; when nothing is traced any more it asks to be left.
 * Source: CPython Python/bytecodes.c (the INSTRUMENTED_ instructions), instrumentation.c.
 */
import { RESUME as RESUME_ARG } from "../bytecode/opargs.ts";
import type { PyValue } from "../objects/object.ts";
import { type Executable, OP_BITS } from "./code.ts";
import { fire, wants } from "./fire.ts";
import { FRAME_DONE, type Frame } from "./frame.ts";
import { evaluateByHost, isBeginning } from "./frame-evaluation.ts";
import { frameObject, type PyFrame } from "./frame-object.ts";
import { GENERIC, OP, REFERENCE } from "./generated/tables.ts";
import { AsyncGenSend, AsyncGenThrow } from "./generators/async-generator.ts";
import { PyGenerator, stopIterationWith } from "./generators/generator.ts";
import type { Slot } from "./inst.ts";
import { instrumentationOf, notTakenBefore, originalOp, startOffset } from "./instrumentation.ts";
import { EVENT } from "./monitoring.ts";
import type { ThreadState } from "./thread.ts";
import { callEvent, callReturned, isCall, loadSuperAttrTraced } from "./traced-call.ts";
import { entryFrame, takeInjected, unwind } from "./unwind.ts";

export function tracedLoop(thread: ThreadState): Slot {
  const entry = entryFrame(thread);
  if (thread.ranUntraced) forgetProgress(thread, entry);
  thread.ranUntraced = false;
  for (;;) {
    try {
      for (;;) {
        const frame = thread.top!;
        if (thread.interp.frameEvaluator !== null && isBeginning(thread, frame)) {
          if (evaluateByHost(thread, frame)) return thread.exitValue;
          continue;
        }
        if (thread.injected !== undefined) throw takeInjected(thread);
        if (!thread.instrumented) {
          thread.switching = true;
          return undefined;
        }
        if (frame.code.internal) stepInternal(frame);
        else step(thread, frame);
        if (thread.exited) {
          thread.exited = false;
          return thread.exitValue;
        }
      }
    } catch (caught) {
      thread.caught = caught;
    }
    // The host's evaluator has ended it.
    if ((entry.flags & FRAME_DONE) !== 0) throw thread.caught;
    unwind(thread, thread.caught, entry);
  }
}

/** Another loop may have run these frames on since this one did. One that was only left for a while, to let others run, goes on as it was. */
function forgetProgress(thread: ThreadState, entry: Frame): void {
  const { frameObject: top } = thread.top!;
  if (top !== null) top.calling = null;
  for (let frame = thread.top!; ; frame = frame.previous!) {
    const { frameObject: object } = frame;
    if (object !== null) {
      object.lastIndex = -1;
      object.iterating = false;
    }
    if (frame === entry) return;
  }
}

function stepInternal(frame: Frame): void {
  const index = frame.pc++;
  const { code } = frame;
  REFERENCE[GENERIC[code.plain[index]]](frame, code.words[index] >> OP_BITS);
}

/** One instruction with the events before and after it; a trace function may have the frame go on elsewhere. */
function step(thread: ThreadState, frame: Frame): void {
  const { code } = frame;
  const object = frameObject(frame);
  const { calling } = object;
  const index = frame.pc;
  if (calling !== null) {
    callReturned(thread, frame, calling);
    if (frame.pc !== index) return;
  }
  if (object.iterating) {
    object.iterating = false;
    if (object.lastIndex === index - 1) went(thread, frame, index - 1, EVENT.BRANCH_LEFT, index - 1);
    if (frame.pc !== index) return;
  }
  const op = GENERIC[code.plain[index]];
  const oparg = code.words[index] >> OP_BITS;
  frame.pc = index + 1;
  if (index >= instrumentationOf(code).first && !before(thread, frame, object, index, op, oparg)) return;
  object.lastIndex = index;
  if (op === OP.LOAD_SUPER_ATTR) loadSuperAttrTraced(thread, frame, index, oparg);
  else REFERENCE[op](frame, oparg);
  if (thread.top === frame) after(thread, frame, code, index, op);
  else if (op === OP.FOR_ITER) object.iterating = true;
}

/** Events before an instruction. False: the frame goes on elsewhere. */
function before(thread: ThreadState, frame: Frame, object: PyFrame, index: number, op: number, oparg: number): boolean {
  const { code } = frame;
  const at = code.offsets[index];
  const here = index + 1;
  if (op === OP.RESUME) {
    const start = (oparg & RESUME_ARG.LOCATION_MASK) === RESUME_ARG.AT_FUNC_START;
    const event = start ? EVENT.PY_START : EVENT.PY_RESUME;
    if (wants(thread, event)) fire(thread, frame, at, event, [at]);
    return frame.pc === here;
  }
  // The exception thrown into a generator was dealt with by what it delegates to: it yields again without having been resumed.
  if (op === OP.YIELD_VALUE && object.lastIndex === index) return true;
  if (wants(thread, EVENT.LINE) && newLine(code, object, index)) {
    fire(thread, frame, at, EVENT.LINE, [code.lineOf(index)]);
    if (frame.pc !== here) return jumped(object, frame);
  }
  if (wants(thread, EVENT.INSTRUCTION) && op !== OP.END_FOR) {
    fire(thread, frame, at, EVENT.INSTRUCTION, [at]);
  }
  switch (op) {
    case OP.RETURN_VALUE:
      return leaving(thread, frame, index, EVENT.PY_RETURN);
    case OP.YIELD_VALUE:
      return leaving(thread, frame, index, EVENT.PY_YIELD);
    case OP.END_FOR:
      endForEvent(thread, frame, index);
      break;
    case OP.END_SEND:
      endSendEvent(thread, frame, index, object.lastIndex);
      break;
    default:
      if (isCall(op) && wants(thread, EVENT.CALL)) callEvent(thread, frame, index, op, oparg);
  }
  return frame.pc === here;
}

/** The instruction before which a trace function has put the frame counts as executed: its line is not told of. */
function jumped(object: PyFrame, frame: Frame): false {
  object.lastIndex = frame.pc;
  return false;
}

/** Whether a line starts here, other than that of the instruction executed before. */
function newLine(code: Executable, object: PyFrame, index: number): boolean {
  if (instrumentationOf(code).starts[index] === 0) return false;
  const last = object.lastIndex < 0 ? index - 1 : object.lastIndex;
  return code.lineOf(last) !== code.lineOf(index) || GENERIC[code.plain[last]] === OP.RESUME;
}

function leaving(thread: ThreadState, frame: Frame, index: number, event: number): boolean {
  if (wants(thread, event)) {
    const at = frame.code.offsets[index];
    fire(thread, frame, at, event, [at, frame.stack[frame.sp - 1] as PyValue]);
  }
  return frame.pc === index + 1;
}

/** A generator has returned to the loop that resumed it; the StopIteration that this stands for is told of when it carries a value. */
function endForEvent(thread: ThreadState, frame: Frame, index: number): void {
  const value = frame.stack[frame.sp - 1] as PyValue;
  if (value === null || !wants(thread, EVENT.STOP_ITERATION) || !(frame.stack[frame.sp - 2] instanceof PyGenerator))
    return;
  const at = frame.code.offsets[index];
  fire(thread, frame, at, EVENT.STOP_ITERATION, [at, stopIterationWith(value)]);
}

/** The end of a delegation: a generator returns without StopIteration, anything else raises it at the SEND that was executed last. */
function endSendEvent(thread: ThreadState, frame: Frame, index: number, last: number): void {
  const { stack, sp, code } = frame;
  const value = stack[sp - 1] as PyValue;
  const receiver = stack[sp - 2] as PyValue;
  if (receiver instanceof PyGenerator && receiver.kind !== "async generator") {
    if (!wants(thread, EVENT.STOP_ITERATION)) return;
    const at = code.offsets[index];
    fire(thread, frame, at, EVENT.STOP_ITERATION, [at, stopIterationWith(value)]);
  } else if (wants(thread, EVENT.RAISE)) {
    // Events may have been asked for by what the SEND has run.
    const send = last < 0 ? sendBefore(code, index) : last;
    if (GENERIC[code.plain[send]] !== OP.SEND) return;
    if (value === null && !(receiver instanceof AsyncGenSend || receiver instanceof AsyncGenThrow)) return;
    fire(thread, frame, 0, EVENT.RAISE, [code.offsets[send], stopIterationWith(value)]);
  }
}

/** The SEND that goes on at an END_SEND. */
function sendBefore(code: Executable, endSend: number): number {
  let index = endSend;
  while (GENERIC[code.plain[index]] !== OP.SEND || code.words[index] >> OP_BITS !== endSend) index--;
  return index;
}

/** Events after an instruction: jumps and branches. */
function after(thread: ThreadState, frame: Frame, code: Executable, index: number, op: number): void {
  switch (op) {
    case OP.JUMP_BACKWARD:
      // Code from elsewhere spends fuel where its own instruction spends none and has no event (decode in code.ts).
      if (originalOp(code, index) !== OP.JUMP_BACKWARD) return;
      return went(thread, frame, index, EVENT.JUMP, index);
    case OP.JUMP_FORWARD:
      return went(thread, frame, index, EVENT.JUMP, index);
    case OP.POP_JUMP_IF_FALSE:
    case OP.POP_JUMP_IF_TRUE:
    case OP.POP_JUMP_IF_NONE:
    case OP.POP_JUMP_IF_NOT_NONE:
      if (frame.pc === index + 1) return notTaken(thread, frame, code, index);
      return went(thread, frame, index, EVENT.BRANCH_RIGHT, index);
    case OP.FOR_ITER:
      if (frame.pc === index + 1) went(thread, frame, index, EVENT.BRANCH_LEFT, index);
      return;
    case OP.POP_ITER:
      return went(thread, frame, index, EVENT.BRANCH_RIGHT, instrumentationOf(code).loops.get(index) ?? index);
    case OP.END_SEND:
      if (notTakenBefore(code, index + 1) >= 0) notTaken(thread, frame, code, index);
      return;
    case OP.END_ASYNC_FOR:
      return went(thread, frame, index, EVENT.BRANCH_RIGHT, endSendOf(code, index));
  }
}

/** Tells that the frame went on where it now is, on account of the instruction at `from`. */
function went(thread: ThreadState, frame: Frame, index: number, event: number, from: number): void {
  if (!wants(thread, event)) return;
  const { code, pc } = frame;
  frame.pc = index + 1; // for the callback the frame is still at the jump
  fire(thread, frame, code.offsets[index], event, [code.offsets[from], startOffset(code, pc)]);
  if (frame.pc === index + 1) frame.pc = pc;
}

function notTaken(thread: ThreadState, frame: Frame, code: Executable, index: number): void {
  const at = notTakenBefore(code, index + 1);
  if (at >= 0 && wants(thread, EVENT.INSTRUCTION)) fire(thread, frame, at, EVENT.INSTRUCTION, [at]);
  went(thread, frame, index, EVENT.BRANCH_LEFT, index);
}

/** The END_SEND of the loop that END_ASYNC_FOR ends, which its argument points back to. */
function endSendOf(code: Executable, index: number): number {
  return code.words[index] >> OP_BITS;
}
