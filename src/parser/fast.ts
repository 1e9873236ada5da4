/**
 * Runs the generated parser, which knows only correct programs. It gives up on everything else, and on what nests too
 * deeply; the caller then asks the machine.
 */
import { SourceError, SourceFailure } from "./errors.ts";
import type { mod } from "./generated/ast.ts";
import { Abandoned, eval_rule, file_rule } from "./generated/parser.ts";
import type { Parser } from "./parser.ts";

export function parseFast(p: Parser, start: "file" | "eval"): mod | null {
  try {
    p.fillAhead();
    return start === "file" ? file_rule(p) : eval_rule(p);
  } catch (error) {
    const expected = error instanceof Abandoned || error instanceof SourceError || error instanceof SourceFailure;
    // A stack that was nearly full before is as good a reason to use the machine as a deep program.
    if (!expected && !(error instanceof RangeError)) throw error;
    return null;
  }
}
