/** `if`, `for`, `async for` and `while`. */
import { OPCODE } from "../../bytecode/opcodes.ts";
import type { AsyncFor, For, If, While } from "../../parser/generated/ast.ts";
import { NO_LOCATION } from "../instruction-sequence.ts";
import { locationOf } from "../symtable/entry.ts";
import type { Compiler } from "./compiler.ts";
import { jumpIf } from "./conditions.ts";
import { visitExpr } from "./expressions.ts";
import { addYieldFrom } from "./helpers.ts";
import { visitStmts } from "./statements.ts";
import { FBLOCK_ASYNC_FOR_LOOP, FBLOCK_FOR_LOOP, FBLOCK_WHILE_LOOP } from "./unit.ts";

const {
  END_ASYNC_FOR,
  END_FOR,
  FOR_ITER,
  GET_AITER,
  GET_ANEXT,
  GET_ITER,
  JUMP,
  JUMP_NO_INTERRUPT,
  NOP,
  NOT_TAKEN,
  POP_BLOCK,
  POP_ITER,
  SETUP_FINALLY,
} = OPCODE;

/** `if` with its `elif`s: each is an `if` in the `else` of the one before, but there may be thousands. */
export function visitIf(c: Compiler, s: If): void {
  const ends: number[] = [];
  for (;;) {
    const { orelse } = s;
    const end = c.newLabel();
    const next = orelse.length > 0 ? c.newLabel() : end;
    jumpIf(c, locationOf(s), s.test, next, false);
    visitStmts(c, s.body);
    ends.push(end);
    if (orelse.length === 0) break;
    c.addop(JUMP_NO_INTERRUPT, end, NO_LOCATION);
    c.useLabel(next);
    if (orelse.length !== 1 || orelse[0].kind !== "If") {
      visitStmts(c, orelse);
      break;
    }
    s = orelse[0];
  }
  for (let i = ends.length - 1; i >= 0; i--) c.useLabel(ends[i]);
}

export function visitFor(c: Compiler, s: For): void {
  const start = c.newLabel();
  const body = c.newLabel();
  const cleanup = c.newLabel();
  const end = c.newLabel();
  c.pushFBlock(FBLOCK_FOR_LOOP, locationOf(s), start, end);
  visitExpr(c, s.iter);
  const loc = locationOf(s.iter);
  c.addop(GET_ITER, 0, loc);
  c.useLabel(start);
  c.addop(FOR_ITER, cleanup, loc);
  // For the line tracing of `for` statements over several lines; removed where redundant.
  c.addop(NOP, 0, locationOf(s.target));
  c.useLabel(body);
  visitExpr(c, s.target);
  visitStmts(c, s.body);
  c.addop(JUMP, start, NO_LOCATION);
  c.useLabel(cleanup);
  // END_FOR has to come first: instrumented generators jump to it, everything else behind it.
  c.addop(END_FOR, 0, NO_LOCATION);
  c.addop(POP_ITER, 0, NO_LOCATION);
  c.popFBlock();
  visitStmts(c, s.orelse);
  c.useLabel(end);
}

export function visitAsyncFor(c: Compiler, s: AsyncFor): void {
  const loc = locationOf(s);
  const iterLoc = locationOf(s.iter);
  const start = c.newLabel();
  const send = c.newLabel();
  const except = c.newLabel();
  const end = c.newLabel();
  visitExpr(c, s.iter);
  c.addop(GET_AITER, 0, iterLoc);
  c.useLabel(start);
  c.pushFBlock(FBLOCK_ASYNC_FOR_LOOP, loc, start, end);
  // Guards __anext__: StopAsyncIteration ends the loop.
  c.addop(SETUP_FINALLY, except, loc);
  c.addop(GET_ANEXT, 0, loc);
  c.addopLoadConst(loc, null);
  c.useLabel(send);
  addYieldFrom(c, loc, true);
  c.addop(POP_BLOCK, 0, loc);
  c.addop(NOT_TAKEN, 0, loc);
  visitExpr(c, s.target);
  visitStmts(c, s.body);
  c.addop(JUMP, start, NO_LOCATION);
  c.popFBlock();
  c.useLabel(except);
  c.addop(END_ASYNC_FOR, send, iterLoc);
  visitStmts(c, s.orelse);
  c.useLabel(end);
}

export function visitWhile(c: Compiler, s: While): void {
  const loop = c.newLabel();
  const end = c.newLabel();
  const anchor = c.newLabel();
  const loc = locationOf(s);
  c.useLabel(loop);
  c.pushFBlock(FBLOCK_WHILE_LOOP, loc, loop, end);
  jumpIf(c, loc, s.test, anchor, false);
  visitStmts(c, s.body);
  c.addop(JUMP, loop, NO_LOCATION);
  c.popFBlock();
  c.useLabel(anchor);
  visitStmts(c, s.orelse);
  c.useLabel(end);
}
