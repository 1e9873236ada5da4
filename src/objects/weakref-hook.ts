/** The `__weakref__` attribute; the weakref types themselves are a module's and install the lookup here. */
import { type GetSetSpec, getset } from "./declare.ts";
import type { PyValue } from "./object.ts";

let firstReference: (object: PyValue) => PyValue = () => null;

/** Called once by modules/_weakref. */
export function registerWeakrefLookup(lookup: (object: PyValue) => PyValue): void {
  firstReference = lookup;
}

export function weakrefGetSet(): GetSetSpec {
  return getset((self: PyValue) => firstReference(self), undefined, "list of weak references to the object");
}
