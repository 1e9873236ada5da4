/** Checks of trees that a program made: what the parser would never produce. Source: CPython Python/ast.c (_PyAST_Validate). */

import { ConstBytes, ConstComplex, ConstFloat } from "../../bytecode/constants.ts";
import { WideStr } from "../../kernel/str.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import type * as ast from "../../parser/generated/ast.ts";
import { AST_TYPES } from "../../parser/generated/ast.ts";

type Context = "Load" | "Store" | "Del";
type Node = { kind: string };

const SPANNED = new Set(
  AST_TYPES.filter((type) => type.span !== "none").flatMap((type) => type.nodes.map((node) => node.name)),
);

export function validate(tree: ast.mod): void {
  switch (tree.kind) {
    case "Module":
    case "Interactive":
      statements(tree.body);
      break;
    case "Expression":
      expression(tree.body, "Load");
      break;
    default:
      expressions(tree.argtypes, "Load");
      expression(tree.returns, "Load");
  }
}

function positions(node: Node): void {
  if (!SPANNED.has(node.kind)) return;
  const { lineno, end_lineno, col_offset, end_col_offset } = node as unknown as Record<string, number>;
  if (lineno > end_lineno) throw valueError(`AST node line range (${lineno}, ${end_lineno}) is not valid`);
  if ((lineno < 0 && end_lineno !== lineno) || (col_offset < 0 && col_offset !== end_col_offset)) {
    throw valueError(
      `AST node column range (${col_offset}, ${end_col_offset}) for line range (${lineno}, ${end_lineno}) is not valid`,
    );
  }
  if (lineno === end_lineno && col_offset > end_col_offset) {
    throw valueError(`line ${lineno}, column ${col_offset}-${end_col_offset} is not a valid range`);
  }
}

function nonEmpty(items: readonly unknown[], what: string, owner: string): void {
  if (items.length === 0) throw valueError(`empty ${what} on ${owner}`);
}

function body(items: ast.stmt[], owner: string): void {
  nonEmpty(items, "body", owner);
  statements(items);
}

function statements(items: readonly ast.stmt[]): void {
  for (const item of items) {
    if (item === null) throw valueError("None disallowed in statement list");
    statement(item);
  }
}

function expressions(items: readonly (ast.expr | null)[], context: Context, nullOk = false): void {
  for (const item of items) {
    if (item !== null) expression(item, context);
    else if (!nullOk) throw valueError("None disallowed in expression list");
  }
}

function optional(node: ast.expr | null, context: Context = "Load"): void {
  if (node !== null) expression(node, context);
}

function checkArguments(args: ast.arguments_): void {
  for (const list of [args.posonlyargs, args.args, args.kwonlyargs]) for (const arg of list) argument(arg);
  if (args.vararg !== null) argument(args.vararg);
  if (args.kwarg !== null) argument(args.kwarg);
  if (args.defaults.length > args.posonlyargs.length + args.args.length) {
    throw valueError("more positional defaults than args on arguments");
  }
  if (args.kw_defaults.length !== args.kwonlyargs.length) {
    throw valueError("length of kwonlyargs is not the same as kw_defaults on arguments");
  }
  expressions(args.defaults, "Load");
  expressions(args.kw_defaults, "Load", true);
}

function argument(arg: ast.arg): void {
  positions(arg as unknown as Node);
  optional(arg.annotation);
}

function keywords(items: readonly ast.keyword[]): void {
  for (const item of items) expression(item.value, "Load");
}

function comprehensions(items: readonly ast.comprehension[]): void {
  if (items.length === 0) throw valueError("comprehension with no generators");
  for (const item of items) {
    expression(item.target, "Store");
    expression(item.iter, "Load");
    expressions(item.ifs, "Load");
  }
}

function typeParams(items: readonly ast.type_param[]): void {
  for (const item of items) {
    positions(item as unknown as Node);
    name(item.name);
    if (item.kind === "TypeVar") optional(item.bound);
    optional(item.default_value);
  }
}

function name(id: string): void {
  if (id === "None" || id === "True" || id === "False") {
    throw valueError(`identifier field can't represent '${id}' constant`);
  }
}

