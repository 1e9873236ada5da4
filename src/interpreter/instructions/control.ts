/** Jumps and the eval breaker. */

import { RESUME as RESUME_ARG } from "../../bytecode/opargs.ts";
import { systemError } from "../../objects/errors.ts";
import type { PyValue } from "../../objects/object.ts";
import { CONTINUED, ENDED, enterCompiled, outcome } from "../compiled.ts";
import { breakAtJump, breakAtResume } from "../eval-breaker.ts";
import { exit, flush, inst, reload } from "../inst.ts";

/** Function entry and return from a yield: spends fuel. What delegates does not look at signals before what it delegates to. */
export const RESUME = inst({ stack: "--" }, (frame, oparg) => {
  if (--frame.thread.fuel < 0 && (oparg & RESUME_ARG.LOCATION_MASK) < RESUME_ARG.AFTER_YIELD_FROM) {
    flush(frame);
    if (breakAtResume(frame)) return exit(frame, undefined);
  }
  if (--frame.code.heat < 0) {
    flush(frame);
    const entered = enterCompiled(frame.thread, frame);
    if (entered === ENDED) return exit(frame, outcome);
    if (entered === CONTINUED) return reload(frame);
  }
});

export const JUMP_FORWARD = inst({ stack: "--" }, (frame, oparg) => {
  frame.pc = oparg;
});

export const JUMP_BACKWARD = inst({ stack: "--" }, (frame, oparg) => {
  if (--frame.thread.fuel < 0) {
    flush(frame);
    if (breakAtJump(frame, oparg)) return exit(frame, undefined);
  }
  frame.pc = oparg;
  if (--frame.code.heat < 0) {
    flush(frame);
    const entered = enterCompiled(frame.thread, frame);
    if (entered === ENDED) return exit(frame, outcome);
    if (entered === CONTINUED) return reload(frame);
  }
});

export const JUMP_BACKWARD_NO_INTERRUPT = inst({ stack: "--", cold: true }, (frame, oparg) => {
  frame.pc = oparg;
});

export const POP_JUMP_IF_FALSE = inst({ stack: "cond --" }, (frame, oparg, cond: PyValue) => {
  if (cond === false) frame.pc = oparg;
});

export const POP_JUMP_IF_TRUE = inst({ stack: "cond --" }, (frame, oparg, cond: PyValue) => {
  if (cond === true) frame.pc = oparg;
});

export const POP_JUMP_IF_NONE = inst({ stack: "value --" }, (frame, oparg, value: PyValue) => {
  if (value === null) frame.pc = oparg;
});

export const POP_JUMP_IF_NOT_NONE = inst({ stack: "value --" }, (frame, oparg, value: PyValue) => {
  if (value !== null) frame.pc = oparg;
});

/** Never in valid code: running off its end. */
export const RESERVED = inst({ stack: "--", cold: true }, () => {
  throw systemError("unknown opcode");
});
