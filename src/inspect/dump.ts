/**
 * Each stage between source text and bytecode, as text: what `--dump` prints, what golden tests keep, what a page can show.
 * Where CPython has a printer for a stage (`python -m tokenize | ast | symtable | dis`), the text is the same, memory
 * addresses apart. All of this is pure: nothing runs, and no interpreter is needed.
 */
import type { CompileObserver } from "../compiler/assemble.ts";
import { compile, symtableOf } from "../compiler/compile.ts";
import type { Str } from "../kernel/str.ts";
import type { WarningSink } from "../parser/errors.ts";
import type { mod } from "../parser/generated/ast.ts";
import { type ParseMode, parse } from "../parser/parse.ts";
import type { SourceDecoder } from "../parser/source/decode.ts";
import { dumpCode } from "./dis.ts";
import { graphText } from "./graph.ts";
import { sequenceText } from "./instructions.ts";
import { dumpSymtable } from "./symtable.ts";
import { dumpTokens } from "./tokens.ts";
import { dumpTree } from "./tree.ts";

/** The stages in their order. */
export const STAGES = ["tokens", "ast", "symtable", "instructions", "cfg", "dis"] as const;
export type Stage = (typeof STAGES)[number];

export interface DumpOptions {
  readonly mode?: ParseMode;
  /** `-O` level: 0, 1 or 2. */
  readonly optimize?: number;
  readonly warn?: WarningSink;
  /** Decodes what is neither UTF-8 nor Latin-1. */
  readonly decode?: SourceDecoder;
}

/** One stage of a source text, ending in a newline. Throws SourceError or SourceFailure, as the front end does. */
export function dump(stage: Stage, source: Str | Uint8Array, filename: Str, options: DumpOptions = {}): string {
  const warn = options.warn ?? (() => true);
  if (stage === "tokens") return dumpTokens(source, { filename, execInput: false, decode: options.decode }, warn);
  const tree = parse(source, { filename, mode: options.mode ?? "exec", warn, decode: options.decode });
  switch (stage) {
    case "ast":
      return `${dumpTree(tree)}\n`;
    case "symtable":
      return dumpSymtable(symtableOf(tree, filename, 0));
    case "instructions":
      return units(tree, filename, options, (add) => ({
        generated: (unit) => add(unit.metadata.firstlineno, sequenceText(unit)),
      }));
    case "cfg":
      return units(tree, filename, options, (add) => ({
        optimized: (unit, entry) => add(unit.metadata.firstlineno, graphText(unit, entry)),
      }));
    case "dis":
      return dumpCode(compile(tree, { filename, flags: 0, optimize: options.optimize ?? 0, warn }));
  }
}

/** Compiles, and joins what the observer says of each unit, in the order in which the units start in the source. */
function units(
  tree: mod,
  filename: Str,
  options: DumpOptions,
  observer: (add: (line: number, text: string) => void) => CompileObserver,
): string {
  const found: { line: number; text: string }[] = [];
  // Inner units are finished before the outer ones that hold them.
  const observe = observer((line, text) => found.unshift({ line, text }));
  const warn = options.warn ?? (() => true);
  compile(tree, { filename, flags: 0, optimize: options.optimize ?? 0, warn, observe });
  found.sort((a, b) => a.line - b.line);
  return found.map(({ text }) => text).join("\n");
}
