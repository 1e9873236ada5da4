/**
 * Annotations (PEP 649): the expressions are compiled into `__annotate__` functions, which run when somebody asks.
 * Under `from __future__ import annotations` they are strings, made by unparsing.
 */
import { CodeUnit } from "../../bytecode/codeunit.ts";
import { CMP, COMMON_CONSTANT, compareOparg, MAKE_FUNCTION } from "../../bytecode/opargs.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import { strFromJs } from "../../kernel/str.ts";
import type { AnnAssign, arg, arguments_, expr } from "../../parser/generated/ast.ts";
import { unparse } from "../../parser/unparse/unparse.ts";
import { nameIndex } from "../code-unit-metadata.ts";
import type { Location } from "../instruction-sequence.ts";
import { locationOf, type SymtableEntry } from "../symtable/entry.ts";
import { ClassBlock } from "../symtable/flags.ts";
import type { Compiler } from "./compiler.ts";
import { visitExpr } from "./expressions.ts";
import { makeClosure } from "./helpers.ts";
import { nameop } from "./names.ts";
import { SCOPE_ANNOTATIONS, SCOPE_CLASS, SCOPE_MODULE } from "./unit.ts";

const {
  BUILD_MAP,
  COMPARE_OP,
  CONTAINS_OP,
  COPY,
  LOAD_COMMON_CONSTANT,
  LOAD_DEREF,
  LOAD_FAST,
  LOAD_GLOBAL,
  LOAD_NAME,
  POP_JUMP_IF_FALSE,
  POP_TOP,
  RAISE_VARARGS,
  RETURN_VALUE,
  SET_ADD,
  STORE_SUBSCR,
  UNPACK_SEQUENCE,
} = OPCODE;

/** `annotationlib.Format.VALUE_WITH_FAKE_GLOBALS`: the highest format that the generated code knows. */
const VALUE_WITH_FAKE_GLOBALS = 2;

/** Opens an annotation function, whose first act is `if .format > 2: raise NotImplementedError`. */
export function setupAnnotationsScope(c: Compiler, loc: Location, ste: SymtableEntry, name: string): void {
  c.enterScope(name, SCOPE_ANNOTATIONS, ste, loc.lineno, null, { posonlyargcount: 1 });
  const body = c.newLabel();
  c.addop(LOAD_FAST, 0, loc);
  c.addopLoadConst(loc, VALUE_WITH_FAKE_GLOBALS);
  c.addop(COMPARE_OP, compareOparg(CMP.GT), loc);
  c.addop(POP_JUMP_IF_FALSE, body, loc);
  c.addop(LOAD_COMMON_CONSTANT, COMMON_CONSTANT.NOT_IMPLEMENTED_ERROR, loc);
  c.addop(RAISE_VARARGS, 1, loc);
  c.useLabel(body);
}

function leaveAnnotationsScope(c: Compiler, loc: Location): void {
  c.addop(RETURN_VALUE, 0, loc);
  const code = c.assemble(true);
  c.exitScope();
  // `.format` cannot clash with a name in the annotations; the signature is to show `format`.
  const named = new CodeUnit({ ...code, localsplusnames: ["format", ...code.localsplusnames.slice(1)] });
  makeClosure(c, loc, named, 0);
}

/** `codegen_process_deferred_annotations`: the `__annotate__` of a module or class. */
export function processDeferredAnnotations(c: Compiler, loc: Location): void {
  const u = c.u;
  const deferred = u.deferredAnnotations;
  if (deferred === null) return;
  const { scopeType, ste } = u;
  const isModule = scopeType === SCOPE_MODULE;
  if (isModule) c.startAnnotationSetup();
  const block = ste.annotationBlock!;
  setupAnnotationsScope(c, loc, block, block.name);
  visitDeferredAnnotations(c, loc, deferred, u.conditionalAnnotationIndices, scopeType);
  leaveAnnotationsScope(c, loc);
  nameop(c, loc, ste.type === ClassBlock ? "__annotate_func__" : "__annotate__", "Store");
  if (isModule) c.endAnnotationSetup();
}

function visitDeferredAnnotations(
  c: Compiler,
  loc: Location,
  deferred: readonly AnnAssign[],
  indices: readonly number[],
  scopeType: number,
): void {
  c.addop(BUILD_MAP, 0, loc);
  for (let i = 0; i < deferred.length; i++) {
    const s = deferred[i];
    const target = s.target;
    if (target.kind !== "Name") continue;
    const at = locationOf(s);
    const notSet = c.newLabel();
    if (indices[i] !== -1) {
      const name = "__conditional_annotations__";
      c.addopLoadConst(at, indices[i]);
      if (scopeType === SCOPE_CLASS) c.addopIndex(LOAD_DEREF, c.u.metadata.freevars, name, at);
      else c.addopIndex(LOAD_GLOBAL, c.u.metadata.names, name, at);
      c.addop(CONTAINS_OP, 0, at);
      c.addop(POP_JUMP_IF_FALSE, notSet, at);
    }
    visitExpr(c, s.annotation);
    c.addop(COPY, 2, at);
    c.addopLoadConst(at, strFromJs(c.mangle(target.id)));
    c.addop(STORE_SUBSCR, 0, loc);
    c.useLabel(notSet);
  }
}

