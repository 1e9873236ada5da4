/** Expressions (`codegen_visit_expr` and its helpers in CPython's Python/codegen.c). */
import { INTRINSIC_1, NB } from "../../bytecode/opargs.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import type { Attribute, BinOp, expr, operator, UnaryOp, Yield, YieldFrom } from "../../parser/generated/ast.ts";
import { Location } from "../instruction-sequence.ts";
import { locationOf } from "../symtable/entry.ts";
import { canOptimizeSuperCall, loadArgsForSuper, visitCall } from "./calls.ts";
import type { Compiler } from "./compiler.ts";
import { visitComprehension } from "./comprehensions.ts";
import { visitBoolOp, visitCompare, visitIfExp } from "./conditions.ts";
import { unpackStarred, visitDict, visitSequence } from "./displays.ts";
import { visitLambda } from "./functions.ts";
import { addYield, addYieldFrom } from "./helpers.ts";
import { nameop } from "./names.ts";
import { visitFormattedValue, visitInterpolation, visitJoinedStr, visitTemplateStr } from "./strings.ts";
import { visitSlice, visitSubscript } from "./subscripts.ts";
import { SCOPE_ASYNC_FUNCTION } from "./unit.ts";

const {
  BINARY_OP,
  BUILD_SET,
  CALL_INTRINSIC_1,
  COPY,
  DELETE_ATTR,
  GET_AWAITABLE,
  GET_YIELD_FROM_ITER,
  LOAD_ATTR,
  LOAD_SUPER_ATTR,
  NOP,
  SET_ADD,
  SET_UPDATE,
  STORE_ATTR,
  TO_BOOL,
  UNARY_INVERT,
  UNARY_NEGATIVE,
  UNARY_NOT,
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
