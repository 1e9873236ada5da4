/** The node classes: one for each type and node of the table, made anew for each interpreter because programs may change them. */

import { call } from "../../objects/abstract/call.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { genericAlias } from "../../objects/generic-alias.ts";
import { intType } from "../../objects/int/type.ts";
import { listType } from "../../objects/list/type.ts";
import { machine } from "../../objects/machine.ts";
import type { PyInstance, PyValue } from "../../objects/object.ts";
import { objectType } from "../../objects/object-type.ts";
import { strType } from "../../objects/str/type.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { typeNew } from "../../objects/type/new.ts";
import { typeType } from "../../objects/type/type.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeOr } from "../../objects/typing/union.ts";
import { AST_TYPES, type AstField, type AstNodeInfo } from "../../parser/generated/ast.ts";
import { astType } from "./base.ts";

export interface NodeTypes {
  readonly byName: Map<string, PyType>;
  /** The one instance of each operator and context that the parser uses. */
  readonly singletons: Map<string, PyInstance>;
  readonly load: PyInstance;
  /** Field types by how a missing field is filled. */
  readonly defaults: { readonly optional: Set<PyValue>; readonly list: Set<PyValue>; readonly context: PyType };
}

const KEY = {};

export function nodeTypes(): NodeTypes {
  return machine.interp.state(KEY, build);
}

const SPAN = ["lineno", "col_offset", "end_lineno", "end_col_offset"];

function tuple(names: readonly string[]): PyTuple {
  return new PyTuple([...names]);
}

function makeClass(name: string, base: PyType, entries: Record<string, PyValue>): PyType {
  const namespace = new PyDict();
  for (const [key, value] of Object.entries(entries)) namespace.set(key, value);
  namespace.set("__module__", "ast");
  return typeNew(typeType, [name, new PyTuple([base]), namespace], null) as PyType;
}

function build(): NodeTypes {
  const byName = new Map<string, PyType>();
  const optional = new Set<PyValue>();
  const list = new Set<PyValue>();
  for (const type of AST_TYPES) {
    const attributes = type.span === "none" ? [] : SPAN;
    const optionalEnd: Record<string, PyValue> =
      type.span === "optional-end" ? { end_lineno: null, end_col_offset: null } : {};
    if (type.form !== "product") {
      const doc = sumDoc(type.name, type.nodes);
      const common = { _fields: tuple([]), __match_args__: tuple([]), _attributes: tuple(attributes) };
      byName.set(type.name, makeClass(type.name, astType, { ...common, __doc__: doc, ...optionalEnd }));
    }
  }
  for (const type of AST_TYPES) {
    for (const node of type.nodes) {
      const isProduct = type.form === "product";
      const base = isProduct ? astType : byName.get(type.name)!;
      const names = tuple(node.fields.map((field) => field.name));
      const entries: Record<string, PyValue> = { _fields: names, __match_args__: names, __doc__: nodeDoc(node) };
      if (isProduct) entries._attributes = tuple(type.span === "none" ? [] : SPAN);
      if (isProduct && type.span === "optional-end") Object.assign(entries, { end_lineno: null, end_col_offset: null });
      for (const field of node.fields) if (field.quantity === "optional") entries[field.name] = null;
      byName.set(node.name, makeClass(node.name, base, entries));
    }
  }
  for (const type of AST_TYPES) {
    for (const node of type.nodes) setFieldTypes(byName, node, optional, list);
  }
  const singletons = new Map<string, PyInstance>();
  for (const type of AST_TYPES) {
    if (type.form !== "choice") continue;
    for (const node of type.nodes) singletons.set(node.name, call(byName.get(node.name)!, []) as PyInstance);
  }
  const context = byName.get("expr_context")!;
  return { byName, singletons, load: singletons.get("Load")!, defaults: { optional, list, context } };
}

function setFieldTypes(
  byName: Map<string, PyType>,
  node: AstNodeInfo,
  optional: Set<PyValue>,
  list: Set<PyValue>,
): void {
  const types = new PyDict();
  for (const field of node.fields) {
    const item = itemType(byName, field.type);
    let type: PyValue = item;
    if (field.quantity === "optional") {
      type = typeOr(item, null);
      optional.add(type);
    } else if (field.quantity !== "one") {
      type = genericAlias(listType, item);
      list.add(type);
    }
    types.set(field.name, type);
  }
  const cls = byName.get(node.name)!;
  cls.dict.set("_field_types", types);
  cls.dict.set("__annotations_cache__", types);
}

function itemType(byName: Map<string, PyType>, name: string): PyType {
  switch (name) {
    case "identifier":
    case "string":
      return strType;
    case "int":
      return intType;
    case "constant":
      return objectType;
    default:
      return byName.get(name)!;
  }
}

const MARK = { one: "", optional: "?", sequence: "*", "optional-items": "?*" } as const;

function fieldText(field: AstField): string {
  return `${field.type}${MARK[field.quantity]} ${field.name}`;
}

function nodeDoc(node: AstNodeInfo): string {
  return node.fields.length === 0 ? node.name : `${node.name}(${node.fields.map(fieldText).join(", ")})`;
}

/** `expr = BoolOp(…)` and so on, one node a line; plain names on one line. */
function sumDoc(name: string, nodes: readonly AstNodeInfo[]): string {
  const plain = nodes.every((node) => node.fields.length === 0);
  const separator = plain ? " | " : `\n${" ".repeat(name.length)} | `;
  return `${name} = ${nodes.map(nodeDoc).join(separator)}`;
}
