/**
 * FrameLocalsProxy: `f_locals` of a function frame, a mapping that reads and writes its variables (PEP 667). Names that are no
 * variables of the function are kept beside them, in the frame object. Source: CPython Objects/frameobject.c.
 */
import { CO_FAST } from "../bytecode/codeflags.ts";
import { getAttr, lookupAttr } from "../objects/abstract/attributes.ts";
import { call0, callMethod } from "../objects/abstract/call.ts";
import { equal, hash, richCompare } from "../objects/abstract/compare.ts";
import { getItem } from "../objects/abstract/container.ts";
import { iter, toArray } from "../objects/abstract/iterate.ts";
import { reprJs } from "../objects/abstract/repr.ts";
import { PyCell } from "../objects/cell.ts";
import { object } from "../objects/converters.ts";
import { defineType, method, posOnly } from "../objects/declare.ts";
import { PyDict } from "../objects/dict/dict.ts";
import { keyError, typeError, valueError } from "../objects/errors.ts";
import { PyList } from "../objects/list/list.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../objects/object.ts";
import { guardedRepr } from "../objects/repr-guard.ts";
import { NOT_IMPLEMENTED } from "../objects/singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "../objects/slots.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import type { PyType } from "../objects/type-object.ts";
import { typeName } from "../objects/typeof.ts";
import { FRAME_EXPOSED } from "./frame.ts";
import { localsDict, localValue } from "./frame-namespace.ts";
import { PyFrame } from "./frame-object.ts";

export class FrameLocalsProxy implements PyObject {
  static {
    inheritPyObject(FrameLocalsProxy);
  }
  type: PyType;
  readonly frame: PyFrame;
  constructor(frame: PyFrame) {
    this.type = frameLocalsProxyType;
    this.frame = frame;
    frame.frame.flags |= FRAME_EXPOSED;
  }
}

export const frameLocalsProxyType: PyType = defineType<FrameLocalsProxy>({
  name: "FrameLocalsProxy",
  basicsize: 24,
  signature: null,
  doc: null,
  flags: ["mapping"],
  slots: {
    tp_repr: (self) => guardedRepr(self, "{...}", (proxy) => reprJs(snapshot(proxy))),
    tp_hash: null,
    tp_richcompare: proxyCompare,
    tp_iter: (self) => iter(new PyList(snapshot(self).keysArray())),
    sq_contains: (self, key) => get(self, key) !== undefined,
    mp_length: (self) => snapshot(self).size,
    mp_subscript: proxySubscript,
    mp_ass_subscript: proxyAssign,
    nb_or: proxyOr,
    nb_inplace_or: (self, other) => {
      update(self as FrameLocalsProxy, other);
      return self;
    },
  },
  new: method([posOnly("frame", object)], "", proxyNew),
  methods: {
    __contains__: method(
      [posOnly("object", object)],
      null,
      (self: FrameLocalsProxy, key: PyValue) => get(self, key) !== undefined,
    ),
    __getitem__: method([posOnly("object", object)], null, proxySubscript),
    update: method([posOnly("object", object)], null, (self: FrameLocalsProxy, other: PyValue) => {
      update(self, other);
      return null;
    }),
    __reversed__: method([], null, (self: FrameLocalsProxy) => new PyList(snapshot(self).keysArray().reverse())),
    copy: method([], null, (self: FrameLocalsProxy) => snapshot(self)),
    keys: method([], null, (self: FrameLocalsProxy) => new PyList(snapshot(self).keysArray())),
    values: method([], null, (self: FrameLocalsProxy) => new PyList(snapshot(self).valuesArray())),
    items: method([], null, (self: FrameLocalsProxy) => {
      const dict = snapshot(self);
      const values = dict.valuesArray();
      return new PyList(dict.keysArray().map((key, i) => new PyTuple([key, values[i]])));
    }),
    get: method(
      [posOnly("key", object), posOnly("default", object, null)],
      null,
      (self: FrameLocalsProxy, key: PyValue, fallback: PyValue) => orElse(get(self, key), fallback),
      { signature: null },
    ),
    pop: method([posOnly("key", object), posOnly("default", object, undefined)], null, proxyPop, { signature: null }),
    setdefault: method(
      [posOnly("key", object), posOnly("default", object, null)],
      null,
      (self: FrameLocalsProxy, key: PyValue, fallback: PyValue) => {
        const found = get(self, key);
        if (found !== undefined) return found;
        set(self, key, fallback);
        return fallback;
      },
      { signature: null },
    ),
  },
});

