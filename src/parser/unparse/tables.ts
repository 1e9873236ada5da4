/** How operators are written and how strongly they bind: the priority levels of CPython Python/ast_unparse.c. */
import type { boolop, cmpop, operator, unaryop } from "../generated/ast.ts";

export const PR_TUPLE = 0;
export const PR_TEST = 1;
export const PR_CMP = 5;
export const PR_EXPR = 6;
export const PR_AWAIT = 14;
export const PR_ATOM = 15;

const PR_OR = 2;
const PR_AND = 3;
const PR_NOT = 4;
const PR_BOR = PR_EXPR;
const PR_BXOR = 7;
const PR_BAND = 8;
const PR_SHIFT = 9;
const PR_ARITH = 10;
const PR_TERM = 11;
const PR_FACTOR = 12;
const PR_POWER = 13;

type Written = readonly [text: string, priority: number];

export const BOOL_OPS: Readonly<Record<boolop, Written>> = { And: [" and ", PR_AND], Or: [" or ", PR_OR] };

export const BINARY_OPS: Readonly<Record<operator, Written>> = {
  Add: [" + ", PR_ARITH],
  Sub: [" - ", PR_ARITH],
  Mult: [" * ", PR_TERM],
  MatMult: [" @ ", PR_TERM],
  Div: [" / ", PR_TERM],
  Mod: [" % ", PR_TERM],
  FloorDiv: [" // ", PR_TERM],
  LShift: [" << ", PR_SHIFT],
  RShift: [" >> ", PR_SHIFT],
  BitOr: [" | ", PR_BOR],
  BitXor: [" ^ ", PR_BXOR],
  BitAnd: [" & ", PR_BAND],
  Pow: [" ** ", PR_POWER],
};

export const UNARY_OPS: Readonly<Record<unaryop, Written>> = {
  Invert: ["~", PR_FACTOR],
  Not: ["not ", PR_NOT],
  UAdd: ["+", PR_FACTOR],
  USub: ["-", PR_FACTOR],
};

export const COMPARE_OPS: Readonly<Record<cmpop, string>> = {
  Eq: " == ",
  NotEq: " != ",
  Lt: " < ",
  LtE: " <= ",
  Gt: " > ",
  GtE: " >= ",
  Is: " is ",
  IsNot: " is not ",
  In: " in ",
  NotIn: " not in ",
};
