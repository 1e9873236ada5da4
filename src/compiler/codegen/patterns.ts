/**
 * Patterns (PEP 634). Each routine consumes its subject on top of the stack and jumps to a failure label when it does
 * not match. Captured values stay on the stack, below the `onTop` values that are still needed, until the whole pattern
 * has matched; the failure label `failPop[n]` pops n values.
 */
import { ConstTuple } from "../../bytecode/constants.ts";
import { NB } from "../../bytecode/opargs.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import { strFromJs } from "../../kernel/str.ts";
import type {
  expr,
  MatchAs,
  MatchClass,
  MatchMapping,
  MatchOr,
  MatchSequence,
  MatchValue,
  pattern,
} from "../../parser/generated/ast.ts";
import type { Location } from "../instruction-sequence.ts";
import { locationOf } from "../symtable/entry.ts";
import type { Compiler } from "./compiler.ts";
import { addCompare } from "./conditions.ts";
import { constKey, constRepr, nameRepr } from "./const-text.ts";
import { addBinary, visitExpr } from "./expressions.ts";

const {
  BINARY_OP,
  BUILD_MAP,
  BUILD_TUPLE,
  COPY,
  DELETE_SUBSCR,
  DICT_UPDATE,
  GET_LEN,
  IS_OP,
  JUMP,
  MATCH_CLASS,
  MATCH_KEYS,
  MATCH_MAPPING,
  MATCH_SEQUENCE,
  POP_JUMP_IF_FALSE,
  POP_TOP,
  SWAP,
  TO_BOOL,
  UNPACK_EX,
  UNPACK_SEQUENCE,
} = OPCODE;

export interface PatternContext {
  /** Captured names, in the order of their values on the stack. */
  stores: string[];
  /** Whether a pattern that always matches may stand here. */
  allowIrrefutable: boolean;
  failPop: number[];
  /** Values on top of the stack that captures must go beneath, and that a failure pops. */
  onTop: number;
}

export function newPatternContext(allowIrrefutable: boolean): PatternContext {
  return { stores: [], allowIrrefutable, failPop: [], onTop: 0 };
}

export function isWildcard(p: pattern): boolean {
  return p.kind === "MatchAs" && p.name === null;
}

export function failLabel(c: Compiler, pc: PatternContext, pops: number): number {
  while (pc.failPop.length <= pops) pc.failPop.push(c.newLabel());
  return pc.failPop[pops];
}

function jumpToFailPop(c: Compiler, loc: Location, pc: PatternContext, op: number): void {
  c.addop(op, failLabel(c, pc, pc.onTop + pc.stores.length), loc);
}

/** The failure labels, each falling through to the next that pops one value less. */
export function emitFailPop(c: Compiler, loc: Location, pc: PatternContext): void {
  for (let i = pc.failPop.length - 1; i >= 0; i--) {
    c.useLabel(pc.failPop[i]);
    if (i > 0) c.addop(POP_TOP, 0, loc);
  }
  pc.failPop = [];
}

/** Moves the top of the stack below the `count - 1` values under it. */
function rotate(c: Compiler, loc: Location, count: number): void {
  while (count > 1) c.addop(SWAP, count--, loc);
}

function storeName(c: Compiler, loc: Location, name: string | null, pc: PatternContext): void {
  if (name === null) {
    c.addop(POP_TOP, 0, loc);
    return;
  }
  if (pc.stores.includes(name)) failOnDuplicateStore(c, loc, name);
  rotate(c, loc, pc.onTop + pc.stores.length + 1);
  pc.stores.push(name);
}

function failOnDuplicateStore(c: Compiler, loc: Location, name: string): void {
  c.error(`multiple assignments to name ${nameRepr(name)} in pattern`, loc);
}

