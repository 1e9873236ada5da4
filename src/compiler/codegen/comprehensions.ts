/**
 * Comprehensions and generator expressions (`codegen_comprehension` in CPython's Python/codegen.c).
 *
 * List, set and dict comprehensions run inside the enclosing unit (PEP 709) where the symbol table said so: the names
 * they bind are saved on the stack meanwhile. Generator expressions are functions of their own.
 */
import { OPCODE } from "../../bytecode/opcodes.ts";
import type { comprehension, DictComp, expr, GeneratorExp, ListComp, SetComp } from "../../parser/generated/ast.ts";
import { nameIndex } from "../code-unit-metadata.ts";
import { Location, NO_LOCATION } from "../instruction-sequence.ts";
import { locationOf, type SymtableEntry } from "../symtable/entry.ts";
import { CELL, ClassBlock, DEF_LOCAL, DEF_NONLOCAL, FREE, symbolToScope } from "../symtable/flags.ts";
import type { Compiler } from "./compiler.ts";
import { jumpIf } from "./conditions.ts";
import { visitExpr } from "./expressions.ts";
import { addYield, addYieldFrom, makeClosure, wrapInStopIterationHandler } from "./helpers.ts";
import { FBLOCK_ASYNC_COMPREHENSION_GENERATOR, NO_LABEL, SCOPE_COMPREHENSION } from "./unit.ts";

const {
  BUILD_LIST,
  BUILD_MAP,
  BUILD_SET,
  CALL,
  END_ASYNC_FOR,
  END_FOR,
  FOR_ITER,
  GET_AITER,
  GET_ANEXT,
  GET_AWAITABLE,
  GET_ITER,
  JUMP,
  JUMP_NO_INTERRUPT,
  LIST_APPEND,
  LOAD_FAST,
  LOAD_FAST_AND_CLEAR,
  MAKE_CELL,
  MAP_ADD,
  POP_BLOCK,
  POP_ITER,
  POP_TOP,
  RERAISE,
  RETURN_VALUE,
  SETUP_FINALLY,
  SET_ADD,
  STORE_FAST_MAYBE_NULL,
  SWAP,
} = OPCODE;

type ComprehensionExpr = ListComp | SetComp | DictComp | GeneratorExp;

const BUILDERS = { ListComp: BUILD_LIST, SetComp: BUILD_SET, DictComp: BUILD_MAP } as const;
const NAMES = {
  ListComp: "<listcomp>",
  SetComp: "<setcomp>",
  DictComp: "<dictcomp>",
  GeneratorExp: "<genexpr>",
} as const;

export function visitComprehension(c: Compiler, e: ComprehensionExpr): void {
  const entry = c.symtable.lookup(e);
  const loc = locationOf(e);
  if (entry.compInlined && e.kind !== "GeneratorExp") {
    visitInlined(c, e, entry, loc);
    return;
  }
  c.enterScope(NAMES[e.kind], SCOPE_COMPREHENSION, entry, e.lineno, null, { argcount: 1 });
  if (e.kind !== "GeneratorExp") c.addop(BUILDERS[e.kind], 0, loc);
  visitGenerator(c, e, loc, 0, 0, false);
  if (e.kind !== "GeneratorExp") c.addop(RETURN_VALUE, 0, loc);
  else wrapInStopIterationHandler(c);
  const code = c.assemble(true);
  c.exitScope();
  makeClosure(c, loc, code, 0);
  visitIterable(c, e.generators[0]);
  c.addop(CALL, 0, loc);
  if (entry.coroutine && e.kind !== "GeneratorExp") {
    c.addop(GET_AWAITABLE, 0, loc);
    c.addopLoadConst(loc, null);
    addYieldFrom(c, loc, true);
  }
}

function visitInlined(c: Compiler, e: ListComp | SetComp | DictComp, entry: SymtableEntry, loc: Location): void {
  visitIterable(c, e.generators[0]);
  const state = tweakScopes(c, entry);
  pushLocals(c, loc, entry, state);
  c.addop(BUILDERS[e.kind], 0, loc);
  c.addop(SWAP, 2, loc);
  visitGenerator(c, e, loc, 0, 0, true);
  popLocals(c, loc, state);
  revertScopes(c, state);
}

function visitIterable(c: Compiler, generator: comprehension): void {
  visitExpr(c, generator.iter);
  c.addop(generator.is_async !== 0 ? GET_AITER : GET_ITER, 0, locationOf(generator.iter));
}

