/** `with` and `async with` (`codegen_with_inner`, `codegen_async_with_inner`). */
import { SPECIAL } from "../../bytecode/opargs.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import type { AsyncWith, With } from "../../parser/generated/ast.ts";
import { type Location, NO_LOCATION } from "../instruction-sequence.ts";
import { locationOf } from "../symtable/entry.ts";
import type { Compiler } from "./compiler.ts";
import { visitExpr } from "./expressions.ts";
import { addYieldFrom, callExitWithNones, popExceptAndReraise } from "./helpers.ts";
import { visitStmts } from "./statements.ts";
import { FBLOCK_ASYNC_WITH, FBLOCK_WITH } from "./unit.ts";

const {
  CALL,
  COPY,
  GET_AWAITABLE,
  JUMP,
  JUMP_NO_INTERRUPT,
  LOAD_SPECIAL,
  POP_BLOCK,
  POP_EXCEPT,
  POP_JUMP_IF_TRUE,
  POP_TOP,
  PUSH_EXC_INFO,
  RERAISE,
  SETUP_CLEANUP,
  SETUP_WITH,
  SWAP,
  TO_BOOL,
  WITH_EXCEPT_START,
} = OPCODE;

/** The context managers from `pos` on and the body: each item is a statement around the next. */
export function visitWith(c: Compiler, s: With | AsyncWith, pos: number): void {
  const isAsync = s.kind === "AsyncWith";
  const item = s.items[pos];
  const block = c.newLabel();
  const final = c.newLabel();
  const exit = c.newLabel();
  const cleanup = c.newLabel();
  visitExpr(c, item.context_expr);
  const loc = locationOf(item.context_expr);
  c.addop(COPY, 1, loc);
  c.addop(LOAD_SPECIAL, isAsync ? SPECIAL.AEXIT : SPECIAL.EXIT, loc);
  c.addop(SWAP, 2, loc);
  c.addop(SWAP, 3, loc);
  c.addop(LOAD_SPECIAL, isAsync ? SPECIAL.AENTER : SPECIAL.ENTER, loc);
  c.addop(CALL, 0, loc);
  if (isAsync) addAwait(c, loc, 1);
  c.addop(SETUP_WITH, final, loc);
  c.useLabel(block);
  c.pushFBlock(isAsync ? FBLOCK_ASYNC_WITH : FBLOCK_WITH, loc, block, final);
  if (item.optional_vars !== null) visitExpr(c, item.optional_vars);
  else c.addop(POP_TOP, 0, loc);
  if (pos + 1 === s.items.length) visitStmts(c, s.body);
  else visitWith(c, s, pos + 1);
  c.popFBlock();
  c.addop(POP_BLOCK, 0, isAsync ? loc : NO_LOCATION);
  // The body is done: call __exit__(None, None, None).
  callExitWithNones(c, loc);
  if (isAsync) addAwait(c, loc, 2);
  c.addop(POP_TOP, 0, loc);
  c.addop(JUMP, exit, loc);
  // The body raised: __exit__ decides.
  c.useLabel(final);
  c.addop(SETUP_CLEANUP, cleanup, loc);
  c.addop(PUSH_EXC_INFO, 0, loc);
  c.addop(WITH_EXCEPT_START, 0, loc);
  if (isAsync) addAwait(c, loc, 2);
  finishException(c, cleanup);
  c.useLabel(exit);
}

/** `where` 1 and 2 tell GET_AWAITABLE that the value comes from __aenter__ or __aexit__. */
function addAwait(c: Compiler, loc: Location, where: number): void {
  c.addop(GET_AWAITABLE, where, loc);
  c.addopLoadConst(loc, null);
  addYieldFrom(c, loc, true);
}

function finishException(c: Compiler, cleanup: number): void {
  const suppress = c.newLabel();
  c.addop(TO_BOOL, 0, NO_LOCATION);
  c.addop(POP_JUMP_IF_TRUE, suppress, NO_LOCATION);
  c.addop(RERAISE, 2, NO_LOCATION);
  c.useLabel(suppress);
  c.addop(POP_TOP, 0, NO_LOCATION);
  c.addop(POP_BLOCK, 0, NO_LOCATION);
  c.addop(POP_EXCEPT, 0, NO_LOCATION);
  c.addop(POP_TOP, 0, NO_LOCATION);
  c.addop(POP_TOP, 0, NO_LOCATION);
  c.addop(POP_TOP, 0, NO_LOCATION);
  const exit = c.newLabel();
  c.addop(JUMP_NO_INTERRUPT, exit, NO_LOCATION);
  c.useLabel(cleanup);
  popExceptAndReraise(c, NO_LOCATION);
  c.useLabel(exit);
}
