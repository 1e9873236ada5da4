/**
 * How the grammar's actions raise syntax errors: the macros of CPython's Parser/pegen.h and Parser/pegen_errors.c.
 * Every function here throws; their results are typed `never` so that actions can use them as values.
 */
import { ELLIPSIS } from "../../bytecode/constants.ts";
import type { expr } from "../generated/ast.ts";
import type { Parser } from "../parser.ts";
import { errorAtLocation, errorAtToken } from "../tokenizer/errors.ts";
import type { Token } from "../tokenizer/state.ts";

/** Something with a place in the source: a node or a token. */
export type Located = { lineno: number; col_offset: number; end_lineno: number; end_col_offset: number } | Token;

const column = (at: Located): number => ("colOffset" in at ? at.colOffset : at.col_offset) + 1;
const endLine = (at: Located): number => ("endLineno" in at ? at.endLineno : at.end_lineno);
const endColumn = (at: Located): number => ("endColOffset" in at ? at.endColOffset : at.end_col_offset) + 1;

/** At the last token read. */
export function RAISE_SYNTAX_ERROR(p: Parser, msg: string): never {
  throw errorAtToken(p.tok, "SyntaxError", msg, p.fill === 0 ? null : p.lastToken);
}

export function RAISE_INDENTATION_ERROR(p: Parser, msg: string): never {
  throw errorAtToken(p.tok, "IndentationError", msg, p.lastToken);
}

export function RAISE_SYNTAX_ERROR_ON_NEXT_TOKEN(p: Parser, msg: string): never {
  p.peek();
  throw errorAtToken(p.tok, "SyntaxError", msg, p.tokens[p.mark]);
}

export function RAISE_SYNTAX_ERROR_KNOWN_RANGE(p: Parser, a: Located, b: Located, msg: string): never {
  throw errorAtLocation(p.tok, "SyntaxError", msg, a.lineno, column(a), endLine(b), endColumn(b));
}

export function RAISE_SYNTAX_ERROR_KNOWN_LOCATION(p: Parser, a: Located, msg: string): never {
  RAISE_SYNTAX_ERROR_KNOWN_RANGE(p, a, a, msg);
}

/** From `a` to where the tokenizer is. */
export function RAISE_SYNTAX_ERROR_STARTING_FROM(p: Parser, a: Located, msg: string): never {
  const { tok } = p;
  const end = tok.byteColumn(tok.lineStart, tok.cur);
  throw errorAtLocation(tok, "SyntaxError", msg, a.lineno, column(a), tok.lineno, end);
}

export type TargetsType = "STAR_TARGETS" | "DEL_TARGETS" | "FOR_TARGETS";

/** Complains about what cannot be assigned to or deleted in `e`; null when nothing is wrong with it. */
export function RAISE_SYNTAX_ERROR_INVALID_TARGET(p: Parser, type: TargetsType, e: expr): null {
  const invalid = get_invalid_target(e, type);
  if (invalid === null) return null;
  const verb = type === "DEL_TARGETS" ? "delete" : "assign to";
  return RAISE_SYNTAX_ERROR_KNOWN_LOCATION(p, invalid, `cannot ${verb} ${get_expr_name(invalid)}`);
}

function get_invalid_target(e: expr, type: TargetsType): expr | null {
  switch (e.kind) {
    case "List":
    case "Tuple":
      for (const elt of e.elts) {
        const child = get_invalid_target(elt, type);
        if (child !== null) return child;
      }
      return null;
    case "Starred":
      return type === "DEL_TARGETS" ? e : get_invalid_target(e.value, type);
    case "Compare":
      // `for a in b` without the rest is the comparison `a in b`.
      if (type !== "FOR_TARGETS") return e;
      return e.ops[0] === "In" ? get_invalid_target(e.left, type) : null;
    case "Name":
    case "Subscript":
    case "Attribute":
      return null;
    default:
      return e;
  }
}

const EXPR_NAMES: Readonly<Record<Exclude<expr["kind"], "Constant" | "Slice">, string>> = {
  Attribute: "attribute",
  Subscript: "subscript",
  Starred: "starred",
  Name: "name",
  List: "list",
  Tuple: "tuple",
  Lambda: "lambda",
  Call: "function call",
  BoolOp: "expression",
  BinOp: "expression",
  UnaryOp: "expression",
  GeneratorExp: "generator expression",
  Yield: "yield expression",
  YieldFrom: "yield expression",
  Await: "await expression",
  ListComp: "list comprehension",
  SetComp: "set comprehension",
  DictComp: "dict comprehension",
  Dict: "dict literal",
  Set: "set display",
  JoinedStr: "f-string expression",
  FormattedValue: "f-string expression",
  TemplateStr: "t-string expression",
  Interpolation: "t-string expression",
  Compare: "comparison",
  IfExp: "conditional expression",
  NamedExpr: "named expression",
};

/** `_PyPegen_get_expr_name`: what an expression is called in messages. */
export function get_expr_name(e: expr): string {
  if (e.kind !== "Constant") return EXPR_NAMES[e.kind as keyof typeof EXPR_NAMES];
  const { value } = e;
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  return value === ELLIPSIS ? "ellipsis" : "literal";
}
