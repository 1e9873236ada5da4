/** Statements (`codegen_visit_stmt` in CPython's Python/codegen.c). */
import { ConstTuple } from "../../bytecode/constants.ts";
import { COMMON_CONSTANT, INTRINSIC_1, NB } from "../../bytecode/opargs.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import type { Assert, AugAssign, Expr, Raise, Return, stmt } from "../../parser/generated/ast.ts";
import { cleanDoc, docstringOf } from "../docstring.ts";
import { type Location, NO_LOCATION } from "../instruction-sequence.ts";
import { locationOf } from "../symtable/entry.ts";
import { processDeferredAnnotations, visitAnnAssign } from "./annotations.ts";
import { visitClass } from "./classes.ts";
import type { Compiler } from "./compiler.ts";
import { jumpIf } from "./conditions.ts";
import { addInplace, startAtAttribute, visitExpr, visitExprs } from "./expressions.ts";
import { unwindAll, visitBreak, visitContinue } from "./fblocks.ts";
import { visitFunction } from "./functions.ts";
import { visitImport, visitImportFrom } from "./imports.ts";
import { visitAsyncFor, visitFor, visitIf, visitWhile } from "./loops.ts";
import { visitMatch } from "./match.ts";
import { nameop } from "./names.ts";
import { isTwoPartSlice, visitSliceParts } from "./subscripts.ts";
import { visitTry } from "./try.ts";
import { visitTypeAlias } from "./type-params.ts";
import { visitWith } from "./with.ts";

const {
  BINARY_OP,
  BINARY_SLICE,
  CALL,
  CALL_INTRINSIC_1,
  COPY,
  LOAD_ATTR,
  LOAD_COMMON_CONSTANT,
  NOP,
  POP_TOP,
  RAISE_VARARGS,
  RETURN_VALUE,
  SETUP_ANNOTATIONS,
  STORE_ATTR,
  STORE_SLICE,
  STORE_SUBSCR,
  SWAP,
} = OPCODE;

/** The body of a module or class: docstring, statements, then what their annotations need (`codegen_body`). */
export function visitBody(c: Compiler, loc: Location, body: readonly stmt[], interactive: boolean): void {
  const ste = c.u.ste;
  if (c.futureAnnotations && ste.annotationsUsed) c.addop(SETUP_ANNOTATIONS, 0, loc);
  if (body.length === 0) return;
  const docstring = !interactive && ste.hasDocstring ? docstringOf(body) : null;
  if (docstring !== null) {
    c.addopLoadConst(locationOf((body[0] as Expr).value), cleanDoc(docstring));
    nameop(c, NO_LOCATION, "__doc__", "Store");
  }
  for (let i = docstring === null ? 0 : 1; i < body.length; i++) visitStmt(c, body[i]);
  if (!c.futureAnnotations) processDeferredAnnotations(c, loc);
}

export function visitStmts(c: Compiler, body: readonly stmt[]): void {
  for (let i = 0; i < body.length; i++) visitStmt(c, body[i]);
}

export function visitStmt(c: Compiler, s: stmt): void {
  switch (s.kind) {
    case "Expr":
      visitExprStmt(c, s);
      return;
    case "Assign": {
      visitExpr(c, s.value);
      const last = s.targets.length - 1;
      for (let i = 0; i <= last; i++) {
        if (i < last) c.addop(COPY, 1, locationOf(s));
        visitExpr(c, s.targets[i]);
      }
      return;
    }
    case "Return":
      visitReturn(c, s);
      return;
    case "FunctionDef":
    case "AsyncFunctionDef":
      visitFunction(c, s);
      return;
    case "ClassDef":
      visitClass(c, s);
      return;
    case "TypeAlias":
      visitTypeAlias(c, s);
      return;
    case "Delete":
      visitExprs(c, s.targets);
      return;
    case "AugAssign":
      visitAugAssign(c, s);
      return;
    case "AnnAssign":
      visitAnnAssign(c, s);
      return;
    case "Raise":
      visitRaise(c, s);
      return;
    case "Assert":
      visitAssert(c, s);
      return;
    case "Import":
      visitImport(c, s);
      return;
    case "ImportFrom":
      visitImportFrom(c, s);
      return;
    case "Global":
    case "Nonlocal":
      return;
    case "Pass":
      c.addop(NOP, 0, locationOf(s));
      return;
    case "Break":
      visitBreak(c, locationOf(s));
      return;
    case "Continue":
      visitContinue(c, locationOf(s));
      return;
    default: {
      const u = c.u;
      u.inConditionalBlock++;
      visitCompound(c, s);
      u.inConditionalBlock--;
    }
  }
}

type CompoundKind = "If" | "For" | "While" | "Try" | "TryStar" | "With" | "Match" | "AsyncWith" | "AsyncFor";

