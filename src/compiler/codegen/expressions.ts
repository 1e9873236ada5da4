/** Expressions (`codegen_visit_expr` and its helpers in CPython's Python/codegen.c). */
import { CMP, compareOparg, FVC, INTRINSIC_1, NB } from "../../bytecode/opargs.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import type {
  Attribute,
  BinOp,
  BoolOp,
  Compare,
  cmpop,
  Dict,
  expr,
  FormattedValue,
  IfExp,
  Interpolation,
  JoinedStr,
  List,
  operator,
  TemplateStr,
  Tuple,
  UnaryOp,
  Yield,
  YieldFrom,
} from "../../parser/generated/ast.ts";
import { nameIndex } from "../code-unit-metadata.ts";
import { STACK_USE_GUIDELINE } from "../flags.ts";
import { Location, NO_LOCATION } from "../instruction-sequence.ts";
import { locationOf } from "../symtable/entry.ts";
import { canOptimizeSuperCall, loadArgsForSuper, visitCall } from "./calls.ts";
import { checkCompare } from "./checks.ts";
import type { Compiler } from "./compiler.ts";
import { visitComprehension } from "./comprehensions.ts";
import { visitLambda } from "./functions.ts";
import { addYield, addYieldFrom, JUMP_IF_FALSE_OR_POP_BY_OP } from "./helpers.ts";
import { nameop } from "./names.ts";
import { visitSlice, visitSubscript } from "./subscripts.ts";
import { SCOPE_ASYNC_FUNCTION } from "./unit.ts";

const {
  BINARY_OP,
  BUILD_INTERPOLATION,
  BUILD_LIST,
  BUILD_MAP,
  BUILD_SET,
  BUILD_STRING,
  BUILD_TEMPLATE,
  BUILD_TUPLE,
  CALL,
  CALL_INTRINSIC_1,
  COMPARE_OP,
  CONTAINS_OP,
  CONVERT_VALUE,
  COPY,
  DELETE_ATTR,
  DICT_UPDATE,
  FORMAT_SIMPLE,
  FORMAT_WITH_SPEC,
  GET_AWAITABLE,
  GET_YIELD_FROM_ITER,
  IS_OP,
  JUMP_NO_INTERRUPT,
  LIST_APPEND,
  LIST_EXTEND,
  LOAD_ATTR,
  LOAD_SUPER_ATTR,
  MAP_ADD,
  NOP,
  POP_JUMP_IF_FALSE,
  POP_JUMP_IF_TRUE,
  POP_TOP,
  SET_ADD,
  SET_UPDATE,
  STORE_ATTR,
  SWAP,
  TO_BOOL,
  UNARY_INVERT,
  UNARY_NEGATIVE,
  UNARY_NOT,
  UNPACK_EX,
  UNPACK_SEQUENCE,
} = OPCODE;

const BINARY_OPARGS: Readonly<Record<operator, number>> = {
  Add: NB.ADD,
  Sub: NB.SUBTRACT,
  Mult: NB.MULTIPLY,
  MatMult: NB.MATRIX_MULTIPLY,
  Div: NB.TRUE_DIVIDE,
  Mod: NB.REMAINDER,
  Pow: NB.POWER,
  LShift: NB.LSHIFT,
  RShift: NB.RSHIFT,
  BitOr: NB.OR,
  BitXor: NB.XOR,
  BitAnd: NB.AND,
  FloorDiv: NB.FLOOR_DIVIDE,
};

export function addBinary(c: Compiler, loc: Location, op: operator): void {
  c.addop(BINARY_OP, BINARY_OPARGS[op], loc);
}

export function addInplace(c: Compiler, loc: Location, op: operator): void {
  c.addop(BINARY_OP, BINARY_OPARGS[op] + NB.INPLACE, loc);
}

