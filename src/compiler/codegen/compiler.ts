/**
 * The state of a compilation and the operations that all of codegen shares (CPython's Python/compile.c): the stack of
 * code units, frame blocks, name resolution, errors and warnings. The functions in the neighbouring files take it as `c`.
 */
import { CO } from "../../bytecode/codeflags.ts";
import type { CodeUnit } from "../../bytecode/codeunit.ts";
import type { Const } from "../../bytecode/constants.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import type { Str } from "../../kernel/str.ts";
import type { WarningSink } from "../../parser/errors.ts";
import type { AnnAssign, stmt } from "../../parser/generated/ast.ts";
import { type CompileObserver, optimizeAndAssemble } from "../assemble.ts";
import { CodeUnitMetadata, type FinishedUnit, type NameTable, nameIndex } from "../code-unit-metadata.ts";
import { ConstCache } from "../const-cache.ts";
import { syntaxError } from "../errors.ts";
import { CO_MAXBLOCKS, PyCF_MASK } from "../flags.ts";
import { InstructionSequence, Location, NO_LOCATION } from "../instruction-sequence.ts";
import type { Symtable, SymtableEntry } from "../symtable/entry.ts";
import { CELL, DEF_COMP_CELL, DEF_FREE_CLASS, FREE, GLOBAL_EXPLICIT, symbolToScope } from "../symtable/flags.ts";
import { mangle, maybeMangle } from "../symtable/mangle.ts";
import {
  CompilerUnit,
  FBLOCK_FINALLY_END,
  type FBlock,
  SCOPE_ANNOTATIONS,
  SCOPE_ASYNC_FUNCTION,
  SCOPE_CLASS,
  SCOPE_FUNCTION,
  SCOPE_LAMBDA,
  SCOPE_MODULE,
} from "./unit.ts";

const { ANNOTATIONS_PLACEHOLDER, LOAD_CONST, RESUME, RETURN_VALUE } = OPCODE;

/** What a compilation is asked for; `features` holds the future features and the compiler flags. */
export interface CompilerOptions {
  readonly filename: Str;
  readonly features: number;
  readonly optimize: number;
  readonly interactive: boolean;
  readonly warn: WarningSink;
  readonly observe?: CompileObserver;
}

/** Argument counts of a unit, all 0 by default. */
export interface ArgCounts {
  readonly argcount?: number;
  readonly posonlyargcount?: number;
  readonly kwonlyargcount?: number;
}

export class Compiler {
  readonly options: CompilerOptions;
  readonly symtable: Symtable;
  readonly futureAnnotations: boolean;
  readonly optimize: number;
  readonly constCache = new ConstCache();
  /** The unit being compiled; enclosing ones wait on the stack. */
  u!: CompilerUnit;
  readonly stack: CompilerUnit[] = [];
  /** Code that is compiled a second time (a `finally` body) does not warn again. */
  private warningsDisabled = 0;
  /** Keeps the instruction sequences of nested units, for tools. */
  saveNestedSequences = false;

  constructor(symtable: Symtable, options: CompilerOptions) {
    this.symtable = symtable;
    this.options = options;
    this.optimize = options.optimize;
    this.futureAnnotations = (options.features & CO.FUTURE_ANNOTATIONS) !== 0;
  }

  // Units

  /** `codegen_enter_scope` with `_PyCompile_EnterScope`. `privateName` null keeps the enclosing class's. */
  enterScope(
    name: string,
    scopeType: number,
    ste: SymtableEntry,
    lineno: number,
    privateName: string | null,
    counts: ArgCounts,
  ): void {
    const outer = this.u;
    const metadata = new CodeUnitMetadata(name, lineno, this.constCache);
    metadata.argcount = counts.argcount ?? 0;
    metadata.posonlyargcount = counts.posonlyargcount ?? 0;
    metadata.kwonlyargcount = counts.kwonlyargcount ?? 0;
    const varnames = ste.varnames;
    for (let i = 0; i < varnames.length; i++) metadata.varnames.set(varnames[i], i);
    const sorted = sortedNames(ste.symbols);
    metadata.cellvars = namesByType(sorted, ste.symbols, CELL, DEF_COMP_CELL, 0);
    if (ste.needsClassClosure) nameIndex(metadata.cellvars, "__class__");
    if (ste.needsClassdict) nameIndex(metadata.cellvars, "__classdict__");
    if (ste.hasConditionalAnnotations) nameIndex(metadata.cellvars, "__conditional_annotations__");
    metadata.freevars = namesByType(sorted, ste.symbols, FREE, DEF_FREE_CLASS, metadata.cellvars.size);
    if (outer !== undefined) {
      this.stack.push(outer);
      privateName ??= outer.privateName;
    }
    this.u = new CompilerUnit(ste, scopeType, metadata, privateName);
    if (scopeType !== SCOPE_MODULE) metadata.qualname = this.qualname();
    const isModule = scopeType === SCOPE_MODULE;
    const loc = new Location(isModule ? 0 : lineno, lineno, 0, 0);
    this.addop(RESUME, 0, loc);
    if (isModule) this.addop(ANNOTATIONS_PLACEHOLDER, 0, loc);
  }

