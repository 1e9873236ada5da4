/** Nodes that take more than their constructor: CPython Parser/action_helpers.c. */

import {
  type AsyncFunctionDef,
  Attribute,
  type alias,
  Call,
  type ClassDef,
  type expr,
  type expr_context,
  type FunctionDef,
  ImportFrom,
  List,
  Module,
  Name,
  Starred,
  Subscript,
  type stmt,
  Tuple,
} from "../generated/ast.ts";
import type { Parser } from "../parser.ts";
import type { Token } from "../tokenizer/state.ts";
import { ELLIPSIS as ELLIPSIS_TOKEN } from "../tokenizer/token-types.ts";
import {
  DUMMY_NAME,
  join_sequences,
  type KeywordOrStarred,
  seq_delete_starred_exprs,
  seq_extract_starred_exprs,
} from "./sequences.ts";

/** The arguments of a class without any in its parentheses. */
export const NO_ARGUMENTS: Call = Call(DUMMY_NAME, [], [], 1, 0, 1, 0);

export function make_module(p: Parser, body: stmt[] | null): Module {
  return Module(body ?? [], p.typeIgnores);
}

/** End of input typed at a prompt, before any statement. */
export function interactive_exit(p: Parser): null {
  p.interactiveExit = true;
  return null;
}

/** Remembers, in the second pass, the last statement that is complete: an error after it is looked for from there. */
export function register_stmts(p: Parser, stmts: stmt[]): stmt[] {
  if (p.callInvalidRules && stmts.length > 0) {
    const last = stmts[stmts.length - 1];
    if (p.lastStatement.lineno <= last.lineno) p.lastStatement = { lineno: last.lineno, col_offset: last.col_offset };
  }
  return stmts;
}

export const type_comment = (token: Token | null): string | null => (token === null ? null : token.string);

export function set_name_context(e: Name, ctx: expr_context): Name {
  return Name(e.id, ctx, e.lineno, e.col_offset, e.end_lineno, e.end_col_offset);
}

/** The same expression as the target of an assignment or a deletion. */
export function set_expr_context(e: expr, ctx: expr_context): expr {
  const { lineno, col_offset, end_lineno, end_col_offset } = e;
  switch (e.kind) {
    case "Name":
      return set_name_context(e, ctx);
    case "Tuple":
      return Tuple(set_seq_context(e.elts, ctx), ctx, lineno, col_offset, end_lineno, end_col_offset);
    case "List":
      return List(set_seq_context(e.elts, ctx), ctx, lineno, col_offset, end_lineno, end_col_offset);
    case "Subscript":
      return Subscript(e.value, e.slice, ctx, lineno, col_offset, end_lineno, end_col_offset);
    case "Attribute":
      return Attribute(e.value, e.attr, ctx, lineno, col_offset, end_lineno, end_col_offset);
    case "Starred":
      return Starred(set_expr_context(e.value, ctx), ctx, lineno, col_offset, end_lineno, end_col_offset);
    default:
      return e;
  }
}

const set_seq_context = (list: expr[], ctx: expr_context): expr[] => list.map((e) => set_expr_context(e, ctx));

export function join_names_with_dot(a: Name, b: Name): Name {
  return Name(`${a.id}.${b.id}`, "Load", a.lineno, a.col_offset, b.end_lineno, b.end_col_offset);
}

export function seq_count_dots(tokens: Token[]): number {
  let count = 0;
  for (const token of tokens) count += token.type === ELLIPSIS_TOKEN ? 3 : 1;
  return count;
}

/** `from module import …`; a future import may change how the rest is parsed. */
export function checked_future_import(
  p: Parser,
  module: string,
  names: alias[],
  level: number,
  lineno: number,
  col_offset: number,
  end_lineno: number,
  end_col_offset: number,
): stmt {
  if (level === 0 && module === "__future__" && names.some((alias) => alias.name === "barry_as_FLUFL")) {
    p.barryAsFlufl = true;
  }
  return ImportFrom(module, names, level, lineno, col_offset, end_lineno, end_col_offset);
}

export function function_def_decorators<F extends FunctionDef | AsyncFunctionDef>(decorators: expr[], f: F): F {
  return { ...f, decorator_list: decorators };
}

export function class_def_decorators(decorators: expr[], c: ClassDef): ClassDef {
  return { ...c, decorator_list: decorators };
}

/** Positional arguments, then those after the first keyword. */
export function collect_call_seqs(
  args: expr[],
  rest: KeywordOrStarred[] | null,
  lineno: number,
  col_offset: number,
  end_lineno: number,
  end_col_offset: number,
): Call {
  if (rest === null) return Call(DUMMY_NAME, args, [], lineno, col_offset, end_lineno, end_col_offset);
  const all = join_sequences(args, seq_extract_starred_exprs(rest));
  return Call(DUMMY_NAME, all, seq_delete_starred_exprs(rest), lineno, col_offset, end_lineno, end_col_offset);
}
