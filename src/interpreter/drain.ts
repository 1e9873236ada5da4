/** Feeding an iterator's values to a built-in's sink: a frame of internal code that loops as a `for` statement does. */
import type { PendingFrame, Sink } from "../objects/machine.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../objects/object.ts";
import { objectType } from "../objects/object-type.ts";
import type { PyType } from "../objects/type-object.ts";
import { FRAME_ENTRY, type Frame } from "./frame.ts";
import { pushInternal } from "./pending.ts";
import { currentThread } from "./thread.ts";

export class Drain implements PyObject, PendingFrame {
  static {
    inheritPyObject(Drain);
  }
  type: PyType;
  readonly kind = "frame";
  readonly sink: Sink;
  readonly iterator: PyValue;
  constructor(iterator: PyValue, sink: Sink) {
    this.type = objectType;
    this.iterator = iterator;
    this.sink = sink;
  }

  push(nested: boolean): Frame {
    const frame = pushInternal(currentThread, "drain");
    frame.owner = this;
    frame.stack[frame.sp++] = this.iterator;
    if (nested) frame.flags |= FRAME_ENTRY;
    return frame;
  }

  finish(result: PyValue): PyValue {
    return result;
  }
}
