/**
 * Weak references. A reference holds its object by a JavaScript `WeakRef`; callbacks run some time after the collector has taken
 * the object, as a pending call of the main thread, and only if the reference itself still exists.
 * Source: CPython Objects/weakrefobject.c.
 */

import { strToJs } from "../kernel/str.ts";
import { lookupAttr } from "./abstract/attributes.ts";
import { call } from "./abstract/call.ts";
import { hash, richCompare } from "./abstract/compare.ts";
import { reprAddress } from "./address.ts";
import { object } from "./converters.ts";
import { defineType, member, method, posOnly } from "./declare.ts";
import type { PyDict } from "./dict/dict.ts";
import { typeError } from "./errors.ts";
import { genericAlias } from "./generic-alias.ts";
import { type Int, type KwNames, PyObject, type PyValue } from "./object.ts";
import { NOT_IMPLEMENTED } from "./singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "./slots.ts";
import { asStr } from "./str/str-object.ts";
import type { PyType } from "./type-object.ts";
import { typeName, typeOf } from "./typeof.ts";
import { writeUnraisable } from "./unraisable.ts";

export class PyWeakref extends PyObject {
  /** The object; null once it is known to be gone. */
  referent: WeakRef<PyObject> | null;
  callback: PyValue;
  cachedHash: Int | undefined = undefined;
  declare dict?: PyDict | null;
  declare slots?: (PyValue | undefined)[];
  constructor(type: PyType, target: PyObject | null, callback: PyValue) {
    super(type);
    this.referent = target === null ? null : new WeakRef(target);
    this.callback = callback;
  }

  /** The object, or undefined when it is gone. */
  target(): PyObject | undefined {
    if (this.referent === null) return undefined;
    const found = this.referent.deref();
    if (found === undefined) this.referent = null;
    return found;
  }
}

export const refType: PyType = defineType<PyWeakref>({
  name: "weakref.ReferenceType",
  doc: null,
  flags: ["basetype"],
  alloc: (type) => new PyWeakref(type, null, null),
  slots: {
    tp_new: refNew,
    tp_init: refInit,
    tp_call: refCall,
    tp_repr: weakrefRepr,
    tp_hash: refHash,
    tp_richcompare: refCompare,
  },
  classMethods: {
    __class_getitem__: method([posOnly("object", object)], "See PEP 585", (cls: PyValue, key) =>
      genericAlias(cls, key),
    ),
  },
  members: {
    __callback__: member((self: PyWeakref) => (self.target() === undefined ? null : self.callback)),
  },
  getset: {},
});

/** The references to each object, oldest first; a collected reference leaves a hole. */
const references: WeakMap<PyObject, WeakRef<PyWeakref>[]> = new WeakMap();

interface Mourning {
  readonly reference: WeakRef<PyWeakref>;
  readonly schedule: (call: () => void) => void;
}

/** Where callbacks are handed to the interpreter they belong to; the interpreter installs it. */
let scheduler: () => (call: () => void) => void = () => () => {};

/** Called by boot: `current()` gives the running interpreter's way of having something called soon. */
export function installWeakrefScheduler(current: () => (call: () => void) => void): void {
  scheduler = current;
}

const registry = new FinalizationRegistry<Mourning>(({ reference, schedule }) => {
  const ref = reference.deref();
  if (ref === undefined || ref.callback === null) return;
  ref.referent = null;
  schedule(() => runCallback(ref));
});

function runCallback(ref: PyWeakref): void {
  const { callback } = ref;
  if (callback === null) return;
  ref.callback = null;
  try {
    call(callback, [ref]);
  } catch (caught) {
    writeUnraisable(caught, "Exception ignored while calling weakref callback", callback);
  }
}

/** All live references to an object. */
export function weakrefsOf(value: PyValue): PyWeakref[] {
  const list = value instanceof PyObject ? references.get(value) : undefined;
  if (list === undefined) return [];
  const live: PyWeakref[] = [];
  for (const holder of list) {
    const ref = holder.deref();
    if (ref !== undefined) live.push(ref);
  }
  if (live.length < list.length)
    references.set(
      value as PyObject,
      live.map((ref) => new WeakRef(ref)),
    );
  return live;
}