// Names of an inlined comprehension

interface InlinedState {
  /** Names whose outer values are on the stack. */
  readonly pushed: string[];
  /** Symbols of the enclosing unit as they were. */
  readonly outerSymbols: [string, number][];
  /** Names that are fast locals of a module or class for the time being. */
  readonly fastHidden: string[];
  cleanup: number;
}

function isBound(symbol: number): boolean {
  return (symbol & DEF_LOCAL) !== 0 && (symbol & DEF_NONLOCAL) === 0;
}

/** `_PyCompile_TweakInlinedComprehensionScopes`: the comprehension's names get their inner scopes. */
function tweakScopes(c: Compiler, comp: SymtableEntry): InlinedState {
  const u = c.u;
  const { ste } = u;
  const inClassBlock = ste.type === ClassBlock && u.inInlinedComp === 0;
  const state: InlinedState = { pushed: [], outerSymbols: [], fastHidden: [], cleanup: NO_LABEL };
  u.inInlinedComp++;
  for (const [name, symbol] of comp.symbols) {
    const scope = symbolToScope(symbol);
    const outer = ste.symbol(name);
    const outerScope = symbolToScope(outer);
    // A name that is free inside is handled as the enclosing unit handles it, and free throughout works for a cell too.
    const differs = scope !== outerScope && scope !== FREE && !(scope === CELL && outerScope === FREE);
    if (differs || inClassBlock) {
      ste.symbols.set(name, symbol);
      state.outerSymbols.push([name, outer]);
    }
    if (isBound(symbol) && !ste.isFunctionLike) {
      const hidden = u.metadata.fasthidden;
      if (hidden.get(name) !== true) {
        hidden.set(name, true);
        state.fastHidden.push(name);
      }
    }
  }
  return state;
}

function revertScopes(c: Compiler, state: InlinedState): void {
  const u = c.u;
  u.inInlinedComp--;
  for (const [name, symbol] of state.outerSymbols) u.ste.symbols.set(name, symbol);
  // Not removed: the assembler marks all names that were once hidden.
  for (const name of state.fastHidden) u.metadata.fasthidden.set(name, false);
}

/** Saves the values (or cells) of the names that the comprehension binds on the stack, under the iterator. */
function pushLocals(c: Compiler, loc: Location, comp: SymtableEntry, state: InlinedState): void {
  const { metadata, ste } = c.u;
  for (const [name, symbol] of comp.symbols) {
    if (!isBound(symbol)) continue;
    c.addop(LOAD_FAST_AND_CLEAR, nameIndex(metadata.varnames, c.maybeMangle(name)), loc);
    if (symbolToScope(symbol) === CELL) {
      const table = ste.scope(name) === FREE ? metadata.freevars : metadata.cellvars;
      c.addop(MAKE_CELL, nameIndex(table, c.maybeMangle(name)), loc);
    }
    state.pushed.push(name);
  }
  if (state.pushed.length === 0) return;
  c.addop(SWAP, state.pushed.length + 1, loc);
  // The saved values come back on an exception too. No frame block: nothing can return out of a comprehension.
  state.cleanup = c.newLabel();
  c.addop(SETUP_FINALLY, state.cleanup, loc);
}

function popLocals(c: Compiler, loc: Location, state: InlinedState): void {
  if (state.pushed.length === 0) return;
  c.addop(POP_BLOCK, 0, NO_LOCATION);
  const end = c.newLabel();
  c.addop(JUMP_NO_INTERRUPT, end, NO_LOCATION);
  c.useLabel(state.cleanup);
  // The incomplete result lies under the exception.
  c.addop(SWAP, 2, NO_LOCATION);
  c.addop(POP_TOP, 0, NO_LOCATION);
  restoreLocals(c, loc, state);
  c.addop(RERAISE, 0, NO_LOCATION);
  c.useLabel(end);
  restoreLocals(c, loc, state);
}

function restoreLocals(c: Compiler, loc: Location, state: InlinedState): void {
  const pushed = state.pushed;
  c.addop(SWAP, pushed.length + 1, loc);
  for (let i = pushed.length - 1; i >= 0; i--) {
    c.addop(STORE_FAST_MAYBE_NULL, nameIndex(c.u.metadata.varnames, c.maybeMangle(pushed[i])), loc);
  }
}

// The loops

