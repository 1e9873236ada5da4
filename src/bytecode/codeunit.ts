/**
 * A compiled code unit: the data of CPython's code object (Include/cpython/code.h), before it becomes a Python object.
 * The assembler and marshal produce it, `src/interpreter` runs it.
 */
import type { Str } from "../kernel/str.ts";
import type { Const } from "./constants.ts";

export class CodeUnit {
  constructor(fields: CodeFields) {
    Object.assign(this, fields);
  }
}

export interface CodeUnit extends Readonly<CodeFields> {}

export interface CodeFields {
  argcount: number;
  posonlyargcount: number;
  kwonlyargcount: number;
  stacksize: number;
  flags: number;
  /** `co_code`: 16-bit instructions with their inline cache entries, all caches zero. */
  code: Uint8Array;
  consts: readonly Const[];
  names: readonly Str[];
  /** Locals, cells and free variables in the order of the fast locals (`co_localsplusnames`). */
  localsplusnames: readonly Str[];
  /** One `CO_FAST_*` byte for each of `localsplusnames`. */
  localspluskinds: Uint8Array;
  filename: Str;
  name: Str;
  qualname: Str;
  firstlineno: number;
  linetable: Uint8Array;
  exceptiontable: Uint8Array;
}
