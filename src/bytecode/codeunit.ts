/**
 * A compiled code unit: the data of CPython's code object (Include/cpython/code.h), before it becomes a Python object.
 * The assembler and marshal produce it, `src/interpreter` runs it.
 */
import type { Str } from "../kernel/str.ts";
import type { Const } from "./constants.ts";

export class CodeUnit {
  readonly argcount: number;
  readonly posonlyargcount: number;
  readonly kwonlyargcount: number;
  readonly stacksize: number;
  readonly flags: number;
  /** `co_code`: 16-bit instructions with their inline cache entries, all caches zero. */
  readonly code: Uint8Array;
  readonly consts: readonly Const[];
  readonly names: readonly Str[];
  /** Locals, cells and free variables in the order of the fast locals (`co_localsplusnames`). */
  readonly localsplusnames: readonly Str[];
  /** One `CO_FAST_*` byte for each of `localsplusnames`. */
  readonly localspluskinds: Uint8Array;
  readonly filename: Str;
  readonly name: Str;
  readonly qualname: Str;
  readonly firstlineno: number;
  readonly linetable: Uint8Array;
  readonly exceptiontable: Uint8Array;
  constructor(fields: CodeFields) {
    this.argcount = fields.argcount;
    this.posonlyargcount = fields.posonlyargcount;
    this.kwonlyargcount = fields.kwonlyargcount;
    this.stacksize = fields.stacksize;
    this.flags = fields.flags;
    this.code = fields.code;
    this.consts = fields.consts;
    this.names = fields.names;
    this.localsplusnames = fields.localsplusnames;
    this.localspluskinds = fields.localspluskinds;
    this.filename = fields.filename;
    this.name = fields.name;
    this.qualname = fields.qualname;
    this.firstlineno = fields.firstlineno;
    this.linetable = fields.linetable;
    this.exceptiontable = fields.exceptiontable;
  }
}

/** The fields of a code unit, to make one from. */
export type CodeFields = { -readonly [Name in keyof CodeUnit]: CodeUnit[Name] };
