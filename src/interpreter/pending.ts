/**
 * What a built-in has left pending when it answers PENDING: an activation becomes a frame that the loop drives; a promise or
 * condition parks the thread, on top of whose frames a parked frame then lies until the answer is there.
 */
import type { PyFunction } from "../objects/function.ts";
import type { CallRequest, PendingActivation } from "../objects/machine.ts";
import { takePending } from "../objects/machine.ts";
import { inheritPyObject } from "../objects/object.ts";
import { objectType } from "../objects/object-type.ts";
import type { PyType } from "../objects/type-object.ts";
import { currentDepth } from "./compiled.ts";
import { FRAME_STOPS, Frame, frameLimit, type StopTarget } from "./frame.ts";
import type { Slot } from "./inst.ts";
import { activationCode, drainCode, internalFunction, parkedCode } from "./internal-code.ts";
import { parkThread } from "./scheduler.ts";
import { growStack, type ThreadState } from "./thread.ts";

/** A built-in that runs as an activation: the owner of its frame. */
export class Activation implements StopTarget {
  static {
    inheritPyObject(Activation);
  }
  type: PyType;
  readonly steps: PendingActivation["steps"];
  /** The call it last asked for. */
  request: CallRequest | null = null;
  stopPc = -1;
  readonly stopPushes = false;
  constructor(steps: PendingActivation["steps"]) {
    this.type = objectType;
    this.steps = steps;
  }
}

/** Pushes the frame that stands for what is pending; the caller's loop reloads. The answer will come onto the caller's stack. */
export function finishPendingCall(thread: ThreadState, _frame: Frame): Slot {
  const pending = takePending();
  if (pending.kind === "activation") {
    pushActivation(thread, pending.steps);
  } else if (pending.kind === "frame") {
    pending.push(false);
  } else {
    pushInternal(thread, "parked");
    parkThread(thread, pending);
  }
  return undefined;
}

export function pushActivation(thread: ThreadState, steps: PendingActivation["steps"]): Frame {
  const frame = pushInternal(thread, "activation");
  frame.owner = new Activation(steps);
  frame.stack[frame.sp++] = null;
  return frame;
}

/** What `iterNextOrWait` has left pending, for a loop that ends at `stopPc`. */
export function pushWaitingNext(thread: ThreadState, stopPc: number): Frame {
  const frame = pushActivation(thread, (takePending() as PendingActivation).steps);
  frame.flags |= FRAME_STOPS;
  (frame.owner as Activation).stopPc = stopPc;
  return frame;
}

export function pushInternal(thread: ThreadState, kind: "parked" | "activation" | "drain"): Frame {
  const code = kind === "parked" ? parkedCode() : kind === "activation" ? activationCode() : drainCode();
  const func: PyFunction = thread.top === null ? internalFunction(thread.interp) : thread.top.func;
  const base = frameLimit(thread.top);
  if (base + code.frameSize > thread.stack.length) growStack(thread.stack, base + code.frameSize);
  const depth = currentDepth(thread);
  const frame = new Frame(code, func, null, thread.stack, base, thread.top, depth);
  thread.top = frame;
  return frame;
}
