/** Type parameters and `type` statements (PEP 695, PEP 696). */
import { ConstTuple } from "../../bytecode/constants.ts";
import { INTRINSIC_1, INTRINSIC_2, MAKE_FUNCTION } from "../../bytecode/opargs.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import { strFromJs } from "../../kernel/str.ts";
import type { expr, TypeAlias, type_param } from "../../parser/generated/ast.ts";
import { locationOf, type SymtableEntry } from "../symtable/entry.ts";
import { setupAnnotationsScope } from "./annotations.ts";
import type { Compiler } from "./compiler.ts";
import { visitExpr } from "./expressions.ts";
import { makeClosure } from "./helpers.ts";
import { nameop } from "./names.ts";
import { SCOPE_ANNOTATIONS } from "./unit.ts";

const { BUILD_TUPLE, CALL, CALL_INTRINSIC_1, CALL_INTRINSIC_2, COPY, PUSH_NULL, RETURN_VALUE, UNPACK_SEQUENCE } =
  OPCODE;

const MAKERS = {
  TypeVar: INTRINSIC_1.TYPEVAR,
  TypeVarTuple: INTRINSIC_1.TYPEVARTUPLE,
  ParamSpec: INTRINSIC_1.PARAMSPEC,
} as const;

/** Makes the parameters, stores each under its name and leaves the tuple of them on the stack. */
export function visitTypeParams(c: Compiler, params: readonly type_param[]): void {
  let seenDefault = false;
  for (const param of params) {
    const loc = locationOf(param);
    c.addopLoadConst(loc, strFromJs(param.name));
    if (param.kind === "TypeVar" && param.bound !== null) {
      visitLazily(c, param.bound, param.name, c.symtable.lookup(param), false);
      const constraints = param.bound.kind === "Tuple";
      const maker = constraints ? INTRINSIC_2.TYPEVAR_WITH_CONSTRAINTS : INTRINSIC_2.TYPEVAR_WITH_BOUND;
      c.addop(CALL_INTRINSIC_2, maker, loc);
    } else {
      c.addop(CALL_INTRINSIC_1, MAKERS[param.kind], loc);
    }
    const value = param.default_value;
    if (value !== null) {
      seenDefault = true;
      const ste = param.kind === "TypeVar" ? c.symtable.defaults.get(param)! : c.symtable.lookup(param);
      visitLazily(c, value, param.name, ste, param.kind === "TypeVarTuple");
      c.addop(CALL_INTRINSIC_2, INTRINSIC_2.SET_TYPEPARAM_DEFAULT, loc);
    } else if (seenDefault) {
      c.error(`non-default type parameter '${param.name}' follows default type parameter`, loc);
    }
    c.addop(COPY, 1, loc);
    nameop(c, loc, param.name, "Store");
  }
  c.addop(BUILD_TUPLE, params.length, locationOf(params[0]));
}

/** The evaluation functions of bounds, defaults and aliases default their format to VALUE. */
const DEFAULT_FORMAT = new ConstTuple([1]);

/** A bound or default, as a function that computes it (`codegen_type_param_bound_or_default`). */
function visitLazily(c: Compiler, e: expr, name: string, ste: SymtableEntry, allowStarred: boolean): void {
  const loc = locationOf(e);
  c.addopLoadConst(loc, DEFAULT_FORMAT);
  setupAnnotationsScope(c, loc, ste, name);
  if (allowStarred && e.kind === "Starred") {
    visitExpr(c, e.value);
    c.addop(UNPACK_SEQUENCE, 1, loc);
  } else {
    visitExpr(c, e);
  }
  c.addop(RETURN_VALUE, 0, loc);
  const code = c.assemble(true);
  c.exitScope();
  makeClosure(c, loc, code, MAKE_FUNCTION.DEFAULTS);
}

export function visitTypeAlias(c: Compiler, s: TypeAlias): void {
  const loc = locationOf(s);
  const name = s.name.kind === "Name" ? s.name.id : "";
  if (s.type_params.length > 0) {
    const ste = c.symtable.lookup(s.type_params);
    c.enterScope(`<generic parameters of ${name}>`, SCOPE_ANNOTATIONS, ste, loc.lineno, null, {});
    c.addopLoadConst(loc, strFromJs(name));
    visitTypeParams(c, s.type_params);
    visitTypeAliasBody(c, s, name);
    const code = c.assemble(false);
    c.exitScope();
    makeClosure(c, loc, code, 0);
    c.addop(PUSH_NULL, 0, loc);
    c.addop(CALL, 0, loc);
  } else {
    c.addopLoadConst(loc, strFromJs(name));
    c.addopLoadConst(loc, null);
    visitTypeAliasBody(c, s, name);
  }
  nameop(c, loc, name, "Store");
}

function visitTypeAliasBody(c: Compiler, s: TypeAlias, name: string): void {
  const loc = locationOf(s);
  c.addopLoadConst(loc, DEFAULT_FORMAT);
  setupAnnotationsScope(c, loc, c.symtable.lookup(s), name);
  visitExpr(c, s.value);
  c.addop(RETURN_VALUE, 0, loc);
  const code = c.assemble(false);
  c.exitScope();
  makeClosure(c, loc, code, MAKE_FUNCTION.DEFAULTS);
  c.addop(BUILD_TUPLE, 3, loc);
  c.addop(CALL_INTRINSIC_1, INTRINSIC_1.TYPEALIAS, loc);
}
