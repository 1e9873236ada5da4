/** Actions of the invalid_ rules that take more than a line: CPython Parser/action_helpers.c and pegen.h. */
import { ConstComplex } from "../../bytecode/constants.ts";
import type { Call, comprehension, expr, Name } from "../generated/ast.ts";
import type { Parser } from "../parser.ts";
import { errorAtLocation } from "../tokenizer/errors.ts";
import type { Token } from "../tokenizer/state.ts";
import {
  type Located,
  RAISE_INDENTATION_ERROR,
  RAISE_SYNTAX_ERROR,
  RAISE_SYNTAX_ERROR_KNOWN_LOCATION,
  RAISE_SYNTAX_ERROR_KNOWN_RANGE,
} from "./raise.ts";
import { seq_last_item } from "./sequences.ts";

/** Statements that became functions. */
export function check_legacy_stmt(e: expr): boolean {
  return e.kind === "Name" && (e.id === "print" || e.id === "exec");
}

/** Two expressions in a row: in brackets, a comma may be missing. */
export function missing_comma(p: Parser, a: expr, b: expr): null {
  if (check_legacy_stmt(a) || p.tokens[p.mark - 1].level === 0) return null;
  return RAISE_SYNTAX_ERROR_KNOWN_RANGE(p, a, b, "invalid syntax. Perhaps you forgot a comma?");
}

export function missing_colon_in_dict(p: Parser, a: expr): never {
  const msg = "':' expected after dictionary key";
  throw errorAtLocation(p.tok, "SyntaxError", msg, a.lineno, a.end_col_offset, a.end_lineno, 0);
}

export function expected_indented_block(p: Parser, after: string, at: Located): never {
  RAISE_INDENTATION_ERROR(p, `expected an indented block after ${after} on line ${at.lineno}`);
}

export function arguments_parsing_error(p: Parser, e: Call): never {
  const unpacking = e.keywords.some((keyword) => keyword.arg === null);
  RAISE_SYNTAX_ERROR(p, `positional argument follows keyword argument${unpacking ? " unpacking" : ""}`);
}

/** A generator expression without parentheses is fine as the only argument. */
export function nonparen_genexp_in_call(p: Parser, call: Call, comprehensions: comprehension[]): null {
  if (call.args.length <= 1) return null;
  return RAISE_SYNTAX_ERROR_KNOWN_RANGE(
    p,
    seq_last_item(call.args),
    get_last_comprehension_item(seq_last_item(comprehensions)),
    "Generator expression must be parenthesized",
  );
}

export function get_last_comprehension_item(node: comprehension): expr {
  return node.ifs.length === 0 ? node.iter : seq_last_item(node.ifs);
}

/** `CHECK_VERSION`: the node, unless an older version is parsed. */
export function CHECK_VERSION<T>(p: Parser, version: number, what: string, node: T): T {
  if (p.featureVersion < version) {
    RAISE_SYNTAX_ERROR(p, `${what} only supported in Python 3.${version} and greater`);
  }
  return node;
}

/** Whether the operator must not be spelled like this; `from __future__ import barry_as_FLUFL` brings back `<>`. */
export function check_barry_as_flufl(p: Parser, token: Token): boolean {
  if (!p.barryAsFlufl) return token.string !== "!=";
  if (token.string !== "<>") RAISE_SYNTAX_ERROR(p, "with Barry as BDFL, use '<>' instead of '!='");
  return false;
}

export function ensure_real<E extends expr>(p: Parser, e: E): E {
  if (isComplex(e)) RAISE_SYNTAX_ERROR_KNOWN_LOCATION(p, e, "real number required in complex literal");
  return e;
}

export function ensure_imaginary<E extends expr>(p: Parser, e: E): E {
  if (!isComplex(e)) RAISE_SYNTAX_ERROR_KNOWN_LOCATION(p, e, "imaginary number required in complex literal");
  return e;
}

const isComplex = (e: expr): boolean => e.kind === "Constant" && e.value instanceof ConstComplex;

/** The names of `global` and `nonlocal`. */
export const map_names_to_ids = (names: Name[]): string[] => names.map((name) => name.id);
