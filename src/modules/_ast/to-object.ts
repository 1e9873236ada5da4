/** From the parser's tree to node objects. Source: CPython Python/Python-ast.c (ast2obj_*). */

import type { Const } from "../../bytecode/constants.ts";
import { strFromJs } from "../../kernel/str.ts";
import { constToValue } from "../../objects/code.ts";
import { dictStore } from "../../objects/instance-dict.ts";
import { PyList } from "../../objects/list/list.ts";
import { newInstance, type PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { AST_TYPES, type AstField, type AstNodeInfo } from "../../parser/generated/ast.ts";
import { type NodeTypes, nodeTypes } from "./types.ts";

export type TreeNode = { kind: string } & Record<string, unknown>;

/** Node tables by name, with whether the node has a position. */
export const NODES: ReadonlyMap<string, { info: AstNodeInfo; spanned: boolean; sum: string }> = new Map(
  AST_TYPES.flatMap((type) =>
    type.nodes.map((info) => [info.name, { info, spanned: type.span !== "none", sum: type.name }] as const),
  ),
);

const CHOICES: ReadonlySet<string> = new Set(
  AST_TYPES.filter((type) => type.form === "choice").map((type) => type.name),
);

/** The node object of a tree. */
export function toObject(tree: unknown): PyValue {
  return convert(nodeTypes(), tree as TreeNode);
}

function convert(types: NodeTypes, node: TreeNode): PyValue {
  const { info, spanned } = NODES.get(node.kind)!;
  const type: PyType = types.byName.get(node.kind)!;
  const made = newInstance(type);
  for (const field of info.fields) dictStore(made, field.name, convertField(types, field, node[field.key]));
  if (spanned) {
    dictStore(made, "lineno", node.lineno as number);
    dictStore(made, "col_offset", node.col_offset as number);
    dictStore(made, "end_lineno", node.end_lineno as number);
    dictStore(made, "end_col_offset", node.end_col_offset as number);
  }
  return made;
}

function convertField(types: NodeTypes, field: AstField, value: unknown): PyValue {
  if (field.quantity === "sequence" || field.quantity === "optional-items") {
    return new PyList((value as unknown[]).map((item) => convertOne(types, field.type, item)));
  }
  return convertOne(types, field.type, value);
}

function convertOne(types: NodeTypes, type: string, value: unknown): PyValue {
  if (type === "constant") return constToValue(value as Const);
  if (value === null || value === undefined) return null;
  if (type === "identifier" || type === "string")
    return typeof value === "string" ? strFromJs(value) : (value as PyValue);
  if (type === "int") return typeof value === "boolean" ? Number(value) : (value as number);
  if (CHOICES.has(type)) return types.singletons.get(value as string)!;
  return convert(types, value as TreeNode);
}