  exitScope(): void {
    const nested = this.u.seq;
    const outer = this.stack.pop();
    if (outer === undefined) return;
    this.u = outer;
    if (this.saveNestedSequences) outer.seq.addNested(nested);
  }

  /** `compiler_set_qualname`. */
  private qualname(): string {
    const { metadata, scopeType } = this.u;
    const name = metadata.name;
    let depth = this.stack.length;
    if (depth <= 1) return name;
    let parent = this.stack[depth - 1];
    if (parent.scopeType === SCOPE_ANNOTATIONS) {
      if (depth === 2) return name;
      parent = this.stack[--depth - 1];
    }
    if (scopeType === SCOPE_FUNCTION || scopeType === SCOPE_ASYNC_FUNCTION || scopeType === SCOPE_CLASS) {
      const scope = parent.ste.scope(mangle(parent.privateName, name));
      if (scope === GLOBAL_EXPLICIT) return name;
    }
    const inFunction =
      parent.scopeType === SCOPE_FUNCTION ||
      parent.scopeType === SCOPE_ASYNC_FUNCTION ||
      parent.scopeType === SCOPE_LAMBDA;
    return `${parent.metadata.qualname}${inFunction ? ".<locals>." : "."}${name}`;
  }

  /** The current unit with its final return: all instruction streams end in one. */
  finish(addNone: boolean): FinishedUnit {
    const u = this.u;
    if (addNone) this.addopLoadConst(NO_LOCATION, null);
    this.addop(RETURN_VALUE, 0, NO_LOCATION);
    return { metadata: u.metadata, instrs: u.seq, nparams: u.ste.varnames.length };
  }

  /** `_PyCompile_OptimizeAndAssemble`: the finished code of the current unit. */
  assemble(addNone: boolean): CodeUnit {
    const { filename, observe } = this.options;
    return optimizeAndAssemble(this.finish(addNone), this.constCache, this.codeFlags(), filename, observe);
  }

  private codeFlags(): number {
    const ste = this.u.ste;
    let flags = 0;
    if (ste.isFunctionLike) {
      flags |= CO.NEWLOCALS | CO.OPTIMIZED;
      if (ste.nested) flags |= CO.NESTED;
      if (ste.generator) flags |= ste.coroutine ? CO.ASYNC_GENERATOR : CO.GENERATOR;
      if (ste.varargs) flags |= CO.VARARGS;
      if (ste.varkeywords) flags |= CO.VARKEYWORDS;
      if (ste.hasDocstring) flags |= CO.HAS_DOCSTRING;
      if (ste.method) flags |= CO.METHOD;
    }
    if (ste.coroutine && !ste.generator) flags |= CO.COROUTINE;
    return flags | (this.options.features & PyCF_MASK);
  }

  /** Whether an expression statement's value is printed. */
  isInteractiveTopLevel(): boolean {
    return this.options.interactive && this.stack.length === 0;
  }

  // Instructions

  addop(opcode: number, oparg: number, loc: Location): void {
    this.u.seq.addop(opcode, oparg, loc);
  }

  newLabel(): number {
    return this.u.seq.newLabel();
  }

  useLabel(label: number): void {
    this.u.seq.useLabel(label);
  }

  addopLoadConst(loc: Location, value: Const): void {
    const u = this.u;
    u.seq.addop(LOAD_CONST, u.metadata.consts.add(value), loc);
  }

  /** An instruction whose argument is the index of an unmangled name in `table`. */
  addopIndex(opcode: number, table: NameTable, name: string, loc: Location): void {
    this.u.seq.addop(opcode, nameIndex(table, name), loc);
  }

  /** The index of an attribute or module name in `co_names`. */
  nameArg(name: string): number {
    return nameIndex(this.u.metadata.names, this.maybeMangle(name));
  }

  // Names

  mangle(name: string): string {
    return mangle(this.u.privateName, name);
  }

