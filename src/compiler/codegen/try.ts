/** `try` with `except`, `except*` and `finally` (`codegen_try_except`, `codegen_try_star_except`, `codegen_try_finally`). */
import { INTRINSIC_2 } from "../../bytecode/opargs.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import type { ExceptHandler, Try, TryStar } from "../../parser/generated/ast.ts";
import { type Location, NO_LOCATION } from "../instruction-sequence.ts";
import { locationOf } from "../symtable/entry.ts";
import type { Compiler } from "./compiler.ts";
import { visitExpr } from "./expressions.ts";
import { popExceptAndReraise } from "./helpers.ts";
import { nameop } from "./names.ts";
import { visitStmts } from "./statements.ts";
import {
  FBLOCK_EXCEPTION_GROUP_HANDLER,
  FBLOCK_EXCEPTION_HANDLER,
  FBLOCK_FINALLY_END,
  FBLOCK_FINALLY_TRY,
  FBLOCK_HANDLER_CLEANUP,
  FBLOCK_TRY_EXCEPT,
  NO_LABEL,
} from "./unit.ts";

const {
  BUILD_LIST,
  CALL_INTRINSIC_2,
  CHECK_EG_MATCH,
  CHECK_EXC_MATCH,
  COPY,
  JUMP_NO_INTERRUPT,
  LIST_APPEND,
  NOP,
  POP_BLOCK,
  POP_EXCEPT,
  POP_JUMP_IF_FALSE,
  POP_JUMP_IF_NONE,
  POP_JUMP_IF_NOT_NONE,
  POP_TOP,
  PUSH_EXC_INFO,
  RERAISE,
  SETUP_CLEANUP,
  SETUP_FINALLY,
  SWAP,
} = OPCODE;

export function visitTry(c: Compiler, s: Try | TryStar): void {
  if (s.finalbody.length > 0) visitTryFinally(c, s);
  else visitHandled(c, s);
}

function visitHandled(c: Compiler, s: Try | TryStar): void {
  if (s.kind === "TryStar") visitTryStarExcept(c, s);
  else visitTryExcept(c, s);
}

/** The `finally` body is compiled twice: after the `try` body, and as the handler of everything that escapes. */
function visitTryFinally(c: Compiler, s: Try | TryStar): void {
  const loc = locationOf(s);
  const body = c.newLabel();
  const end = c.newLabel();
  const exit = c.newLabel();
  const cleanup = c.newLabel();
  c.addop(SETUP_FINALLY, end, loc);
  c.useLabel(body);
  c.pushFBlock(FBLOCK_FINALLY_TRY, loc, body, end, s.finalbody);
  if (s.handlers.length > 0) visitHandled(c, s);
  else visitStmts(c, s.body);
  c.addop(POP_BLOCK, 0, NO_LOCATION);
  c.popFBlock();
  visitStmts(c, s.finalbody);
  c.addop(JUMP_NO_INTERRUPT, exit, NO_LOCATION);
  c.useLabel(end);
  c.addop(SETUP_CLEANUP, cleanup, NO_LOCATION);
  c.addop(PUSH_EXC_INFO, 0, NO_LOCATION);
  c.pushFBlock(FBLOCK_FINALLY_END, NO_LOCATION, end, NO_LABEL);
  visitStmts(c, s.finalbody);
  c.popFBlock();
  c.addop(RERAISE, 0, NO_LOCATION);
  c.useLabel(cleanup);
  popExceptAndReraise(c, NO_LOCATION);
  c.useLabel(exit);
}

/** The `try` body with its handler set up, up to where it ended without exception. */
function visitTryBody(c: Compiler, s: Try | TryStar, loc: Location, except: number): void {
  const body = c.newLabel();
  c.addop(SETUP_FINALLY, except, loc);
  c.useLabel(body);
  c.pushFBlock(FBLOCK_TRY_EXCEPT, loc, body, NO_LABEL);
  visitStmts(c, s.body);
  c.popFBlock();
  c.addop(POP_BLOCK, 0, NO_LOCATION);
}