export function addCompare(c: Compiler, loc: Location, op: cmpop): void {
  switch (op) {
    case "Is":
      c.addop(IS_OP, 0, loc);
      return;
    case "IsNot":
      c.addop(IS_OP, 1, loc);
      return;
    case "In":
      c.addop(CONTAINS_OP, 0, loc);
      return;
    case "NotIn":
      c.addop(CONTAINS_OP, 1, loc);
      return;
    default:
      c.addop(COMPARE_OP, COMPARE_OPARGS[op], loc);
  }
}

const COMPARE_OPARGS = {
  Lt: compareOparg(CMP.LT),
  LtE: compareOparg(CMP.LE),
  Eq: compareOparg(CMP.EQ),
  NotEq: compareOparg(CMP.NE),
  Gt: compareOparg(CMP.GT),
  GtE: compareOparg(CMP.GE),
} as const;

export function visitExprs(c: Compiler, exprs: readonly expr[]): void {
  for (let i = 0; i < exprs.length; i++) visitExpr(c, exprs[i]);
}

export function visitExpr(c: Compiler, e: expr): void {
  switch (e.kind) {
    case "Name":
      nameop(c, locationOf(e), e.id, e.ctx);
      return;
    case "Constant":
      c.addopLoadConst(locationOf(e), e.value);
      return;
    case "Attribute":
      visitAttribute(c, e);
      return;
    case "Call":
      visitCall(c, e);
      return;
    case "Subscript":
      visitSubscript(c, e);
      return;
    case "BinOp":
      visitBinOp(c, e);
      return;
    case "Compare":
      visitCompare(c, e);
      return;
    case "BoolOp":
      visitBoolOp(c, e);
      return;
    case "UnaryOp":
      visitUnaryOp(c, e);
      return;
    case "Tuple":
      visitSequence(c, e, true);
      return;
    case "List":
      visitSequence(c, e, false);
      return;
    case "Set":
      unpackStarred(c, locationOf(e), e.elts, null, 0, BUILD_SET, SET_ADD, SET_UPDATE, false);
      return;
    case "Dict":
      visitDict(c, e);
      return;
    case "JoinedStr":
      visitJoinedStr(c, e);
      return;
    case "FormattedValue":
      visitFormattedValue(c, e);
      return;
    case "TemplateStr":
      visitTemplateStr(c, e);
      return;
    case "Interpolation":
      visitInterpolation(c, e);
      return;
    case "IfExp":
      visitIfExp(c, e);
      return;
    case "Lambda":
      visitLambda(c, e);
      return;
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      visitComprehension(c, e);
      return;
    case "NamedExpr":
      visitExpr(c, e.value);
      c.addop(COPY, 1, locationOf(e));
      visitExpr(c, e.target);
      return;
    case "Slice":
      visitSlice(c, e);
      return;
    case "Yield":
    case "YieldFrom":
      visitYield(c, e);
      return;
    case "Await": {
      visitExpr(c, e.value);
      const loc = locationOf(e);
      c.addop(GET_AWAITABLE, 0, loc);
      c.addopLoadConst(loc, null);
      addYieldFrom(c, loc, true);
      return;
    }
    case "Starred":
      // A starred element of a display or target never gets here by itself.
      if (e.ctx === "Store") c.error("starred assignment target must be in a list or tuple", locationOf(e));
      c.error("can't use starred expression here", locationOf(e));
  }
}

function visitBinOp(c: Compiler, e: BinOp): void {
  // A long chain leans to the left: walk down its spine instead of recursing.
  if (e.left.kind !== "BinOp") {
    visitExpr(c, e.left);
    visitExpr(c, e.right);
    addBinary(c, locationOf(e), e.op);
    return;
  }
  const spine: BinOp[] = [];
  let left: expr = e;
  while (left.kind === "BinOp") {
    spine.push(left);
    left = left.left;
  }
  visitExpr(c, left);
  for (let i = spine.length - 1; i >= 0; i--) {
    const node = spine[i];
    visitExpr(c, node.right);
    addBinary(c, locationOf(node), node.op);
  }
}

