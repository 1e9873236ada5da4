/** Setting `f_lineno` from a trace function. Source: CPython Objects/frameobject.c (frame_lineno_set). */
import { asInt } from "../objects/abstract/number.ts";
import { warn } from "../objects/abstract/warn.ts";
import { attributeError, valueError } from "../objects/errors.ts";
import type { PyBaseException } from "../objects/exceptions/base.ts";
import type { PyValue } from "../objects/object.ts";
import type { Frame } from "./frame.ts";
import type { PyFrame } from "./frame-object.ts";
import { EXCEPT, jumpTarget } from "./jump-target.ts";
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
  self.lastLine = -1;
}

/** Only between lines is it known what lies on the stack. */
function checkEvent(event: string | null): void {
  switch (event) {
    case "line":
    case "LINE":
    case "JUMP":
    case "INSTRUCTION":
    case "opcode":
    case "PY_RESUME":
    case "BRANCH_LEFT":
    case "BRANCH_RIGHT":
      return;
    case "call":
    case "PY_START":
      throw valueError("can't jump from the 'call' trace event of a new frame");
    case "CALL":
    case "C_RETURN":
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
