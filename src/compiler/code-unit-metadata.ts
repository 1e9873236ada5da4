/**
 * What a code unit knows besides its instructions (CPython's `_PyCompile_CodeUnitMetadata`).
 *
 * Identifiers are JavaScript strings (UTF-16) everywhere in the compiler; the assembler turns them into `Str`. The maps
 * are insertion-ordered dictionaries name → index, as CPython's dicts are.
 */
import type { Const } from "../bytecode/constants.ts";
import type { ConstCache } from "./const-cache.ts";
import type { InstructionSequence } from "./instruction-sequence.ts";

/** The constants of a unit in the order of their first use; each holds a representative made by the `ConstCache`. */
export class ConstTable {
  readonly list: Const[] = [];
  private readonly index = new Map<Const, number>();
  private readonly cache: ConstCache;
  constructor(cache: ConstCache) {
    this.cache = cache;
  }

  /** `_PyCompile_AddConst`: the index of the constant equal to `value`. */
  add(value: Const): number {
    const merged = this.cache.merge(value);
    let at = this.index.get(merged);
    if (at === undefined) {
      at = this.list.length;
      this.list.push(merged);
      this.index.set(merged, at);
    }
    return at;
  }
}

export type NameTable = Map<string, number>;

/** `_PyCompile_DictAddObj`: the index of `name`, which is added at the end when new. */
export function nameIndex(table: NameTable, name: string): number {
  let at = table.get(name);
  if (at === undefined) {
    at = table.size;
    table.set(name, at);
  }
  return at;
}

export class CodeUnitMetadata {
  name: string;
  qualname: string;
  readonly consts: ConstTable;
  readonly names: NameTable = new Map();
  varnames: NameTable = new Map();
  cellvars: NameTable = new Map();
  freevars: NameTable = new Map();
  /** Fast locals hidden outside an inlined comprehension: name → hidden now. */
  readonly fasthidden = new Map<string, boolean>();
  argcount = 0;
  posonlyargcount = 0;
  kwonlyargcount = 0;
  firstlineno: number;
  constructor(name: string, firstlineno: number, cache: ConstCache) {
    this.name = name;
    this.qualname = name;
    this.firstlineno = firstlineno;
    this.consts = new ConstTable(cache);
  }
}

/**
 * A finished unit, ready for the flow graph and the assembler:
 * `optimizeAndAssemble(unit, constCache, codeFlags, filename): CodeUnit` is compile.c's `optimize_and_assemble_code_unit`.
 */
export interface FinishedUnit {
  readonly metadata: CodeUnitMetadata;
  readonly instrs: InstructionSequence;
  /** Number of parameters, `*args` and `**kwargs` included (`ste_varnames`). */
  readonly nparams: number;
}
