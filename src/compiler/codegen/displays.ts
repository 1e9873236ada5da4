/** Tuples, lists, sets and dicts, as values and as assignment targets. */
import { INTRINSIC_1 } from "../../bytecode/opargs.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import type { Dict, expr, List, Tuple } from "../../parser/generated/ast.ts";
import { STACK_USE_GUIDELINE } from "../flags.ts";
import type { Location } from "../instruction-sequence.ts";
import { locationOf } from "../symtable/entry.ts";
import type { Compiler } from "./compiler.ts";
import { visitExpr, visitExprs } from "./expressions.ts";
import { nameop } from "./names.ts";

const {
  BUILD_LIST,
  BUILD_MAP,
  BUILD_TUPLE,
  CALL_INTRINSIC_1,
  DICT_UPDATE,
  LIST_APPEND,
  LIST_EXTEND,
  MAP_ADD,
  UNPACK_EX,
  UNPACK_SEQUENCE,
} = OPCODE;

export function visitSequence(c: Compiler, e: List | Tuple, isTuple: boolean): void {
  if (e.ctx === "Load") {
    unpackStarred(c, locationOf(e), e.elts, null, 0, BUILD_LIST, LIST_APPEND, LIST_EXTEND, isTuple);
  } else if (e.ctx === "Del") {
    visitExprs(c, e.elts);
  } else {
    unpackTargets(c, locationOf(e), e.elts);
    for (const elt of e.elts) visitExpr(c, elt.kind === "Starred" ? elt.value : elt);
  }
}

/** `unpack_helper`: the instruction that spreads a value over assignment targets. */
function unpackTargets(c: Compiler, loc: Location, elts: readonly expr[]): void {
  const n = elts.length;
  let seenStar = false;
  for (let i = 0; i < n; i++) {
    if (elts[i].kind !== "Starred") continue;
    if (seenStar) c.error("multiple starred expressions in assignment", loc);
    if (i >= 1 << 8 || n - i - 1 >= 0x7fffffff >> 8) {
      c.error("too many expressions in star-unpacking assignment", loc);
    }
    c.addop(UNPACK_EX, i + ((n - i - 1) << 8), loc);
    seenStar = true;
  }
  if (!seenStar) c.addop(UNPACK_SEQUENCE, n, loc);
}

/**
 * Builds a list, tuple or set of `pushed` values on the stack and `elts`, starred or not (`starunpack_helper_impl`).
 * `injected` is a variable to be added at the end.
 */
export function unpackStarred(
  c: Compiler,
  loc: Location,
  elts: readonly expr[],
  injected: string | null,
  pushed: number,
  build: number,
  add: number,
  extend: number,
  isTuple: boolean,
): void {
  const n = elts.length;
  const extra = injected === null ? 0 : 1;
  const big = n + pushed + extra > STACK_USE_GUIDELINE;
  if (!big && !hasStarred(elts)) {
    visitExprs(c, elts);
    if (injected !== null) nameop(c, loc, injected, "Load");
    c.addop(isTuple ? BUILD_TUPLE : build, n + extra + pushed, loc);
    return;
  }
  let built = big;
  if (big) c.addop(build, pushed, loc);
  for (let i = 0; i < n; i++) {
    const elt = elts[i];
    if (elt.kind === "Starred") {
      if (!built) c.addop(build, i + pushed, loc);
      built = true;
      visitExpr(c, elt.value);
      c.addop(extend, 1, loc);
    } else {
      visitExpr(c, elt);
      if (built) c.addop(add, 1, loc);
    }
  }
  if (injected !== null) {
    nameop(c, loc, injected, "Load");
    c.addop(add, 1, loc);
  }
  if (isTuple) c.addop(CALL_INTRINSIC_1, INTRINSIC_1.LIST_TO_TUPLE, loc);
}

export function hasStarred(elts: readonly expr[]): boolean {
  for (let i = 0; i < elts.length; i++) {
    if (elts[i].kind === "Starred") return true;
  }
  return false;
}

export function visitDict(c: Compiler, e: Dict): void {
  const loc = locationOf(e);
  const n = e.values.length;
  let haveDict = false;
  let elements = 0;
  for (let i = 0; i < n; i++) {
    if (e.keys[i] === null) {
      if (elements > 0) {
        visitSubdict(c, e, loc, i - elements, i);
        if (haveDict) c.addop(DICT_UPDATE, 1, loc);
        haveDict = true;
        elements = 0;
      }
      if (!haveDict) {
        c.addop(BUILD_MAP, 0, loc);
        haveDict = true;
      }
      visitExpr(c, e.values[i]);
      c.addop(DICT_UPDATE, 1, loc);
    } else if (elements * 2 > STACK_USE_GUIDELINE) {
      visitSubdict(c, e, loc, i - elements, i + 1);
      if (haveDict) c.addop(DICT_UPDATE, 1, loc);
      haveDict = true;
      elements = 0;
    } else {
      elements++;
    }
  }
  if (elements > 0) {
    visitSubdict(c, e, loc, n - elements, n);
    if (haveDict) c.addop(DICT_UPDATE, 1, loc);
    haveDict = true;
  }
  if (!haveDict) c.addop(BUILD_MAP, 0, loc);
}

function visitSubdict(c: Compiler, e: Dict, loc: Location, begin: number, end: number): void {
  const n = end - begin;
  const big = n * 2 > STACK_USE_GUIDELINE;
  if (big) c.addop(BUILD_MAP, 0, loc);
  for (let i = begin; i < end; i++) {
    visitExpr(c, e.keys[i]!);
    visitExpr(c, e.values[i]);
    if (big) c.addop(MAP_ADD, 1, loc);
  }
  if (!big) c.addop(BUILD_MAP, n, loc);
}
