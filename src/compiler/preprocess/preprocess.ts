/**
 * The pass between parser and symbol table: `__debug__`, `%`-formatting, numbers in patterns, docstrings under -OO, and the
 * warnings of PEP 765 about leaving a `finally` block.
 *
 * The tree is changed in place; an expression that becomes another node is put into its parent. A body's first string is a
 * docstring before and after the pass or neither: one that comes first only now is wrapped. CPython: Python/ast_preprocess.c.
 */
import { type Str, WideStr } from "../../kernel/str.ts";
import { SourceError, SourceFailure, type WarningSink } from "../../parser/errors.ts";
import {
  type arg,
  type arguments_,
  type Break,
  Constant,
  type Continue,
  type comprehension,
  type expr,
  type If,
  JoinedStr,
  type keyword,
  type match_case,
  type mod,
  Pass,
  type pattern,
  type Return,
  type stmt,
  type type_param,
} from "../../parser/generated/ast.ts";
import { foldBinOp, foldPatternConstant } from "./fold.ts";

export interface PreprocessOptions {
  readonly filename: Str;
  /** The optimization level: 1 makes `__debug__` false, 2 drops docstrings. */
  readonly optimize: number;
  /** `from __future__ import annotations`: annotations stay as they were written. */
  readonly futureAnnotations: boolean;
  /** The tree is wanted as parsed (`ast.parse`): nothing is folded. */
  readonly syntaxCheckOnly: boolean;
  /** Null: no warnings, because the tree will not be compiled now. */
  readonly warn: WarningSink | null;
}

/** What a `return`, `break` or `continue` leaves first: a `finally` block, a function or a loop. */
type Enclosing = "finally" | "function" | "loop";

/** `_PyAST_Preprocess`. */
export function preprocess(module: mod, options: PreprocessOptions): void {
  try {
    new Preprocessor(options).module(module);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new SourceFailure("RecursionError", "maximum recursion depth exceeded during compilation");
  }
}

function hasDocstring(body: readonly stmt[]): boolean {
  const first = body[0];
  if (first?.kind !== "Expr" || first.value.kind !== "Constant") return false;
  const { value } = first.value;
  return typeof value === "string" || value instanceof WideStr;
}

class Preprocessor {
  private readonly options: PreprocessOptions;
  private readonly folds: boolean;
  private enclosing: Enclosing | null = null;

  constructor(options: PreprocessOptions) {
    this.options = options;
    this.folds = !options.syntaxCheckOnly;
  }

  module(node: mod): void {
    if (node.kind === "Module") this.body(node.body);
    else if (node.kind === "Interactive") this.stmts(node.body);
    else if (node.kind === "Expression") node.body = this.expr(node.body);
  }

  /** A body that may start with a docstring. */
  private body(body: stmt[]): void {
    let docstring = hasDocstring(body);
    if (docstring && this.options.optimize >= 2) {
      const { lineno, col_offset } = body[0];
      if (body.length === 1) body[0] = Pass(lineno, col_offset, lineno, col_offset + 4);
      else body.shift();
      docstring = false;
    }
    this.stmts(body);
    const first = body[0];
    if (docstring || !hasDocstring(body) || first.kind !== "Expr") return;
    first.value = JoinedStr([first.value], first.lineno, first.col_offset, first.end_lineno, first.end_col_offset);
  }

  private stmts(body: readonly stmt[]): void {
    for (let i = 0; i < body.length; i++) this.stmt(body[i]);
  }

  private within(enclosing: Enclosing, body: stmt[]): void {
    const outer = this.enclosing;
    this.enclosing = enclosing;
    if (enclosing === "function") this.body(body);
    else this.stmts(body);
    this.enclosing = outer;
  }

  /** `if` with its `elif`s, of which there may be thousands. */
  private ifChain(node: If): void {
    for (;;) {
      node.test = this.expr(node.test);
      this.stmts(node.body);
      const { orelse } = node;
      if (orelse.length !== 1 || orelse[0].kind !== "If") {
        this.stmts(orelse);
        return;
      }
      node = orelse[0];
    }
  }

