/** Loading, storing and deleting variables (`codegen_nameop` and `_PyCompile_ResolveNameop`). */
import { OPCODE } from "../../bytecode/opcodes.ts";
import type { expr_context } from "../../parser/generated/ast.ts";
import { nameIndex } from "../code-unit-metadata.ts";
import type { Location } from "../instruction-sequence.ts";
import { CELL, ClassBlock, FREE, GLOBAL_EXPLICIT, GLOBAL_IMPLICIT, LOCAL } from "../symtable/flags.ts";
import type { Compiler } from "./compiler.ts";

const {
  DELETE_DEREF,
  DELETE_FAST,
  DELETE_GLOBAL,
  DELETE_NAME,
  LOAD_DEREF,
  LOAD_FAST,
  LOAD_FROM_DICT_OR_DEREF,
  LOAD_FROM_DICT_OR_GLOBALS,
  LOAD_GLOBAL,
  LOAD_LOCALS,
  LOAD_NAME,
  STORE_DEREF,
  STORE_FAST,
  STORE_GLOBAL,
  STORE_NAME,
} = OPCODE;

export function nameop(c: Compiler, loc: Location, name: string, ctx: expr_context): void {
  const u = c.u;
  const { metadata, ste } = u;
  const mangled = c.maybeMangle(name);
  const scope = ste.scope(mangled);
  if (scope === FREE) {
    derefop(c, loc, nameIndex(metadata.freevars, mangled), ctx);
  } else if (scope === CELL) {
    derefop(c, loc, nameIndex(metadata.cellvars, mangled), ctx);
  } else if (scope === LOCAL && (ste.isFunctionLike || metadata.fasthidden.get(mangled) === true)) {
    const op = ctx === "Load" ? LOAD_FAST : ctx === "Store" ? STORE_FAST : DELETE_FAST;
    c.addop(op, nameIndex(metadata.varnames, mangled), loc);
  } else {
    const arg = nameIndex(metadata.names, mangled);
    if (scope === GLOBAL_EXPLICIT) globalop(c, loc, arg, ctx, false);
    else if (scope === GLOBAL_IMPLICIT && ste.isFunctionLike) globalop(c, loc, arg, ctx, ste.canSeeClassScope);
    else if (ctx !== "Load") c.addop(ctx === "Store" ? STORE_NAME : DELETE_NAME, arg, loc);
    else if (ste.type === ClassBlock && u.inInlinedComp > 0) c.addop(LOAD_GLOBAL, arg << 1, loc);
    else c.addop(LOAD_NAME, arg, loc);
  }
}

function derefop(c: Compiler, loc: Location, arg: number, ctx: expr_context): void {
  if (ctx !== "Load") {
    c.addop(ctx === "Store" ? STORE_DEREF : DELETE_DEREF, arg, loc);
    return;
  }
  const { inInlinedComp, ste } = c.u;
  if (ste.type === ClassBlock && inInlinedComp === 0) {
    c.addop(LOAD_LOCALS, 0, loc);
    c.addop(LOAD_FROM_DICT_OR_DEREF, arg, loc);
  } else if (ste.canSeeClassScope) {
    loadClassdict(c, loc);
    c.addop(LOAD_FROM_DICT_OR_DEREF, arg, loc);
  } else {
    c.addop(LOAD_DEREF, arg, loc);
  }
}

function globalop(c: Compiler, loc: Location, arg: number, ctx: expr_context, inClass: boolean): void {
  if (ctx !== "Load") {
    c.addop(ctx === "Store" ? STORE_GLOBAL : DELETE_GLOBAL, arg, loc);
  } else if (inClass) {
    loadClassdict(c, loc);
    c.addop(LOAD_FROM_DICT_OR_GLOBALS, arg, loc);
  } else {
    c.addop(LOAD_GLOBAL, arg << 1, loc);
  }
}

function loadClassdict(c: Compiler, loc: Location): void {
  c.addopIndex(LOAD_DEREF, c.u.metadata.freevars, "__classdict__", loc);
}
