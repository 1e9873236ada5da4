/** Giving a class its MRO: C3, or what an override of `mro()` in the metaclass answers. Source: CPython Objects/typeobject.c (mro_internal). */
import { strToJs } from "../../kernel/str.ts";
import { lookupSpecial, typeLookup } from "../abstract/attributes.ts";
import { call } from "../abstract/call.ts";
import { toArray } from "../abstract/iterate.ts";
import { typeError } from "../errors.ts";
import { isSubtype, PyType } from "../type-object.ts";
import { typeName } from "../typeof.ts";
import { computeMro } from "./mro.ts";
import { typeType } from "./type.ts";

/** Sets the type's MRO. False: a Python `mro()` has done so meanwhile, which stands. */
export function mroInternal(type: PyType): boolean {
  const old = type.mro;
  const mro = mroInvoke(type);
  if (type.mro !== old) return false;
  type.mro = mro;
  type.cache.clear();
  return true;
}

function mroInvoke(type: PyType): PyType[] {
  const metatype = type.type;
  if (metatype === typeType) return computeMro(type, type.bases);
  const method = typeLookup(metatype, "mro");
  if (method === undefined || method === typeType.dict.getStr("mro")) return computeMro(type, type.bases);
  const result = toArray(call(lookupSpecial(type, "mro")!, []));
  const solid = type.solid;
  for (const item of result) {
    if (!(item instanceof PyType)) throw typeError(`mro() returned a non-class ('${typeName(item)}')`);
    if (!isSubtype(solid, item.solid)) {
      throw typeError(`mro() returned base with unsuitable layout ('${strToJs(item.tp_name)}')`);
    }
  }
  for (const base of result as PyType[]) {
    if (base !== type) (base.dependents ??= new Set()).add((type.weakref ??= new WeakRef(type)));
  }
  return result as PyType[];
}
