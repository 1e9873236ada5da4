/** Counting for collections.Counter. */
import { getAttr, typeLookup } from "../../objects/abstract/attributes.ts";
import { call } from "../../objects/abstract/call.ts";
import { setItem } from "../../objects/abstract/container.ts";
import { iter, iterNext } from "../../objects/abstract/iterate.ts";
import { add } from "../../objects/abstract/number.ts";
import { MOST_UNCHECKED } from "../../objects/collect.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { rawHashCode } from "../../objects/dict/hash-code.ts";
import { directKey, find, findDirect, UNSURE } from "../../objects/dict/key-table.ts";
import { findTuple } from "../../objects/dict/tuple-keys.ts";
import { dictType } from "../../objects/dict/type.ts";
import { machine, type Sink } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { tupleType } from "../../objects/tuple/type.ts";
import { typeOf } from "../../objects/typeof.ts";

/** A mapping with dict's own `get` and `__setitem__` is updated directly. May answer PENDING. */
export function countElements(mapping: PyValue, iterable: PyValue): PyValue {
  const iterator = iter(iterable);
  const type = typeOf(mapping);
  const plain =
    mapping instanceof PyDict &&
    typeLookup(type, "get") === typeLookup(dictType, "get") &&
    typeLookup(type, "__setitem__") === typeLookup(dictType, "__setitem__");
  const tally = plain ? new DictTally(mapping) : new Tally(mapping);
  if (machine.runsPython(iterator)) return machine.drain(iterator, tally);
  for (let item = iterNext(iterator); item !== undefined; item = iterNext(iterator)) tally.take(item);
  return null;
}

class DictTally implements Sink {
  private readonly dict: PyDict;
  constructor(dict: PyDict) {
    this.dict = dict;
  }
  take(item: PyValue): boolean {
    const { dict } = this;
    const at = this.quickly(item);
    const counted = at < 0 ? undefined : dict.vals[at];
    if (typeof counted === "number" && counted < Number.MAX_SAFE_INTEGER) {
      dict.vals[at] = counted + 1;
    } else {
      const code = directKey(item) === undefined ? rawHashCode(item) : undefined;
      const found = at === UNSURE ? find(dict, item, code) : at;
      dict.set(item, found < 0 ? 1 : add(dict.vals[found]!, 1), code);
    }
    return true;
  }
  /** The entry of a key that no Python code need compare and no cell mirrors, ABSENT, or UNSURE. */
  private quickly(item: PyValue): number {
    const { dict } = this;
    if (typeof item === "number" || typeof item === "string") {
      const at = dict.cells === null ? findDirect(dict, item) : UNSURE;
      return at < 0 ? UNSURE : at;
    }
    return item instanceof PyTuple && item.type === tupleType ? findTuple(dict, item) : UNSURE;
  }
  /** Ints and texts, among keys that Python's `==` has no say in. */
  takeNow(item: PyValue): boolean {
    const { dict } = this;
    const isPlain = typeof item === "number" || typeof item === "string";
    if (!isPlain || dict.others !== null || dict.cells !== null) return false;
    const at = findDirect(dict, item);
    if (at >= 0) {
      const counted = dict.vals[at];
      if (typeof counted !== "number" || counted === Number.MAX_SAFE_INTEGER) return false;
      dict.vals[at] = counted + 1;
      return true;
    }
    if (dict.used >= MOST_UNCHECKED) return false;
    dict.set(item, 1);
    return true;
  }
  result(): PyValue {
    return null;
  }
}

class Tally implements Sink {
  private readonly mapping: PyValue;
  private readonly get: PyValue;
  constructor(mapping: PyValue) {
    this.mapping = mapping;
    this.get = getAttr(mapping, "get");
  }
  take(item: PyValue): boolean {
    setItem(this.mapping, item, add(call(this.get, [item, 0]), 1));
    return true;
  }
  result(): PyValue {
    return null;
  }
}
