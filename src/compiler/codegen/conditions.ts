/** Comparisons, `and`/`or`, conditional expressions, and jumps on conditions (`codegen_jump_if`). */
import { CMP, compareOparg } from "../../bytecode/opargs.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import type { BoolOp, Compare, cmpop, expr, IfExp } from "../../parser/generated/ast.ts";
import { type Location, NO_LOCATION } from "../instruction-sequence.ts";
import { locationOf } from "../symtable/entry.ts";
import { checkCompare } from "./checks.ts";
import type { Compiler } from "./compiler.ts";
import { visitExpr } from "./expressions.ts";
import { JUMP_IF_FALSE_OR_POP_BY_OP } from "./helpers.ts";

const {
  COMPARE_OP,
  CONTAINS_OP,
  COPY,
  IS_OP,
  JUMP_NO_INTERRUPT,
  POP_JUMP_IF_FALSE,
  POP_JUMP_IF_TRUE,
  POP_TOP,
  SWAP,
  TO_BOOL,
} = OPCODE;

export function addCompare(c: Compiler, loc: Location, op: cmpop): void {
  switch (op) {
    case "Is":
      c.addop(IS_OP, 0, loc);
      return;
    case "IsNot":
      c.addop(IS_OP, 1, loc);
      return;
    case "In":
      c.addop(CONTAINS_OP, 0, loc);
      return;
    case "NotIn":
      c.addop(CONTAINS_OP, 1, loc);
      return;
    default:
      c.addop(COMPARE_OP, COMPARE_OPARGS[op], loc);
  }
}

const COMPARE_OPARGS = {
  Lt: compareOparg(CMP.LT),
  LtE: compareOparg(CMP.LE),
  Eq: compareOparg(CMP.EQ),
  NotEq: compareOparg(CMP.NE),
  Gt: compareOparg(CMP.GT),
  GtE: compareOparg(CMP.GE),
} as const;

export function visitBoolOp(c: Compiler, e: BoolOp): void {
  const loc = locationOf(e);
  const jump = JUMP_IF_FALSE_OR_POP_BY_OP[e.op];
  const end = c.newLabel();
  const last = e.values.length - 1;
  for (let i = 0; i < last; i++) {
    visitExpr(c, e.values[i]);
    c.addop(jump, end, loc);
    c.addop(POP_TOP, 0, loc);
  }
  visitExpr(c, e.values[last]);
  c.useLabel(end);
}

export function visitCompare(c: Compiler, e: Compare): void {
  const loc = locationOf(e);
  checkCompare(c, e);
  visitExpr(c, e.left);
  const last = e.ops.length - 1;
  if (last === 0) {
    visitExpr(c, e.comparators[0]);
    addCompare(c, loc, e.ops[0]);
    return;
  }
  const cleanup = c.newLabel();
  for (let i = 0; i < last; i++) {
    visitExpr(c, e.comparators[i]);
    c.addop(SWAP, 2, loc);
    c.addop(COPY, 2, loc);
    addCompare(c, loc, e.ops[i]);
    c.addop(COPY, 1, loc);
    c.addop(TO_BOOL, 0, loc);
    c.addop(POP_JUMP_IF_FALSE, cleanup, loc);
    c.addop(POP_TOP, 0, loc);
  }
  visitExpr(c, e.comparators[last]);
  addCompare(c, loc, e.ops[last]);
  const end = c.newLabel();
  c.addop(JUMP_NO_INTERRUPT, end, NO_LOCATION);
  c.useLabel(cleanup);
  c.addop(SWAP, 2, loc);
  c.addop(POP_TOP, 0, loc);
  c.useLabel(end);
}

export function visitIfExp(c: Compiler, e: IfExp): void {
  const end = c.newLabel();
  const next = c.newLabel();
  jumpIf(c, locationOf(e), e.test, next, false);
  visitExpr(c, e.body);
  c.addop(JUMP_NO_INTERRUPT, end, NO_LOCATION);
  c.useLabel(next);
  visitExpr(c, e.orelse);
  c.useLabel(end);
}

/** Jumps to `next` when the truth of `e` is `cond` (`codegen_jump_if`). */
export function jumpIf(c: Compiler, loc: Location, e: expr, next: number, cond: boolean): void {
  switch (e.kind) {
    case "UnaryOp":
      if (e.op === "Not") {
        jumpIf(c, loc, e.operand, next, !cond);
        return;
      }
      break;
    case "BoolOp": {
      const last = e.values.length - 1;
      const shortCond = e.op === "Or";
      const shortNext = shortCond === cond ? next : c.newLabel();
      for (let i = 0; i < last; i++) jumpIf(c, loc, e.values[i], shortNext, shortCond);
      jumpIf(c, loc, e.values[last], next, cond);
      if (shortNext !== next) c.useLabel(shortNext);
      return;
    }
    case "IfExp": {
      const end = c.newLabel();
      const orelse = c.newLabel();
      jumpIf(c, loc, e.test, orelse, false);
      jumpIf(c, loc, e.body, next, cond);
      c.addop(JUMP_NO_INTERRUPT, end, NO_LOCATION);
      c.useLabel(orelse);
      jumpIf(c, loc, e.orelse, next, cond);
      c.useLabel(end);
      return;
    }
    case "Compare":
      if (e.ops.length > 1) {
        jumpIfChain(c, e, next, cond);
        return;
      }
      break;
  }
  visitExpr(c, e);
  const at = locationOf(e);
  c.addop(TO_BOOL, 0, at);
  c.addop(cond ? POP_JUMP_IF_TRUE : POP_JUMP_IF_FALSE, next, at);
}

/** `a < b < c` as a condition. */
function jumpIfChain(c: Compiler, e: Compare, next: number, cond: boolean): void {
  const loc = locationOf(e);
  const last = e.ops.length - 1;
  checkCompare(c, e);
  const cleanup = c.newLabel();
  visitExpr(c, e.left);
  for (let i = 0; i < last; i++) {
    visitExpr(c, e.comparators[i]);
    c.addop(SWAP, 2, loc);
    c.addop(COPY, 2, loc);
    addCompare(c, loc, e.ops[i]);
    c.addop(TO_BOOL, 0, loc);
    c.addop(POP_JUMP_IF_FALSE, cleanup, loc);
  }
  visitExpr(c, e.comparators[last]);
  addCompare(c, loc, e.ops[last]);
  c.addop(TO_BOOL, 0, loc);
  c.addop(cond ? POP_JUMP_IF_TRUE : POP_JUMP_IF_FALSE, next, loc);
  const end = c.newLabel();
  c.addop(JUMP_NO_INTERRUPT, end, NO_LOCATION);
  c.useLabel(cleanup);
  c.addop(POP_TOP, 0, loc);
  if (!cond) c.addop(JUMP_NO_INTERRUPT, next, NO_LOCATION);
  c.useLabel(end);
}
