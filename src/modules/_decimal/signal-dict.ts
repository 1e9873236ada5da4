/** The mapping views of a context's flags and traps. Source: CPython Modules/_decimal/_decimal.c (signaldict_*). */

import { genericGetAttr } from "../../objects/abstract/attributes.ts";
import { equal, isTrue } from "../../objects/abstract/compare.ts";
import { iter } from "../../objects/abstract/iterate.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { defineType, method } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { keyError, typeError, valueError } from "../../objects/errors.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import { NOT_IMPLEMENTED } from "../../objects/singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "../../objects/slots.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { decimalState, type PyDecContext } from "./context.ts";
import { SIGNALS, signalBits } from "./signals.ts";

export class SignalDict extends PyObject {
  /** Null in an instance that a program made. */
  owner: PyDecContext | null = null;
  field: "status" | "traps" = "status";

  get bits(): number {
    if (this.owner === null) throw valueError("invalid signal dict");
    return this.owner[this.field];
  }
}

export const signalDictMixin: PyType = defineType<SignalDict>({
  name: "decimal.SignalDictMixin",
  basicsize: 24,
  doc: null,
  flags: ["basetype", "heaptype", "immutable"],
  alloc: (type) => new SignalDict(type),
  slots: {
    tp_getattro: genericGetAttr,
    tp_repr: signalDictRepr,
    tp_hash: null,
    tp_richcompare: signalDictCompare,
    tp_iter: (self) => iter(new PyTuple(self.bits >= 0 ? SIGNALS.map((signal) => signal.type) : [])),
    tp_new: (type) => type.tp_alloc!(type),
    mp_length: (self) => (self.bits >= 0 ? SIGNALS.length : 0),
    mp_subscript: (self, key) => (self.bits & signalBits(key)) !== 0,
    mp_ass_subscript: signalDictSet,
  },
  methods: {
    copy: method([], "A dict with the same items.", (self: SignalDict) => signalDict(self.bits), { signature: null }),
  },
});

/** A context's view of one of its fields. */
export function signalView(owner: PyDecContext, field: "status" | "traps"): PyValue {
  const type = decimalState().signalDictType as PyType;
  const made = type.tp_alloc!(type) as SignalDict;
  made.owner = owner;
  made.field = field;
  return made;
}

function signalDict(bits: number): PyDict {
  const dict = new PyDict();
  for (const signal of SIGNALS) dict.set(signal.type, (bits & signal.bits) !== 0);
  return dict;
}

function signalDictSet(self: SignalDict, key: PyValue, value: PyValue | undefined): void {
  if (self.owner === null) throw valueError("invalid signal dict");
  if (value === undefined) throw valueError("signal keys cannot be deleted");
  const bits = signalBits(key);
  if (isTrue(value)) self.owner[self.field] |= bits;
  else self.owner[self.field] &= ~bits;
}

/** The bits that a mapping of all signals stands for. */
export function bitsOfMapping(value: PyValue): number {
  if (value instanceof SignalDict) return value.bits;
  if (!(value instanceof PyDict)) throw typeError("argument must be a signal dict");
  if (value.size !== SIGNALS.length) throw keyError("invalid signal dict");
  let bits = 0;
  for (const key of value.keysArray())
    if (isTrue(value.get(key)!)) bits |= signalBits(key);
    else signalBits(key);
  return bits;
}

function signalDictCompare(self: SignalDict, other: PyValue, op: CompareOp): PyValue {
  if (op !== Py_EQ && op !== Py_NE) return NOT_IMPLEMENTED;
  let same: boolean;
  if (other instanceof SignalDict) same = self.bits === other.bits;
  else if (other instanceof PyDict) same = other.size === SIGNALS.length && equal(signalDict(self.bits), other);
  else return NOT_IMPLEMENTED;
  return op === Py_EQ ? same : !same;
}

function signalDictRepr(self: SignalDict): PyValue {
  const { bits } = self;
  return `{${SIGNALS.map((signal) => `${reprJs(signal.type)}:${(bits & signal.bits) !== 0 ? "True" : "False"}`).join(", ")}}`;
}
