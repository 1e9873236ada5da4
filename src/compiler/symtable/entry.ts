/**
 * The symbol table's data: an entry for each block, found by the AST node that opens it (CPython's `PySTEntryObject`
 * and `struct symtable`). After `buildSymtable` every symbol carries its scope in the bits from SCOPE_OFFSET up.
 */
import type { Str } from "../../kernel/str.ts";
import { Location } from "../instruction-sequence.ts";
import {
  AnnotationBlock,
  ClassBlock,
  type Comprehension,
  FunctionBlock,
  ModuleBlock,
  symbolToScope,
  TypeAliasBlock,
  TypeParametersBlock,
  TypeVariableBlock,
} from "./flags.ts";

/** A name declared `global` or `nonlocal`, and where. */
export interface Directive {
  readonly name: string;
  readonly loc: Location;
}

export class SymtableEntry {
  readonly id: number;
  readonly name: string;
  readonly type: number;
  readonly loc: Location;
  readonly symbols = new Map<string, number>();
  readonly varnames: string[] = [];
  children: SymtableEntry[] = [];
  directives: Directive[] | null = null;
  /** In the type parameter block of a generic class: the only names that are mangled. */
  mangledNames: Set<string> | null = null;
  /** "a TypeVar bound" and the like, for error messages. */
  scopeInfo: string | null = null;
  nested = false;
  generator = false;
  coroutine = false;
  comprehension: Comprehension = "none";
  varargs = false;
  varkeywords = false;
  returnsValue = false;
  annotationsUsed = false;
  needsClassClosure = false;
  needsClassdict = false;
  compInlined = false;
  compIterTarget = false;
  compIterExpr = 0;
  canSeeClassScope = false;
  hasDocstring = false;
  method = false;
  hasConditionalAnnotations = false;
  inConditionalBlock = false;
  inUnevaluatedAnnotation = false;
  annotationBlock: SymtableEntry | null = null;

  constructor(id: number, name: string, type: number, loc: Location) {
    this.id = id;
    this.name = name;
    this.type = type;
    this.loc = loc;
  }

  /** `_PyST_GetSymbol`: 0 for a name that is not in the table. */
  symbol(name: string): number {
    return this.symbols.get(name) ?? 0;
  }

  /** `_PyST_GetScope`: 0 for a name that is not in the table. */
  scope(name: string): number {
    const symbol = this.symbols.get(name);
    return symbol === undefined ? 0 : symbolToScope(symbol);
  }

  /** `_PyST_IsFunctionLike`. */
  get isFunctionLike(): boolean {
    return this.type !== ClassBlock && this.type !== ModuleBlock;
  }
}

export class Symtable {
  readonly filename: Str;
  readonly top: SymtableEntry;
  /** Entries by their node: statement, lambda, comprehension, `arguments`, type parameter (list). */
  readonly blocks: ReadonlyMap<object, SymtableEntry>;
  /** Entries of TypeVar defaults, whose node already stands for the bound. */
  readonly defaults: ReadonlyMap<object, SymtableEntry>;
  constructor(
    filename: Str,
    top: SymtableEntry,
    blocks: ReadonlyMap<object, SymtableEntry>,
    defaults: ReadonlyMap<object, SymtableEntry>,
  ) {
    this.filename = filename;
    this.top = top;
    this.blocks = blocks;
    this.defaults = defaults;
  }

  lookup(node: object): SymtableEntry {
    const entry = this.blocks.get(node);
    if (entry === undefined) throw new Error("unknown symbol table entry");
    return entry;
  }
}

/** Names of the block types, as in CPython's debug dump. */
export const BLOCK_NAMES: Readonly<Record<number, string>> = {
  [FunctionBlock]: "FunctionBlock",
  [ClassBlock]: "ClassBlock",
  [ModuleBlock]: "ModuleBlock",
  [AnnotationBlock]: "AnnotationBlock",
  [TypeAliasBlock]: "TypeAliasBlock",
  [TypeParametersBlock]: "TypeParametersBlock",
  [TypeVariableBlock]: "TypeVariableBlock",
};

/** Any AST node that has a place in the source. */
export interface Located {
  readonly lineno: number;
  readonly col_offset: number;
  readonly end_lineno: number;
  readonly end_col_offset: number;
}

/** `SRC_LOCATION_FROM_AST`. */
export function locationOf(node: Located): Location {
  return new Location(node.lineno, node.end_lineno, node.col_offset, node.end_col_offset);
}