export function visitPattern(c: Compiler, p: pattern, pc: PatternContext): void {
  switch (p.kind) {
    case "MatchValue":
      visitValue(c, p, pc);
      return;
    case "MatchSingleton": {
      const loc = locationOf(p);
      c.addopLoadConst(loc, p.value);
      c.addop(IS_OP, 0, loc);
      jumpToFailPop(c, loc, pc, POP_JUMP_IF_FALSE);
      return;
    }
    case "MatchSequence":
      visitSequence(c, p, pc);
      return;
    case "MatchMapping":
      visitMapping(c, p, pc);
      return;
    case "MatchClass":
      visitClass(c, p, pc);
      return;
    case "MatchStar":
      storeName(c, locationOf(p), p.name, pc);
      return;
    case "MatchAs":
      visitAs(c, p, pc);
      return;
    case "MatchOr":
      visitOr(c, p, pc);
      return;
  }
}

/** Inside another pattern an irrefutable one is always allowed. */
function visitSubpattern(c: Compiler, p: pattern, pc: PatternContext): void {
  const outer = pc.allowIrrefutable;
  pc.allowIrrefutable = true;
  visitPattern(c, p, pc);
  pc.allowIrrefutable = outer;
}

function visitValue(c: Compiler, p: MatchValue, pc: PatternContext): void {
  const loc = locationOf(p);
  if (p.value.kind !== "Constant" && p.value.kind !== "Attribute") {
    c.error("patterns may only match literals and attribute lookups", loc);
  }
  visitExpr(c, p.value);
  addCompare(c, loc, "Eq");
  c.addop(TO_BOOL, 0, loc);
  jumpToFailPop(c, loc, pc, POP_JUMP_IF_FALSE);
}

function visitAs(c: Compiler, p: MatchAs, pc: PatternContext): void {
  const loc = locationOf(p);
  if (p.pattern === null) {
    if (!pc.allowIrrefutable) {
      const what = p.name === null ? "wildcard" : `name capture ${nameRepr(p.name)}`;
      c.error(`${what} makes remaining patterns unreachable`, loc);
    }
    storeName(c, loc, p.name, pc);
    return;
  }
  pc.onTop++;
  c.addop(COPY, 1, loc);
  visitPattern(c, p.pattern, pc);
  pc.onTop--;
  storeName(c, loc, p.name, pc);
}

function visitSequence(c: Compiler, p: MatchSequence, pc: PatternContext): void {
  const loc = locationOf(p);
  const patterns = p.patterns;
  const size = patterns.length;
  let star = -1;
  let onlyWildcard = true;
  let starWildcard = false;
  for (let i = 0; i < size; i++) {
    const one = patterns[i];
    if (one.kind === "MatchStar") {
      if (star >= 0) c.error("multiple starred names in sequence pattern", loc);
      starWildcard = one.name === null;
      onlyWildcard &&= starWildcard;
      star = i;
    } else {
      onlyWildcard &&= isWildcard(one);
    }
  }
  pc.onTop++;
  c.addop(MATCH_SEQUENCE, 0, loc);
  jumpToFailPop(c, loc, pc, POP_JUMP_IF_FALSE);
  if (star < 0 || size > 1) {
    c.addop(GET_LEN, 0, loc);
    c.addopLoadConst(loc, star < 0 ? size : size - 1);
    addCompare(c, loc, star < 0 ? "Eq" : "GtE");
    jumpToFailPop(c, loc, pc, POP_JUMP_IF_FALSE);
  }
  pc.onTop--;
  if (onlyWildcard) c.addop(POP_TOP, 0, loc);
  else if (starWildcard) matchItems(c, loc, patterns, star, pc);
  else unpackItems(c, loc, patterns, pc);
}

function unpackItems(c: Compiler, loc: Location, patterns: readonly pattern[], pc: PatternContext): void {
  const n = patterns.length;
  let seenStar = false;
  for (let i = 0; i < n; i++) {
    if (patterns[i].kind !== "MatchStar") continue;
    if (seenStar) c.error("multiple starred expressions in sequence pattern", loc);
    if (i >= 1 << 8 || n - i - 1 >= 0x7fffffff >> 8) {
      c.error("too many expressions in star-unpacking sequence pattern", loc);
    }
    c.addop(UNPACK_EX, i + ((n - i - 1) << 8), loc);
    seenStar = true;
  }
  if (!seenStar) c.addop(UNPACK_SEQUENCE, n, loc);
  pc.onTop += n;
  for (const one of patterns) {
    pc.onTop--;
    visitSubpattern(c, one, pc);
  }
}

