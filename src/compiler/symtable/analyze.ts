/**
 * The symbol table's second pass: decides the scope of each name and inlines comprehensions (PEP 709)
 * (`symtable_analyze` and its helpers in Python/symtable.c).
 *
 * `bound` holds the names that enclosing functions bind (null in the module), `global` the names declared global there,
 * `free` collects what a block and its children leave unbound. Each child gets copies, as it may change them.
 */

import type { Str } from "../../kernel/str.ts";
import { syntaxError } from "../errors.ts";
import type { SymtableEntry } from "./entry.ts";
import {
  CELL,
  ClassBlock,
  DEF_BOUND,
  DEF_COMP_CELL,
  DEF_FREE_CLASS,
  DEF_GLOBAL,
  DEF_NONLOCAL,
  DEF_PARAM,
  DEF_TYPE_PARAM,
  FREE,
  GLOBAL_EXPLICIT,
  GLOBAL_IMPLICIT,
  LOCAL,
  SCOPE_OFFSET,
  symbolToScope,
} from "./flags.ts";

export function analyze(top: SymtableEntry, filename: Str): void {
  analyzeBlock({
    filename,
    entry: top,
    bound: null,
    free: new Set(),
    global: new Set(),
    typeParams: new Set(),
    classEntry: null,
  });
}

/** What a block sees of its surroundings. */
interface Surroundings {
  readonly filename: Str;
  readonly entry: SymtableEntry;
  readonly bound: Set<string> | null;
  readonly free: Set<string>;
  readonly global: Set<string>;
  readonly typeParams: Set<string>;
  /** The class whose scope this block looks names up in, before its own surroundings. */
  readonly classEntry: SymtableEntry | null;
}

/** Names that a class body provides to the functions in it. */
const CLASS_NAMES = ["__class__", "__classdict__", "__conditional_annotations__"];

function addAll(target: Set<string>, source: ReadonlySet<string>): void {
  for (const name of source) target.add(name);
}

function analyzeBlock(at: Surroundings): void {
  const { entry, bound, global } = at;
  const isClass = entry.type === ClassBlock;
  const local = new Set<string>();
  const scopes = new Map<string, number>();
  // Class bindings are invisible in methods: what children see is fixed before the class's own names count.
  const newGlobal = new Set<string>(isClass ? global : null);
  const newBound = new Set<string>(isClass ? bound : null);
  for (const [name, flags] of entry.symbols) scopes.set(name, nameScope(at, name, flags, local));
  if (isClass) {
    for (const name of CLASS_NAMES) newBound.add(name);
  } else {
    if (entry.isFunctionLike) addAll(newBound, local);
    if (bound !== null) addAll(newBound, bound);
    addAll(newGlobal, global);
  }
  const newFree = new Set<string>();
  const inlinedCells = new Set<string>();
  let inlined = false;
  for (const child of entry.children) {
    const classEntry = !child.canSeeClassScope ? null : isClass ? entry : at.classEntry;
    const childFree = new Set(newFree);
    analyzeBlock({
      filename: at.filename,
      entry: child,
      bound: new Set(newBound),
      free: childFree,
      global: new Set(newGlobal),
      typeParams: new Set(at.typeParams),
      classEntry,
    });
    // All comprehensions but generator expressions and those in annotation scopes in classes.
    if (child.comprehension !== "none" && !child.generator && !entry.canSeeClassScope) {
      inlineComprehension(entry, child, scopes, childFree, inlinedCells);
      child.compInlined = true;
      inlined = true;
    }
    addAll(newFree, childFree);
  }
  if (inlined) entry.children = entry.children.flatMap((child) => (child.compInlined ? child.children : [child]));
  if (entry.isFunctionLike) analyzeCells(scopes, newFree, inlinedCells);
  else if (isClass) dropClassFree(entry, newFree);
  updateSymbols(entry.symbols, scopes, bound, newFree, inlinedCells, isClass || entry.canSeeClassScope);
  addAll(at.free, newFree);
}

