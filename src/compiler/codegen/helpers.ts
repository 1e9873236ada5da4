/** Short instruction sequences that several statements and expressions share. */

import { CO_FAST } from "../../bytecode/codeflags.ts";
import type { CodeUnit } from "../../bytecode/codeunit.ts";
import { INTRINSIC_1, MAKE_FUNCTION, RESUME } from "../../bytecode/opargs.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import { strToJs } from "../../kernel/str.ts";
import { type Location, NO_LOCATION } from "../instruction-sequence.ts";
import type { Compiler } from "./compiler.ts";

const {
  BUILD_TUPLE,
  CALL,
  CALL_INTRINSIC_1,
  CLEANUP_THROW,
  COPY,
  END_SEND,
  JUMP_IF_FALSE,
  JUMP_IF_TRUE,
  JUMP_NO_INTERRUPT,
  LOAD_CLOSURE,
  POP_BLOCK,
  POP_EXCEPT,
  RERAISE,
  SEND,
  SETUP_CLEANUP,
  SETUP_FINALLY,
  SET_FUNCTION_ATTRIBUTE,
  YIELD_VALUE,
  RETURN_VALUE,
} = OPCODE;

/** The pseudo jump of `and`/`or`: it leaves the value on the stack. */
export const JUMP_IF_FALSE_OR_POP_BY_OP = { And: JUMP_IF_FALSE, Or: JUMP_IF_TRUE } as const;

export function addYield(c: Compiler, loc: Location): void {
  const ste = c.u.ste;
  if (ste.generator && ste.coroutine) c.addop(CALL_INTRINSIC_1, INTRINSIC_1.ASYNC_GEN_WRAP, loc);
  c.addop(YIELD_VALUE, 0, loc);
  c.addop(OPCODE.RESUME, RESUME.AFTER_YIELD, loc);
}

/** Delegates to the iterator below the value to send, until it is exhausted (`codegen_add_yield_from`). */
export function addYieldFrom(c: Compiler, loc: Location, isAwait: boolean): void {
  const send = c.newLabel();
  const fail = c.newLabel();
  const exit = c.newLabel();
  c.useLabel(send);
  c.addop(SEND, exit, loc);
  // A virtual try/except for StopIteration raised by close() or throw(): only then does YIELD_VALUE raise.
  c.addop(SETUP_FINALLY, fail, loc);
  c.addop(YIELD_VALUE, 1, loc);
  c.addop(POP_BLOCK, 0, NO_LOCATION);
  c.addop(OPCODE.RESUME, isAwait ? RESUME.AFTER_AWAIT : RESUME.AFTER_YIELD_FROM, loc);
  c.addop(JUMP_NO_INTERRUPT, send, loc);
  c.useLabel(fail);
  c.addop(CLEANUP_THROW, 0, loc);
  c.useLabel(exit);
  c.addop(END_SEND, 0, loc);
}

/** Stack: exc_info, lasti, exc. */
export function popExceptAndReraise(c: Compiler, loc: Location): void {
  c.addop(COPY, 3, loc);
  c.addop(POP_EXCEPT, 0, loc);
  c.addop(RERAISE, 1, loc);
}

export function callExitWithNones(c: Compiler, loc: Location): void {
  c.addopLoadConst(loc, null);
  c.addopLoadConst(loc, null);
  c.addopLoadConst(loc, null);
  c.addop(CALL, 3, loc);
}

/** Turns a StopIteration that leaves a generator into a RuntimeError. */
export function wrapInStopIterationHandler(c: Compiler): void {
  const handler = c.newLabel();
  c.u.seq.insertInstruction(0, SETUP_CLEANUP, handler, NO_LOCATION);
  c.addopLoadConst(NO_LOCATION, null);
  c.addop(RETURN_VALUE, 0, NO_LOCATION);
  c.useLabel(handler);
  c.addop(CALL_INTRINSIC_1, INTRINSIC_1.STOPITERATION_ERROR, NO_LOCATION);
  c.addop(RERAISE, 1, NO_LOCATION);
}

/** The attributes in the order in which they are set. */
const FUNCTION_ATTRIBUTES = [
  MAKE_FUNCTION.CLOSURE,
  MAKE_FUNCTION.ANNOTATIONS,
  MAKE_FUNCTION.ANNOTATE,
  MAKE_FUNCTION.KWDEFAULTS,
  MAKE_FUNCTION.DEFAULTS,
] as const;

/** Makes a function of `code`, its closure and what `flags` says lies on the stack (`codegen_make_closure`). */
export function makeClosure(c: Compiler, loc: Location, code: CodeUnit, flags: number): void {
  const kinds = code.localspluskinds;
  let cells = 0;
  for (let i = 0; i < kinds.length; i++) {
    if ((kinds[i] & CO_FAST.FREE) === 0) continue;
    c.addop(LOAD_CLOSURE, c.closureArg(strToJs(code.localsplusnames[i])), loc);
    cells++;
  }
  if (cells > 0) {
    flags |= MAKE_FUNCTION.CLOSURE;
    c.addop(BUILD_TUPLE, cells, loc);
  }
  c.addopLoadConst(loc, code);
  c.addop(OPCODE.MAKE_FUNCTION, 0, loc);
  if (flags === 0) return;
  for (const attribute of FUNCTION_ATTRIBUTES) {
    if ((flags & attribute) !== 0) c.addop(SET_FUNCTION_ATTRIBUTE, attribute, loc);
  }
}