/** With a starred wildcard, the items are fetched one by one instead of being unpacked. */
function matchItems(c: Compiler, loc: Location, patterns: readonly pattern[], star: number, pc: PatternContext): void {
  pc.onTop++;
  const size = patterns.length;
  for (let i = 0; i < size; i++) {
    const one = patterns[i];
    if (isWildcard(one) || i === star) continue;
    c.addop(COPY, 1, loc);
    if (i < star) {
      c.addopLoadConst(loc, i);
    } else {
      // The subject may not support negative indices.
      c.addop(GET_LEN, 0, loc);
      c.addopLoadConst(loc, size - i);
      addBinary(c, loc, "Sub");
    }
    c.addop(BINARY_OP, NB.SUBSCR, loc);
    visitSubpattern(c, one, pc);
  }
  pc.onTop--;
  c.addop(POP_TOP, 0, loc);
}

/** Compares the top of the stack with None, which means no match. */
function failIfNone(c: Compiler, loc: Location, pc: PatternContext): void {
  c.addop(COPY, 1, loc);
  c.addopLoadConst(loc, null);
  c.addop(IS_OP, 1, loc);
  jumpToFailPop(c, loc, pc, POP_JUMP_IF_FALSE);
}

function visitClass(c: Compiler, p: MatchClass, pc: PatternContext): void {
  const loc = locationOf(p);
  const nargs = p.patterns.length;
  const attrs = p.kwd_attrs;
  const total = nargs + attrs.length;
  if (attrs.length !== p.kwd_patterns.length) {
    const lengths = `kwd_attrs (${attrs.length}) / kwd_patterns (${p.kwd_patterns.length})`;
    c.error(`${lengths} length mismatch in class pattern`, loc);
  }
  validateAttributes(c, p);
  visitExpr(c, p.cls);
  c.addopLoadConst(loc, new ConstTuple(attrs.map(strFromJs)));
  c.addop(MATCH_CLASS, nargs, loc);
  // A tuple of the attributes, or None.
  c.addop(COPY, 1, loc);
  c.addopLoadConst(loc, null);
  c.addop(IS_OP, 1, loc);
  pc.onTop++;
  jumpToFailPop(c, loc, pc, POP_JUMP_IF_FALSE);
  c.addop(UNPACK_SEQUENCE, total, loc);
  pc.onTop += total - 1;
  for (let i = 0; i < total; i++) {
    pc.onTop--;
    const one = i < nargs ? p.patterns[i] : p.kwd_patterns[i - nargs];
    if (isWildcard(one)) c.addop(POP_TOP, 0, loc);
    else visitSubpattern(c, one, pc);
  }
}

function validateAttributes(c: Compiler, p: MatchClass): void {
  const attrs = p.kwd_attrs;
  for (let i = 0; i < attrs.length; i++) {
    const j = attrs.indexOf(attrs[i], i + 1);
    if (j < 0) continue;
    c.error(`attribute name repeated in class pattern: ${attrs[i]}`, locationOf(p.kwd_patterns[j]));
  }
}