  private stmt(node: stmt): void {
    switch (node.kind) {
      case "FunctionDef":
      case "AsyncFunctionDef":
        this.typeParams(node.type_params);
        this.arguments(node.args);
        this.within("function", node.body);
        this.exprs(node.decorator_list);
        if (!this.options.futureAnnotations) node.returns = this.optional(node.returns);
        break;
      case "ClassDef":
        this.typeParams(node.type_params);
        this.exprs(node.bases);
        this.keywords(node.keywords);
        this.body(node.body);
        this.exprs(node.decorator_list);
        break;
      case "Return":
        if (this.enclosing === "finally") this.warnFinally("return", node);
        node.value = this.optional(node.value);
        break;
      case "Delete":
        this.exprs(node.targets);
        break;
      case "Assign":
        this.exprs(node.targets);
        node.value = this.expr(node.value);
        break;
      case "TypeAlias":
        this.typeParams(node.type_params);
        node.value = this.expr(node.value);
        break;
      case "AugAssign":
        node.target = this.expr(node.target);
        node.value = this.expr(node.value);
        break;
      case "AnnAssign":
        node.target = this.expr(node.target);
        if (!this.options.futureAnnotations) node.annotation = this.expr(node.annotation);
        node.value = this.optional(node.value);
        break;
      case "For":
      case "AsyncFor":
        node.target = this.expr(node.target);
        node.iter = this.expr(node.iter);
        this.within("loop", node.body);
        this.stmts(node.orelse);
        break;
      case "While":
        node.test = this.expr(node.test);
        this.within("loop", node.body);
        this.stmts(node.orelse);
        break;
      case "If":
        this.ifChain(node);
        break;
      case "With":
      case "AsyncWith":
        for (const item of node.items) {
          item.context_expr = this.expr(item.context_expr);
          item.optional_vars = this.optional(item.optional_vars);
        }
        this.stmts(node.body);
        break;
      case "Match":
        node.subject = this.expr(node.subject);
        for (const case_ of node.cases) this.matchCase(case_);
        break;
      case "Raise":
        node.exc = this.optional(node.exc);
        node.cause = this.optional(node.cause);
        break;
      case "Try":
      case "TryStar":
        this.stmts(node.body);
        for (const handler of node.handlers) {
          handler.type = this.optional(handler.type);
          this.stmts(handler.body);
        }
        this.stmts(node.orelse);
        this.within("finally", node.finalbody);
        break;
      case "Assert":
        node.test = this.expr(node.test);
        node.msg = this.optional(node.msg);
        break;
      case "Expr":
        node.value = this.expr(node.value);
        break;
      case "Break":
        if (this.enclosing === "finally") this.warnFinally("break", node);
        break;
      case "Continue":
        if (this.enclosing === "finally") this.warnFinally("continue", node);
        break;
    }
  }

  private warnFinally(keyword: string, node: Return | Break | Continue): void {
    const { warn, filename } = this.options;
    const msg = `'${keyword}' in a 'finally' block`;
    if (warn === null || warn("SyntaxWarning", msg, filename, node.lineno)) return;
    throw new SourceError("SyntaxError", msg, {
      filename,
      lineno: node.lineno,
      offset: node.col_offset + 1,
      text: null,
      endLineno: node.end_lineno,
      endOffset: node.end_col_offset + 1,
    });
  }

  private optional(node: expr | null): expr | null {
    return node === null ? null : this.expr(node);
  }

  private exprs(nodes: (expr | null)[]): void {
    for (let i = 0; i < nodes.length; i++) nodes[i] = this.optional(nodes[i]);
  }

