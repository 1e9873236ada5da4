/** Setting `f_lineno` from a trace function. Source: CPython Objects/frameobject.c (frame_lineno_set). */
import { asInt } from "../objects/abstract/number.ts";
import { warn } from "../objects/abstract/warn.ts";
import { attributeError, valueError } from "../objects/errors.ts";
import type { PyBaseException } from "../objects/exceptions/base.ts";
import type { PyValue } from "../objects/object.ts";
import type { Frame } from "./frame.ts";
import type { PyFrame } from "./frame-object.ts";
import { EXCEPT, jumpTarget } from "./jump-target.ts";
import { EVENT } from "./monitoring.ts";
import { currentThread } from "./thread.ts";

export function setFrameLine(self: PyFrame, value: PyValue | undefined): void {
  if (value === undefined) throw attributeError("cannot delete attribute");
  const line = asInt(value);
  if (line === undefined) throw valueError("lineno must be an integer");
  if (currentThread.tracing === 0 || self.frame.frameObject !== self) {
    throw valueError("f_lineno can only be set in a trace function");
  }
  checkEvent(currentThread.tracingEvent);
  const { frame } = self;
  const { target, stack, depth } = jumpTarget(frame.code, frame.pc - 1, Number(line));
  bindLocals(frame);
  for (let i = stack.length - 1; i >= depth; i--) {
    const value = frame.stack[--frame.sp];
    // Leaving a handler: the exception handled before it is so again.
    if (stack[i] === EXCEPT) currentThread.excInfo.value = value as PyBaseException | null;
  }
  frame.pc = target;
}

/** Only between lines is it known what lies on the stack. */
function checkEvent(event: number): void {
  switch (event) {
    case EVENT.PY_RESUME:
    case EVENT.PY_YIELD:
    case EVENT.JUMP:
    case EVENT.BRANCH_LEFT:
    case EVENT.BRANCH_RIGHT:
    case EVENT.LINE:
      return;
    case EVENT.PY_START:
      throw valueError("can't jump from the 'call' trace event of a new frame");
    case EVENT.CALL:
    case EVENT.C_RETURN:
      throw valueError("can't jump during a call");
    default:
      throw valueError("can only jump from a 'line' trace event");
  }
}

/** The code after the jump may rely on locals to be bound that the skipped code has bound. */
function bindLocals({ stack, base, code }: Frame): void {
  const unbound: number[] = [];
  for (let i = base; i < base + code.localCount; i++) if (stack[i] === undefined) unbound.push(i);
  if (unbound.length === 0) return;
  warn("RuntimeWarning", `assigning None to ${unbound.length} unbound local${unbound.length === 1 ? "" : "s"}`, 0);
  for (const i of unbound) stack[i] = null;
}
