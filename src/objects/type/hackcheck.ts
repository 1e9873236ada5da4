/** Guards `object.__setattr__(type, …)`: a base's attribute setter must not bypass a built-in type's own. Source: typeobject.c (hackcheck). */
import { strToJs } from "../../kernel/str.ts";
import { typeError } from "../errors.ts";
import type { PyValue } from "../object.ts";
import { typeOf } from "../typeof.ts";

export function hackCheck(self: PyValue, setter: unknown, what: string): void {
  const type = typeOf(self);
  const { mro } = type;
  let i = mro.length - 1;
  // Find the last class (from the root) whose setter is the one called, then the first built-in one before it that differs.
  while (i >= 0 && mro[i].tp_setattro !== setter) i--;
  for (let j = 0; j <= i; j++) {
    const base = mro[j];
    if (base.tp_setattro === setter) break;
    if (base.spec !== null && base.spec.slots?.tp_setattro !== undefined) {
      throw typeError(`can't apply this ${what} to '${strToJs(type.tp_name)}' object`);
    }
  }
}