/** `analyze_name`: the scope of one name; the sets are kept up to date. */
function nameScope(at: Surroundings, name: string, flags: number, local: Set<string>): number {
  const { bound, global, typeParams, classEntry } = at;
  if ((flags & DEF_GLOBAL) !== 0) {
    if ((flags & DEF_NONLOCAL) !== 0) failAtDirective(at, name, `name '${name}' is nonlocal and global`);
    global.add(name);
    if (bound !== null) bound.delete(name);
    return GLOBAL_EXPLICIT;
  }
  if ((flags & DEF_NONLOCAL) !== 0) {
    if (bound === null) failAtDirective(at, name, "nonlocal declaration not allowed at module level");
    if (!bound.has(name)) failAtDirective(at, name, `no binding for nonlocal '${name}' found`);
    if (typeParams.has(name)) {
      failAtDirective(at, name, `nonlocal binding not allowed for type parameter '${name}'`);
    }
    at.free.add(name);
    return FREE;
  }
  if ((flags & DEF_BOUND) !== 0) {
    local.add(name);
    global.delete(name);
    if ((flags & DEF_TYPE_PARAM) !== 0) typeParams.add(name);
    else typeParams.delete(name);
    return LOCAL;
  }
  // A name that the class binds is looked up in the class namespace and the globals only; but the namespace itself has to
  // be reached, even if the class has a name for it.
  if (classEntry !== null && name !== "__classdict__") {
    const classFlags = classEntry.symbol(name);
    if ((classFlags & DEF_GLOBAL) !== 0) return GLOBAL_EXPLICIT;
    if ((classFlags & DEF_BOUND) !== 0 && (classFlags & DEF_NONLOCAL) === 0) return GLOBAL_IMPLICIT;
  }
  if (bound?.has(name)) {
    at.free.add(name);
    return FREE;
  }
  return GLOBAL_IMPLICIT;
}

function failAtDirective(at: Surroundings, name: string, msg: string): never {
  const directive = at.entry.directives?.find((one) => one.name === name);
  throw syntaxError(at.filename, msg, directive === undefined ? at.entry.loc : directive.loc);
}

function isFreeInAnyChild(entry: SymtableEntry, name: string): boolean {
  return entry.children.some((child) => child.scope(name) === FREE);
}

/** `inline_comprehension`: brings the names of `comp` into the block that contains it. */
function inlineComprehension(
  entry: SymtableEntry,
  comp: SymtableEntry,
  scopes: Map<string, number>,
  compFree: Set<string>,
  inlinedCells: Set<string>,
): void {
  const removed: string[] = [];
  for (const [name, symbol] of comp.symbols) {
    if ((symbol & DEF_PARAM) !== 0) continue;
    let scope = symbolToScope(symbol);
    const flags = symbol & ((1 << SCOPE_OFFSET) - 1);
    if (scope === CELL || (flags & DEF_COMP_CELL) !== 0) inlinedCells.add(name);
    const existing = entry.symbols.get(name);
    // These are not free through a class scope (see dropClassFree), unless a child of the comprehension needs them.
    if (scope === FREE && entry.type === ClassBlock && CLASS_NAMES.includes(name)) {
      scope = GLOBAL_IMPLICIT;
      if (!isFreeInAnyChild(comp, name)) compFree.delete(name);
      removed.push(name);
    }
    if (existing === undefined) {
      entry.symbols.set(name, flags);
      scopes.set(name, scope);
    } else if ((existing & DEF_BOUND) !== 0 && entry.type !== ClassBlock && !isFreeInAnyChild(comp, name)) {
      // Free in the comprehension, local outside: now simply local.
      compFree.delete(name);
    }
  }
  for (const name of removed) comp.symbols.delete(name);
}

/** A local name that is free in a child is a cell here, and no longer free. */
function analyzeCells(scopes: Map<string, number>, free: Set<string>, inlinedCells: ReadonlySet<string>): void {
  if (free.size === 0 && inlinedCells.size === 0) return;
  for (const [name, scope] of scopes) {
    if (scope !== LOCAL || !(free.has(name) || inlinedCells.has(name))) continue;
    scopes.set(name, CELL);
    free.delete(name);
  }
}

function dropClassFree(entry: SymtableEntry, free: Set<string>): void {
  if (free.delete("__class__")) entry.needsClassClosure = true;
  if (free.delete("__classdict__")) entry.needsClassdict = true;
  if (free.delete("__conditional_annotations__")) entry.hasConditionalAnnotations = true;
}

/** `update_symbols`: enters the scopes into the symbols, and the free names that only children use. */
function updateSymbols(
  symbols: Map<string, number>,
  scopes: ReadonlyMap<string, number>,
  bound: ReadonlySet<string> | null,
  free: ReadonlySet<string>,
  inlinedCells: ReadonlySet<string>,
  classFlag: boolean,
): void {
  for (const [name, flags] of symbols) {
    const cell = inlinedCells.has(name) ? DEF_COMP_CELL : 0;
    symbols.set(name, flags | cell | ((scopes.get(name) ?? 0) << SCOPE_OFFSET));
  }
  for (const name of free) {
    const flags = symbols.get(name);
    if (flags !== undefined) {
      // A free variable of a method with the name of something in the class scope.
      if (classFlag) symbols.set(name, flags | DEF_FREE_CLASS);
    } else if (bound === null || bound.has(name)) {
      symbols.set(name, FREE << SCOPE_OFFSET);
    }
  }
}
