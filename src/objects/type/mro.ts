/** C3 linearization. Source: CPython Objects/typeobject.c (mro_implementation, pmerge). */
import { strToJs } from "../../kernel/str.ts";
import { typeError } from "../errors.ts";
import type { PyType } from "../type-object.ts";

/** The method resolution order of a class with these bases, the class itself first. */
export function computeMro(type: PyType, bases: readonly PyType[]): PyType[] {
  for (const base of bases) {
    if (base.mro.length === 0) throw typeError(`Cannot extend an incomplete type '${strToJs(base.tp_name)}'`);
  }
  if (bases.length === 1) return [type, ...bases[0].mro];
  const seen = new Set<PyType>();
  for (const base of bases) {
    if (seen.has(base)) throw typeError(`duplicate base class ${strToJs(base.name)}`);
    seen.add(base);
  }
  const lists = [...bases.map((base) => base.mro), bases];
  const heads = lists.map(() => 0);
  const result: PyType[] = [type];
  for (;;) {
    let empty = 0;
    let chosen: PyType | null = null;
    for (let i = 0; i < lists.length && chosen === null; i++) {
      if (heads[i] >= lists[i].length) {
        empty++;
        continue;
      }
      const candidate = lists[i][heads[i]];
      if (!lists.some((list, j) => list.indexOf(candidate, heads[j] + 1) >= 0)) chosen = candidate;
    }
    if (chosen === null) {
      if (empty === lists.length) return result;
      throw inconsistent(lists, heads);
    }
    result.push(chosen);
    for (let i = 0; i < lists.length; i++) if (lists[i][heads[i]] === chosen) heads[i]++;
  }
}

function inconsistent(lists: readonly (readonly PyType[])[], heads: number[]): unknown {
  const names = new Set<PyType>();
  lists.forEach((list, i) => {
    if (heads[i] < list.length) names.add(list[heads[i]]);
  });
  const shown = [...names].map((t) => strToJs(t.name)).join(", ");
  return typeError(`Cannot create a consistent method resolution order (MRO) for bases ${shown}`);
}
