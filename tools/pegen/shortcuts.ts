/** What the generated parser does differently from the grammar's letter, without a difference in what it accepts. */

/**
 * Rules whose results are remembered within a statement: those that several alternatives try at the same place. The
 * machine goes by the grammar's own marks, because there they decide about error messages.
 */
export const REMEMBERED = [
  "expression",
  "star_expressions",
  "t_primary",
  "arguments",
  "strings",
  "closed_pattern",
  "param_no_default",
  "param_with_default",
  "lambda_param_no_default",
  "lambda_param_with_default",
  "genexp",
];

/** Alternatives (from 0) that are only there for CPython's speed: a later one of the rule gives the same. */
export const SKIPPED: Readonly<Record<string, number>> = { simple_stmts: 0 };

/** Rules at whose start everything remembered can be forgotten. */
export const FORGETTING = new Set(["statement"]);

/** Roughly how many functions deep a rule nests until it can come back to itself. */
export const DEPTHS: Readonly<Record<string, number>> = {
  expression: 24,
  closed_pattern: 12,
  factor: 3,
  inversion: 2,
  elif_stmt: 3,
  star_target: 5,
  target_with_star_atom: 5,
  single_target: 5,
  del_target: 5,
};

/** Nested deeper than this, a program is left to the machine, which needs no stack. */
export const MAX_DEPTH = 2400;
