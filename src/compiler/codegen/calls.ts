/** Calls: functions, methods, `super()`, and the inlined `all`, `any` and `tuple` of a generator expression. */
import { ConstTuple } from "../../bytecode/constants.ts";
import { COMMON_CONSTANT, INTRINSIC_1 } from "../../bytecode/opargs.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import { strFromJs } from "../../kernel/str.ts";
import type { Attribute, Call, expr, keyword } from "../../parser/generated/ast.ts";
import { STACK_USE_GUIDELINE } from "../flags.ts";
import { type Location, NO_LOCATION } from "../instruction-sequence.ts";
import { locationOf } from "../symtable/entry.ts";
import { DEF_IMPORT, FREE, GLOBAL_IMPLICIT } from "../symtable/flags.ts";
import { checkCaller } from "./checks.ts";
import type { Compiler } from "./compiler.ts";
import { hasStarred, unpackStarred } from "./displays.ts";
import { startAtAttribute, visitExpr, visitExprs } from "./expressions.ts";
import { nameop } from "./names.ts";

const {
  BUILD_LIST,
  BUILD_MAP,
  CALL,
  CALL_FUNCTION_EX,
  CALL_INTRINSIC_1,
  CALL_KW,
  COPY,
  DICT_MERGE,
  END_FOR,
  FOR_ITER,
  IS_OP,
  JUMP,
  LIST_APPEND,
  LIST_EXTEND,
  LOAD_ATTR,
  LOAD_COMMON_CONSTANT,
  LOAD_SUPER_ATTR,
  MAP_ADD,
  NOP,
  POP_ITER,
  POP_JUMP_IF_FALSE,
  POP_JUMP_IF_TRUE,
  POP_TOP,
  PUSH_NULL,
  TO_BOOL,
} = OPCODE;

export function visitCall(c: Compiler, e: Call): void {
  validateKeywords(c, e.keywords);
  const func = e.func;
  if (func.kind === "Attribute" && func.ctx === "Load" && isMethodCall(c, func, e)) {
    visitMethodCall(c, e, func);
    return;
  }
  const skip = c.newLabel();
  checkCaller(c, func);
  visitExpr(c, func);
  inlineBuiltin(c, e, skip);
  c.addop(PUSH_NULL, 0, locationOf(func));
  addCall(c, locationOf(e), 0, e.args, null, e.keywords);
  c.useLabel(skip);
}

function validateKeywords(c: Compiler, keywords: readonly keyword[]): void {
  const n = keywords.length;
  if (n < 2) return;
  const seen = new Set<string>();
  for (let i = 0; i < n; i++) {
    const arg = keywords[i].arg;
    if (arg === null) continue;
    if (seen.has(arg)) failOnFirstRepetition(c, keywords);
    seen.add(arg);
  }
}

/** CPython reports the first keyword that is repeated, at its next occurrence. */
function failOnFirstRepetition(c: Compiler, keywords: readonly keyword[]): void {
  for (let i = 0; i < keywords.length; i++) {
    for (let j = i + 1; j < keywords.length; j++) {
      const arg = keywords[j].arg;
      if (arg !== null && arg === keywords[i].arg)
        c.error(`keyword argument repeated: ${arg}`, locationOf(keywords[j]));
    }
  }
}

/** Whether `value.attr(…)` is called without a bound method; functions of imported modules are not methods. */
function isMethodCall(c: Compiler, func: Attribute, e: Call): boolean {
  const value = func.value;
  if (value.kind === "Name" && (c.symtable.top.symbol(value.id) & DEF_IMPORT) !== 0) return false;
  const nkw = e.keywords.length;
  if (e.args.length + nkw + (nkw > 0 ? 1 : 0) >= STACK_USE_GUIDELINE) return false;
  return !hasStarred(e.args) && !hasDoubleStarred(e.keywords);
}

function hasDoubleStarred(keywords: readonly keyword[]): boolean {
  for (let i = 0; i < keywords.length; i++) {
    if (keywords[i].arg === null) return true;
  }
  return false;
}

