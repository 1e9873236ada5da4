/** Setting `f_lineno` from a trace function. Source: CPython Objects/frameobject.c (frame_lineno_set). */
import { asInt } from "../objects/abstract/number.ts";
import { warn } from "../objects/abstract/warn.ts";
import { attributeError, valueError } from "../objects/errors.ts";
import type { PyValue } from "../objects/object.ts";
import type { Frame } from "./frame.ts";
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
  const target = jumpTarget(self, Number(line));
  bindLocals(self.frame);
  self.frame.pc = target;
  self.lastLine = -1;
}

/** The code after the jump may rely on locals to be bound that the skipped code has bound. */
function bindLocals({ stack, base, code }: Frame): void {
  const unbound: number[] = [];
  for (let i = base; i < base + code.localCount; i++) if (stack[i] === undefined) unbound.push(i);
  if (unbound.length === 0) return;
  warn("RuntimeWarning", `assigning None to ${unbound.length} unbound local${unbound.length === 1 ? "" : "s"}`, 0);
  for (const i of unbound) stack[i] = null;
}
