/** Statements in the symbol table's first pass (`symtable_visit_stmt` and its helpers in Python/symtable.c). */
import type {
  AnnAssign,
  AsyncFunctionDef,
  alias,
  arg,
  arguments_,
  ClassDef,
  excepthandler,
  expr,
  FunctionDef,
  If,
  ImportFrom,
  stmt,
  TypeAlias,
  type_param,
} from "../../parser/generated/ast.ts";
import { docstringOf } from "../docstring.ts";
import type { Location } from "../instruction-sequence.ts";
import type { SymtableBuilder } from "./builder.ts";
import { locationOf, type SymtableEntry } from "./entry.ts";
import {
  AnnotationBlock,
  ClassBlock,
  DEF_ANNOT,
  DEF_GLOBAL,
  DEF_IMPORT,
  DEF_LOCAL,
  DEF_NONLOCAL,
  DEF_PARAM,
  DEF_TYPE_PARAM,
  FunctionBlock,
  ModuleBlock,
  TypeAliasBlock,
  TypeVariableBlock,
  USE,
} from "./flags.ts";
import { visitExpr, visitExprs, visitOptionalExprs } from "./visit-expr.ts";
import { visitMatchCases } from "./visit-pattern.ts";

export function visitBody(st: SymtableBuilder, body: readonly stmt[]): void {
  for (let i = 0; i < body.length; i++) visitStmt(st, body[i]);
}

function visitStmt(st: SymtableBuilder, s: stmt): void {
  switch (s.kind) {
    case "Expr":
      visitExpr(st, s.value);
      return;
    case "Assign":
      visitExprs(st, s.targets);
      visitExpr(st, s.value);
      return;
    case "FunctionDef":
    case "AsyncFunctionDef":
      visitFunction(st, s);
      return;
    case "ClassDef":
      visitClass(st, s);
      return;
    case "TypeAlias":
      visitTypeAlias(st, s);
      return;
    case "Return":
      if (s.value !== null) {
        visitExpr(st, s.value);
        st.cur.returnsValue = true;
      }
      return;
    case "Delete":
      visitExprs(st, s.targets);
      return;
    case "AnnAssign":
      visitAnnAssign(st, s);
      return;
    case "AugAssign":
      visitExpr(st, s.target);
      visitExpr(st, s.value);
      return;
    case "Raise":
      if (s.exc !== null) {
        visitExpr(st, s.exc);
        if (s.cause !== null) visitExpr(st, s.cause);
      }
      return;
    case "Assert":
      visitExpr(st, s.test);
      if (s.msg !== null) visitExpr(st, s.msg);
      return;
    case "Import":
      for (const name of s.names) visitAlias(st, name);
      return;
    case "ImportFrom":
      for (const name of s.names) visitAlias(st, name);
      checkImportFrom(st, s);
      return;
    case "Global":
      visitDirective(st, s.names, DEF_GLOBAL, "global", locationOf(s));
      return;
    case "Nonlocal":
      visitDirective(st, s.names, DEF_NONLOCAL, "nonlocal", locationOf(s));
      return;
    case "Pass":
    case "Break":
    case "Continue":
      return;
    default:
      visitCompound(st, s);
  }
}

type CompoundKind = "If" | "For" | "While" | "Try" | "TryStar" | "With" | "Match" | "AsyncWith" | "AsyncFor";