/** A new proxy for the frame. */
export function frameLocalsProxy(frame: PyFrame): FrameLocalsProxy {
  return new FrameLocalsProxy(frame);
}

function proxyNew(_type: PyType, frame: PyValue): PyValue {
  if (!(frame instanceof PyFrame)) throw typeError(`expect frame, not ${typeName(frame)}`);
  return new FrameLocalsProxy(frame);
}

function snapshot(self: FrameLocalsProxy): PyDict {
  return localsDict(self.frame.frame);
}

/** Index of a variable, or -1. A comprehension's variable in a module or class body is there to be read, while it is bound. */
function indexOf(self: FrameLocalsProxy, key: PyValue, reading = false): number {
  const { frame } = self.frame;
  const { unit } = frame.code;
  if (typeof key !== "string") hash(key); // what cannot be hashed is no name
  for (let i = 0; i < unit.localsplusnames.length; i++) {
    const hidden = (unit.localspluskinds[i] & CO_FAST.HIDDEN) !== 0;
    if (hidden && !(reading && localValue(frame, i) !== undefined)) continue;
    if (unit.localsplusnames[i] === key || (typeof key !== "string" && equal(unit.localsplusnames[i], key))) return i;
  }
  return -1;
}

function get(self: FrameLocalsProxy, key: PyValue): PyValue | undefined {
  const index = indexOf(self, key, true);
  if (index >= 0) return localValue(self.frame.frame, index);
  return self.frame.extraLocals?.get(key);
}

function set(self: FrameLocalsProxy, key: PyValue, value: PyValue): void {
  const index = indexOf(self, key);
  if (index < 0) {
    (self.frame.extraLocals ??= new PyDict()).set(key, value);
    return;
  }
  const { frame } = self.frame;
  const at = frame.base + index;
  const slot = frame.stack[at];
  const kind = frame.code.unit.localspluskinds[index];
  if ((kind & (CO_FAST.CELL | CO_FAST.FREE)) !== 0 && slot instanceof PyCell) slot.v = value;
  else frame.stack[at] = value;
}

function proxySubscript(self: FrameLocalsProxy, key: PyValue): PyValue {
  const value = get(self, key);
  if (value === undefined) throw keyError(`local variable '${reprJs(key)}' is not defined`);
  return value;
}

function proxyAssign(self: FrameLocalsProxy, key: PyValue, value: PyValue | undefined): void {
  if (value !== undefined) {
    set(self, key, value);
    return;
  }
  if (indexOf(self, key) >= 0) throw valueError("cannot remove local variables from FrameLocalsProxy");
  if (self.frame.extraLocals === null || !self.frame.extraLocals.delete(key)) throw keyError(key);
}

function proxyPop(self: FrameLocalsProxy, key: PyValue, fallback: PyValue | undefined): PyValue {
  if (indexOf(self, key) >= 0) throw valueError("cannot remove local variables from FrameLocalsProxy");
  const value = orElse(self.frame.extraLocals?.pop(key), fallback);
  if (value === undefined) throw keyError(key);
  return value;
}

function update(self: FrameLocalsProxy, other: PyValue): void {
  if (other instanceof FrameLocalsProxy) {
    if (other !== self) update(self, snapshot(other));
    return;
  }
  const keys = lookupAttr(other, "keys");
  if (keys === undefined) {
    const dict = new PyDict();
    callMethod(dict, "update", [other]);
    update(self, dict);
    return;
  }
  for (const key of toArray(call0(getAttr(other, "keys")))) set(self, key, getItem(other, key));
}

function proxyOr(left: PyValue, right: PyValue): PyValue {
  const mapping = (value: PyValue) => value instanceof FrameLocalsProxy || value instanceof PyDict;
  if (!mapping(left) || !mapping(right)) return NOT_IMPLEMENTED;
  const result = left instanceof FrameLocalsProxy ? snapshot(left) : (left as PyDict).copy();
  callMethod(result, "update", [right instanceof FrameLocalsProxy ? snapshot(right) : right]);
  return result;
}

function proxyCompare(self: FrameLocalsProxy, other: PyValue, op: CompareOp): PyValue {
  if (op !== Py_EQ && op !== Py_NE) return NOT_IMPLEMENTED;
  if (other instanceof FrameLocalsProxy) {
    const same = self.frame.frame === other.frame.frame;
    return op === Py_EQ ? same : !same;
  }
  return other instanceof PyDict ? richCompare(snapshot(self), other, op) : NOT_IMPLEMENTED;
}

/** A found value, None included, or the fallback. */
function orElse<T>(value: PyValue | undefined, fallback: T): PyValue | T {
  return value === undefined ? fallback : value;
}