  private expr(node: expr): expr {
    switch (node.kind) {
      case "Constant":
        break;
      case "Name":
        if (this.folds && node.ctx === "Load" && node.id === "__debug__") {
          const { lineno, col_offset, end_lineno, end_col_offset } = node;
          return Constant(this.options.optimize === 0, null, lineno, col_offset, end_lineno, end_col_offset);
        }
        break;
      case "BoolOp":
      case "JoinedStr":
      case "TemplateStr":
        this.exprs(node.values);
        break;
      case "NamedExpr":
      case "Await":
      case "YieldFrom":
      case "Attribute":
      case "Starred":
        node.value = this.expr(node.value);
        break;
      case "Yield":
        node.value = this.optional(node.value);
        break;
      case "BinOp":
        node.left = this.expr(node.left);
        node.right = this.expr(node.right);
        return this.folds ? foldBinOp(node) : node;
      case "UnaryOp":
        node.operand = this.expr(node.operand);
        break;
      case "Lambda":
        this.arguments(node.args);
        node.body = this.expr(node.body);
        break;
      case "IfExp":
        node.test = this.expr(node.test);
        node.body = this.expr(node.body);
        node.orelse = this.expr(node.orelse);
        break;
      case "Dict":
        this.exprs(node.keys);
        this.exprs(node.values);
        break;
      case "Set":
      case "List":
      case "Tuple":
        this.exprs(node.elts);
        break;
      case "ListComp":
      case "SetComp":
      case "GeneratorExp":
        node.elt = this.expr(node.elt);
        this.comprehensions(node.generators);
        break;
      case "DictComp":
        node.key = this.expr(node.key);
        node.value = this.expr(node.value);
        this.comprehensions(node.generators);
        break;
      case "Compare":
        node.left = this.expr(node.left);
        this.exprs(node.comparators);
        break;
      case "Call":
        node.func = this.expr(node.func);
        this.exprs(node.args);
        this.keywords(node.keywords);
        break;
      case "FormattedValue":
      case "Interpolation":
        node.value = this.expr(node.value);
        node.format_spec = this.optional(node.format_spec);
        break;
      case "Subscript":
        node.value = this.expr(node.value);
        node.slice = this.expr(node.slice);
        break;
      case "Slice":
        node.lower = this.optional(node.lower);
        node.upper = this.optional(node.upper);
        node.step = this.optional(node.step);
        break;
    }
    return node;
  }

  private keywords(nodes: readonly keyword[]): void {
    for (const node of nodes) node.value = this.expr(node.value);
  }

  private comprehensions(nodes: readonly comprehension[]): void {
    for (const node of nodes) {
      node.target = this.expr(node.target);
      node.iter = this.expr(node.iter);
      this.exprs(node.ifs);
    }
  }

  private arguments(node: arguments_): void {
    this.args(node.posonlyargs);
    this.args(node.args);
    if (node.vararg !== null) this.arg(node.vararg);
    this.args(node.kwonlyargs);
    this.exprs(node.kw_defaults);
    if (node.kwarg !== null) this.arg(node.kwarg);
    this.exprs(node.defaults);
  }

  private args(nodes: readonly arg[]): void {
    for (const node of nodes) this.arg(node);
  }

  private arg(node: arg): void {
    if (!this.options.futureAnnotations) node.annotation = this.optional(node.annotation);
  }

  private typeParams(nodes: readonly type_param[]): void {
    for (const node of nodes) {
      if (node.kind === "TypeVar") node.bound = this.optional(node.bound);
      node.default_value = this.optional(node.default_value);
    }
  }

  private matchCase(node: match_case): void {
    this.pattern(node.pattern);
    node.guard = this.optional(node.guard);
    this.stmts(node.body);
  }

  private pattern(node: pattern): void {
    switch (node.kind) {
      case "MatchValue":
        if (this.folds) node.value = foldPatternConstant(node.value);
        break;
      case "MatchMapping":
        if (this.folds) for (let i = 0; i < node.keys.length; i++) node.keys[i] = foldPatternConstant(node.keys[i]);
        this.patterns(node.patterns);
        break;
      case "MatchClass":
        node.cls = this.expr(node.cls);
        this.patterns(node.patterns);
        this.patterns(node.kwd_patterns);
        break;
      case "MatchSequence":
      case "MatchOr":
        this.patterns(node.patterns);
        break;
      case "MatchAs":
        if (node.pattern !== null) this.pattern(node.pattern);
        break;
    }
  }

  private patterns(nodes: readonly pattern[]): void {
    for (const node of nodes) this.pattern(node);
  }
}
