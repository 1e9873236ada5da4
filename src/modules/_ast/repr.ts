/** `repr(node)`: fields, shortened below the third level and in long lists. Source: CPython Python/Python-ast.c (ast_repr_max_depth). */
import { strToJs } from "../../kernel/str.ts";
import { lookupAttr } from "../../objects/abstract/attributes.ts";
import { toArray } from "../../objects/abstract/iterate.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { PyList } from "../../objects/list/list.ts";
import type { PyInstance, PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { isSubtype } from "../../objects/type-object.ts";
import { typeOf } from "../../objects/typeof.ts";
import { astType } from "./base.ts";

export function astRepr(self: PyInstance): PyValue {
  return show(self, 3);
}

function show(node: PyValue, depth: number): string {
  const name = strToJs(typeOf(node).name);
  const fields = lookupAttr(typeOf(node), "_fields");
  const names = fields === undefined ? [] : toArray(fields);
  if (depth <= 0) return `${name}(...)`;
  if (names.length === 0) return `${name}()`;
  const parts = names.map((field) => {
    const value = lookupAttr(node, asStr(field)!) ?? null;
    return `${strToJs(asStr(field)!)}=${showValue(value, depth)}`;
  });
  return `${name}(${parts.join(", ")})`;
}

function showValue(value: PyValue, depth: number): string {
  if (value instanceof PyList || value instanceof PyTuple) return showItems(value, depth);
  return isSubtype(typeOf(value), astType) ? show(value, depth - 1) : reprJs(value);
}

/** A list shows its first and last item. */
function showItems(value: PyList | PyTuple, depth: number): string {
  const { items } = value;
  const item = (v: PyValue): string => (isSubtype(typeOf(v), astType) ? show(v, depth - 1) : reprJs(v));
  const shown = items.length === 0 ? [] : [item(items[0])];
  if (items.length > 2) shown.push("...");
  if (items.length > 1) shown.push(item(items[items.length - 1]));
  return value instanceof PyList ? `[${shown.join(", ")}]` : `(${shown.join(", ")})`;
}