/** `name = None; del name`, so that the exception does not outlive its handler. */
function clearName(c: Compiler, name: string): void {
  c.addopLoadConst(NO_LOCATION, null);
  nameop(c, NO_LOCATION, name, "Store");
  nameop(c, NO_LOCATION, name, "Del");
}

function visitTryExcept(c: Compiler, s: Try | TryStar): void {
  const loc = locationOf(s);
  const except = c.newLabel();
  const end = c.newLabel();
  const cleanup = c.newLabel();
  visitTryBody(c, s, loc, except);
  visitStmts(c, s.orelse);
  c.addop(JUMP_NO_INTERRUPT, end, NO_LOCATION);
  c.useLabel(except);
  c.addop(SETUP_CLEANUP, cleanup, NO_LOCATION);
  c.addop(PUSH_EXC_INFO, 0, NO_LOCATION);
  c.pushFBlock(FBLOCK_EXCEPTION_HANDLER, loc, NO_LABEL, NO_LABEL);
  const last = s.handlers.length - 1;
  for (let i = 0; i <= last; i++) {
    const handler = s.handlers[i];
    if (handler.type === null && i < last) c.error("default 'except:' must be last", locationOf(handler));
    visitHandler(c, handler, end);
  }
  c.popFBlock();
  c.addop(RERAISE, 0, NO_LOCATION);
  c.useLabel(cleanup);
  popExceptAndReraise(c, NO_LOCATION);
  c.useLabel(end);
}

function visitHandler(c: Compiler, handler: ExceptHandler, end: number): void {
  const loc = locationOf(handler);
  const next = c.newLabel();
  if (handler.type !== null) {
    visitExpr(c, handler.type);
    c.addop(CHECK_EXC_MATCH, 0, loc);
    c.addop(POP_JUMP_IF_FALSE, next, loc);
  }
  const name = handler.name;
  if (name !== null) {
    const cleanupEnd = c.newLabel();
    const cleanupBody = c.newLabel();
    nameop(c, loc, name, "Store");
    c.addop(SETUP_CLEANUP, cleanupEnd, loc);
    c.useLabel(cleanupBody);
    c.pushFBlock(FBLOCK_HANDLER_CLEANUP, loc, cleanupBody, NO_LABEL, null, name);
    visitStmts(c, handler.body);
    c.popFBlock();
    c.addop(POP_BLOCK, 0, NO_LOCATION);
    c.addop(POP_BLOCK, 0, NO_LOCATION);
    c.addop(POP_EXCEPT, 0, NO_LOCATION);
    clearName(c, name);
    c.addop(JUMP_NO_INTERRUPT, end, NO_LOCATION);
    c.useLabel(cleanupEnd);
    clearName(c, name);
    c.addop(RERAISE, 1, NO_LOCATION);
  } else {
    const cleanupBody = c.newLabel();
    c.addop(POP_TOP, 0, loc);
    c.useLabel(cleanupBody);
    c.pushFBlock(FBLOCK_HANDLER_CLEANUP, loc, cleanupBody, NO_LABEL);
    visitStmts(c, handler.body);
    c.popFBlock();
    c.addop(POP_BLOCK, 0, NO_LOCATION);
    c.addop(POP_EXCEPT, 0, NO_LOCATION);
    c.addop(JUMP_NO_INTERRUPT, end, NO_LOCATION);
  }
  c.useLabel(next);
}

/**
 * `except*`. On the stack during the handlers: the original exception, the list of exceptions raised or reraised in
 * them, and the part of the group that nothing has handled yet.
 */
