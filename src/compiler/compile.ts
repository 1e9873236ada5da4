/**
 * From syntax tree to code unit (`_PyAST_Compile` in CPython's Python/compile.c): preprocess the tree, find its future
 * statements, build the symbol table, generate instructions, optimize and assemble them.
 */
import { CO } from "../bytecode/codeflags.ts";
import type { CodeUnit } from "../bytecode/codeunit.ts";
import type { Str } from "../kernel/str.ts";
import { SourceFailure, type WarningSink } from "../parser/errors.ts";
import type { mod } from "../parser/generated/ast.ts";
import type { CompileObserver } from "./assemble.ts";
import type { FinishedUnit } from "./code-unit-metadata.ts";
import { Compiler } from "./codegen/compiler.ts";
import { compileModule, generateModule } from "./codegen/module.ts";
import { hasTarget } from "./flowgraph/cfg.ts";
import { futureFeatures } from "./future.ts";
import { preprocess } from "./preprocess/preprocess.ts";
import { buildSymtable } from "./symtable/build.ts";
import type { Symtable } from "./symtable/entry.ts";

export interface CompileOptions {
  readonly filename: Str;
  /** `PyCF_*` and `CO_FUTURE_*` bits. */
  readonly flags: number;
  /** 0, 1 (no asserts, `__debug__` is False) or 2 (no docstrings either). */
  readonly optimize: number;
  readonly warn: WarningSink;
  /** For tools. */
  readonly observe?: CompileObserver;
}

/** Compiles `tree`, which is changed in the process. */
export function compile(tree: mod, options: CompileOptions): CodeUnit {
  return guardStack(() => compileModule(prepare(tree, options), tree));
}

/**
 * The instructions before the flow graph sees them, jumps as indices, with the sequences of nested units; for tools and
 * `_testinternalcapi.compiler_codegen` (`_PyCompile_CodeGen`).
 */
export function instructionsOf(tree: mod, options: CompileOptions): FinishedUnit {
  return guardStack(() => {
    const c = prepare(tree, options);
    c.saveNestedSequences = true;
    generateModule(c, tree);
    const unit = c.finish(tree.kind !== "Expression");
    unit.instrs.applyLabelMap(hasTarget);
    return unit;
  });
}

/** The symbol table that the compiler would use for `tree`, as `symtable.symtable()` shows it (no preprocessing). */
export function symtableOf(tree: mod, filename: Str, flags: number): Symtable {
  return guardStack(() => {
    const future = futureFeatures(tree, filename);
    future.features |= flags;
    return buildSymtable(tree, filename, future);
  });
}

function prepare(tree: mod, options: CompileOptions): Compiler {
  const { filename, optimize, warn, observe } = options;
  const future = futureFeatures(tree, filename);
  future.features |= options.flags;
  const futureAnnotations = (future.features & CO.FUTURE_ANNOTATIONS) !== 0;
  preprocess(tree, { filename, optimize, futureAnnotations, syntaxCheckOnly: false, warn });
  const symtable = buildSymtable(tree, filename, future);
  const interactive = tree.kind === "Interactive";
  return new Compiler(symtable, { filename, features: future.features, optimize, interactive, warn, observe });
}

/** Trees are visited recursively; one that is too deep for the JavaScript stack is too deep for Python. */
function guardStack<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!isStackOverflow(error)) throw error;
    throw new SourceFailure("RecursionError", "maximum recursion depth exceeded during compilation");
  }
}

/** Every engine has its own words for it: V8 and JavaScriptCore throw a RangeError, SpiderMonkey an InternalError. */
function isStackOverflow(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === "InternalError" || (error instanceof RangeError && /stack/i.test(error.message));
}
