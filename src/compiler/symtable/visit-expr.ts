/** Expressions in the symbol table's first pass (`symtable_visit_expr` and its helpers in Python/symtable.c). */
import type {
  Await,
  comprehension,
  DictComp,
  expr,
  GeneratorExp,
  Lambda,
  ListComp,
  Name,
  NamedExpr,
  SetComp,
} from "../../parser/generated/ast.ts";
import type { SymtableBuilder } from "./builder.ts";
import { locationOf } from "./entry.ts";
import {
  ClassBlock,
  type Comprehension,
  DEF_COMP_ITER,
  DEF_GLOBAL,
  DEF_LOCAL,
  DEF_NONLOCAL,
  DEF_PARAM,
  FunctionBlock,
  ModuleBlock,
  TypeAliasBlock,
  TypeParametersBlock,
  TypeVariableBlock,
  USE,
} from "./flags.ts";
import { visitArguments } from "./visit-stmt.ts";

export function visitExprs(st: SymtableBuilder, exprs: readonly expr[]): void {
  for (let i = 0; i < exprs.length; i++) visitExpr(st, exprs[i]);
}

export function visitOptionalExprs(st: SymtableBuilder, exprs: readonly (expr | null)[]): void {
  for (let i = 0; i < exprs.length; i++) {
    const e = exprs[i];
    if (e !== null) visitExpr(st, e);
  }
}

export function visitExpr(st: SymtableBuilder, e: expr): void {
  switch (e.kind) {
    case "Name":
      visitName(st, e);
      return;
    case "Attribute":
      if (e.ctx !== "Load") st.checkName(e.attr, locationOf(e), e.ctx);
      visitExpr(st, e.value);
      return;
    case "Constant":
      return;
    case "Call":
      visitExpr(st, e.func);
      visitExprs(st, e.args);
      if (e.keywords.length > 0) {
        st.checkKeywords(e.keywords);
        for (const key of e.keywords) visitExpr(st, key.value);
      }
      return;
    case "Subscript":
      visitExpr(st, e.value);
      visitExpr(st, e.slice);
      return;
    case "BinOp": {
      // A long chain leans to the left: walk down its spine instead of recursing.
      const rights: expr[] = [];
      let left: expr = e;
      while (left.kind === "BinOp") {
        rights.push(left.right);
        left = left.left;
      }
      visitExpr(st, left);
      for (let i = rights.length - 1; i >= 0; i--) visitExpr(st, rights[i]);
      return;
    }
    case "Compare":
      visitExpr(st, e.left);
      visitExprs(st, e.comparators);
      return;
    case "Tuple":
    case "List":
    case "Set":
      visitExprs(st, e.elts);
      return;
    case "BoolOp":
    case "JoinedStr":
    case "TemplateStr":
      visitExprs(st, e.values);
      return;
    case "UnaryOp":
      visitExpr(st, e.operand);
      return;
    case "Dict":
      visitOptionalExprs(st, e.keys);
      visitExprs(st, e.values);
      return;
    case "FormattedValue":
    case "Interpolation":
      visitExpr(st, e.value);
      if (e.format_spec !== null) visitExpr(st, e.format_spec);
      return;
    case "IfExp":
      visitExpr(st, e.test);
      visitExpr(st, e.body);
      visitExpr(st, e.orelse);
      return;
    case "Starred":
      visitExpr(st, e.value);
      return;
    case "Slice":
      if (e.lower !== null) visitExpr(st, e.lower);
      if (e.upper !== null) visitExpr(st, e.upper);
      if (e.step !== null) visitExpr(st, e.step);
      return;
    case "Lambda":
      visitLambda(st, e);
      return;
    case "GeneratorExp":
      visitComprehension(st, e, "genexpr", "generator");
      return;
    case "ListComp":
      visitComprehension(st, e, "listcomp", "list");
      return;
    case "SetComp":
      visitComprehension(st, e, "setcomp", "set");
      return;
    case "DictComp":
      visitComprehension(st, e, "dictcomp", "dict");
      return;
    case "NamedExpr":
      visitNamedExpr(st, e);
      return;
    case "Yield":
    case "YieldFrom":
      st.raiseIfAnnotationBlock("yield expression", e);
      if (e.value !== null) visitExpr(st, e.value);
      st.cur.generator = true;
      if (st.cur.comprehension !== "none") raiseYieldInComprehension(st, e);
      return;
    case "Await":
      visitAwait(st, e);
      return;
  }
}

function visitName(st: SymtableBuilder, e: Name): void {
  const cur = st.cur;
  if (cur.inUnevaluatedAnnotation) return;
  const loc = locationOf(e);
  if (e.ctx !== "Load") {
    st.addDefCtx(e.id, DEF_LOCAL, loc, e.ctx);
    return;
  }
  st.addDefTo(cur, e.id, USE, loc);
  // A mention of super counts as a use of __class__.
  if (e.id === "super" && cur.isFunctionLike) st.addDef("__class__", USE, loc);
}

function visitLambda(st: SymtableBuilder, e: Lambda): void {
  visitExprs(st, e.args.defaults);
  visitOptionalExprs(st, e.args.kw_defaults);
  st.enterBlock("lambda", FunctionBlock, e, locationOf(e));
  visitArguments(st, e.args);
  visitExpr(st, e.body);
  st.exitBlock();
}

