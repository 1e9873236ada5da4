/** Guards `object.__setattr__(type, …)`: a base's attribute setter must not bypass a built-in type's own. Source: typeobject.c (hackcheck). */
import { strToJs } from "../../kernel/str.ts";
import { typeError } from "../errors.ts";
import type { PyValue } from "../object.ts";
import type { PyType } from "../type-object.ts";
import { typeOf } from "../typeof.ts";
import { slotSetAttr } from "./dispatchers.ts";

export function hackCheck(self: PyValue, setter: unknown, what: string): void {
  const type = typeOf(self);
  // The class, from the root on, that brought the setter in use; Python classes never bring one of their own.
  const defining = type.mro.findLast(
    (base) => base.tp_setattro !== slotSetAttr && base.tp_setattro === type.tp_setattro,
  );
  for (let base: PyType | null = defining ?? type; base !== null; base = base.base) {
    if (base.tp_setattro === setter) return;
    if (base.tp_setattro !== slotSetAttr) {
      throw typeError(`can't apply this ${what} to ${strToJs(type.tp_name)} object`);
    }
  }
}
