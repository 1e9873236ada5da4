import type { mod } from "./generated/ast.ts";
import type { Parser } from "./parser.ts";
export function parseFast(_p: Parser, _start: "file" | "eval"): mod | null {
  return null;
}