/** The `__annotate__` of a function; the flag for `makeClosure` if there is one. */
export function visitFunctionAnnotations(c: Compiler, loc: Location, args: arguments_, returns: expr | null): number {
  const ste = c.symtable.lookup(args);
  if (!ste.annotationsUsed) return 0;
  setupAnnotationsScope(c, loc, ste, ste.name);
  let n = visitArgAnnotations(c, loc, args.args);
  n += visitArgAnnotations(c, loc, args.posonlyargs);
  if (args.vararg !== null) n += visitArgAnnotation(c, loc, args.vararg.arg, args.vararg.annotation);
  n += visitArgAnnotations(c, loc, args.kwonlyargs);
  if (args.kwarg !== null) n += visitArgAnnotation(c, loc, args.kwarg.arg, args.kwarg.annotation);
  n += visitArgAnnotation(c, loc, "return", returns);
  c.addop(BUILD_MAP, n, loc);
  leaveAnnotationsScope(c, loc);
  return MAKE_FUNCTION.ANNOTATE;
}

function visitArgAnnotations(c: Compiler, loc: Location, args: readonly arg[]): number {
  let n = 0;
  for (const one of args) n += visitArgAnnotation(c, loc, one.arg, one.annotation);
  return n;
}

function visitArgAnnotation(c: Compiler, loc: Location, name: string, annotation: expr | null): number {
  if (annotation === null) return 0;
  c.addopLoadConst(loc, strFromJs(c.maybeMangle(name)));
  if (c.futureAnnotations) {
    addUnparsed(c, annotation);
  } else if (annotation.kind === "Starred") {
    // *args: *Ts means [annotation] = [*Ts].
    visitExpr(c, annotation.value);
    c.addop(UNPACK_SEQUENCE, 1, loc);
  } else {
    visitExpr(c, annotation);
  }
  return 1;
}

function addUnparsed(c: Compiler, annotation: expr): void {
  c.addopLoadConst(locationOf(annotation), unparse(annotation));
}

export function visitAnnAssign(c: Compiler, s: AnnAssign): void {
  const target = s.target;
  if (s.value !== null) {
    visitExpr(c, s.value);
    visitExpr(c, target);
  }
  const { scopeType } = c.u;
  if (target.kind === "Name") {
    if (s.simple !== 0 && (scopeType === SCOPE_MODULE || scopeType === SCOPE_CLASS)) annotateName(c, s, target.id);
  } else if (s.value === null) {
    // Nothing is assigned, but what the target mentions has to exist.
    if (target.kind === "Attribute") checkAnnotationExpr(c, target.value);
    if (target.kind === "Subscript") {
      checkAnnotationExpr(c, target.value);
      checkAnnotationSubscript(c, target.slice);
    }
  }
}

function annotateName(c: Compiler, s: AnnAssign, name: string): void {
  const loc = locationOf(s);
  const { metadata, scopeType } = c.u;
  if (c.futureAnnotations) {
    addUnparsed(c, s.annotation);
    c.addopIndex(LOAD_NAME, metadata.names, "__annotations__", loc);
    c.addopLoadConst(loc, strFromJs(c.maybeMangle(name)));
    c.addop(STORE_SUBSCR, 0, loc);
    return;
  }
  const index = c.addDeferredAnnotation(s);
  if (index === -1) return;
  const conditional = "__conditional_annotations__";
  if (scopeType === SCOPE_CLASS) c.addop(LOAD_DEREF, nameIndex(metadata.cellvars, conditional), loc);
  else c.addop(LOAD_NAME, nameIndex(metadata.names, conditional), loc);
  c.addopLoadConst(loc, index);
  c.addop(SET_ADD, 1, loc);
  c.addop(POP_TOP, 0, loc);
}

function checkAnnotationExpr(c: Compiler, e: expr): void {
  visitExpr(c, e);
  c.addop(POP_TOP, 0, locationOf(e));
}

function checkAnnotationSubscript(c: Compiler, e: expr): void {
  switch (e.kind) {
    case "Slice":
      if (e.lower !== null) checkAnnotationExpr(c, e.lower);
      if (e.upper !== null) checkAnnotationExpr(c, e.upper);
      if (e.step !== null) checkAnnotationExpr(c, e.step);
      break;
    case "Tuple":
      for (const elt of e.elts) checkAnnotationSubscript(c, elt);
      break;
    default:
      checkAnnotationExpr(c, e);
  }
}
