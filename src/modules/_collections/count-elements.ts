/** Counting for collections.Counter. */
import { getAttr, typeLookup } from "../../objects/abstract/attributes.ts";
import { call } from "../../objects/abstract/call.ts";
import { setItem } from "../../objects/abstract/container.ts";
import { iter, iterNext } from "../../objects/abstract/iterate.ts";
import { add } from "../../objects/abstract/number.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { findDirect } from "../../objects/dict/key-table.ts";
import { dictType } from "../../objects/dict/type.ts";
import type { PyValue } from "../../objects/object.ts";
import { typeOf } from "../../objects/typeof.ts";

/** A mapping with dict's own `get` and `__setitem__` is updated directly. */
export function countElements(mapping: PyValue, iterable: PyValue): PyValue {
  const iterator = iter(iterable);
  const type = typeOf(mapping);
  const plain =
    mapping instanceof PyDict &&
    typeLookup(type, "get") === typeLookup(dictType, "get") &&
    typeLookup(type, "__setitem__") === typeLookup(dictType, "__setitem__");
  if (plain) {
    const dict = mapping as PyDict;
    for (let item = iterNext(iterator); item !== undefined; item = iterNext(iterator)) {
      const at = typeof item === "string" && dict.cells === null ? findDirect(dict, item) : -1;
      const counted = at < 0 ? undefined : dict.vals[at];
      if (typeof counted === "number" && counted < Number.MAX_SAFE_INTEGER) {
        dict.vals[at] = counted + 1;
        continue;
      }
      const count = dict.get(item);
      dict.set(item, count === undefined ? 1 : add(count, 1));
    }
    return null;
  }
  const get = getAttr(mapping, "get");
  for (let item = iterNext(iterator); item !== undefined; item = iterNext(iterator)) {
    setItem(mapping, item, add(call(get, [item, 0]), 1));
  }
  return null;
}