/** The `index`th `for` clause, those after it and the element. `depth` counts the iterators on the stack. */
function visitGenerator(
  c: Compiler,
  e: ComprehensionExpr,
  loc: Location,
  index: number,
  depth: number,
  iterOnStack: boolean,
): void {
  if (e.generators[index].is_async !== 0) visitAsyncGenerator(c, e, loc, index, depth, iterOnStack);
  else visitSyncGenerator(c, e, loc, index, depth, iterOnStack);
}

function visitSyncGenerator(
  c: Compiler,
  e: ComprehensionExpr,
  loc: Location,
  index: number,
  depth: number,
  iterOnStack: boolean,
): void {
  let start = c.newLabel();
  const ifCleanup = c.newLabel();
  const anchor = c.newLabel();
  const generator = e.generators[index];
  if (!iterOnStack) {
    const single = index === 0 ? null : singleElement(generator.iter);
    if (index === 0) {
      c.addop(LOAD_FAST, 0, loc);
    } else if (single !== null) {
      // `for y in [f(x)]` merely names a value.
      visitExpr(c, single);
      start = NO_LABEL;
    } else {
      visitIterable(c, generator);
    }
  }
  if (start !== NO_LABEL) {
    depth++;
    c.useLabel(start);
    c.addop(FOR_ITER, anchor, locationOf(generator.iter));
  }
  visitExpr(c, generator.target);
  for (const condition of generator.ifs) jumpIf(c, loc, condition, ifCleanup, false);
  const eltLoc = visitInner(c, e, loc, index, depth);
  c.useLabel(ifCleanup);
  if (start === NO_LABEL) return;
  c.addop(JUMP, start, eltLoc);
  c.useLabel(anchor);
  c.addop(END_FOR, 0, NO_LOCATION);
  c.addop(POP_ITER, 0, NO_LOCATION);
}

function singleElement(iter: expr): expr | null {
  if ((iter.kind !== "List" && iter.kind !== "Tuple") || iter.elts.length !== 1) return null;
  return iter.elts[0].kind === "Starred" ? null : iter.elts[0];
}

function visitAsyncGenerator(
  c: Compiler,
  e: ComprehensionExpr,
  loc: Location,
  index: number,
  depth: number,
  iterOnStack: boolean,
): void {
  const start = c.newLabel();
  const send = c.newLabel();
  const except = c.newLabel();
  const ifCleanup = c.newLabel();
  const generator = e.generators[index];
  if (!iterOnStack) {
    if (index === 0) c.addop(LOAD_FAST, 0, loc);
    else visitIterable(c, generator);
  }
  c.useLabel(start);
  c.pushFBlock(FBLOCK_ASYNC_COMPREHENSION_GENERATOR, loc, start, NO_LABEL);
  c.addop(SETUP_FINALLY, except, loc);
  c.addop(GET_ANEXT, 0, loc);
  c.addopLoadConst(loc, null);
  c.useLabel(send);
  addYieldFrom(c, loc, true);
  c.addop(POP_BLOCK, 0, loc);
  visitExpr(c, generator.target);
  for (const condition of generator.ifs) jumpIf(c, loc, condition, ifCleanup, false);
  const eltLoc = visitInner(c, e, loc, index, depth + 1);
  c.useLabel(ifCleanup);
  c.addop(JUMP, start, eltLoc);
  c.popFBlock();
  c.useLabel(except);
  c.addop(END_ASYNC_FOR, send, loc);
}

/** The next `for` clause, or the element after the last; the element's location. */
function visitInner(c: Compiler, e: ComprehensionExpr, loc: Location, index: number, depth: number): Location {
  if (index + 1 < e.generators.length) {
    visitGenerator(c, e, loc, index + 1, depth, false);
    return locationOf(e.kind === "DictComp" ? e.key : e.elt);
  }
  if (e.kind === "DictComp") {
    const { key, value } = e;
    visitExpr(c, key);
    visitExpr(c, value);
    const eltLoc = new Location(key.lineno, value.end_lineno, key.col_offset, value.end_col_offset);
    c.addop(MAP_ADD, depth + 1, eltLoc);
    return eltLoc;
  }
  visitExpr(c, e.elt);
  const eltLoc = locationOf(e.elt);
  if (e.kind === "GeneratorExp") {
    addYield(c, eltLoc);
    c.addop(POP_TOP, 0, eltLoc);
  } else {
    c.addop(e.kind === "ListComp" ? LIST_APPEND : SET_ADD, depth + 1, eltLoc);
  }
  return eltLoc;
}