function visitUnaryOp(c: Compiler, e: UnaryOp): void {
  visitExpr(c, e.operand);
  const loc = locationOf(e);
  switch (e.op) {
    case "UAdd":
      c.addop(CALL_INTRINSIC_1, INTRINSIC_1.UNARY_POSITIVE, loc);
      break;
    case "Not":
      c.addop(TO_BOOL, 0, loc);
      c.addop(UNARY_NOT, 0, loc);
      break;
    case "USub":
      c.addop(UNARY_NEGATIVE, 0, loc);
      break;
    case "Invert":
      c.addop(UNARY_INVERT, 0, loc);
      break;
  }
}

function visitBoolOp(c: Compiler, e: BoolOp): void {
  const loc = locationOf(e);
  const jump = JUMP_IF_FALSE_OR_POP_BY_OP[e.op];
  const end = c.newLabel();
  const last = e.values.length - 1;
  for (let i = 0; i < last; i++) {
    visitExpr(c, e.values[i]);
    c.addop(jump, end, loc);
    c.addop(POP_TOP, 0, loc);
  }
  visitExpr(c, e.values[last]);
  c.useLabel(end);
}

function visitCompare(c: Compiler, e: Compare): void {
  const loc = locationOf(e);
  checkCompare(c, e);
  visitExpr(c, e.left);
  const last = e.ops.length - 1;
  if (last === 0) {
    visitExpr(c, e.comparators[0]);
    addCompare(c, loc, e.ops[0]);
    return;
  }
  const cleanup = c.newLabel();
  for (let i = 0; i < last; i++) {
    visitExpr(c, e.comparators[i]);
    c.addop(SWAP, 2, loc);
    c.addop(COPY, 2, loc);
    addCompare(c, loc, e.ops[i]);
    c.addop(COPY, 1, loc);
    c.addop(TO_BOOL, 0, loc);
    c.addop(POP_JUMP_IF_FALSE, cleanup, loc);
    c.addop(POP_TOP, 0, loc);
  }
  visitExpr(c, e.comparators[last]);
  addCompare(c, loc, e.ops[last]);
  const end = c.newLabel();
  c.addop(JUMP_NO_INTERRUPT, end, NO_LOCATION);
  c.useLabel(cleanup);
  c.addop(SWAP, 2, loc);
  c.addop(POP_TOP, 0, loc);
  c.useLabel(end);
}

function visitIfExp(c: Compiler, e: IfExp): void {
  const end = c.newLabel();
  const next = c.newLabel();
  jumpIf(c, locationOf(e), e.test, next, false);
  visitExpr(c, e.body);
  c.addop(JUMP_NO_INTERRUPT, end, NO_LOCATION);
  c.useLabel(next);
  visitExpr(c, e.orelse);
  c.useLabel(end);
}

/** Jumps to `next` when the truth of `e` is `cond` (`codegen_jump_if`). */
export function jumpIf(c: Compiler, loc: Location, e: expr, next: number, cond: boolean): void {
  switch (e.kind) {
    case "UnaryOp":
      if (e.op === "Not") {
        jumpIf(c, loc, e.operand, next, !cond);
        return;
      }
      break;
    case "BoolOp": {
      const last = e.values.length - 1;
      const shortCond = e.op === "Or";
      const shortNext = shortCond === cond ? next : c.newLabel();
      for (let i = 0; i < last; i++) jumpIf(c, loc, e.values[i], shortNext, shortCond);
      jumpIf(c, loc, e.values[last], next, cond);
      if (shortNext !== next) c.useLabel(shortNext);
      return;
    }
    case "IfExp": {
      const end = c.newLabel();
      const orelse = c.newLabel();
      jumpIf(c, loc, e.test, orelse, false);
      jumpIf(c, loc, e.body, next, cond);
      c.addop(JUMP_NO_INTERRUPT, end, NO_LOCATION);
      c.useLabel(orelse);
      jumpIf(c, loc, e.orelse, next, cond);
      c.useLabel(end);
      return;
    }
    case "Compare":
      if (e.ops.length > 1) {
        jumpIfChain(c, e, next, cond);
        return;
      }
      break;
  }
  visitExpr(c, e);
  const at = locationOf(e);
  c.addop(TO_BOOL, 0, at);
  c.addop(cond ? POP_JUMP_IF_TRUE : POP_JUMP_IF_FALSE, next, at);
}

