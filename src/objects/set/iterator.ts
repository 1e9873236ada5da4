/** The iterator over sets: walks CPython's table where there is one (order.ts), else the insertion order. Source: CPython Objects/setobject.c (setiter_*). */

import { builtin } from "../abstract/builtin.ts";
import { defineType, method } from "../declare.ts";
import { runtimeError } from "../errors.ts";
import { selfIter } from "../iterators/common.ts";
import { PyList } from "../list/list.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { DUMMY, members, walkedTable } from "./order.ts";
import type { PySet } from "./set.ts";

export class SetIter implements PyObject {
  static {
    inheritPyObject(SetIter);
  }
  type: PyType;
  /** The set; undefined once exhausted. */
  set: PySet | undefined;
  at: number;
  /** The set's size at the start; -1 after a change was reported. */
  used: number;
  left: number;

  constructor(set: PySet) {
    this.type = setIterType;
    this.set = set;
    this.at = 0;
    this.used = set.used;
    this.left = set.used;
  }
}

export const setIterType: PyType = defineType<SetIter>({
  name: "set_iterator",
  basicsize: 48,
  doc: null,
  flags: ["disallow_instantiation", "gc"],
  slots: { tp_iter: selfIter, tp_iternext: setIterNext },
  rest: setIterRest,
  methods: {
    __length_hint__: method([], "Return an estimate of how many members are left.", (self: SetIter) =>
      self.set !== undefined && self.used === self.set.used ? self.left : 0,
    ),
    __reduce__: method([], "Return state information for pickling.", setIterReduce),
  },
});

function setIterNext(self: SetIter): PyValue | undefined {
  const set = self.set;
  if (set === undefined) return undefined;
  if (self.used !== set.used) {
    self.used = -1; // the error is sticky
    throw runtimeError("Set changed size during iteration");
  }
  const table = walkedTable(set);
  const slots = table === null ? set.keys : table.slots;
  let at = self.at;
  while (at < slots.length && (slots[at] === undefined || slots[at] === DUMMY)) at++;
  if (at >= slots.length) {
    self.set = undefined;
    return undefined;
  }
  self.at = at + 1;
  self.left--;
  return slots[at] as PyValue;
}

/** Of a set that has changed or has been begun, one by one. */
function setIterRest(self: SetIter): PyValue[] | undefined {
  const { set } = self;
  if (set === undefined || self.used !== set.used || self.at > 0) return undefined;
  self.set = undefined;
  self.left = 0;
  return members(set);
}

function setIterReduce(self: SetIter): PyValue {
  const rest: PyValue[] = [];
  if (self.set !== undefined) {
    const copy = new SetIter(self.set);
    copy.at = self.at;
    copy.used = self.used;
    copy.left = self.left;
    for (let item = setIterNext(copy); item !== undefined; item = setIterNext(copy)) rest.push(item);
  }
  return new PyTuple([builtin("iter"), new PyTuple([new PyList(rest)])]);
}
