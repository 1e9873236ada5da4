/** Iterators over an OrderedDict and its views; they notice every insertion and removal. Source: CPython Objects/odictobject.c (odictiter_*, odictkeys_*). */

import { builtin } from "../../objects/abstract/builtin.ts";
import { defineType, method } from "../../objects/declare.ts";
import { PyDictView } from "../../objects/dict/view.ts";
import { dictItemsType, dictKeysType, dictValuesType } from "../../objects/dict/views.ts";
import { keyError, runtimeError } from "../../objects/errors.ts";
import { selfIter } from "../../objects/iterators/common.ts";
import { PyList } from "../../objects/list/list.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import type { PyOrderedDict } from "./ordered-dict.ts";

export type Part = "keys" | "values" | "items";

export class OrderedIter implements PyObject {
  static {
    inheritPyObject(OrderedIter);
  }
  type: PyType;
  dict: PyOrderedDict | undefined;
  readonly part: Part;
  readonly reversed: boolean;
  private at: number;
  private readonly state: number;

  constructor(dict: PyOrderedDict, part: Part, reversed: boolean) {
    this.type = orderedIterType;
    this.dict = dict;
    this.part = part;
    this.reversed = reversed;
    this.at = reversed ? dict.lastIndex() : dict.firstIndex();
    this.state = dict.keysVersion;
  }

  next(): PyValue | undefined {
    const { dict, at } = this;
    if (dict === undefined) return undefined;
    if (at < 0) {
      this.dict = undefined;
      return undefined;
    }
    if (dict.keysVersion !== this.state) {
      this.dict = undefined;
      throw runtimeError("OrderedDict mutated during iteration");
    }
    const stray = dict.stray();
    if (stray !== undefined) throw keyError(stray);
    const key = dict.keys[at]!;
    const value = lookedUp(dict, key, at);
    if (this.reversed) {
      let i = at - 1;
      while (i >= 0 && dict.keys[i] === undefined) i--;
      this.at = i;
    } else this.at = dict.nextIndex(at + 1);
    return this.part === "keys" ? key : this.part === "values" ? value : new PyTuple([key, value]);
  }

  /** What is still to come, without moving on. */
  rest(): PyValue[] {
    const left: PyValue[] = [];
    const { dict, at } = this;
    for (let item = this.next(); item !== undefined; item = this.next()) left.push(item);
    this.dict = dict;
    this.at = at;
    return left;
  }
}

/** The order has only the key, by which the value is looked up: another hash than before does not find it. */
function lookedUp(dict: PyOrderedDict, key: PyValue, at: number): PyValue {
  const value = typeof key === "object" && key !== null ? dict.get(key) : dict.vals[at];
  if (value === undefined) throw keyError(key);
  return value;
}

export const orderedIterType: PyType = defineType<OrderedIter>({
  name: "odict_iterator",
  basicsize: 64,
  doc: null,
  flags: ["disallow_instantiation"],
  slots: { tp_iter: selfIter, tp_iternext: (self) => self.next() },
  methods: {
    __reduce__: method(
      [],
      "Return state information for pickling",
      (self: OrderedIter) => new PyTuple([builtin("iter"), new PyTuple([new PyList(self.rest())])]),
    ),
  },
});

function viewType(name: string, base: () => PyType, part: Part): PyType {
  return defineType<PyDictView>({
    name,
    doc: null,
    base,
    slots: { tp_iter: (self) => new OrderedIter(self.dict as PyOrderedDict, part, false) },
    methods: {
      __reversed__: method([], "", (self: PyDictView) => new OrderedIter(self.dict as PyOrderedDict, part, true)),
    },
  });
}

export const orderedKeysType: PyType = viewType("odict_keys", () => dictKeysType, "keys");
export const orderedValuesType: PyType = viewType("odict_values", () => dictValuesType, "values");
export const orderedItemsType: PyType = viewType("odict_items", () => dictItemsType, "items");

export function orderedView(type: PyType, dict: PyOrderedDict): PyValue {
  return new PyDictView(type, dict);
}
