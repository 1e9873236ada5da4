/**
 * The state of the symbol table's first pass, which collects raw facts about names block by block, and the operations
 * that the visitors share (CPython's Python/symtable.c). `analyze.ts` is the second pass.
 */
import { CO } from "../../bytecode/codeflags.ts";
import type { Str } from "../../kernel/str.ts";
import type { expr, expr_context, keyword } from "../../parser/generated/ast.ts";
import { syntaxError } from "../errors.ts";
import { PyCF_ALLOW_TOP_LEVEL_AWAIT } from "../flags.ts";
import type { FutureFeatures } from "../future.ts";
import type { Location } from "../instruction-sequence.ts";
import { locationOf, SymtableEntry } from "./entry.ts";
import {
  AnnotationBlock,
  ClassBlock,
  DEF_COMP_ITER,
  DEF_GLOBAL,
  DEF_IMPORT,
  DEF_LOCAL,
  DEF_NONLOCAL,
  DEF_PARAM,
  DEF_TYPE_PARAM,
  FunctionBlock,
  ModuleBlock,
  TypeAliasBlock,
  TypeParametersBlock,
  TypeVariableBlock,
  USE,
} from "./flags.ts";
import { maybeMangle } from "./mangle.ts";

export class SymtableBuilder {
  readonly filename: Str;
  readonly future: FutureFeatures;
  readonly futureAnnotations: boolean;
  readonly blocks = new Map<object, SymtableEntry>();
  readonly defaults = new Map<object, SymtableEntry>();
  readonly stack: SymtableEntry[] = [];
  /** The block being visited; the module's from the start. */
  cur!: SymtableEntry;
  /** Name of the innermost class, for mangling. */
  privateName: string | null = null;
  private globalSymbols: Map<string, number> = new Map();
  private lastId = 0;

  constructor(filename: Str, future: FutureFeatures) {
    this.filename = filename;
    this.future = future;
    this.futureAnnotations = (future.features & CO.FUTURE_ANNOTATIONS) !== 0;
  }

  fail(msg: string, loc: Location): never {
    throw syntaxError(this.filename, msg, loc);
  }

  /** `ste_new`: an entry that is not yet entered. */
  newEntry(name: string, type: number, node: object | null, loc: Location): SymtableEntry {
    const entry = new SymtableEntry(++this.lastId, name, type, loc);
    const cur = this.cur;
    if (cur !== undefined) {
      entry.nested = cur.nested || cur.isFunctionLike;
      entry.method = cur.type === ClassBlock && type === FunctionBlock;
    }
    if (node !== null) this.blocks.set(node, entry);
    return entry;
  }

  /** `symtable_enter_existing_block`; an annotation block that is entered once more is a child already. */
  enterEntry(entry: SymtableEntry, isNew = true): void {
    this.stack.push(entry);
    const prev = this.cur;
    if (prev !== undefined) {
      // All assignment expressions in a comprehension's iterable are errors, however deep.
      entry.compIterExpr = prev.compIterExpr;
      if (prev.mangledNames !== null && entry.type !== ClassBlock) entry.mangledNames = prev.mangledNames;
    }
    this.cur = entry;
    // Stringized annotations leave no trace in the table.
    if (this.futureAnnotations && entry.type === AnnotationBlock) return;
    if (entry.type === ModuleBlock) this.globalSymbols = entry.symbols;
    if (isNew && prev !== undefined) prev.children.push(entry);
  }

  enterBlock(name: string, type: number, node: object | null, loc: Location): SymtableEntry {
    const entry = this.newEntry(name, type, node, loc);
    this.enterEntry(entry);
    if (type === AnnotationBlock || type === TypeVariableBlock || type === TypeAliasBlock) {
      this.addDef(".format", DEF_PARAM, loc);
      this.addDef(".format", USE, loc);
    }
    return entry;
  }

  exitBlock(): void {
    this.stack.pop();
    this.cur = this.stack[this.stack.length - 1];
  }

