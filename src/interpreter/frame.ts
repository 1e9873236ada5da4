/**
 * Frame: one activation of a code object. Locals lie at `stack[base + i]`, the operand stack above them; `sp` is the next
 * free slot and `pc` the next instruction, both only up to date while the loop runs another frame or has flushed them.
 * Generators own their stack array; all other frames lie in the thread's. Matches CPython's _PyInterpreterFrame.
 */

import { strToJs } from "../kernel/str.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import type { PyFunction } from "../objects/function.ts";
import type { FrameView } from "../objects/machine.ts";
import type { PyObject, PyValue } from "../objects/object.ts";
import type { Executable } from "./code.ts";
import { compiledPc } from "./compiled.ts";
import { frameLocals, frameSuperArguments } from "./frame-namespace.ts";
import { frameObject, type PyFrame } from "./frame-object.ts";
import type { Slot } from "./inst.ts";
import { currentThread, type ThreadState, visibleFrame } from "./thread.ts";

/** The loop returns to its JavaScript caller when this frame ends. */
export const FRAME_ENTRY = 1;
/** The frame belongs to a generator, coroutine or asynchronous generator. */
export const FRAME_GENERATOR = 2;
/** A frame object exists: locals must outlive the activation. */
export const FRAME_OBSERVED = 4;
/** Locals and stack lie in an array of the frame's own. */
export const FRAME_OWN_STACK = 8;
/** Tracing, profiling or monitoring looks at this frame. */
export const FRAME_TRACED = 16;
/** `__init__` called by instantiation: the result is `owner`. */
export const FRAME_INIT = 64;
/** Compiled code runs this frame; its variables and current instruction are out of date. */
export const FRAME_COMPILED = 128;
/** Stands for a compiled activation that is running, so that it can be seen; its variables and current instruction are elsewhere. */
export const FRAME_SHELL = 256;
/** StopIteration out of this frame is an end, not an error: `owner`, a StopTarget, says where the caller goes on. */
export const FRAME_STOPS = 512;
/** What the frame returns is not yet the caller's value: `owner`, an Answer, makes that of it. */
export const FRAME_ANSWER = 1024;
/** `f_locals` reads and writes its variables at any time: the interpreter keeps them. */
export const FRAME_EXPOSED = 2048;
/** What becomes of a frame's result. */
export const FRAME_OUTCOME = FRAME_ENTRY | FRAME_INIT | FRAME_STOPS | FRAME_ANSWER;
/** The activation has ended; only a frame object or traceback still refers to it. */
export const FRAME_DONE = 32;

/** Where a FOR_ITER or SEND goes on when what it called ends by StopIteration. */
export interface StopTarget extends PyObject {
  readonly stopPc: number;
  /** Whether the exception's value is left on the stack (SEND). */
  readonly stopPushes: boolean;
}

/** See FRAME_ANSWER. */
export interface Answer extends PyObject {
  take(value: PyValue): PyValue;
  /** The caller's value when the frame has raised; undefined: the exception goes on. */
  failed?(error: PyValue): PyValue | undefined;
}

export class Frame implements FrameView {
  code: Executable;
  func: PyFunction;
  /** Namespace of a module or class body; null for functions. */
  namespace: PyValue;
  stack: Slot[];
  base: number;
  sp: number;
  pc = 0;
  previous: Frame | null;
  flags: number;
  depth: number;
  /** The generator the frame belongs to, or the instance whose `__init__` this is. */
  owner: PyObject | null = null;
  frameObject: PyFrame | null = null;
  /** The frame of the last call from here: once it has ended, and was not observed, the next call may have it (`frameOfCall`). */
  spare: Frame | null = null;

  constructor(
    code: Executable,
    func: PyFunction,
    namespace: PyValue,
    stack: Slot[],
    base: number,
    previous: Frame | null,
    depth: number,
  ) {
    this.code = code;
    this.func = func;
    this.namespace = namespace;
    this.stack = stack;
    this.base = base;
    this.sp = base + code.localCount;
    this.previous = previous;
    this.flags = 0;
    this.depth = depth;
  }

  /** The next frame outwards that Python may see. */
  get back(): Frame | null {
    return visibleFrame(this.previous);
  }
  get thread(): ThreadState {
    return currentThread;
  }
  get consts(): readonly PyValue[] {
    return this.code.consts;
  }
  get names(): Executable["names"] {
    return this.code.names;
  }
  get caches(): Executable["caches"] {
    return this.code.caches;
  }
  get globals(): PyDict {
    return this.func.globals;
  }
  get builtins(): PyDict {
    return this.func.builtins;
  }
  get filename(): PyValue {
    return this.code.unit.filename;
  }

  locals(): PyValue {
    return frameLocals(this, true);
  }
  superArguments(): [type: PyValue, object: PyValue] {
    return frameSuperArguments(this);
  }
  lineno(): number | null {
    return this.code.lineOf(currentPc(this) - 1);
  }
  object(): PyObject {
    return frameObject(this);
  }
}

/** Deeper calls leave no frames behind for the next ones. */
const SPARE_DEPTH = 200;

/**
 * A frame for a call of a function from `caller`, with all arguments on the thread's stack. It is the last call's again if that has ended
 * with nobody having looked at it: new frames would be most of what programs of many small functions give the garbage collector.
 */
export function frameOfCall(caller: Frame, code: Executable, func: PyFunction, base: number, depth: number): Frame {
  const { spare } = caller;
  if (spare !== null && spare.flags === FRAME_DONE) {
    spare.code = code;
    spare.func = func;
    spare.base = base;
    spare.sp = base + code.localCount;
    spare.pc = 0;
    spare.previous = caller;
    spare.flags = 0;
    return spare;
  }
  const frame = new Frame(code, func, null, caller.stack, base, caller, depth);
  if (depth < SPARE_DEPTH) caller.spare = frame;
  return frame;
}

/** First slot above everything the frame uses: where a nested activation may lie in the thread's stack. */
export function frameLimit(frame: Frame | null): number {
  while (frame !== null && (frame.flags & FRAME_OWN_STACK) !== 0) frame = frame.previous;
  return frame === null ? 0 : frame.base + frame.code.frameSize;
}

/** `pc`, wherever the frame runs. */
export function currentPc(frame: Frame): number {
  return (frame.flags & (FRAME_COMPILED | FRAME_SHELL)) !== 0 ? compiledPc(frame) : frame.pc;
}

/** `co_qualname` as text, for messages. */
export function frameName(frame: Frame): string {
  return strToJs(frame.func.qualname);
}