function expression(node: ast.expr, context: Context): void {
  positions(node);
  const own = "ctx" in node ? (node.ctx as Context) : undefined;
  if (own === undefined && context !== "Load") {
    throw valueError(`expression which can't be assigned to in ${context} context`);
  }
  if (own !== undefined && own !== context) {
    throw valueError(`expression must have ${context} context but has ${own} instead`);
  }
  switch (node.kind) {
    case "BoolOp":
      if (node.values.length < 2) throw valueError("BoolOp with less than 2 values");
      return expressions(node.values, "Load");
    case "BinOp":
      expression(node.left, "Load");
      return expression(node.right, "Load");
    case "UnaryOp":
      return expression(node.operand, "Load");
    case "Lambda":
      checkArguments(node.args);
      return expression(node.body, "Load");
    case "IfExp":
      expression(node.test, "Load");
      expression(node.body, "Load");
      return expression(node.orelse, "Load");
    case "Dict":
      if (node.keys.length !== node.values.length) {
        throw valueError("Dict doesn't have the same number of keys as values");
      }
      expressions(node.keys, "Load", true);
      return expressions(node.values, "Load");
    case "Set":
      return expressions(node.elts, "Load");
    case "ListComp":
    case "SetComp":
    case "GeneratorExp":
      comprehensions(node.generators);
      return expression(node.elt, "Load");
    case "DictComp":
      comprehensions(node.generators);
      expression(node.key, "Load");
      return expression(node.value, "Load");
    case "Yield":
      return optional(node.value);
    case "YieldFrom":
    case "Await":
      return expression(node.value, "Load");
    case "Compare":
      if (node.comparators.length === 0) throw valueError("Compare with no comparators");
      if (node.comparators.length !== node.ops.length) {
        throw valueError("Compare has a different number of comparators and operands");
      }
      expressions(node.comparators, "Load");
      return expression(node.left, "Load");
    case "Call":
      expression(node.func, "Load");
      expressions(node.args, "Load");
      return keywords(node.keywords);
    case "JoinedStr":
    case "TemplateStr":
      return expressions(node.values, "Load");
    case "FormattedValue":
    case "Interpolation":
      expression(node.value, "Load");
      return optional(node.format_spec);
    case "Attribute":
      return expression(node.value, "Load");
    case "Subscript":
      expression(node.slice, "Load");
      return expression(node.value, "Load");
    case "Starred":
      return expression(node.value, context);
    case "Slice":
      optional(node.lower);
      optional(node.upper);
      return optional(node.step);
    case "List":
    case "Tuple":
      return expressions(node.elts, context);
    case "NamedExpr":
      if (node.target.kind !== "Name") throw typeError("NamedExpr target must be a Name");
      return expression(node.value, "Load");
    case "Name":
      return name(node.id);
    default:
  }
}

function targets(items: readonly ast.expr[], context: "Store" | "Del"): void {
  nonEmpty(items, "targets", context === "Del" ? "Delete" : "Assign");
  expressions(items, context);
}

function statement(node: ast.stmt): void {
  positions(node);
  switch (node.kind) {
    case "FunctionDef":
    case "AsyncFunctionDef":
      body(node.body, node.kind);
      typeParams(node.type_params);
      checkArguments(node.args);
      expressions(node.decorator_list, "Load");
      return optional(node.returns);
    case "ClassDef":
      body(node.body, "ClassDef");
      typeParams(node.type_params);
      expressions(node.bases, "Load");
      keywords(node.keywords);
      return expressions(node.decorator_list, "Load");
    case "Return":
      return optional(node.value);
    case "Delete":
      return targets(node.targets, "Del");
    case "Assign":
      targets(node.targets, "Store");
      return expression(node.value, "Load");
    case "AugAssign":
      expression(node.target, "Store");
      return expression(node.value, "Load");
    case "AnnAssign":
      if (node.target.kind !== "Name" && node.simple) throw typeError("AnnAssign with simple non-Name target");
      expression(node.target, "Store");
      optional(node.value);
      return expression(node.annotation, "Load");
    case "TypeAlias":
      if (node.name.kind !== "Name") throw typeError("TypeAlias with non-Name name");
      expression(node.name, "Store");
      typeParams(node.type_params);
      return expression(node.value, "Load");
    case "For":
    case "AsyncFor":
      expression(node.target, "Store");
      expression(node.iter, "Load");
      body(node.body, node.kind);
      return statements(node.orelse);
    case "While":
    case "If":
      expression(node.test, "Load");
      body(node.body, node.kind);
      return statements(node.orelse);
    case "With":
    case "AsyncWith":
      nonEmpty(node.items, "items", node.kind);
      for (const item of node.items) {
        expression(item.context_expr, "Load");
        optional(item.optional_vars, "Store");
      }
      return body(node.body, node.kind);
    case "Match":
      expression(node.subject, "Load");
      nonEmpty(node.cases, "cases", "Match");
      for (const item of node.cases) {
        pattern(item.pattern, false);
        optional(item.guard);
        body(item.body, "match_case");
      }
      return;
    case "Raise":
      if (node.exc === null && node.cause !== null) throw valueError("Raise with cause but no exception");
      optional(node.exc);
      return optional(node.cause);
    case "Try":
    case "TryStar":
      return tryStatement(node);
    case "Assert":
      expression(node.test, "Load");
      return optional(node.msg);
    case "Import":
      return nonEmpty(node.names, "names", "Import");
    case "ImportFrom":
      if (node.level !== null && (node.level as number) < 0) throw valueError("Negative ImportFrom level");
      return nonEmpty(node.names, "names", "ImportFrom");
    case "Global":
    case "Nonlocal":
      return nonEmpty(node.names, "names", node.kind);
    case "Expr":
      return expression(node.value, "Load");
    default:
  }
}