/** Statements whose bodies may or may not run: annotations in them are conditional. */
function visitCompound(st: SymtableBuilder, s: Extract<stmt, { kind: CompoundKind }>): void {
  const entry = st.cur;
  const outer = entry.inConditionalBlock;
  switch (s.kind) {
    case "If":
      visitIf(st, s);
      break;
    case "While":
      visitExpr(st, s.test);
      entry.inConditionalBlock = true;
      visitBody(st, s.body);
      visitBody(st, s.orelse);
      break;
    case "AsyncFor":
      requireCoroutine(st, "'async for' outside async function", locationOf(s));
      visitExpr(st, s.target);
      visitExpr(st, s.iter);
      entry.inConditionalBlock = true;
      visitBody(st, s.body);
      visitBody(st, s.orelse);
      break;
    case "For":
      visitExpr(st, s.target);
      visitExpr(st, s.iter);
      entry.inConditionalBlock = true;
      visitBody(st, s.body);
      visitBody(st, s.orelse);
      break;
    case "Match":
      visitExpr(st, s.subject);
      entry.inConditionalBlock = true;
      visitMatchCases(st, s.cases);
      break;
    case "Try":
    case "TryStar":
      entry.inConditionalBlock = true;
      visitBody(st, s.body);
      for (const handler of s.handlers) visitHandler(st, handler);
      visitBody(st, s.orelse);
      visitBody(st, s.finalbody);
      break;
    case "AsyncWith":
      requireCoroutine(st, "'async with' outside async function", locationOf(s));
      entry.inConditionalBlock = true;
      visitWithItems(st, s.items);
      visitBody(st, s.body);
      break;
    case "With":
      entry.inConditionalBlock = true;
      visitWithItems(st, s.items);
      visitBody(st, s.body);
      break;
  }
  entry.inConditionalBlock = outer;
}

/** `if` with its `elif`s, of which there may be thousands. */
function visitIf(st: SymtableBuilder, s: If): void {
  for (;;) {
    visitExpr(st, s.test);
    st.cur.inConditionalBlock = true;
    visitBody(st, s.body);
    const { orelse } = s;
    if (orelse.length !== 1 || orelse[0].kind !== "If") {
      visitBody(st, orelse);
      return;
    }
    s = orelse[0];
  }
}

function requireCoroutine(st: SymtableBuilder, msg: string, loc: Location): void {
  if (st.allowsTopLevelAwait()) st.cur.coroutine = true;
  st.raiseIfNotCoroutine(msg, loc);
}

function visitWithItems(
  st: SymtableBuilder,
  items: readonly { context_expr: expr; optional_vars: expr | null }[],
): void {
  for (const item of items) {
    visitExpr(st, item.context_expr);
    if (item.optional_vars !== null) visitExpr(st, item.optional_vars);
  }
}

function visitHandler(st: SymtableBuilder, handler: excepthandler): void {
  if (handler.type !== null) visitExpr(st, handler.type);
  if (handler.name !== null) st.addDef(handler.name, DEF_LOCAL, locationOf(handler));
  visitBody(st, handler.body);
}

function visitFunction(st: SymtableBuilder, s: FunctionDef | AsyncFunctionDef): void {
  const loc = locationOf(s);
  const args = s.args;
  st.addDef(s.name, DEF_LOCAL, loc);
  visitExprs(st, args.defaults);
  visitOptionalExprs(st, args.kw_defaults);
  visitExprs(st, s.decorator_list);
  const generic = s.type_params.length > 0;
  if (generic) {
    const hasKwdefaults = args.kw_defaults.some((value) => value !== null);
    // CPython asks whether there is a list of defaults, and there always is one.
    st.enterTypeParamBlock(s.name, s.type_params, true, hasKwdefaults, false, loc);
    visitTypeParams(st, s.type_params);
  }
  const entry = st.newEntry(s.name, FunctionBlock, s, loc);
  entry.hasDocstring = docstringOf(s.body) !== null;
  visitAnnotations(st, loc, args, s.returns);
  st.enterEntry(entry);
  if (s.kind === "AsyncFunctionDef") entry.coroutine = true;
  visitArguments(st, args);
  visitBody(st, s.body);
  st.exitBlock();
  if (generic) st.exitBlock();
}

function visitClass(st: SymtableBuilder, s: ClassDef): void {
  const loc = locationOf(s);
  st.addDef(s.name, DEF_LOCAL, loc);
  visitExprs(st, s.decorator_list);
  const outerPrivate = st.privateName;
  const generic = s.type_params.length > 0;
  if (generic) {
    st.enterTypeParamBlock(s.name, s.type_params, false, false, true, loc);
    st.privateName = s.name;
    st.cur.mangledNames = new Set();
    visitTypeParams(st, s.type_params);
  }
  visitExprs(st, s.bases);
  st.checkKeywords(s.keywords);
  for (const key of s.keywords) visitExpr(st, key.value);
  const entry = st.enterBlock(s.name, ClassBlock, s, loc);
  st.privateName = s.name;
  if (generic) {
    st.addDef("__type_params__", DEF_LOCAL, loc);
    st.addDef(".type_params", USE, loc);
  }
  entry.hasDocstring = docstringOf(s.body) !== null;
  visitBody(st, s.body);
  st.exitBlock();
  if (generic) st.exitBlock();
  st.privateName = outerPrivate;
}

