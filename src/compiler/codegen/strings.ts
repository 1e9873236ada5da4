/** f-strings and t-strings. */
import { FVC } from "../../bytecode/opargs.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import type { FormattedValue, Interpolation, JoinedStr, TemplateStr } from "../../parser/generated/ast.ts";
import { nameIndex } from "../code-unit-metadata.ts";
import { STACK_USE_GUIDELINE } from "../flags.ts";
import { locationOf } from "../symtable/entry.ts";
import type { Compiler } from "./compiler.ts";
import { visitExpr, visitExprs } from "./expressions.ts";

const {
  BUILD_INTERPOLATION,
  BUILD_LIST,
  BUILD_STRING,
  BUILD_TEMPLATE,
  BUILD_TUPLE,
  CALL,
  CONVERT_VALUE,
  FORMAT_SIMPLE,
  FORMAT_WITH_SPEC,
  LIST_APPEND,
  LOAD_ATTR,
} = OPCODE;

export function visitJoinedStr(c: Compiler, e: JoinedStr): void {
  const loc = locationOf(e);
  const count = e.values.length;
  if (count > STACK_USE_GUIDELINE) {
    c.addopLoadConst(loc, "");
    c.addop(LOAD_ATTR, (nameIndex(c.u.metadata.names, "join") << 1) | 1, loc);
    c.addop(BUILD_LIST, 0, loc);
    for (const value of e.values) {
      visitExpr(c, value);
      c.addop(LIST_APPEND, 1, loc);
    }
    c.addop(CALL, 1, loc);
    return;
  }
  visitExprs(c, e.values);
  if (count > 1) c.addop(BUILD_STRING, count, loc);
  else if (count === 0) c.addopLoadConst(loc, "");
}

const CONVERSION_OPARGS: Readonly<Record<number, number>> = { 115: FVC.STR, 114: FVC.REPR, 97: FVC.ASCII };

function conversionOparg(conversion: number): number {
  return conversion === -1 ? FVC.NONE : CONVERSION_OPARGS[conversion];
}

export function visitFormattedValue(c: Compiler, e: FormattedValue): void {
  visitExpr(c, e.value);
  const loc = locationOf(e);
  const conversion = conversionOparg(e.conversion);
  if (conversion !== FVC.NONE) c.addop(CONVERT_VALUE, conversion, loc);
  if (e.format_spec === null) {
    c.addop(FORMAT_SIMPLE, 0, loc);
  } else {
    visitExpr(c, e.format_spec);
    c.addop(FORMAT_WITH_SPEC, 0, loc);
  }
}

/** The strings of a template alternate with its interpolations, so empty strings fill the gaps. */
export function visitTemplateStr(c: Compiler, e: TemplateStr): void {
  const loc = locationOf(e);
  let strings = 0;
  let afterInterpolation = true;
  for (const value of e.values) {
    if (value.kind === "Interpolation") {
      if (afterInterpolation) {
        c.addopLoadConst(loc, "");
        strings++;
      }
      afterInterpolation = true;
    } else {
      visitExpr(c, value);
      strings++;
      afterInterpolation = false;
    }
  }
  if (afterInterpolation) {
    c.addopLoadConst(loc, "");
    strings++;
  }
  c.addop(BUILD_TUPLE, strings, loc);
  let interpolations = 0;
  for (const value of e.values) {
    if (value.kind !== "Interpolation") continue;
    visitExpr(c, value);
    interpolations++;
  }
  c.addop(BUILD_TUPLE, interpolations, loc);
  c.addop(BUILD_TEMPLATE, 0, loc);
}

export function visitInterpolation(c: Compiler, e: Interpolation): void {
  const loc = locationOf(e);
  visitExpr(c, e.value);
  c.addopLoadConst(loc, e.str);
  let oparg = 2;
  if (e.format_spec !== null) {
    oparg++;
    visitExpr(c, e.format_spec);
  }
  c.addop(BUILD_INTERPOLATION, oparg | (conversionOparg(e.conversion) << 2), loc);
}