/** Registers a reference with its object. */
export function attachWeakref(ref: PyWeakref, target: PyObject, callback: PyValue): void {
  ref.referent = new WeakRef(target);
  ref.callback = callback;
  const holder = new WeakRef(ref);
  const list = references.get(target);
  if (list === undefined) references.set(target, [holder]);
  else list.push(holder);
  if (callback !== null) registry.register(target, { reference: holder, schedule: scheduler() });
}

/** The object, when it can be weakly referenced; else the TypeError. */
export function checkWeakrefable(value: PyValue): PyObject {
  if (!(value instanceof PyObject) || !typeOf(value).hasWeakref) {
    throw typeError(`cannot create weak reference to '${typeName(value)}' object`);
  }
  return value;
}

function refNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  const positional = args.length - (kwnames?.length ?? 0);
  if (positional < 1) throw typeError(`__new__ expected at least 1 argument, got ${positional}`);
  if (positional > 2) throw typeError(`__new__ expected at most 2 arguments, got ${positional}`);
  const target = checkWeakrefable(args[0]);
  const callback = positional > 1 ? args[1] : null;
  if (callback === null && type === refType) {
    const shared = weakrefsOf(target).find((ref) => ref.type === refType && ref.callback === null);
    if (shared !== undefined) return shared;
  }
  const ref = type.tp_alloc!(type) as PyWeakref;
  attachWeakref(ref, target, callback);
  return ref;
}

function refInit(self: PyWeakref, args: PyValue[], kwnames: KwNames): void {
  if (kwnames !== null && kwnames.length > 0 && self.type === refType)
    throw typeError("ref() takes no keyword arguments");
  const positional = args.length - (kwnames?.length ?? 0);
  if (positional < 1) throw typeError(`__init__ expected at least 1 argument, got ${positional}`);
  if (positional > 2) throw typeError(`__init__ expected at most 2 arguments, got ${positional}`);
}

function refCall(self: PyWeakref, args: PyValue[], kwnames: KwNames): PyValue {
  if (kwnames !== null && kwnames.length > 0) throw typeError("weakref() takes no keyword arguments");
  if (args.length > 0) throw typeError(`weakref expected 0 arguments, got ${args.length}`);
  return self.target() ?? null;
}

/** `<weakref at 0x…; to 'C' at 0x… (name)>`, of proxies too. */
export function weakrefRepr(self: PyWeakref): string {
  const target = self.target();
  const kind =
    self.type === refType || typeName(self) === "weakref.ReferenceType" ? "weakref" : strToJs(self.type.name);
  if (target === undefined) return `<${kind} at ${reprAddress(self)}; dead>`;
  const name = lookupAttr(target, "__name__");
  const text = name === undefined ? undefined : asStr(name);
  const shown = text === undefined ? "" : ` (${strToJs(text)})`;
  return `<${kind} at ${reprAddress(self)}; to '${typeName(target)}' at ${reprAddress(target)}${shown}>`;
}

function refHash(self: PyWeakref): Int {
  if (self.cachedHash === undefined) {
    const target = self.target();
    if (target === undefined) throw typeError("weak object has gone away");
    self.cachedHash = hash(target);
  }
  return self.cachedHash;
}

function refCompare(a: PyWeakref, b: PyValue, op: CompareOp): PyValue {
  if ((op !== Py_EQ && op !== Py_NE) || !(b instanceof PyWeakref)) return NOT_IMPLEMENTED;
  const [left, right] = [a.target(), b.target()];
  if (left === undefined || right === undefined) return op === Py_EQ ? a === b : a !== b;
  return richCompare(left, right, op);
}

/** The first reference, as the `__weakref__` attribute shows it. */
export function firstWeakref(value: PyValue): PyValue {
  return weakrefsOf(value)[0] ?? null;
}
