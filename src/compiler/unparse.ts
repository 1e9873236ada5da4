import type { Const } from "../bytecode/constants.ts";
import type { Str } from "../kernel/str.ts";
import type { expr } from "../parser/generated/ast.ts";
export function unparse(_e: expr): Str {
  return "?";
}
export function unparseConstant(v: Const): Str {
  return String(v);
}
