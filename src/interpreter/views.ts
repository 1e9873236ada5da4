/** Whether the running program can still use a view of an object's memory: what objects/bytes/exports.ts asks. */
import { PyMemoryView } from "../objects/bytes/memoryview-object.ts";
import { PyCode } from "../objects/code.ts";
import type { PyObject } from "../objects/object.ts";
import { Shape } from "../objects/shape.ts";
import { PyType } from "../objects/type-object.ts";
import { Frame } from "./frame.ts";
import { currentThread } from "./thread.ts";

/** How many objects are looked at: half a millisecond's worth. */
const BUDGET = 5000;

/** Searches from the variables and operands of all frames, the nearest objects first. */
export function seesViewOf(exporter: PyObject): boolean {
  const seen = new Set<object>();
  const found: object[] = [];
  const add = (value: unknown): void => {
    if (typeof value !== "object" || value === null || seen.has(value) || ArrayBuffer.isView(value)) return;
    if (value instanceof PyType || value instanceof PyCode || value instanceof Shape) return;
    seen.add(value);
    found.push(value);
  };
  for (const value of liveValues()) add(value);
  for (let i = 0; i < found.length && i < BUDGET; i++) {
    const value = found[i];
    if (value instanceof PyMemoryView && !value.released && value.obj === exporter) return true;
    if (Array.isArray(value)) value.forEach(add);
    else if (value instanceof Map) {
      value.forEach((item, key) => {
        add(key);
        add(item);
      });
    } else if (value instanceof Frame) {
      // A traceback's. Of its stack, which may be the whole thread's, only a part is its own.
      for (const item of valuesOf(value)) add(item);
      add(value.previous);
    } else for (const item of Object.values(value)) add(item);
  }
  return false;
}

function* liveValues(): Iterable<unknown> {
  for (const { top } of [currentThread, ...currentThread.interp.scheduler.threads]) {
    for (let frame = top; frame !== null; frame = frame.previous) {
      yield* valuesOf(frame);
    }
  }
}

function* valuesOf(frame: Frame): Iterable<unknown> {
  yield* frame.stack.slice(frame.base, frame.sp);
  yield frame.namespace;
  yield frame.func.closure;
  yield frame.globals;
}
