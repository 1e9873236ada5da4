/** Setting `f_lineno` from a trace function. Source: CPython Objects/frameobject.c (frame_lineno_set). */
import { asInt } from "../objects/abstract/number.ts";
import { attributeError, valueError } from "../objects/errors.ts";
import type { PyValue } from "../objects/object.ts";
import type { PyFrame } from "./frame-object.ts";
import { jumpTarget } from "./jump-target.ts";
import { currentThread } from "./thread.ts";

export function setFrameLine(self: PyFrame, value: PyValue | undefined): void {
  if (value === undefined) throw attributeError("cannot delete attribute");
  const line = asInt(value);
  if (line === undefined) throw valueError("lineno must be an integer");
  if (currentThread.tracing === 0 || self.frame.frameObject !== self) {
    throw valueError("f_lineno can only be set in a trace function");
  }
  self.frame.pc = jumpTarget(self, Number(line));
  self.lastLine = -1;
}