function visitTypeAlias(st: SymtableBuilder, s: TypeAlias): void {
  visitExpr(st, s.name);
  const name = s.name.kind === "Name" ? s.name.id : "";
  const loc = locationOf(s);
  const inClass = st.cur.type === ClassBlock;
  const generic = s.type_params.length > 0;
  if (generic) {
    st.enterTypeParamBlock(name, s.type_params, false, false, false, loc);
    visitTypeParams(st, s.type_params);
  }
  st.enterBlock(name, TypeAliasBlock, s, loc);
  st.cur.canSeeClassScope = inClass;
  if (inClass) st.addDef("__classdict__", USE, locationOf(s.value));
  visitExpr(st, s.value);
  st.exitBlock();
  if (generic) st.exitBlock();
}

function visitTypeParams(st: SymtableBuilder, params: readonly type_param[]): void {
  for (const param of params) {
    const loc = locationOf(param);
    st.addDef(param.name, DEF_TYPE_PARAM | DEF_LOCAL, loc);
    if (param.kind === "TypeVar") {
      const bound = param.bound;
      const info = bound !== null && bound.kind === "Tuple" ? "a TypeVar constraint" : "a TypeVar bound";
      visitBoundOrDefault(st, bound, param, info, false);
      visitBoundOrDefault(st, param.default_value, param, "a TypeVar default", true);
    } else {
      visitBoundOrDefault(st, param.default_value, param, `a ${param.kind} default`, false);
    }
  }
}

/** `symtable_visit_type_param_bound_or_default`; a TypeVar's default has its own map of entries. */
function visitBoundOrDefault(
  st: SymtableBuilder,
  e: expr | null,
  param: type_param,
  info: string,
  isDefault: boolean,
): void {
  const name = param.name;
  if (name === "__classdict__") {
    st.fail(`reserved name '${name}' cannot be used for type parameter`, locationOf(param));
  }
  if (e === null) return;
  const inClass = st.cur.canSeeClassScope;
  const loc = locationOf(e);
  const entry = st.enterBlock(name, TypeVariableBlock, isDefault ? null : param, loc);
  if (isDefault) st.defaults.set(param, entry);
  entry.canSeeClassScope = inClass;
  if (inClass) st.addDef("__classdict__", USE, loc);
  entry.scopeInfo = info;
  visitExpr(st, e);
  st.exitBlock();
}

export function visitArguments(st: SymtableBuilder, args: arguments_): void {
  visitParams(st, args.posonlyargs);
  visitParams(st, args.args);
  visitParams(st, args.kwonlyargs);
  if (args.vararg !== null) {
    st.addDef(args.vararg.arg, DEF_PARAM, locationOf(args.vararg));
    st.cur.varargs = true;
  }
  if (args.kwarg !== null) {
    st.addDef(args.kwarg.arg, DEF_PARAM, locationOf(args.kwarg));
    st.cur.varkeywords = true;
  }
}

function visitParams(st: SymtableBuilder, args: readonly arg[]): void {
  for (const one of args) st.addDef(one.arg, DEF_PARAM, locationOf(one));
}

/** The annotation block of a function; its entry exists even when there is no annotation. */
function visitAnnotations(st: SymtableBuilder, loc: Location, args: arguments_, returns: expr | null): void {
  const outer = st.cur;
  const entry = st.enterBlock("__annotate__", AnnotationBlock, args, loc);
  if (outer.canSeeClassScope || outer.type === ClassBlock) {
    entry.canSeeClassScope = true;
    st.addDef("__classdict__", USE, loc);
  }
  visitArgAnnotations(st, args.posonlyargs);
  visitArgAnnotations(st, args.args);
  visitAnnotation(st, args.vararg === null ? null : args.vararg.annotation);
  visitAnnotation(st, args.kwarg === null ? null : args.kwarg.annotation);
  visitArgAnnotations(st, args.kwonlyargs);
  visitAnnotation(st, returns);
  st.exitBlock();
}

