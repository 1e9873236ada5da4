/** Warnings about expressions that cannot mean what they say (`codegen_check_compare`, `check_caller` … ). */

import { CodeUnit } from "../../bytecode/codeunit.ts";
import {
  type Const,
  ConstBytes,
  ConstComplex,
  ConstFloat,
  ConstFrozenSet,
  ConstSlice,
  ConstTuple,
  ELLIPSIS,
} from "../../bytecode/constants.ts";
import { WideStr } from "../../kernel/str.ts";
import type { Compare, expr } from "../../parser/generated/ast.ts";
import { locationOf } from "../symtable/entry.ts";
import type { Compiler } from "./compiler.ts";

function typeName(value: Const): string {
  switch (typeof value) {
    case "boolean":
      return "bool";
    case "number":
    case "bigint":
      return "int";
    case "string":
      return "str";
  }
  if (value === null) return "NoneType";
  if (value instanceof WideStr) return "str";
  if (value instanceof ConstFloat) return "float";
  if (value instanceof ConstComplex) return "complex";
  if (value instanceof ConstBytes) return "bytes";
  if (value instanceof ConstTuple) return "tuple";
  if (value instanceof ConstFrozenSet) return "frozenset";
  if (value instanceof ConstSlice) return "slice";
  if (value instanceof CodeUnit) return "code";
  return "ellipsis";
}

/** `infer_type`: the name of the type of `e`'s value where the syntax tells it. */
function inferType(e: expr): string | null {
  switch (e.kind) {
    case "Tuple":
      return "tuple";
    case "List":
    case "ListComp":
      return "list";
    case "Dict":
    case "DictComp":
      return "dict";
    case "Set":
    case "SetComp":
      return "set";
    case "GeneratorExp":
      return "generator";
    case "Lambda":
      return "function";
    case "TemplateStr":
    case "Interpolation":
      return "string.templatelib.Template";
    case "JoinedStr":
    case "FormattedValue":
      return "str";
    case "Constant":
      return typeName(e.value);
    default:
      return null;
  }
}

/** Whether `e` is a sensible operand of `is`: anything but a literal that is no singleton. */
function isIdentityOperand(e: expr): boolean {
  if (e.kind === "Tuple") return e.elts.some((elt) => elt.kind !== "Constant");
  if (e.kind !== "Constant") return true;
  return e.value === null || typeof e.value === "boolean" || e.value === ELLIPSIS;
}

export function checkCompare(c: Compiler, e: Compare): void {
  let left = e.left;
  for (let i = 0; i < e.ops.length; i++) {
    const op = e.ops[i];
    const right = e.comparators[i];
    if (op === "Is" || op === "IsNot") {
      const literal = !isIdentityOperand(left) ? left : !isIdentityOperand(right) ? right : null;
      if (literal !== null) {
        const type = inferType(literal);
        const msg =
          op === "Is"
            ? `"is" with '${type}' literal. Did you mean "=="?`
            : `"is not" with '${type}' literal. Did you mean "!="?`;
        c.warn(msg, locationOf(e));
        return;
      }
    }
    left = right;
  }
}

export function checkCaller(c: Compiler, e: expr): void {
  if (e.kind === "Name" || e.kind === "Attribute" || e.kind === "Lambda") return;
  const type = inferType(e);
  if (type === null) return;
  c.warn(`'${type}' object is not callable; perhaps you missed a comma?`, locationOf(e));
}

export function checkSubscripter(c: Compiler, e: expr): void {
  switch (e.kind) {
    case "Constant": {
      const type = typeName(e.value);
      if (type === "str" || type === "bytes" || type === "tuple" || type === "slice" || type === "code") return;
      break;
    }
    case "Set":
    case "SetComp":
    case "GeneratorExp":
    case "TemplateStr":
    case "Interpolation":
    case "Lambda":
      break;
    default:
      return;
  }
  c.warn(`'${inferType(e)}' object is not subscriptable; perhaps you missed a comma?`, locationOf(e));
}

export function checkIndex(c: Compiler, e: expr, index: expr): void {
  const indexType = inferType(index);
  if (indexType === null || indexType === "int" || indexType === "bool" || indexType === "slice") return;
  switch (e.kind) {
    case "Constant": {
      const type = typeName(e.value);
      if (type !== "str" && type !== "bytes" && type !== "tuple") return;
      break;
    }
    case "Tuple":
    case "List":
    case "ListComp":
    case "JoinedStr":
    case "FormattedValue":
      break;
    default:
      return;
  }
  c.warn(
    `${inferType(e)} indices must be integers or slices, not ${indexType}; perhaps you missed a comma?`,
    locationOf(e),
  );
}
