/** Function definitions and lambdas (`codegen_function`, `codegen_lambda`). */
import { INTRINSIC_2, MAKE_FUNCTION } from "../../bytecode/opargs.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import { strFromJs } from "../../kernel/str.ts";
import type { AsyncFunctionDef, arguments_, expr, FunctionDef, Lambda } from "../../parser/generated/ast.ts";
import { cleanDoc, docstringOf } from "../docstring.ts";
import { type Location, NO_LOCATION } from "../instruction-sequence.ts";
import { locationOf } from "../symtable/entry.ts";
import { visitFunctionAnnotations } from "./annotations.ts";
import type { ArgCounts, Compiler } from "./compiler.ts";
import { visitExpr, visitExprs } from "./expressions.ts";
import { makeClosure, wrapInStopIterationHandler } from "./helpers.ts";
import { nameop } from "./names.ts";
import { visitStmt } from "./statements.ts";
import { visitTypeParams } from "./type-params.ts";
import {
  FBLOCK_STOP_ITERATION,
  NO_LABEL,
  SCOPE_ANNOTATIONS,
  SCOPE_ASYNC_FUNCTION,
  SCOPE_FUNCTION,
  SCOPE_LAMBDA,
} from "./unit.ts";

const { BUILD_MAP, BUILD_TUPLE, CALL, CALL_INTRINSIC_2, LOAD_FAST, PUSH_NULL, RETURN_VALUE, SWAP } = OPCODE;

function argCounts(args: arguments_): ArgCounts {
  return {
    argcount: args.args.length,
    posonlyargcount: args.posonlyargs.length,
    kwonlyargcount: args.kwonlyargs.length,
  };
}

/** A decorated definition starts at its first decorator. */
export function firstLine(s: { lineno: number; decorator_list: readonly expr[] }): number {
  return s.decorator_list.length > 0 ? s.decorator_list[0].lineno : s.lineno;
}

export function applyDecorators(c: Compiler, decorators: readonly expr[]): void {
  for (let i = decorators.length - 1; i >= 0; i--) c.addop(CALL, 0, locationOf(decorators[i]));
}

/** Pushes the default values; the flags for `makeClosure`. */
function visitDefaults(c: Compiler, loc: Location, args: arguments_): number {
  let flags = 0;
  if (args.defaults.length > 0) {
    visitExprs(c, args.defaults);
    c.addop(BUILD_TUPLE, args.defaults.length, loc);
    flags |= MAKE_FUNCTION.DEFAULTS;
  }
  let n = 0;
  for (let i = 0; i < args.kwonlyargs.length; i++) {
    const value = args.kw_defaults[i];
    if (value === null) continue;
    c.addopLoadConst(loc, strFromJs(c.maybeMangle(args.kwonlyargs[i].arg)));
    visitExpr(c, value);
    n++;
  }
  if (n > 0) {
    c.addop(BUILD_MAP, n, loc);
    flags |= MAKE_FUNCTION.KWDEFAULTS;
  }
  return flags;
}

export function visitFunction(c: Compiler, s: FunctionDef | AsyncFunctionDef): void {
  visitExprs(c, s.decorator_list);
  const lineno = firstLine(s);
  const loc = locationOf(s);
  const { args, name } = s;
  let flags = visitDefaults(c, loc, args);
  if (s.type_params.length === 0) {
    flags |= visitFunctionAnnotations(c, loc, args, s.returns);
    visitFunctionBody(c, s, loc, flags, lineno);
  } else {
    visitGenericFunction(c, s, loc, flags, lineno);
  }
  applyDecorators(c, s.decorator_list);
  nameop(c, loc, name, "Store");
}

/** A generic function is made by a function that makes its type parameters; the defaults are its arguments. */
function visitGenericFunction(
  c: Compiler,
  s: FunctionDef | AsyncFunctionDef,
  loc: Location,
  flags: number,
  lineno: number,
): void {
  const argcount =
    ((flags & MAKE_FUNCTION.DEFAULTS) !== 0 ? 1 : 0) + ((flags & MAKE_FUNCTION.KWDEFAULTS) !== 0 ? 1 : 0);
  if (argcount === 2) c.addop(SWAP, 2, loc);
  const ste = c.symtable.lookup(s.type_params);
  c.enterScope(`<generic parameters of ${s.name}>`, SCOPE_ANNOTATIONS, ste, lineno, null, { argcount });
  visitTypeParams(c, s.type_params);
  for (let i = 0; i < argcount; i++) c.addop(LOAD_FAST, i, loc);
  flags |= visitFunctionAnnotations(c, loc, s.args, s.returns);
  visitFunctionBody(c, s, loc, flags, lineno);
  c.addop(SWAP, 2, loc);
  c.addop(CALL_INTRINSIC_2, INTRINSIC_2.SET_FUNCTION_TYPE_PARAMS, loc);
  const code = c.assemble(false);
  c.exitScope();
  makeClosure(c, loc, code, 0);
  if (argcount > 0) {
    c.addop(SWAP, argcount + 1, loc);
    c.addop(CALL, argcount - 1, loc);
  } else {
    c.addop(PUSH_NULL, 0, loc);
    c.addop(CALL, 0, loc);
  }
}

function visitFunctionBody(
  c: Compiler,
  s: FunctionDef | AsyncFunctionDef,
  loc: Location,
  flags: number,
  lineno: number,
): void {
  const scopeType = s.kind === "AsyncFunctionDef" ? SCOPE_ASYNC_FUNCTION : SCOPE_FUNCTION;
  const ste = c.symtable.lookup(s);
  c.enterScope(s.name, scopeType, ste, lineno, null, argCounts(s.args));
  const docstring = ste.hasDocstring ? docstringOf(s.body) : null;
  if (docstring !== null) c.u.metadata.consts.add(cleanDoc(docstring));
  const start = c.newLabel();
  c.useLabel(start);
  const isGenerator = ste.coroutine || ste.generator;
  if (isGenerator) c.pushFBlock(FBLOCK_STOP_ITERATION, NO_LOCATION, start, NO_LABEL);
  for (let i = docstring === null ? 0 : 1; i < s.body.length; i++) visitStmt(c, s.body[i]);
  if (isGenerator) {
    wrapInStopIterationHandler(c);
    c.popFBlock();
  }
  const code = c.assemble(true);
  c.exitScope();
  makeClosure(c, loc, code, flags);
}

export function visitLambda(c: Compiler, e: Lambda): void {
  const loc = locationOf(e);
  const flags = visitDefaults(c, loc, e.args);
  const ste = c.symtable.lookup(e);
  c.enterScope("<lambda>", SCOPE_LAMBDA, ste, e.lineno, null, argCounts(e.args));
  visitExpr(c, e.body);
  if (!ste.generator) c.addop(RETURN_VALUE, 0, locationOf(e.body));
  const code = c.assemble(!ste.generator);
  c.exitScope();
  makeClosure(c, loc, code, flags);
}
