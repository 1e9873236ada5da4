/** What the `memo` attributes of picklers and unpicklers give: black boxes that can be copied, cleared and handed to another one. */

import { asInt, ssizeIndex } from "../../objects/abstract/number.ts";
import { identity } from "../../objects/address.ts";
import { defineType, type GetSetSpec, getset, method } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { dictType } from "../../objects/dict/type.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import type { PyPickler } from "./pickler.ts";
import type { PyUnpickler } from "./unpickler.ts";

class MemoProxy<T> extends PyObject {
  readonly owner: T;
  constructor(type: PyType, owner: T) {
    super(type);
    this.owner = owner;
  }
}

/** A proxy's type: how its owner's memo is cleared and copied into a dict. */
function define<T>(name: string, clear: (owner: T) => void, copy: (owner: T) => PyDict): PyType {
  return defineType<MemoProxy<T>>({
    name: `_pickle.${name}`,
    basicsize: 24,
    doc: null,
    flags: ["basetype", "heaptype", "immutable"],
    slots: { tp_hash: null },
    methods: {
      clear: method([], "Remove all items from memo.", (self: MemoProxy<T>) => {
        clear(self.owner);
        return null;
      }),
      copy: method([], "Copy the memo to a new object.", (self: MemoProxy<T>) => copy(self.owner)),
      __reduce__: method(
        [],
        "Implement pickle support.",
        (self: MemoProxy<T>) => new PyTuple([dictType, new PyTuple([copy(self.owner)])]),
      ),
    },
  });
}

export const picklerMemoProxyType: PyType = define<PyPickler>(
  "PicklerMemoProxy",
  (owner) => owner.memo.clear(),
  (owner) => {
    const dict = new PyDict();
    for (const [value, index] of owner.memo) dict.set(identity(value), new PyTuple([index, value]));
    return dict;
  },
);

export const unpicklerMemoProxyType: PyType = define<PyUnpickler>(
  "UnpicklerMemoProxy",
  (owner) => owner.memo.clear(),
  (owner) => {
    const dict = new PyDict();
    for (const [index, value] of owner.memo.entries()) dict.set(index, value);
    return dict;
  },
);

export const picklerMemo: GetSetSpec = getset(
  (self: PyPickler) => new MemoProxy(picklerMemoProxyType, self),
  (self: PyPickler, value: PyValue | undefined) => {
    self.memo = picklerMemoFrom(value);
  },
  null,
);

function picklerMemoFrom(value: PyValue | undefined): Map<PyValue, number> {
  if (value === undefined) throw typeError("attribute deletion is not supported");
  if (value instanceof MemoProxy && value.type === picklerMemoProxyType)
    return new Map((value.owner as PyPickler).memo);
  if (!(value instanceof PyDict)) {
    throw typeError(`'memo' attribute must be a PicklerMemoProxy object or dict, not ${typeName(value)}`);
  }
  const memo = new Map<PyValue, number>();
  for (const entry of value.valuesArray()) {
    if (!(entry instanceof PyTuple) || entry.items.length !== 2) {
      throw typeError("'memo' values must be 2-item tuples");
    }
    memo.set(entry.items[1], ssizeIndex(entry.items[0]));
  }
  return memo;
}

export const unpicklerMemo: GetSetSpec = getset(
  (self: PyUnpickler) => new MemoProxy(unpicklerMemoProxyType, self),
  setUnpicklerMemo,
  null,
);

function setUnpicklerMemo(self: PyUnpickler, value: PyValue | undefined): void {
  if (value === undefined) throw typeError("attribute deletion is not supported");
  if (value instanceof MemoProxy && value.type === unpicklerMemoProxyType) {
    self.memo = (value.owner as PyUnpickler).memo.copy();
    return;
  }
  if (!(value instanceof PyDict)) {
    throw typeError(`'memo' attribute must be an UnpicklerMemoProxy object or dict, not ${typeName(value)}`);
  }
  const memo = self.memo.empty();
  for (let i = value.nextIndex(0); i >= 0; i = value.nextIndex(i + 1)) {
    if (asInt(value.keys[i]!) === undefined) throw typeError("memo key must be integers");
    const index = ssizeIndex(value.keys[i]!);
    if (index < 0) throw valueError("memo key must be positive integers.");
    memo.put(index, value.vals[i]!);
  }
  self.memo = memo;
}
