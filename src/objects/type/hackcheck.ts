/** Guards `object.__setattr__(type, …)`: a base's attribute setter must not bypass a built-in type's own. Source: typeobject.c (hackcheck). */
import { strToJs } from "../../kernel/str.ts";
import { typeError } from "../errors.ts";
import type { PyValue } from "../object.ts";
import type { PyType } from "../type-object.ts";
import { typeOf } from "../typeof.ts";
import { slotSetAttr } from "./dispatchers.ts";

export function hackCheck(self: PyValue, setter: unknown, what: string): void {
  const type = typeOf(self);
  for (let base: PyType | null = defining(type); base !== null; base = base.base) {
    if (base.tp_setattro === setter) return;
    if (base.tp_setattro !== slotSetAttr) {
      throw typeError(`can't apply this ${what} to ${strToJs(type.tp_name)} object`);
    }
  }
}

/** The class, from the root on, that brought the setter in use; Python classes never bring one of their own. */
function defining(type: PyType): PyType {
  const { mro, tp_setattro } = type;
  if (tp_setattro === slotSetAttr) return type;
  for (let i = mro.length - 1; i >= 0; i--) if (mro[i].tp_setattro === tp_setattro) return mro[i];
  return type;
}
