/** Subscripts and slices (`codegen_subscript`, `codegen_slice`). */
import { ConstSlice } from "../../bytecode/constants.ts";
import { NB } from "../../bytecode/opargs.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import type { expr, Slice, Subscript } from "../../parser/generated/ast.ts";
import { locationOf } from "../symtable/entry.ts";
import { checkIndex, checkSubscripter } from "./checks.ts";
import type { Compiler } from "./compiler.ts";
import { visitExpr } from "./expressions.ts";

const { BINARY_OP, BINARY_SLICE, BUILD_SLICE, DELETE_SUBSCR, STORE_SLICE, STORE_SUBSCR } = OPCODE;

export function visitSubscript(c: Compiler, e: Subscript): void {
  const loc = locationOf(e);
  const ctx = e.ctx;
  if (ctx === "Load") {
    checkSubscripter(c, e.value);
    checkIndex(c, e.value, e.slice);
  }
  visitExpr(c, e.value);
  const slice = e.slice;
  if (ctx !== "Del" && isTwoPartSlice(slice)) {
    visitSliceParts(c, slice);
    c.addop(ctx === "Load" ? BINARY_SLICE : STORE_SLICE, 0, loc);
    return;
  }
  visitExpr(c, slice);
  if (ctx === "Load") c.addop(BINARY_OP, NB.SUBSCR, loc);
  else c.addop(ctx === "Store" ? STORE_SUBSCR : DELETE_SUBSCR, 0, loc);
}

/** Slices without a step have instructions of their own, unless the slice object is a constant. */
export function isTwoPartSlice(s: expr): s is Slice {
  return s.kind === "Slice" && s.step === null && !isConstantSlice(s);
}

function isConstantSlice(s: Slice): boolean {
  return isConstantBound(s.lower) && isConstantBound(s.upper) && isConstantBound(s.step);
}

function isConstantBound(e: expr | null): boolean {
  return e === null || e.kind === "Constant";
}

export function visitSliceParts(c: Compiler, s: Slice): void {
  if (s.lower !== null) visitExpr(c, s.lower);
  else c.addopLoadConst(locationOf(s), null);
  if (s.upper !== null) visitExpr(c, s.upper);
  else c.addopLoadConst(locationOf(s), null);
}

export function visitSlice(c: Compiler, s: Slice): void {
  const loc = locationOf(s);
  if (isConstantSlice(s)) {
    c.addopLoadConst(loc, new ConstSlice(boundValue(s.lower), boundValue(s.upper), boundValue(s.step)));
    return;
  }
  visitSliceParts(c, s);
  if (s.step !== null) visitExpr(c, s.step);
  c.addop(BUILD_SLICE, s.step === null ? 2 : 3, loc);
}

function boundValue(e: expr | null): ConstSlice["start"] {
  return e !== null && e.kind === "Constant" ? e.value : null;
}
