/** Python functions that built-ins end with: their frames belong to the loop that called the built-in. */
import type { PyFunction } from "../objects/function.ts";
import type { PendingFrame } from "../objects/machine.ts";
import { inheritPyObject, type KwNames, type PyObject, type PyValue } from "../objects/object.ts";
import { objectType } from "../objects/object-type.ts";
import type { PyType } from "../objects/type-object.ts";
import { pushCall } from "./calls.ts";
import { type Answer, FRAME_ANSWER, FRAME_ENTRY, FRAME_STOPS, type Frame, type StopTarget } from "./frame.ts";
import { currentThread } from "./thread.ts";

type Take = (result: PyValue) => PyValue;

export class TailCall implements PyObject, PendingFrame, Answer {
  static {
    inheritPyObject(TailCall);
  }
  type: PyType;
  readonly kind = "frame";
  readonly fn: PyFunction;
  readonly args: PyValue[];
  readonly kwnames: KwNames;
  private readonly taking: Take | undefined;
  constructor(fn: PyFunction, args: PyValue[], kwnames: KwNames, taking: Take | undefined) {
    this.type = objectType;
    this.fn = fn;
    this.args = args;
    this.kwnames = kwnames;
    this.taking = taking;
  }

  push(nested: boolean): Frame {
    const frame = pushCall(currentThread, this.fn, this.args, this.kwnames);
    if (nested) frame.flags |= FRAME_ENTRY;
    this.mark(frame);
    return frame;
  }

  /** Has what the function's frame returns become the built-in's value. */
  mark(frame: Frame): void {
    if (this.taking === undefined) return;
    frame.flags |= FRAME_ANSWER;
    frame.owner = this;
  }

  take(result: PyValue): PyValue {
    return this.taking!(result);
  }

  finish(result: PyValue): PyValue {
    return this.taking === undefined ? result : this.taking(result);
  }
}

class Stop implements PyObject, StopTarget {
  static {
    inheritPyObject(Stop);
  }
  type: PyType;
  stopPc: number;
  stopPushes: boolean;
  constructor(stopPc: number, stopPushes: boolean) {
    this.type = objectType;
    this.stopPc = stopPc;
    this.stopPushes = stopPushes;
  }
}

/** Pushes the frame of a Python `__next__` for a loop that ends at `stopPc`. */
export function pushNext(frame: Frame, method: PyFunction, iterator: PyValue, stopPc: number): void {
  markStops(pushCall(frame.thread, method, [iterator], null), stopPc);
}

/** Has the StopIteration of a `__next__` end the caller's loop. */
export function markStops(callee: Frame, stopPc: number): void {
  callee.flags |= FRAME_STOPS;
  callee.owner = new Stop(stopPc, false);
}