function visitCompound(c: Compiler, s: Extract<stmt, { kind: CompoundKind }>): void {
  switch (s.kind) {
    case "If":
      visitIf(c, s);
      return;
    case "For":
      visitFor(c, s);
      return;
    case "While":
      visitWhile(c, s);
      return;
    case "Try":
    case "TryStar":
      visitTry(c, s);
      return;
    case "With":
    case "AsyncWith":
      visitWith(c, s, 0);
      return;
    case "Match":
      visitMatch(c, s);
      return;
    case "AsyncFor":
      visitAsyncFor(c, s);
      return;
  }
}

function visitExprStmt(c: Compiler, s: Expr): void {
  const value = s.value;
  if (c.isInteractiveTopLevel()) {
    visitExpr(c, value);
    c.addop(CALL_INTRINSIC_1, INTRINSIC_1.PRINT, locationOf(s));
    c.addop(POP_TOP, 0, NO_LOCATION);
  } else if (value.kind === "Constant") {
    c.addop(NOP, 0, locationOf(s));
  } else {
    visitExpr(c, value);
    c.addop(POP_TOP, 0, NO_LOCATION);
  }
}

function visitReturn(c: Compiler, s: Return): void {
  let loc = locationOf(s);
  const ste = c.u.ste;
  const value = s.value;
  if (!ste.isFunctionLike) c.error("'return' outside function", loc);
  if (value !== null && ste.coroutine && ste.generator) c.error("'return' with value in async generator", loc);
  const constant = value !== null && value.kind === "Constant" ? value : null;
  const preserveTos = value !== null && constant === null;
  if (preserveTos) {
    visitExpr(c, value);
  } else if (constant !== null) {
    loc = locationOf(constant);
    c.addop(NOP, 0, loc);
  }
  if (value === null || value.lineno !== s.lineno) {
    loc = locationOf(s);
    c.addop(NOP, 0, loc);
  }
  loc = unwindAll(c, loc, preserveTos);
  if (value === null) c.addopLoadConst(loc, null);
  else if (constant !== null) c.addopLoadConst(loc, constant.value);
  c.addop(RETURN_VALUE, 0, loc);
}

function visitRaise(c: Compiler, s: Raise): void {
  let n = 0;
  if (s.exc !== null) {
    visitExpr(c, s.exc);
    n++;
    if (s.cause !== null) {
      visitExpr(c, s.cause);
      n++;
    }
  }
  c.addop(RAISE_VARARGS, n, locationOf(s));
}

function visitAssert(c: Compiler, s: Assert): void {
  const loc = locationOf(s);
  const test = s.test;
  const alwaysTrue =
    (test.kind === "Tuple" && test.elts.length > 0) ||
    (test.kind === "Constant" && test.value instanceof ConstTuple && test.value.items.length > 0);
  if (alwaysTrue) c.warn("assertion is always true, perhaps remove parentheses?", loc);
  if (c.optimize > 0) return;
  const end = c.newLabel();
  jumpIf(c, loc, test, end, true);
  c.addop(LOAD_COMMON_CONSTANT, COMMON_CONSTANT.ASSERTION_ERROR, loc);
  if (s.msg !== null) {
    visitExpr(c, s.msg);
    c.addop(CALL, 0, loc);
  }
  c.addop(RAISE_VARARGS, 1, locationOf(test));
  c.useLabel(end);
}

function visitAugAssign(c: Compiler, s: AugAssign): void {
  const target = s.target;
  const loc = locationOf(target);
  switch (target.kind) {
    case "Name":
      nameop(c, loc, target.id, "Load");
      addAugmented(c, s);
      nameop(c, loc, target.id, "Store");
      return;
    case "Attribute": {
      visitExpr(c, target.value);
      c.addop(COPY, 1, loc);
      const attrLoc = startAtAttribute(loc, target);
      c.addop(LOAD_ATTR, c.nameArg(target.attr) << 1, attrLoc);
      addAugmented(c, s);
      c.addop(SWAP, 2, attrLoc);
      c.addop(STORE_ATTR, c.nameArg(target.attr), attrLoc);
      return;
    }
    case "Subscript":
      visitExpr(c, target.value);
      if (isTwoPartSlice(target.slice)) {
        visitSliceParts(c, target.slice);
        for (let i = 0; i < 3; i++) c.addop(COPY, 3, loc);
        c.addop(BINARY_SLICE, 0, loc);
        addAugmented(c, s);
        c.addop(SWAP, 4, loc);
        c.addop(SWAP, 3, loc);
        c.addop(SWAP, 2, loc);
        c.addop(STORE_SLICE, 0, loc);
      } else {
        visitExpr(c, target.slice);
        c.addop(COPY, 2, loc);
        c.addop(COPY, 2, loc);
        c.addop(BINARY_OP, NB.SUBSCR, loc);
        addAugmented(c, s);
        c.addop(SWAP, 3, loc);
        c.addop(SWAP, 2, loc);
        c.addop(STORE_SUBSCR, 0, loc);
      }
  }
}

function addAugmented(c: Compiler, s: AugAssign): void {
  visitExpr(c, s.value);
  addInplace(c, locationOf(s), s.op);
}