  enterTypeParamBlock(
    name: string,
    node: object,
    hasDefaults: boolean,
    hasKwdefaults: boolean,
    isClass: boolean,
    loc: Location,
  ): void {
    const outerType = this.cur.type;
    this.enterBlock(name, TypeParametersBlock, node, loc);
    if (outerType === ClassBlock) {
      this.cur.canSeeClassScope = true;
      this.addDef("__classdict__", USE, loc);
    }
    if (isClass) {
      this.addDef(".type_params", DEF_LOCAL, loc);
      this.addDef(".type_params", USE, loc);
      this.addDef(".generic_base", DEF_LOCAL, loc);
      this.addDef(".generic_base", USE, loc);
    }
    if (hasDefaults) this.addDef(".defaults", DEF_PARAM, loc);
    if (hasKwdefaults) this.addDef(".kwdefaults", DEF_PARAM, loc);
  }

  lookupIn(entry: SymtableEntry, name: string): number {
    return entry.symbol(maybeMangle(this.privateName, entry, name));
  }

  lookup(name: string): number {
    return this.lookupIn(this.cur, name);
  }

  /** `symtable_add_def_helper`. */
  addDefTo(entry: SymtableEntry, name: string, flag: number, loc: Location): void {
    const mangled = maybeMangle(this.privateName, this.cur, name);
    const symbols = entry.symbols;
    let value = symbols.get(mangled) ?? 0;
    if ((flag & value & DEF_PARAM) !== 0) this.fail(`duplicate argument '${name}' in function definition`, loc);
    if ((flag & value & DEF_TYPE_PARAM) !== 0) this.fail(`duplicate type parameter '${name}'`, loc);
    value |= flag;
    if (entry.compIterTarget) {
      if ((value & (DEF_GLOBAL | DEF_NONLOCAL)) !== 0) {
        this.fail(`comprehension inner loop cannot rebind assignment expression target '${name}'`, loc);
      }
      value |= DEF_COMP_ITER;
    }
    symbols.set(mangled, value);
    if ((flag & DEF_PARAM) !== 0) {
      entry.varnames.push(mangled);
    } else if ((flag & DEF_GLOBAL) !== 0) {
      const globals = this.globalSymbols;
      globals.set(mangled, (globals.get(mangled) ?? 0) | flag);
    }
  }

  /** `symtable_add_def_ctx`. */
  addDefCtx(name: string, flag: number, loc: Location, ctx: expr_context): void {
    if ((flag & (DEF_PARAM | DEF_LOCAL | DEF_IMPORT)) !== 0) this.checkName(name, loc, ctx);
    if ((flag & DEF_TYPE_PARAM) !== 0 && this.cur.mangledNames !== null) this.cur.mangledNames.add(name);
    this.addDefTo(this.cur, name, flag, loc);
  }

  addDef(name: string, flag: number, loc: Location): void {
    this.addDefCtx(name, flag, loc, flag === USE ? "Load" : "Store");
  }

  checkName(name: string, loc: Location, ctx: expr_context): void {
    if (name !== "__debug__" || ctx === "Load") return;
    this.fail(ctx === "Store" ? "cannot assign to __debug__" : "cannot delete __debug__", loc);
  }

  checkKeywords(keywords: readonly keyword[]): void {
    for (const key of keywords) {
      if (key.arg !== null) this.checkName(key.arg, locationOf(key), "Store");
    }
  }

  recordDirective(name: string, loc: Location): void {
    const cur = this.cur;
    (cur.directives ??= []).push({ name: maybeMangle(this.privateName, cur, name), loc });
  }

  allowsTopLevelAwait(): boolean {
    return (this.future.features & PyCF_ALLOW_TOP_LEVEL_AWAIT) !== 0 && this.cur.type === ModuleBlock;
  }

  isAsyncDef(): boolean {
    return this.cur.type === FunctionBlock && this.cur.coroutine;
  }

  raiseIfNotCoroutine(msg: string, loc: Location): void {
    if (!this.cur.coroutine) this.fail(msg, loc);
  }

  raiseIfAnnotationBlock(what: string, e: expr): void {
    switch (this.cur.type) {
      case AnnotationBlock:
        this.fail(`${what} cannot be used within an annotation`, locationOf(e));
      case TypeVariableBlock:
        this.fail(`${what} cannot be used within ${this.cur.scopeInfo}`, locationOf(e));
      case TypeAliasBlock:
        this.fail(`${what} cannot be used within a type alias`, locationOf(e));
      case TypeParametersBlock:
        this.fail(`${what} cannot be used within the definition of a generic`, locationOf(e));
    }
  }
}