  maybeMangle(name: string): string {
    return maybeMangle(this.u.privateName, this.u.ste, name);
  }

  /** `_PyCompile_GetRefType`. */
  refType(name: string): number {
    const u = this.u;
    const implicit = name === "__class__" || name === "__classdict__" || name === "__conditional_annotations__";
    return implicit && u.scopeType === SCOPE_CLASS ? CELL : u.ste.scope(name);
  }

  /**
   * Where the closure cell `name` lies. In a class, a method's free variable may have the name of a method: it is then
   * both free and local there.
   */
  closureArg(name: string): number {
    const { cellvars, freevars } = this.u.metadata;
    const arg = (this.refType(name) === CELL ? cellvars : freevars).get(name);
    if (arg === undefined) throw new Error(`no closure cell for ${name} in ${this.u.metadata.qualname}`);
    return arg;
  }

  addStaticAttribute(attr: string): void {
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const attributes = this.stack[i].staticAttributes;
      if (attributes === null) continue;
      attributes.add(attr);
      return;
    }
  }

  // Annotations

  /** The index of a conditional annotation, or -1 (`_PyCompile_AddDeferredAnnotation`). */
  addDeferredAnnotation(s: AnnAssign): number {
    const u = this.u;
    const conditional = u.scopeType === SCOPE_MODULE || u.inConditionalBlock > 0;
    const index = conditional ? u.nextConditionalAnnotationIndex++ : -1;
    (u.deferredAnnotations ??= []).push(s);
    u.conditionalAnnotationIndices.push(index);
    return index;
  }

  startAnnotationSetup(): void {
    this.u.stashedSeq = this.u.seq;
    this.u.seq = new InstructionSequence();
  }

  endAnnotationSetup(): void {
    const parent = this.u.stashedSeq!;
    parent.setAnnotationsCode(this.u.seq);
    this.u.seq = parent;
    this.u.stashedSeq = null;
  }

  // Frame blocks

  pushFBlock(
    type: number,
    loc: Location,
    block: number,
    exit: number,
    body: readonly stmt[] | null = null,
    name: string | null = null,
  ): void {
    this.pushFBlockAgain({ type, block, loc, exit, body, name });
  }

  pushFBlockAgain(fblock: FBlock): void {
    const fblocks = this.u.fblocks;
    if (fblocks.length >= CO_MAXBLOCKS) this.error("too many statically nested blocks", fblock.loc);
    fblocks.push(fblock);
    if (fblock.type === FBLOCK_FINALLY_END) this.warningsDisabled++;
  }

  popFBlock(): void {
    const fblock = this.u.fblocks.pop()!;
    if (fblock.type === FBLOCK_FINALLY_END) this.warningsDisabled--;
  }

  // Errors

  error(msg: string, loc: Location): never {
    throw syntaxError(this.options.filename, msg, loc);
  }

  /** A SyntaxWarning, or a SyntaxError where the filter makes warnings errors. */
  warn(msg: string, loc: Location): void {
    if (this.warningsDisabled > 0) return;
    const { warn, filename } = this.options;
    if (!warn("SyntaxWarning", msg, filename, loc.lineno)) this.error(msg, loc);
  }
}

/** Sorted as Python sorts strings, so that cell and free variables have a fixed order. */
function sortedNames(symbols: ReadonlyMap<string, number>): string[] {
  const names: string[] = [];
  for (const [name, symbol] of symbols) {
    const scope = symbolToScope(symbol);
    if (scope === CELL || scope === FREE || (symbol & (DEF_COMP_CELL | DEF_FREE_CLASS)) !== 0) names.push(name);
  }
  return names.length > 1 ? names.sort(compareNames) : names;
}

/** Order by code points; JavaScript's own order is that of UTF-16 units. */
export function compareNames(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    if (a.charCodeAt(i) !== b.charCodeAt(i)) return orderKey(a.charCodeAt(i)) - orderKey(b.charCodeAt(i));
  }
  return a.length - b.length;
}

/** Surrogates stand for the highest code points. */
function orderKey(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** `dictbytype`: the names of the given scope or flag, numbered from `offset`. */
function namesByType(
  sorted: readonly string[],
  symbols: ReadonlyMap<string, number>,
  scope: number,
  flag: number,
  offset: number,
): NameTable {
  const table: NameTable = new Map();
  for (const name of sorted) {
    const symbol = symbols.get(name)!;
    if (symbolToScope(symbol) === scope || (symbol & flag) !== 0) table.set(name, offset + table.size);
  }
  return table;
}
