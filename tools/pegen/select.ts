/** Which rules the generated parser has, and in which form. */
import type { Alt, Item, NamedItem, Rule } from "./grammar.ts";
import type { Lowering } from "./lower.ts";
import { SKIPPED } from "./shortcuts.ts";

/** Whether an alternative starts with a rule. */
export const startsWith = (alt: Alt, rule: string): boolean => {
  const [first] = alt.items;
  return first !== undefined && first.item.kind === "name" && first.item.name === rule;
};

/** The rules that correct modules and expressions can need, without their invalid_ alternatives. */
export function reachable(lowering: Lowering): Map<string, Rule> {
  const result = new Map<string, Rule>();
  const todo = ["file", "eval"];
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    if (result.has(name)) continue;
    const rule = lowering.rules.get(name)!;
    const skipped = SKIPPED[name];
    const kept = rule.alts.filter((alt, i) => i !== skipped && !mentionsInvalid(alt.items));
    const alts = kept.flatMap((alt) => withoutIndirection(lowering, name!, alt));
    result.set(name, { ...rule, alts });
    for (const alt of alts) for (const { item } of alt.items) collect(lowering, item, todo);
  }
  return result;
}

const mentionsInvalid = (items: NamedItem[]): boolean =>
  items.some(({ item }) => item.kind === "name" && item.name.startsWith("invalid_"));

/** Makes recursion through another rule direct: `attr` starts with `name_or_attr`, which starts with `attr`. */
function withoutIndirection(lowering: Lowering, name: string, alt: Alt): Alt[] {
  const [first, ...rest] = alt.items;
  if (first?.item.kind !== "name" || first.item.name === name) return [alt];
  const other = lowering.rules.get(first.item.name);
  if (!lowering.lowered.get(name)!.leftRecursive || !other?.alts.some((a) => startsWith(a, name))) return [alt];
  return other.alts.map((inner) => ({ ...alt, items: [{ ...first, item: inner.items[0].item }, ...rest] }));
}

function collect(lowering: Lowering, item: Item, names: string[]): void {
  if (item.kind === "name") {
    if (lowering.rules.has(item.name)) names.push(item.name);
  } else if (item.kind === "group") {
    for (const alt of item.alts) for (const named of alt.items) collect(lowering, named.item, names);
  } else if (item.kind === "gather") {
    collect(lowering, item.separator, names);
    collect(lowering, item.item, names);
  } else if ("item" in item) collect(lowering, item.item, names);
}