function visitArgAnnotations(st: SymtableBuilder, args: readonly arg[]): void {
  for (const one of args) visitAnnotation(st, one.annotation);
}

function visitAnnotation(st: SymtableBuilder, annotation: expr | null): void {
  if (annotation === null) return;
  st.cur.annotationsUsed = true;
  visitExpr(st, annotation);
}

function visitAnnAssign(st: SymtableBuilder, s: AnnAssign): void {
  const entry = st.cur;
  entry.annotationsUsed = true;
  const target = s.target;
  if (target.kind === "Name") {
    const name = target.id;
    const cur = st.lookup(name);
    const simple = s.simple !== 0;
    if ((cur & (DEF_GLOBAL | DEF_NONLOCAL)) !== 0 && entry.type !== ModuleBlock && simple) {
      const how = (cur & DEF_GLOBAL) !== 0 ? "global" : "nonlocal";
      st.fail(`annotated name '${name}' can't be ${how}`, locationOf(s));
    }
    if (simple) st.addDef(name, DEF_ANNOT | DEF_LOCAL, locationOf(target));
    else if (s.value !== null) st.addDef(name, DEF_LOCAL, locationOf(target));
  } else {
    visitExpr(st, target);
  }
  visitVariableAnnotation(st, s.annotation);
  if (s.value !== null) visitExpr(st, s.value);
}

/** `symtable_visit_annotation`: all variable annotations of a block share one annotation block. */
function visitVariableAnnotation(st: SymtableBuilder, annotation: expr): void {
  const parent = st.cur;
  const loc = locationOf(annotation);
  // Module annotations always count as conditional: the module may be executed in part.
  const conditional = parent.type === ModuleBlock || (parent.type === ClassBlock && parent.inConditionalBlock);
  if (conditional && !parent.hasConditionalAnnotations) {
    parent.hasConditionalAnnotations = true;
    st.addDef("__conditional_annotations__", USE, loc);
  }
  let block: SymtableEntry | null = parent.annotationBlock;
  if (block === null) {
    block = st.enterBlock("__annotate__", AnnotationBlock, null, loc);
    parent.annotationBlock = block;
    if (parent.type === ClassBlock && !st.futureAnnotations) {
      block.canSeeClassScope = true;
      st.addDef("__classdict__", USE, loc);
    }
  } else {
    st.enterEntry(block, false);
  }
  // Annotations of local variables are never evaluated.
  const unevaluated = parent.type === FunctionBlock;
  if (unevaluated) block.inUnevaluatedAnnotation = true;
  visitExpr(st, annotation);
  if (unevaluated) block.inUnevaluatedAnnotation = false;
  st.exitBlock();
}

function visitAlias(st: SymtableBuilder, name: alias): void {
  const bound = name.asname ?? name.name;
  if (bound === "*") {
    if (st.cur.type !== ModuleBlock) st.fail("import * only allowed at module level", locationOf(name));
    return;
  }
  const dot = bound.indexOf(".");
  st.addDef(dot < 0 ? bound : bound.slice(0, dot), DEF_IMPORT, locationOf(name));
}

function checkImportFrom(st: SymtableBuilder, s: ImportFrom): void {
  if (s.module !== "__future__" || s.level !== 0) return;
  const last = st.future.location;
  if (s.lineno > last.lineno || (s.lineno === last.endLineno && s.col_offset > last.endCol)) {
    st.fail("from __future__ imports must occur at the beginning of the file", locationOf(s));
  }
}

function visitDirective(
  st: SymtableBuilder,
  names: readonly string[],
  flag: number,
  how: "global" | "nonlocal",
  loc: Location,
): void {
  for (const name of names) {
    const cur = st.lookup(name);
    if ((cur & DEF_PARAM) !== 0) st.fail(`name '${name}' is parameter and ${how}`, loc);
    if ((cur & USE) !== 0) st.fail(`name '${name}' is used prior to ${how} declaration`, loc);
    if ((cur & DEF_ANNOT) !== 0) st.fail(`annotated name '${name}' can't be ${how}`, loc);
    if ((cur & DEF_LOCAL) !== 0) st.fail(`name '${name}' is assigned to before ${how} declaration`, loc);
    st.addDef(name, flag, loc);
    st.recordDirective(name, loc);
  }
}