/** `a < b < c` as a condition. */
function jumpIfChain(c: Compiler, e: Compare, next: number, cond: boolean): void {
  const loc = locationOf(e);
  const last = e.ops.length - 1;
  checkCompare(c, e);
  const cleanup = c.newLabel();
  visitExpr(c, e.left);
  for (let i = 0; i < last; i++) {
    visitExpr(c, e.comparators[i]);
    c.addop(SWAP, 2, loc);
    c.addop(COPY, 2, loc);
    addCompare(c, loc, e.ops[i]);
    c.addop(TO_BOOL, 0, loc);
    c.addop(POP_JUMP_IF_FALSE, cleanup, loc);
  }
  visitExpr(c, e.comparators[last]);
  addCompare(c, loc, e.ops[last]);
  c.addop(TO_BOOL, 0, loc);
  c.addop(cond ? POP_JUMP_IF_TRUE : POP_JUMP_IF_FALSE, next, loc);
  const end = c.newLabel();
  c.addop(JUMP_NO_INTERRUPT, end, NO_LOCATION);
  c.useLabel(cleanup);
  c.addop(POP_TOP, 0, loc);
  if (!cond) c.addop(JUMP_NO_INTERRUPT, next, NO_LOCATION);
  c.useLabel(end);
}

function visitAttribute(c: Compiler, e: Attribute): void {
  let loc = locationOf(e);
  if (e.ctx === "Load" && canOptimizeSuperCall(c, e)) {
    const call = e.value;
    if (call.kind !== "Call") return;
    loadArgsForSuper(c, call);
    c.addop(LOAD_SUPER_ATTR, (c.nameArg(e.attr) << 2) | (call.args.length > 0 ? 2 : 0), loc);
    c.addop(NOP, 0, startAtAttribute(loc, e));
    return;
  }
  if (e.ctx === "Store" && e.value.kind === "Name" && e.value.id === "self") c.addStaticAttribute(e.attr);
  visitExpr(c, e.value);
  loc = startAtAttribute(loc, e);
  if (e.ctx === "Load") c.addop(LOAD_ATTR, c.nameArg(e.attr) << 1, loc);
  else c.addop(e.ctx === "Store" ? STORE_ATTR : DELETE_ATTR, c.nameArg(e.attr), loc);
}

/**
 * An attribute access over several lines starts at the attribute's name, for better tracebacks
 * (`update_start_location_to_match_attr`).
 */
export function startAtAttribute(loc: Location, attr: Attribute): Location {
  const lineno = attr.end_lineno;
  if (loc.lineno === lineno) return loc;
  const length = codePoints(attr.attr);
  let { col, endCol } = loc;
  if (length <= attr.end_col_offset) {
    col = attr.end_col_offset - length;
  } else {
    // Somebody compiles a strange tree: just drop the columns.
    col = -1;
    endCol = -1;
  }
  const endLineno = Math.max(lineno, loc.endLineno);
  if (lineno === endLineno) endCol = Math.max(col, endCol);
  return new Location(lineno, endLineno, col, endCol);
}

function codePoints(name: string): number {
  let count = 0;
  for (let i = 0; i < name.length; i++) {
    if ((name.charCodeAt(i) & 0xfc00) !== 0xdc00) count++;
  }
  return count;
}