function tryStatement(node: ast.Try | ast.TryStar): void {
  body(node.body, node.kind);
  if (node.handlers.length === 0 && node.finalbody.length === 0) {
    throw valueError(`${node.kind} has neither except handlers nor finalbody`);
  }
  if (node.handlers.length === 0 && node.orelse.length > 0) {
    throw valueError(`${node.kind} has orelse but no except handlers`);
  }
  for (const handler of node.handlers) {
    positions(handler);
    optional(handler.type);
    body(handler.body, "ExceptHandler");
  }
  statements(node.finalbody);
  statements(node.orelse);
}

/** What MatchValue may hold: literals, signed numbers, sums for complex numbers, dotted names. */
function patternValue(node: ast.expr): void {
  expression(node, "Load");
  switch (node.kind) {
    case "Constant": {
      const { value } = node;
      const literal =
        typeof value === "number" ||
        typeof value === "bigint" ||
        typeof value === "string" ||
        value instanceof WideStr ||
        value instanceof ConstFloat ||
        value instanceof ConstComplex ||
        value instanceof ConstBytes;
      if (!literal) throw valueError("unexpected constant inside of a literal pattern");
      return;
    }
    case "Attribute":
    case "JoinedStr":
    case "TemplateStr":
      return;
    case "UnaryOp":
      if (node.op === "USub" && isNumber(node.operand, true)) return;
      break;
    case "BinOp":
      if ((node.op === "Add" || node.op === "Sub") && isSignedReal(node.left) && isImaginary(node.right)) return;
      break;
    default:
  }
  throw valueError("patterns may only match literals and attribute lookups");
}

function isNumber(node: ast.expr, allowComplex: boolean): boolean {
  if (node.kind !== "Constant") return false;
  const { value } = node;
  return (
    typeof value === "number" ||
    typeof value === "bigint" ||
    value instanceof ConstFloat ||
    (allowComplex && value instanceof ConstComplex)
  );
}

function isSignedReal(node: ast.expr): boolean {
  return isNumber(node, false) || (node.kind === "UnaryOp" && node.op === "USub" && isNumber(node.operand, false));
}

function isImaginary(node: ast.expr): boolean {
  return node.kind === "Constant" && node.value instanceof ConstComplex;
}

function capture(id: string): void {
  if (id === "_") throw valueError("can't capture name '_' in patterns");
  name(id);
}

function patterns(items: readonly ast.pattern[], starOk: boolean): void {
  for (const item of items) pattern(item, starOk);
}

function pattern(node: ast.pattern, starOk: boolean): void {
  positions(node);
  switch (node.kind) {
    case "MatchValue":
      return patternValue(node.value);
    case "MatchSingleton":
      if (node.value !== null && typeof node.value !== "boolean") {
        throw valueError("MatchSingleton can only contain True, False and None");
      }
      return;
    case "MatchSequence":
      return patterns(node.patterns, true);
    case "MatchMapping":
      if (node.keys.length !== node.patterns.length) {
        throw valueError("MatchMapping doesn't have the same number of keys as patterns");
      }
      if (node.rest !== null) capture(node.rest);
      for (const key of node.keys) {
        if (key === null) throw valueError("None disallowed in expression list");
        const { kind } = key;
        const singleton = kind === "Constant" && (key.value === null || typeof key.value === "boolean");
        if (!singleton) patternValue(key);
      }
      return patterns(node.patterns, false);
    case "MatchClass":
      return classPattern(node);
    case "MatchStar":
      if (!starOk) throw valueError("can't use MatchStar here");
      if (node.name !== null) capture(node.name);
      return;
    case "MatchAs":
      if (node.name !== null) capture(node.name);
      if (node.pattern === null) return;
      if (node.name === null) throw valueError("MatchAs must specify a target name if a pattern is given");
      return pattern(node.pattern, false);
    default:
      if (node.patterns.length < 2) throw valueError("MatchOr requires at least 2 patterns");
      return patterns(node.patterns, false);
  }
}

function classPattern(node: ast.MatchClass): void {
  if (node.kwd_attrs.length !== node.kwd_patterns.length) {
    throw valueError("MatchClass doesn't have the same number of keyword attributes as patterns");
  }
  expression(node.cls, "Load");
  let cls: ast.expr = node.cls;
  while (cls.kind === "Attribute") cls = cls.value;
  if (cls.kind !== "Name") throw valueError("MatchClass cls field can only contain Name or Attribute nodes.");
  for (const attr of node.kwd_attrs) name(attr);
  patterns(node.patterns, false);
  patterns(node.kwd_patterns, false);
}