function visitMethodCall(c: Compiler, e: Call, func: Attribute): void {
  let loc = locationOf(func);
  const receiver = func.value;
  if (receiver.kind === "Call" && canOptimizeSuperCall(c, func)) {
    loadArgsForSuper(c, receiver);
    c.addop(LOAD_SUPER_ATTR, (c.nameArg(func.attr) << 2) | (receiver.args.length > 0 ? 3 : 1), loc);
    loc = startAtAttribute(loc, func);
    c.addop(NOP, 0, loc);
  } else {
    visitExpr(c, receiver);
    loc = startAtAttribute(loc, func);
    c.addop(LOAD_ATTR, (c.nameArg(func.attr) << 1) | 1, loc);
  }
  visitExprs(c, e.args);
  const nkw = e.keywords.length;
  if (nkw > 0) visitSimpleKeywords(c, loc, e.keywords);
  loc = startAtAttribute(locationOf(e), func);
  c.addop(nkw > 0 ? CALL_KW : CALL, e.args.length + nkw, loc);
}

/** The keyword values, then the tuple of their names. */
function visitSimpleKeywords(c: Compiler, loc: Location, keywords: readonly keyword[]): void {
  for (const key of keywords) visitExpr(c, key.value);
  c.addopLoadConst(loc, new ConstTuple(keywords.map((key) => strFromJs(key.arg!))));
}

/**
 * Whether `super().attr` can be loaded without making the super object: `super` must be the builtin as far as can be
 * seen, and without arguments there must be a first parameter and a `__class__` cell.
 */
export function canOptimizeSuperCall(c: Compiler, attr: Attribute): boolean {
  const e = attr.value;
  if (e.kind !== "Call" || e.func.kind !== "Name" || e.func.id !== "super") return false;
  if (attr.attr === "__class__" || e.keywords.length !== 0) return false;
  if (c.u.ste.scope("super") !== GLOBAL_IMPLICIT || c.symtable.top.scope("super") !== 0) return false;
  if (e.args.length === 2) return !hasStarred(e.args);
  if (e.args.length !== 0) return false;
  const { argcount, posonlyargcount } = c.u.metadata;
  return (argcount > 0 || posonlyargcount > 0) && c.refType("__class__") === FREE;
}

export function loadArgsForSuper(c: Compiler, e: Call): void {
  nameop(c, locationOf(e.func), "super", "Load");
  if (e.args.length === 2) {
    visitExprs(c, e.args);
    return;
  }
  const loc = locationOf(e);
  nameop(c, loc, "__class__", "Load");
  for (const first of c.u.metadata.varnames.keys()) {
    nameop(c, loc, first, "Load");
    break;
  }
}

/** Builtins that drive a generator expression in place, after a check that the name still means the builtin. */
const INLINED_BUILTINS: Readonly<Record<string, { constant: number; initial?: boolean; jump?: number }>> = {
  all: { constant: COMMON_CONSTANT.BUILTIN_ALL, initial: true, jump: POP_JUMP_IF_TRUE },
  any: { constant: COMMON_CONSTANT.BUILTIN_ANY, initial: false, jump: POP_JUMP_IF_FALSE },
  tuple: { constant: COMMON_CONSTANT.BUILTIN_TUPLE },
};

/** `maybe_optimize_function_call`; the function is on the stack, and stays there for the ordinary call. */
function inlineBuiltin(c: Compiler, e: Call, end: number): void {
  const func = e.func;
  if (func.kind !== "Name" || e.args.length !== 1 || e.keywords.length !== 0) return;
  const generator = e.args[0];
  if (generator.kind !== "GeneratorExp") return;
  const skip = c.newLabel();
  if (Object.hasOwn(INLINED_BUILTINS, func.id)) {
    const { constant, initial, jump } = INLINED_BUILTINS[func.id];
    const loc = locationOf(func);
    c.addop(COPY, 1, loc);
    c.addop(LOAD_COMMON_CONSTANT, constant, loc);
    c.addop(IS_OP, 0, loc);
    c.addop(POP_JUMP_IF_FALSE, skip, loc);
    c.addop(POP_TOP, 0, loc);
    if (jump === undefined) c.addop(BUILD_LIST, 0, loc);
    visitExpr(c, generator);
    const loop = c.newLabel();
    const cleanup = c.newLabel();
    c.useLabel(loop);
    c.addop(FOR_ITER, cleanup, loc);
    if (jump === undefined) {
      c.addop(LIST_APPEND, 2, loc);
      c.addop(JUMP, loop, loc);
    } else {
      c.addop(TO_BOOL, 0, loc);
      c.addop(jump, loop, loc);
    }
    c.addop(POP_ITER, 0, NO_LOCATION);
    if (initial !== undefined) c.addopLoadConst(loc, !initial);
    c.addop(JUMP, end, loc);
    c.useLabel(cleanup);
    c.addop(END_FOR, 0, NO_LOCATION);
    c.addop(POP_ITER, 0, NO_LOCATION);
    if (initial === undefined) c.addop(CALL_INTRINSIC_1, INTRINSIC_1.LIST_TO_TUPLE, loc);
    else c.addopLoadConst(loc, initial);
    c.addop(JUMP, end, loc);
  }
  c.useLabel(skip);
}

