/** Syntax trees as `python -m ast` prints them: `ast.dump(tree, indent=3)`. */
import type { Const } from "../bytecode/constants.ts";
import { strFromJs, strToJs } from "../kernel/str.ts";
import { strRepr } from "../kernel/str-repr.ts";
import { AST_TYPES, type AstField, type AstNodeInfo, type mod } from "../parser/generated/ast.ts";
import { constRepr } from "../parser/unparse/constants.ts";

const INDENT = "   ";

interface Piece {
  readonly text: string;
  /** Nodes of few simple fields stay on one line. */
  readonly simple: boolean;
}

type TreeNode = { readonly kind?: string } & Readonly<Record<string, unknown>>;

/** Nodes by their name; products have no `kind` and are found by their type. */
const NODES: ReadonlyMap<string, AstNodeInfo> = new Map(
  AST_TYPES.flatMap((type) =>
    type.nodes.map((node) => [type.form === "product" ? type.name : node.name, node] as const),
  ),
);
const TYPES = new Map(AST_TYPES.map((type) => [type.name, type]));

export function dumpTree(tree: mod): string {
  return nodeText(tree as unknown as TreeNode, "mod", 0).text;
}

function nodeText(node: TreeNode, type: string, depth: number): Piece {
  const info = NODES.get(node.kind ?? type)!;
  const level = depth + 1;
  const prefix = `\n${INDENT.repeat(level)}`;
  const args: string[] = [];
  let allSimple = true;
  for (const field of info.fields) {
    const value = node[field.key];
    if (field.quantity === "optional" && (value === null || value === undefined)) continue;
    const isList = field.quantity === "sequence" || field.quantity === "optional-items";
    if (isList && (value as unknown[]).length === 0) continue;
    const piece = isList ? listText(value as unknown[], field, level) : valueText(value, field.type, level);
    allSimple &&= piece.simple;
    args.push(`${field.name}=${piece.text}`);
  }
  if (allSimple && args.length <= 3) return { text: `${info.name}(${args.join(", ")})`, simple: args.length === 0 };
  return { text: `${info.name}(${prefix}${args.join(`,${prefix}`)})`, simple: false };
}

function listText(items: readonly unknown[], field: AstField, depth: number): Piece {
  const level = depth + 1;
  const prefix = `\n${INDENT.repeat(level)}`;
  const texts = items.map((item) => valueText(item, field.type, level).text);
  return { text: `[${prefix}${texts.join(`,${prefix}`)}]`, simple: false };
}

function valueText(value: unknown, type: string, depth: number): Piece {
  if (value === null && type !== "constant") return { text: "None", simple: true };
  switch (type) {
    case "identifier":
    case "string":
      return { text: strToJs(strRepr(typeof value === "string" ? strFromJs(value) : (value as never))), simple: true };
    case "int":
      return { text: String(value), simple: true };
    case "constant":
      return { text: constRepr(value as Const, 0), simple: true };
  }
  if (TYPES.get(type)?.form === "choice") return { text: `${value}()`, simple: true };
  return nodeText(value as TreeNode, type, depth);
}
