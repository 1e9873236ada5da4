/** Membership with CPython's courtesy: an unhashable set is looked for as the frozenset it equals. Source: CPython Objects/setobject.c (set_contains). */
import { isException } from "../errors.ts";
import { PyExc_TypeError } from "../exceptions/types.ts";
import type { PyValue } from "../object.ts";
import { makeSet } from "./ops.ts";
import { PySet } from "./set.ts";
import { frozensetType } from "./type.ts";

/** `key`, or a frozenset of its members when it is a set without a hash of its own. */
function retry<T>(set: PySet, key: PyValue, action: (set: PySet, key: PyValue) => T): T {
  try {
    return action(set, key);
  } catch (error) {
    if (!(key instanceof PySet) || !isException(error, PyExc_TypeError)) throw error;
    return action(set, makeSet(frozensetType, key));
  }
}

export function setContains(set: PySet, key: PyValue): boolean {
  return key instanceof PySet ? retry(set, key, has) : set.has(key);
}

export function setDiscard(set: PySet, key: PyValue): boolean {
  return key instanceof PySet ? retry(set, key, remove) : set.delete(key);
}

function has(set: PySet, key: PyValue): boolean {
  return set.has(key);
}

function remove(set: PySet, key: PyValue): boolean {
  return set.delete(key);
}
