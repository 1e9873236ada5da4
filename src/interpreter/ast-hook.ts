/** Between syntax trees and the objects of the `_ast` module, which registers the conversions when it is first imported. */
import { importModule } from "../objects/import-hook.ts";
import type { PyValue } from "../objects/object.ts";
import type { mod } from "../parser/generated/ast.ts";
import type { ParseMode } from "../parser/parse.ts";
import type { SourceOptions } from "./source.ts";

interface Conversions {
  /** The AST object of a tree; `optimize` runs the preprocessor first. */
  toObject(tree: mod, optimize: boolean, options: SourceOptions): PyValue;
  /** The tree of an AST object, validated; undefined for other objects. */
  toTree(object: PyValue, mode: ParseMode): mod | undefined;
}

let conversions: Conversions | null = null;

export function registerAst(installed: Conversions): void {
  conversions = installed;
}

export function astOf(tree: mod, optimize: boolean, options: SourceOptions): PyValue {
  if (conversions === null) importModule("_ast");
  return conversions!.toObject(tree, optimize, options);
}

/** Without the module nobody can hold an AST object. */
export function treeOfObject(object: PyValue, mode: ParseMode): mod | undefined {
  return conversions === null ? undefined : conversions.toTree(object, mode);
}