function visitAwait(st: SymtableBuilder, e: Await): void {
  st.raiseIfAnnotationBlock("await expression", e);
  if (!st.allowsTopLevelAwait()) {
    if (!st.cur.isFunctionLike) st.fail("'await' outside function", locationOf(e));
    if (!st.isAsyncDef() && st.cur.comprehension === "none") st.fail("'await' outside async function", locationOf(e));
  }
  visitExpr(st, e.value);
  st.cur.coroutine = true;
}

function raiseYieldInComprehension(st: SymtableBuilder, e: expr): void {
  const what = st.cur.comprehension === "generator" ? "generator expression" : `${st.cur.comprehension} comprehension`;
  st.fail(`'yield' inside ${what}`, locationOf(e));
}

function visitNamedExpr(st: SymtableBuilder, e: NamedExpr): void {
  st.raiseIfAnnotationBlock("named expression", e);
  if (st.cur.compIterExpr > 0) {
    st.fail("assignment expression cannot be used in a comprehension iterable expression", locationOf(e));
  }
  if (st.cur.comprehension !== "none" && e.target.kind === "Name") extendNamedExprScope(st, e.target);
  visitExpr(st, e.value);
  visitExpr(st, e.target);
}

const NAMED_EXPR_COMP_IN = "assignment expression within a comprehension cannot be used";

/** `symtable_extend_namedexpr_scope`: the target belongs to the nearest block that is no comprehension. */
function extendNamedExprScope(st: SymtableBuilder, target: Name): void {
  const name = target.id;
  const loc = locationOf(target);
  for (let i = st.stack.length - 1; i >= 0; i--) {
    const entry = st.stack[i];
    if (entry.comprehension !== "none") {
      const symbol = st.lookupIn(entry, name);
      if ((symbol & DEF_COMP_ITER) !== 0 && (symbol & DEF_LOCAL) !== 0) {
        st.fail(`assignment expression cannot rebind comprehension iteration variable '${name}'`, loc);
      }
      continue;
    }
    switch (entry.type) {
      case FunctionBlock: {
        const isGlobal = (st.lookupIn(entry, name) & DEF_GLOBAL) !== 0;
        st.addDef(name, isGlobal ? DEF_GLOBAL : DEF_NONLOCAL, loc);
        st.recordDirective(name, loc);
        st.addDefTo(entry, name, DEF_LOCAL, loc);
        return;
      }
      case ModuleBlock:
        st.addDef(name, DEF_GLOBAL, loc);
        st.recordDirective(name, loc);
        st.addDefTo(entry, name, DEF_GLOBAL, loc);
        return;
      case ClassBlock:
        st.fail(`${NAMED_EXPR_COMP_IN} in a class body`, loc);
      case TypeParametersBlock:
        st.fail(`${NAMED_EXPR_COMP_IN} within the definition of a generic`, loc);
      case TypeAliasBlock:
        st.fail(`${NAMED_EXPR_COMP_IN} in a type alias`, loc);
      case TypeVariableBlock:
        st.fail(`${NAMED_EXPR_COMP_IN} in a TypeVar bound`, loc);
    }
  }
}

type ComprehensionExpr = ListComp | SetComp | DictComp | GeneratorExp;

/** `symtable_handle_comprehension`: the outermost iterable belongs to the enclosing block. */
function visitComprehension(st: SymtableBuilder, e: ComprehensionExpr, name: string, type: Comprehension): void {
  const outermost = e.generators[0];
  st.cur.compIterExpr++;
  visitExpr(st, outermost.iter);
  st.cur.compIterExpr--;
  const loc = locationOf(e);
  const entry = st.enterBlock(name, FunctionBlock, e, loc);
  entry.comprehension = type;
  if (outermost.is_async !== 0) entry.coroutine = true;
  st.addDef(".0", DEF_PARAM, loc);
  visitTarget(st, outermost);
  visitExprs(st, outermost.ifs);
  for (let i = 1; i < e.generators.length; i++) visitGenerator(st, e.generators[i]);
  if (e.kind === "DictComp") {
    visitExpr(st, e.value);
    visitExpr(st, e.key);
  } else {
    visitExpr(st, e.elt);
  }
  const isGenerator = e.kind === "GeneratorExp";
  entry.generator = isGenerator;
  const isAsync = entry.coroutine && !isGenerator;
  st.exitBlock();
  if (!isAsync) return;
  if (!st.isAsyncDef() && st.cur.comprehension === "none" && !st.allowsTopLevelAwait()) {
    st.fail("asynchronous comprehension outside of an asynchronous function", loc);
  }
  st.cur.coroutine = true;
}

function visitTarget(st: SymtableBuilder, generator: comprehension): void {
  st.cur.compIterTarget = true;
  visitExpr(st, generator.target);
  st.cur.compIterTarget = false;
}

function visitGenerator(st: SymtableBuilder, generator: comprehension): void {
  visitTarget(st, generator);
  st.cur.compIterExpr++;
  visitExpr(st, generator.iter);
  st.cur.compIterExpr--;
  visitExprs(st, generator.ifs);
  if (generator.is_async !== 0) st.cur.coroutine = true;
}