function visitSequence(c: Compiler, e: List | Tuple, isTuple: boolean): void {
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

function visitDict(c: Compiler, e: Dict): void {
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

function visitJoinedStr(c: Compiler, e: JoinedStr): void {
  const loc = locationOf(e);
  const count = e.values.length;
  if (count > STACK_USE_GUIDELINE) {
    c.addopLoadConst(loc, "");
    c.addop(LOAD_ATTR, (nameIndex(c.u.metadata.names, "join") << 1) | 1, loc);
    c.addop(BUILD_LIST, 0, loc);
    for (const value of e.values) {
      visitExpr(c, value);
      c.addop(LIST_APPEND, 1, loc);
    }
    c.addop(CALL, 1, loc);
    return;
  }
  visitExprs(c, e.values);
  if (count > 1) c.addop(BUILD_STRING, count, loc);
  else if (count === 0) c.addopLoadConst(loc, "");
}

const CONVERSION_OPARGS: Readonly<Record<number, number>> = { 115: FVC.STR, 114: FVC.REPR, 97: FVC.ASCII };

function conversionOparg(conversion: number): number {
  return conversion === -1 ? FVC.NONE : CONVERSION_OPARGS[conversion];
}

function visitFormattedValue(c: Compiler, e: FormattedValue): void {
  visitExpr(c, e.value);
  const loc = locationOf(e);
  const conversion = conversionOparg(e.conversion);
  if (conversion !== FVC.NONE) c.addop(CONVERT_VALUE, conversion, loc);
  if (e.format_spec === null) {
    c.addop(FORMAT_SIMPLE, 0, loc);
  } else {
    visitExpr(c, e.format_spec);
    c.addop(FORMAT_WITH_SPEC, 0, loc);
  }
}

/** The strings of a template alternate with its interpolations, so empty strings fill the gaps. */
function visitTemplateStr(c: Compiler, e: TemplateStr): void {
  const loc = locationOf(e);
  let strings = 0;
  let afterInterpolation = true;
  for (const value of e.values) {
    if (value.kind === "Interpolation") {
      if (afterInterpolation) {
        c.addopLoadConst(loc, "");
        strings++;
      }
      afterInterpolation = true;
    } else {
      visitExpr(c, value);
      strings++;
      afterInterpolation = false;
    }
  }
  if (afterInterpolation) {
    c.addopLoadConst(loc, "");
    strings++;
  }
  c.addop(BUILD_TUPLE, strings, loc);
  let interpolations = 0;
  for (const value of e.values) {
    if (value.kind !== "Interpolation") continue;
    visitExpr(c, value);
    interpolations++;
  }
  c.addop(BUILD_TUPLE, interpolations, loc);
  c.addop(BUILD_TEMPLATE, 0, loc);
}

function visitInterpolation(c: Compiler, e: Interpolation): void {
  const loc = locationOf(e);
  visitExpr(c, e.value);
  c.addopLoadConst(loc, e.str);
  let oparg = 2;
  if (e.format_spec !== null) {
    oparg++;
    visitExpr(c, e.format_spec);
  }
  c.addop(BUILD_INTERPOLATION, oparg | (conversionOparg(e.conversion) << 2), loc);
}

function visitYield(c: Compiler, e: Yield | YieldFrom): void {
  const loc = locationOf(e);
  const isFrom = e.kind === "YieldFrom";
  if (!c.u.ste.isFunctionLike) c.error(isFrom ? "'yield from' outside function" : "'yield' outside function", loc);
  if (!isFrom) {
    if (e.value !== null) visitExpr(c, e.value);
    else c.addopLoadConst(loc, null);
    addYield(c, loc);
    return;
  }
  if (c.u.scopeType === SCOPE_ASYNC_FUNCTION) c.error("'yield from' inside async function", loc);
  visitExpr(c, e.value);
  c.addop(GET_YIELD_FROM_ITER, 0, loc);
  c.addopLoadConst(loc, null);
  addYieldFrom(c, loc, false);
}
