/** Lists and pairs that the grammar's actions build: CPython Parser/action_helpers.c. */
import { type cmpop, type expr, type keyword, Name, type pattern } from "../generated/ast.ts";

/** Stands for `:` without an expression after it in `a[b:c:]`, where null would mean that nothing was there. */
export const OMITTED: Name = Name("", "Load", 0, 0, 0, 0);
/**
 * The value of alternatives without one, and the function of a call whose callee is not known yet. It can pass for a
 * function definition in the second pass; then it counts as a statement without a place.
 */
export const DUMMY_NAME: Name = OMITTED;

export function seq_flatten<T>(lists: T[][]): T[] {
  const flat: T[] = [];
  for (const list of lists) for (let i = 0; i < list.length; i++) flat.push(list[i]);
  return flat;
}

export function seq_insert_in_front<T>(first: T, rest: T[] | null): T[] {
  const list = [first];
  if (rest !== null) for (let i = 0; i < rest.length; i++) list.push(rest[i]);
  return list;
}

export function join_sequences<T>(a: T[], b: T[]): T[] {
  const list: T[] = [];
  for (let i = 0; i < a.length; i++) list.push(a[i]);
  for (let i = 0; i < b.length; i++) list.push(b[i]);
  return list;
}

export const seq_last_item = <T>(list: readonly T[]): T => list[list.length - 1];

export interface CmpopExprPair {
  cmpop: cmpop;
  expr: expr;
}
export const cmpop_expr_pair = (cmpop: cmpop, expr: expr): CmpopExprPair => ({ cmpop, expr });
export const get_cmpops = (pairs: CmpopExprPair[]): cmpop[] => pairs.map((pair) => pair.cmpop);
export const get_exprs = (pairs: CmpopExprPair[]): expr[] => pairs.map((pair) => pair.expr);

/** An item of a dict display; the key is null before `**`. */
export interface KeyValuePair {
  key: expr | null;
  value: expr;
}
export const key_value_pair = (key: expr | null, value: expr): KeyValuePair => ({ key, value });
export const get_keys = (pairs: KeyValuePair[] | null): (expr | null)[] => (pairs ?? []).map((pair) => pair.key);
export const get_values = (pairs: KeyValuePair[] | null): expr[] => (pairs ?? []).map((pair) => pair.value);

export interface KeyPatternPair {
  key: expr;
  pattern: pattern;
}
export const key_pattern_pair = (key: expr, pattern: pattern): KeyPatternPair => ({ key, pattern });
export const get_pattern_keys = (pairs: KeyPatternPair[]): expr[] => pairs.map((pair) => pair.key);
export const get_pattern_names = (pairs: KeyPatternPair[]): string[] => pairs.map((pair) => (pair.key as Name).id);
export const get_patterns = (pairs: KeyPatternPair[]): pattern[] => pairs.map((pair) => pair.pattern);

/** An argument after the first keyword: a keyword, `**x`, or `*x`. */
export type KeywordOrStarred = keyword | expr;
const isKeyword = (item: KeywordOrStarred): item is keyword => item.kind === "keyword";

export function seq_extract_starred_exprs(items: KeywordOrStarred[]): expr[] {
  const starred: expr[] = [];
  for (const item of items) if (!isKeyword(item)) starred.push(item);
  return starred;
}

export const seq_delete_starred_exprs = (items: KeywordOrStarred[]): keyword[] => items.filter(isKeyword);
