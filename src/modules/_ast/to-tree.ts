/** From node objects to the compiler's tree. Source: CPython Python/Python-ast.c (obj2ast_*). */

import { strToJs } from "../../kernel/str.ts";
import { lookupAttr } from "../../objects/abstract/attributes.ts";
import { toArray } from "../../objects/abstract/iterate.ts";
import { asInt } from "../../objects/abstract/number.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { PyCode, valueToConst } from "../../objects/code.ts";
import { overflowError, typeError, valueError } from "../../objects/errors.ts";
import { PyList } from "../../objects/list/list.ts";
import { machine } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { PySet } from "../../objects/set/set.ts";
import { frozensetType } from "../../objects/set/type.ts";
import { PySlice } from "../../objects/slice.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { tupleType } from "../../objects/tuple/type.ts";
import { isSubtype } from "../../objects/type-object.ts";
import { typeName, typeOf } from "../../objects/typeof.ts";
import { AST_TYPES, type AstField, type mod } from "../../parser/generated/ast.ts";
import type { ParseMode } from "../../parser/parse.ts";
import { astType } from "./base.ts";
import type { TreeNode } from "./to-object.ts";
import { nodeTypes } from "./types.ts";
import { validate } from "./validate.ts";

const ROOTS: Readonly<Record<ParseMode, string>> = {
  exec: "Module",
  eval: "Expression",
  single: "Interactive",
  func_type: "FunctionType",
};

const TYPES = new Map(AST_TYPES.map((type) => [type.name, type]));

/** The validated tree of a module-level node object; undefined when the object is no node. */
export function toTree(object: PyValue, mode: ParseMode): mod | undefined {
  if (!isSubtype(typeOf(object), astType)) return undefined;
  const wanted = ROOTS[mode];
  const cls = nodeTypes().byName.get(wanted)!;
  if (!isSubtype(typeOf(object), cls)) {
    throw typeError(`expected ${wanted} node, got ${typeName(object).replace(/^ast\./, "")}`);
  }
  const tree = convert("mod", object) as unknown as mod;
  validate(tree);
  return tree;
}

/** A node of one of the kinds of the sum or product `type`. */
function convert(type: string, object: PyValue): TreeNode {
  const info = TYPES.get(type)!;
  const types = nodeTypes();
  const span: Record<string, unknown> = {};
  if (info.span !== "none") {
    span.lineno = attribute(object, "lineno", type, true);
    span.col_offset = attribute(object, "col_offset", type, true);
    const optional = info.span === "optional-end";
    span.end_lineno = attribute(object, "end_lineno", type, !optional) ?? span.lineno;
    span.end_col_offset = attribute(object, "end_col_offset", type, !optional) ?? span.col_offset;
  }
  for (const node of info.nodes) {
    if (!isSubtype(typeOf(object), types.byName.get(node.name)!)) continue;
    const made: TreeNode = { kind: node.name };
    machine.enterRecursive(` while traversing '${node.name}' node`);
    try {
      for (const field of node.fields) made[field.key] = readField(object, node.name, field);
    } finally {
      machine.leaveRecursive();
    }
    return Object.assign(made, span);
  }
  throw typeError(`expected some sort of ${type}, but got ${reprJs(object)}`);
}

function attribute(object: PyValue, name: string, type: string, required: boolean): number | undefined {
  const value = lookupAttr(object, name);
  if (value === undefined || value === null) {
    if (required && value === undefined) throw typeError(`required field "${name}" missing from ${type}`);
    if (value === null && required) throw valueError(`invalid integer value: None`);
    return undefined;
  }
  return intOf(value);
}

function intOf(value: PyValue): number {
  const int = asInt(value);
  if (int === undefined) throw valueError(`invalid integer value: ${reprJs(value)}`);
  if (int > 0x7fffffff || int < -0x80000000) throw overflowError("Python int too large to convert to C int");
  return Number(int);
}

function readField(object: PyValue, owner: string, field: AstField): unknown {
  const value = lookupAttr(object, field.name);
  if (field.quantity === "sequence" || field.quantity === "optional-items") {
    if (value === undefined) return [];
    if (!(value instanceof PyList)) {
      throw typeError(`${owner} field "${field.name}" must be a list, not a ${typeName(value)}`);
    }
    return value.items.slice().map((item) => {
      // The validator has words of its own for None among expressions and statements.
      const nullOk = field.quantity === "optional-items" || field.type === "expr" || field.type === "stmt";
      if (item === null && nullOk) return null;
      return readOne(field.type, item, owner, field.name);
    });
  }
  if (value === undefined) {
    if (field.quantity === "optional") return null;
    if (field.type === "expr_context") return "Load";
    throw typeError(`required field "${field.name}" missing from ${owner}`);
  }
  if (value === null && field.type !== "constant") {
    if (field.quantity === "optional") return null;
    if (field.type === "int") throw valueError("invalid integer value: None");
    throw valueError(`field '${field.name}' is required for ${owner}`);
  }
  return readOne(field.type, value, owner, field.name);
}

function readOne(type: string, value: PyValue, owner: string, name: string): unknown {
  switch (type) {
    case "identifier": {
      const text = asStr(value);
      if (text === undefined || (typeof value === "object" && value !== null && typeOf(value).spec === null)) {
        throw typeError("AST identifier must be of type str");
      }
      return strToJs(text);
    }
    case "string": {
      const text = asStr(value);
      if (text === undefined && !(value instanceof PyBytes)) throw typeError("AST string must be of type str");
      return text ?? value;
    }
    case "int":
      return intOf(value);
    case "constant": {
      checkConstant(value);
      return valueToConst(value);
    }
    default:
      if (value === null) throw valueError(`field '${name}' is required for ${owner}`);
      return TYPES.get(type)!.form === "choice" ? choice(type, value) : convert(type, value);
  }
}

/** validate_constant: exactly the types of literals, and tuples and frozensets of them. */
function checkConstant(value: PyValue): void {
  if (value instanceof PyTuple || value instanceof PySet) {
    if (value.type === tupleType || value.type === frozensetType) {
      for (const item of toArray(value)) checkConstant(item);
      return;
    }
  }
  const plain = valueToConst(value) !== undefined && typeOf(value).spec !== null;
  if (!plain || value instanceof PyCode || value instanceof PySlice) {
    throw typeError(`got an invalid type in Constant: ${typeName(value)}`);
  }
}

function choice(type: string, value: PyValue): string {
  for (const node of TYPES.get(type)!.nodes) {
    if (isSubtype(typeOf(value), nodeTypes().byName.get(node.name)!)) return node.name;
  }
  throw typeError(`expected some sort of ${type}, but got ${reprJs(value)}`);
}