/**
 * The arguments and the call (`codegen_call_helper_impl`): `pushed` arguments are on the stack already, `injected` is a
 * variable passed as the last positional argument.
 */
export function addCall(
  c: Compiler,
  loc: Location,
  pushed: number,
  args: readonly expr[],
  injected: string | null,
  keywords: readonly keyword[],
): void {
  validateKeywords(c, keywords);
  const nkw = keywords.length;
  if (args.length + nkw * 2 > STACK_USE_GUIDELINE || hasStarred(args) || hasDoubleStarred(keywords)) {
    addCallEx(c, loc, pushed, args, injected, keywords);
    return;
  }
  visitExprs(c, args);
  let n = pushed + args.length + nkw;
  if (injected !== null) {
    nameop(c, loc, injected, "Load");
    n++;
  }
  if (nkw > 0) {
    visitSimpleKeywords(c, loc, keywords);
    c.addop(CALL_KW, n, loc);
  } else {
    c.addop(CALL, n, loc);
  }
}

/** The call with a tuple and a dict of arguments. */
function addCallEx(
  c: Compiler,
  loc: Location,
  pushed: number,
  args: readonly expr[],
  injected: string | null,
  keywords: readonly keyword[],
): void {
  const only = pushed === 0 && args.length === 1 ? args[0] : null;
  if (only !== null && only.kind === "Starred") visitExpr(c, only.value);
  else unpackStarred(c, loc, args, injected, pushed, BUILD_LIST, LIST_APPEND, LIST_EXTEND, true);
  const nkw = keywords.length;
  let haveDict = false;
  let seen = 0;
  for (let i = 0; i < nkw; i++) {
    const key = keywords[i];
    if (key.arg !== null) {
      seen++;
      continue;
    }
    if (seen > 0) {
      visitKeywordDict(c, loc, keywords, i - seen, i);
      if (haveDict) c.addop(DICT_MERGE, 1, loc);
      haveDict = true;
      seen = 0;
    }
    if (!haveDict) {
      c.addop(BUILD_MAP, 0, loc);
      haveDict = true;
    }
    visitExpr(c, key.value);
    c.addop(DICT_MERGE, 1, loc);
  }
  if (seen > 0) {
    visitKeywordDict(c, loc, keywords, nkw - seen, nkw);
    if (haveDict) c.addop(DICT_MERGE, 1, loc);
  }
  if (nkw === 0) c.addop(PUSH_NULL, 0, loc);
  c.addop(CALL_FUNCTION_EX, 0, loc);
}

function visitKeywordDict(c: Compiler, loc: Location, keywords: readonly keyword[], begin: number, end: number): void {
  const n = end - begin;
  const big = n * 2 > STACK_USE_GUIDELINE;
  if (big) c.addop(BUILD_MAP, 0, NO_LOCATION);
  for (let i = begin; i < end; i++) {
    const key = keywords[i];
    c.addopLoadConst(loc, strFromJs(key.arg!));
    visitExpr(c, key.value);
    if (big) c.addop(MAP_ADD, 1, NO_LOCATION);
  }
  if (!big) c.addop(BUILD_MAP, n, loc);
}