function visitTryStarExcept(c: Compiler, s: TryStar): void {
  const loc = locationOf(s);
  const except = c.newLabel();
  const orelse = c.newLabel();
  const end = c.newLabel();
  const cleanup = c.newLabel();
  const reraiseStar = c.newLabel();
  visitTryBody(c, s, loc, except);
  c.addop(JUMP_NO_INTERRUPT, orelse, NO_LOCATION);
  c.useLabel(except);
  c.addop(SETUP_CLEANUP, cleanup, NO_LOCATION);
  c.addop(PUSH_EXC_INFO, 0, NO_LOCATION);
  c.pushFBlock(FBLOCK_EXCEPTION_GROUP_HANDLER, loc, NO_LABEL, NO_LABEL);
  const last = s.handlers.length - 1;
  for (let i = 0; i <= last; i++) {
    if (i === 0) {
      const first = locationOf(s.handlers[0]);
      c.addop(BUILD_LIST, 0, first);
      c.addop(COPY, 2, first);
    }
    visitStarHandler(c, s.handlers[i]);
    if (i === last) {
      c.addop(LIST_APPEND, 1, NO_LOCATION);
      c.addop(JUMP_NO_INTERRUPT, reraiseStar, NO_LOCATION);
    }
  }
  c.popFBlock();
  const reraise = c.newLabel();
  c.useLabel(reraiseStar);
  c.addop(CALL_INTRINSIC_2, INTRINSIC_2.PREP_RERAISE_STAR, NO_LOCATION);
  c.addop(COPY, 1, NO_LOCATION);
  c.addop(POP_JUMP_IF_NOT_NONE, reraise, NO_LOCATION);
  c.addop(POP_TOP, 0, NO_LOCATION);
  c.addop(POP_BLOCK, 0, NO_LOCATION);
  c.addop(POP_EXCEPT, 0, NO_LOCATION);
  c.addop(JUMP_NO_INTERRUPT, end, NO_LOCATION);
  c.useLabel(reraise);
  c.addop(POP_BLOCK, 0, NO_LOCATION);
  c.addop(SWAP, 2, NO_LOCATION);
  c.addop(POP_EXCEPT, 0, NO_LOCATION);
  c.addop(RERAISE, 0, NO_LOCATION);
  c.useLabel(cleanup);
  popExceptAndReraise(c, NO_LOCATION);
  c.useLabel(orelse);
  visitStmts(c, s.orelse);
  c.useLabel(end);
}

function visitStarHandler(c: Compiler, handler: ExceptHandler): void {
  const loc = locationOf(handler);
  const next = c.newLabel();
  const nextWithError = c.newLabel();
  const noMatch = c.newLabel();
  if (handler.type !== null) {
    visitExpr(c, handler.type);
    c.addop(CHECK_EG_MATCH, 0, loc);
    c.addop(COPY, 1, loc);
    c.addop(POP_JUMP_IF_NONE, noMatch, loc);
  }
  const cleanupEnd = c.newLabel();
  const cleanupBody = c.newLabel();
  const name = handler.name;
  if (name !== null) nameop(c, loc, name, "Store");
  else c.addop(POP_TOP, 0, loc);
  c.addop(SETUP_CLEANUP, cleanupEnd, loc);
  c.useLabel(cleanupBody);
  c.pushFBlock(FBLOCK_HANDLER_CLEANUP, loc, cleanupBody, NO_LABEL, null, name);
  visitStmts(c, handler.body);
  c.popFBlock();
  c.addop(POP_BLOCK, 0, NO_LOCATION);
  if (name !== null) clearName(c, name);
  c.addop(JUMP_NO_INTERRUPT, next, NO_LOCATION);
  c.useLabel(cleanupEnd);
  if (name !== null) clearName(c, name);
  // The handler raised: its exception joins the list.
  c.addop(LIST_APPEND, 3, NO_LOCATION);
  c.addop(POP_TOP, 0, NO_LOCATION);
  c.addop(JUMP_NO_INTERRUPT, nextWithError, NO_LOCATION);
  c.useLabel(next);
  c.addop(NOP, 0, NO_LOCATION);
  c.addop(JUMP_NO_INTERRUPT, nextWithError, NO_LOCATION);
  c.useLabel(noMatch);
  c.addop(POP_TOP, 0, loc);
  c.useLabel(nextWithError);
}
