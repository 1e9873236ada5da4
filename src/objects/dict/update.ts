/** Filling dicts from mappings, pairs and keywords. Source: CPython Objects/dictobject.c (dict_merge, merge_from_seq2, _PyDict_FromKeys). */
import { charge } from "../../kernel/interrupt.ts";
import { lookupAttr } from "../abstract/attributes.ts";
import { call0, callMethod } from "../abstract/call.ts";
import { getItem, setItem } from "../abstract/container.ts";
import { isIterable, iter, iterNext, toArray } from "../abstract/iterate.ts";
import { isException, keyError, runtimeError, typeError, valueError } from "../errors.ts";
import { toPyException } from "../exceptions/convert.ts";
import { PyExc_TypeError } from "../exceptions/types.ts";
import { PyList } from "../list/list.ts";
import type { KwNames, PyValue } from "../object.ts";
import { eachMember } from "../set/order.ts";
import { PySet } from "../set/set.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { typeName } from "../typeof.ts";
import { PyDict } from "./dict.ts";
import { codeAt } from "./key-table.ts";
import { dictType } from "./type.ts";

/** What `dictMerge` does with a key that is there already. */
export const KEEP = 0;
export const OVERRIDE = 1;
/** Throws KeyError(key), which the caller rewords: `f(**a, **b)`. */
export const REFUSE = 2;

/** `tp_init`. */
export function dictInit(self: PyDict, args: PyValue[], kwnames: KwNames): void {
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  if (positional > 1) throw typeError(`dict expected at most 1 argument, got ${positional}`);
  if (positional === 1) updateFrom(self, args[0]);
  if (kwnames === null) return;
  for (let i = 0; i < kwnames.length; i++) self.set(kwnames[i], args[positional + i]);
}

export function dictUpdate(self: PyDict, args: PyValue[], kwargs: PyDict): null {
  if (args.length > 1) throw typeError(`update expected at most 1 argument, got ${args.length}`);
  if (args.length === 1) updateFrom(self, args[0]);
  if (kwargs.used > 0) dictMerge(self, kwargs, OVERRIDE);
  return null;
}

/** Takes entries from a mapping (something with `keys`) or an iterable of pairs. */
export function updateFrom(self: PyDict, source: PyValue): void {
  if (source instanceof PyDict && source.type === dictType) dictMerge(self, source, OVERRIDE);
  else if (lookupAttr(source, "keys") !== undefined) dictMerge(self, source, OVERRIDE);
  else mergePairs(self, source);
}

/** Merges a mapping into a dict. */
export function dictMerge(into: PyDict, from: PyValue, mode: 0 | 1 | 2): void {
  if (from instanceof PyDict && from.type.tp_iter === dictType.tp_iter) {
    mergeDict(into, from, mode);
    return;
  }
  const keys = iter(mappingKeys(from));
  for (;;) {
    const key = iterNext(keys);
    if (key === undefined) return;
    if (mode !== OVERRIDE && into.has(key)) {
      if (mode === KEEP) continue;
      throw keyError(key);
    }
    into.set(key, getItem(from, key));
  }
}

function mergeDict(into: PyDict, from: PyDict, mode: 0 | 1 | 2): void {
  if (into === from || from.used === 0 || into.copiesAll(from)) return;
  charge(from.used);
  const version = from.keysVersion;
  for (let at = from.nextIndex(0); at >= 0; at = from.nextIndex(at + 1)) {
    const key = from.keys[at]!;
    const value = from.vals[at]!;
    const code = codeAt(from, at);
    if (mode === OVERRIDE || !into.has(key, code)) into.set(key, value, code);
    else if (mode === REFUSE) throw keyError(key);
    if (from.keysVersion !== version) throw runtimeError("dict mutated during update");
  }
}

/** `PyMapping_Keys`. */
export function mappingKeys(mapping: PyValue): PyValue {
  return mappingList(mapping, "keys");
}

/** The list of `mapping.keys()`, `.values()` or `.items()` (method_output_as_list). */
export function mappingList(mapping: PyValue, name: string): PyList {
  const output = callMethod(mapping, name);
  if (!isIterable(output)) {
    throw typeError(`${typeName(mapping)}.${name}() returned a non-iterable (type ${typeName(output)})`);
  }
  return new PyList(toArray(output));
}

function mergePairs(into: PyDict, source: PyValue): void {
  const iterator = iter(source);
  for (let n = 0; ; n++) {
    const item = iterNext(iterator);
    if (item === undefined) return;
    const pair = pairItems(item, n);
    if (pair.length !== 2) {
      throw valueError(`dictionary update sequence element #${n} has length ${pair.length}; 2 is required`);
    }
    into.set(pair[0], pair[1]);
  }
}

/** PySequence_Fast of a pair; a TypeError on the way gets a note that says which one it was. */
function pairItems(item: PyValue, n: number): readonly PyValue[] {
  if (item instanceof PyTuple || item instanceof PyList) return item.items;
  try {
    return toArray(iterable(item));
  } catch (error) {
    if (!isException(error, PyExc_TypeError)) throw error;
    const raised = toPyException(error)!;
    callMethod(raised, "add_note", [`Cannot convert dictionary update sequence element #${n} to a sequence`]);
    throw raised;
  }
}

function iterable(item: PyValue): PyValue {
  try {
    return iter(item);
  } catch (error) {
    throw isException(error, PyExc_TypeError) ? typeError("object is not iterable") : error;
  }
}

export function dictFromKeys(cls: PyType, iterable: PyValue, value: PyValue): PyValue {
  const made = cls === dictType ? new PyDict() : call0(cls);
  if (made instanceof PyDict && made.type === dictType) {
    if (iterable instanceof PyDict && iterable.type === dictType) {
      charge(iterable.used);
      for (let at = iterable.nextIndex(0); at >= 0; at = iterable.nextIndex(at + 1)) {
        made.set(iterable.keys[at]!, value, codeAt(iterable, at));
      }
      return made;
    }
    if (iterable instanceof PySet && iterable.type.spec !== null) {
      eachMember(iterable, (key, code) => {
        made.set(key, value, code);
      });
      return made;
    }
  }
  const iterator = iter(iterable);
  const exact = made instanceof PyDict && made.type === dictType ? made : null;
  for (;;) {
    const key = iterNext(iterator);
    if (key === undefined) return made;
    if (exact !== null) exact.set(key, value);
    else setItem(made, key, value);
  }
}

/** A new dict made as `dict(source)` makes it. */
export function dictFrom(source: PyValue): PyDict {
  const made = new PyDict();
  updateFrom(made, source);
  return made;
}
