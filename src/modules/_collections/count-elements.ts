/** Counting for collections.Counter. */
import { getAttr, typeLookup } from "../../objects/abstract/attributes.ts";
import { call } from "../../objects/abstract/call.ts";
import { setItem } from "../../objects/abstract/container.ts";
import { iter, iterNext } from "../../objects/abstract/iterate.ts";
import { add } from "../../objects/abstract/number.ts";
import { PyDict } from "../../objects/dict/dict.ts";
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
