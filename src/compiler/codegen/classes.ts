/** Class definitions: `name = __build_class__(body, "name", *bases, **keywords)` (`codegen_class`). */
import { ConstTuple } from "../../bytecode/constants.ts";
import { INTRINSIC_1 } from "../../bytecode/opargs.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import { strFromJs } from "../../kernel/str.ts";
import type { ClassDef } from "../../parser/generated/ast.ts";
import { Location, NO_LOCATION } from "../instruction-sequence.ts";
import { locationOf } from "../symtable/entry.ts";
import { addCall } from "./calls.ts";
import { type Compiler, compareNames } from "./compiler.ts";
import { visitExprs } from "./expressions.ts";
import { applyDecorators, firstLine } from "./functions.ts";
import { makeClosure } from "./helpers.ts";
import { nameop } from "./names.ts";
import { visitBody } from "./statements.ts";
import { visitTypeParams } from "./type-params.ts";
import { SCOPE_ANNOTATIONS, SCOPE_CLASS } from "./unit.ts";

const {
  BUILD_SET,
  CALL,
  CALL_INTRINSIC_1,
  COPY,
  LOAD_BUILD_CLASS,
  LOAD_CLOSURE,
  LOAD_LOCALS,
  PUSH_NULL,
  RETURN_VALUE,
  STORE_DEREF,
} = OPCODE;

export function visitClass(c: Compiler, s: ClassDef): void {
  visitExprs(c, s.decorator_list);
  const lineno = firstLine(s);
  const loc = locationOf(s);
  if (s.type_params.length > 0) {
    const ste = c.symtable.lookup(s.type_params);
    c.enterScope(`<generic parameters of ${s.name}>`, SCOPE_ANNOTATIONS, ste, lineno, s.name, {});
    visitTypeParams(c, s.type_params);
    nameop(c, loc, ".type_params", "Store");
    visitClassBody(c, s, loc, lineno);
    nameop(c, loc, ".type_params", "Load");
    c.addop(CALL_INTRINSIC_1, INTRINSIC_1.SUBSCRIPT_GENERIC, loc);
    nameop(c, loc, ".generic_base", "Store");
    addCall(c, loc, 2, s.bases, ".generic_base", s.keywords);
    const code = c.assemble(false);
    c.exitScope();
    makeClosure(c, loc, code, 0);
    c.addop(PUSH_NULL, 0, loc);
    c.addop(CALL, 0, loc);
  } else {
    visitClassBody(c, s, loc, lineno);
    addCall(c, loc, 2, s.bases, null, s.keywords);
  }
  applyDecorators(c, s.decorator_list);
  nameop(c, loc, s.name, "Store");
}

/** The body as a function, and what `__build_class__` takes before the bases. */
function visitClassBody(c: Compiler, s: ClassDef, classLoc: Location, lineno: number): void {
  c.enterScope(s.name, SCOPE_CLASS, c.symtable.lookup(s), lineno, s.name, {});
  const { metadata, ste, staticAttributes } = c.u;
  const loc = new Location(lineno, lineno, 0, 0);
  nameop(c, loc, "__name__", "Load");
  nameop(c, loc, "__module__", "Store");
  c.addopLoadConst(loc, strFromJs(metadata.qualname));
  nameop(c, loc, "__qualname__", "Store");
  c.addopLoadConst(loc, metadata.firstlineno);
  nameop(c, loc, "__firstlineno__", "Store");
  if (s.type_params.length > 0) {
    nameop(c, loc, ".type_params", "Load");
    nameop(c, loc, "__type_params__", "Store");
  }
  if (ste.needsClassdict) {
    c.addop(LOAD_LOCALS, 0, loc);
    c.addopIndex(STORE_DEREF, metadata.cellvars, "__classdict__", loc);
  }
  if (ste.hasConditionalAnnotations) {
    c.addop(BUILD_SET, 0, loc);
    c.addopIndex(STORE_DEREF, metadata.cellvars, "__conditional_annotations__", loc);
  }
  visitBody(c, loc, s.body, false);
  const attributes = [...staticAttributes!].sort(compareNames);
  c.addopLoadConst(NO_LOCATION, new ConstTuple(attributes.map(strFromJs)));
  nameop(c, NO_LOCATION, "__static_attributes__", "Store");
  if (ste.needsClassdict) {
    c.addopIndex(LOAD_CLOSURE, metadata.cellvars, "__classdict__", NO_LOCATION);
    nameop(c, NO_LOCATION, "__classdictcell__", "Store");
  }
  if (ste.needsClassClosure) {
    c.addopIndex(LOAD_CLOSURE, metadata.cellvars, "__class__", NO_LOCATION);
    c.addop(COPY, 1, NO_LOCATION);
    nameop(c, NO_LOCATION, "__classcell__", "Store");
  } else {
    c.addopLoadConst(NO_LOCATION, null);
  }
  c.addop(RETURN_VALUE, 0, NO_LOCATION);
  const code = c.assemble(true);
  c.exitScope();
  c.addop(LOAD_BUILD_CLASS, 0, classLoc);
  c.addop(PUSH_NULL, 0, classLoc);
  makeClosure(c, classLoc, code, 0);
  c.addopLoadConst(classLoc, strFromJs(s.name));
}
