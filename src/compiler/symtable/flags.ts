/** The bits of a symbol and the kinds of blocks and scopes (CPython's Include/internal/pycore_symtable.h). */

export const DEF_GLOBAL = 1;
export const DEF_LOCAL = 2;
export const DEF_PARAM = 4;
export const DEF_NONLOCAL = 8;
export const USE = 16;
/** Free in a method while the class body binds or declares the same name. */
export const DEF_FREE_CLASS = 64;
export const DEF_IMPORT = 128;
export const DEF_ANNOT = 256;
export const DEF_COMP_ITER = 512;
export const DEF_TYPE_PARAM = 1024;
/** A cell of an inlined comprehension. */
export const DEF_COMP_CELL = 2048;
export const DEF_BOUND = DEF_LOCAL | DEF_PARAM | DEF_IMPORT;

/** Where the scope starts in a symbol's bits, and its mask once shifted down. */
export const SCOPE_OFFSET = 12;
export const SCOPE_MASK = 15;

export const LOCAL = 1;
export const GLOBAL_EXPLICIT = 2;
export const GLOBAL_IMPLICIT = 3;
export const FREE = 4;
export const CELL = 5;

export const FunctionBlock = 0;
export const ClassBlock = 1;
export const ModuleBlock = 2;
export const AnnotationBlock = 3;
export const TypeAliasBlock = 4;
export const TypeParametersBlock = 5;
export const TypeVariableBlock = 6;

export type Comprehension = "none" | "list" | "dict" | "set" | "generator";

/** `SYMBOL_TO_SCOPE`. */
export function symbolToScope(symbol: number): number {
  return (symbol >> SCOPE_OFFSET) & SCOPE_MASK;
}
