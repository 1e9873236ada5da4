/** The compiler's state for one code unit (`struct compiler_unit` in CPython's Python/compile.c). */
import type { AnnAssign, stmt } from "../../parser/generated/ast.ts";
import type { CodeUnitMetadata } from "../code-unit-metadata.ts";
import { InstructionSequence, type Location } from "../instruction-sequence.ts";
import type { SymtableEntry } from "../symtable/entry.ts";

export const SCOPE_MODULE = 0;
export const SCOPE_CLASS = 1;
export const SCOPE_FUNCTION = 2;
export const SCOPE_ASYNC_FUNCTION = 3;
export const SCOPE_LAMBDA = 4;
export const SCOPE_COMPREHENSION = 5;
export const SCOPE_ANNOTATIONS = 6;

export const FBLOCK_WHILE_LOOP = 0;
export const FBLOCK_FOR_LOOP = 1;
export const FBLOCK_ASYNC_FOR_LOOP = 2;
export const FBLOCK_TRY_EXCEPT = 3;
export const FBLOCK_FINALLY_TRY = 4;
export const FBLOCK_FINALLY_END = 5;
export const FBLOCK_WITH = 6;
export const FBLOCK_ASYNC_WITH = 7;
export const FBLOCK_HANDLER_CLEANUP = 8;
export const FBLOCK_POP_VALUE = 9;
export const FBLOCK_EXCEPTION_HANDLER = 10;
export const FBLOCK_EXCEPTION_GROUP_HANDLER = 11;
export const FBLOCK_ASYNC_COMPREHENSION_GENERATOR = 12;
export const FBLOCK_STOP_ITERATION = 13;

/** No label: `return`, `break` and `continue` cannot lead here. */
export const NO_LABEL = -1;

/** A statement that `return`, `break` or `continue` must unwind, on the compile-time stack of frame blocks. */
export interface FBlock {
  readonly type: number;
  readonly block: number;
  readonly loc: Location;
  readonly exit: number;
  /** The `finally` body of FINALLY_TRY. */
  readonly body: readonly stmt[] | null;
  /** The exception's name in HANDLER_CLEANUP. */
  readonly name: string | null;
}

export class CompilerUnit {
  readonly ste: SymtableEntry;
  readonly scopeType: number;
  readonly metadata: CodeUnitMetadata;
  /** Name of the innermost class, for mangling. */
  readonly privateName: string | null;
  /** In a class: the attributes that its methods assign on `self`. */
  readonly staticAttributes: Set<string> | null;
  readonly fblocks: FBlock[] = [];
  seq = new InstructionSequence();
  /** The module's own sequence while its annotations are compiled. */
  stashedSeq: InstructionSequence | null = null;
  /** Annotated assignments to simple names; they become `__annotate__` at the end. */
  deferredAnnotations: AnnAssign[] | null = null;
  /** For each of them its index among the conditional ones, or -1. */
  conditionalAnnotationIndices: number[] = [];
  nextConditionalAnnotationIndex = 0;
  inInlinedComp = 0;
  inConditionalBlock = 0;

  constructor(ste: SymtableEntry, scopeType: number, metadata: CodeUnitMetadata, privateName: string | null) {
    this.ste = ste;
    this.scopeType = scopeType;
    this.metadata = metadata;
    this.privateName = privateName;
    this.staticAttributes = scopeType === SCOPE_CLASS ? new Set() : null;
  }
}