function visitMapping(c: Compiler, p: MatchMapping, pc: PatternContext): void {
  const loc = locationOf(p);
  const size = p.keys.length;
  if (size !== p.patterns.length) {
    c.error(`keys (${size}) / patterns (${p.patterns.length}) length mismatch in mapping pattern`, loc);
  }
  pc.onTop++;
  c.addop(MATCH_MAPPING, 0, loc);
  jumpToFailPop(c, loc, pc, POP_JUMP_IF_FALSE);
  if (size === 0 && p.rest === null) {
    pc.onTop--;
    c.addop(POP_TOP, 0, loc);
    return;
  }
  if (size > 0) {
    c.addop(GET_LEN, 0, loc);
    c.addopLoadConst(loc, size);
    addCompare(c, loc, "GtE");
    jumpToFailPop(c, loc, pc, POP_JUMP_IF_FALSE);
  }
  const seen = new Set<unknown>();
  for (const key of p.keys) visitKey(c, loc, key, seen);
  c.addop(BUILD_TUPLE, size, loc);
  c.addop(MATCH_KEYS, 0, loc);
  // Now on the stack: the subject, the keys, the values (or None).
  pc.onTop += 2;
  failIfNone(c, loc, pc);
  c.addop(UNPACK_SEQUENCE, size, loc);
  pc.onTop += size - 1;
  for (const one of p.patterns) {
    pc.onTop--;
    visitSubpattern(c, one, pc);
  }
  pc.onTop -= 2;
  if (p.rest === null) {
    c.addop(POP_TOP, 0, loc);
    c.addop(POP_TOP, 0, loc);
    return;
  }
  // rest = dict(subject); for key in keys: del rest[key]
  c.addop(BUILD_MAP, 0, loc);
  c.addop(SWAP, 3, loc);
  c.addop(DICT_UPDATE, 2, loc);
  c.addop(UNPACK_SEQUENCE, size, loc);
  for (let left = size; left > 0; left--) {
    c.addop(COPY, 1 + left, loc);
    c.addop(SWAP, 2, loc);
    c.addop(DELETE_SUBSCR, 0, loc);
  }
  storeName(c, loc, p.rest, pc);
}

function visitKey(c: Compiler, loc: Location, key: expr, seen: Set<unknown>): void {
  if (key.kind === "Constant") {
    const value = constKey(key.value);
    if (seen.has(value)) c.error(`mapping pattern checks duplicate key (${constRepr(key.value)})`, loc);
    seen.add(value);
  } else if (key.kind !== "Attribute") {
    c.error("mapping pattern keys may only match literals and attribute lookups", loc);
  }
  visitExpr(c, key);
}

function visitOr(c: Compiler, p: MatchOr, pc: PatternContext): void {
  const loc = locationOf(p);
  const end = c.newLabel();
  const outer = { ...pc };
  const last = p.patterns.length - 1;
  // The names of the first alternative: the others have to bind the same, and are brought into this order.
  let control: string[] = [];
  for (let i = 0; i <= last; i++) {
    const alternative = p.patterns[i];
    const at = locationOf(alternative);
    pc.stores = [];
    pc.allowIrrefutable = i === last && outer.allowIrrefutable;
    pc.failPop = [];
    pc.onTop = 0;
    c.addop(COPY, 1, at);
    visitPattern(c, alternative, pc);
    if (i === 0) control = pc.stores;
    else reorderStores(c, loc, at, pc, control);
    c.addop(JUMP, end, at);
    emitFailPop(c, at, pc);
  }
  Object.assign(pc, outer);
  // No alternative matched: pop the copy of the subject and fail.
  c.addop(POP_TOP, 0, loc);
  jumpToFailPop(c, loc, pc, JUMP);
  c.useLabel(end);
  const rotations = control.length + 1 + pc.onTop + pc.stores.length;
  for (const name of control) {
    rotate(c, loc, rotations);
    if (pc.stores.includes(name)) failOnDuplicateStore(c, loc, name);
    pc.stores.push(name);
  }
  c.addop(POP_TOP, 0, loc);
}

function reorderStores(
  c: Compiler,
  orLoc: Location,
  loc: Location,
  pc: PatternContext,
  control: readonly string[],
): void {
  const stores = pc.stores;
  if (stores.length !== control.length) c.error("alternative patterns bind different names", orLoc);
  for (let icontrol = control.length - 1; icontrol >= 0; icontrol--) {
    const istores = stores.indexOf(control[icontrol]);
    if (istores < 0) c.error("alternative patterns bind different names", orLoc);
    if (icontrol === istores) continue;
    const rotated = stores.splice(0, istores + 1);
    stores.splice(icontrol - istores, 0, ...rotated);
    for (let i = 0; i <= istores; i++) rotate(c, loc, icontrol + 1);
  }
}
