/**
 * Weak references. A reference holds its object by a JavaScript `WeakRef`; callbacks run some time after the collector has taken
 * the object, as a pending call of the main thread, and only if the reference itself still exists.
 * Source: CPython Objects/weakrefobject.c.
 */

import { strToJs } from "../kernel/str.ts";
import { lookupSpecial } from "./abstract/attributes.ts";
import { call } from "./abstract/call.ts";
import { hash, richCompare } from "./abstract/compare.ts";
import { reprAddress } from "./address.ts";
import { object } from "./converters.ts";
import { defineType, member, method, posOnly } from "./declare.ts";
import type { PyDict } from "./dict/dict.ts";
import { typeError } from "./errors.ts";
import { genericAlias } from "./generic-alias.ts";
import { type Int, inheritPyObject, type KwNames, PyObject, type PyValue } from "./object.ts";
import { SelfKeeping } from "./self-keeping.ts";
import { NOT_IMPLEMENTED } from "./singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "./slots.ts";
import { asStr } from "./str/str-object.ts";
import type { PyType } from "./type-object.ts";
import { fullTypeName, typeName, typeOf } from "./typeof.ts";
import { writeUnraisable } from "./unraisable.ts";

/** What a `WeakRef` is for those who do hold the object. */
class Held<T extends object> {
  private readonly value: T;
  constructor(value: T) {
    this.value = value;
  }
  deref(): T | undefined {
    return this.value;
  }
}

type Holder<T extends object> = WeakRef<T> | Held<T>;

export class PyWeakref implements PyObject {
  static {
    inheritPyObject(PyWeakref);
  }
  type: PyType;
  /** The object; null once it is known to be gone. */
  referent: Holder<PyObject> | null;
  callback: PyValue;
  cachedHash: Int | undefined = undefined;
  /** Who has its callback called; null where there is none. */
  callbacks: WeakrefCallbacks | null = null;
  declare dict?: PyDict | null;
  declare slots?: (PyValue | undefined)[];
  constructor(type: PyType, target: PyObject | null, callback: PyValue) {
    this.type = type;
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

/** What `weakref.proxy` makes. */
export class PyProxy extends PyWeakref {}

export const refType: PyType = defineType<PyWeakref>({
  name: "weakref.ReferenceType",
  basicsize: 64,
  doc: null,
  flags: ["basetype"],
  alloc: (type) => new PyWeakref(type, null, null),
  slots: {
    tp_new: refNew,
    tp_init: refInit,
    tp_call: refCall,
    tp_repr: refRepr,
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

/** The references to an object. */
export class References {
  /** The one that `ref` shares, the one that `proxy` shares, then the others, newest first; a collected one leaves a hole. */
  readonly holders: Holder<PyWeakref>[] = [];
  /** Who waits for the object's end, by `WeakrefCallbacks.id`: built-in types are there for all interpreters. */
  watcher = 0;
}

const references: WeakMap<PyObject, References> = new WeakMap();

function referencesTo(target: PyObject): References | undefined {
  return target instanceof SelfKeeping ? (target.references ?? undefined) : references.get(target);
}

function makeReferences(target: PyObject): References {
  const all = new References();
  if (target instanceof SelfKeeping) target.references = all;
  else references.set(target, all);
  return all;
}

function dropReferences(target: PyObject): void {
  if (target instanceof SelfKeeping) target.references = null;
  else references.delete(target);
}

let lastId = 0;

/** The callbacks of one interpreter. Nothing that lives longer refers to it: an interpreter that is dropped takes it along. */
export class WeakrefCallbacks {
  readonly id: number = ++lastId;
  private readonly registry: FinalizationRegistry<References>;

  /** `schedule` has something called by the main thread soon. */
  constructor(schedule: (call: () => void) => void) {
    this.registry = new FinalizationRegistry((all) => {
      for (const ref of liveOf(all)) {
        if (ref.callback === null || ref.callbacks !== this) continue;
        ref.referent = null;
        schedule(() => runCallback(ref));
      }
    });
  }

  watch(target: PyObject, all: References): void {
    if (all.watcher === this.id) return;
    all.watcher = this.id;
    this.registry.register(target, all);
  }
}

let currentCallbacks: () => WeakrefCallbacks;

/** Called by boot: `current()` gives those of the running interpreter. */
export function installWeakrefCallbacks(current: () => WeakrefCallbacks): void {
  currentCallbacks = current;
}

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
  const found = value instanceof PyObject ? referencesTo(value) : undefined;
  return found === undefined ? [] : liveOf(found);
}

/** The references that still exist; the holes of the others are closed. */
function liveOf({ holders }: References): PyWeakref[] {
  const live: PyWeakref[] = [];
  for (const holder of holders) {
    const ref = holder.deref();
    if (ref === undefined) continue;
    holders[live.length] = holder;
    live.push(ref);
  }
  holders.length = live.length;
  return live;
}

/** Where a reference stands among those to its object. */
function rank(ref: PyWeakref): number {
  if (ref.callback !== null) return 2;
  return ref instanceof PyProxy ? 1 : ref.type === refType ? 0 : 2;
}

/** Registers a reference with its object. */
export function attachWeakref(ref: PyWeakref, target: PyObject, callback: PyValue): void {
  const held = callback !== null && holding?.target === target;
  ref.referent = held ? new Held(target) : new WeakRef(target);
  ref.callback = callback;
  if (callback !== null) ref.callbacks = currentCallbacks();
  const all = referencesTo(target) ?? makeReferences(target);
  const holder = held ? new Held(ref) : new WeakRef(ref);
  const { holders } = all;
  if (holders.length === 0) holders.push(holder);
  else {
    const later = liveOf(all).findIndex((other) => rank(other) >= rank(ref));
    holders.splice(later < 0 ? holders.length : later, 0, holder);
  }
  if (held) holding!.refs.push(ref);
  else ref.callbacks?.watch(target, all);
}

let holding: { readonly target: PyObject; readonly refs: PyWeakref[] } | null = null;

/**
 * The references with callbacks, as sets and mappings have, that `run` makes to an object. They hold it, for an owner that mostly knows when
 * it has come to its end (`endReferences`): V8 spends more on a `WeakRef` than most such objects cost. Else the owner hands them to the
 * collector (`releaseReferences`).
 */
export function heldReferences(target: PyObject, run: () => void): readonly PyWeakref[] {
  const outer = holding;
  const refs: PyWeakref[] = [];
  holding = { target, refs };
  try {
    run();
  } catch (caught) {
    releaseReferences(target, refs);
    throw caught;
  } finally {
    holding = outer;
  }
  return refs;
}

/** From now on the references do not hold the object. */
export function releaseReferences(target: PyObject, refs: readonly PyWeakref[]): void {
  const all = referencesTo(target);
  if (all === undefined) return;
  for (const ref of refs) ref.referent = new WeakRef(target);
  for (const ref of refs) ref.callbacks!.watch(target, all);
  all.holders.forEach((holder, i) => {
    if (holder instanceof Held) all.holders[i] = new WeakRef(holder.deref()!);
  });
}

/** The object has come to its end: what happens when the collector has taken it, happens now. */
export function endReferences(target: PyObject, refs: readonly PyWeakref[]): void {
  const all = referencesTo(target);
  if (all !== undefined) {
    const { holders } = all;
    let others = 0;
    for (const holder of holders) if (!refs.includes(holder.deref()!)) holders[others++] = holder;
    holders.length = others;
    if (others === 0) dropReferences(target);
  }
  for (const ref of refs) {
    ref.referent = null;
    runCallback(ref);
  }
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
    const shared = sharedRef(target);
    if (shared !== undefined) return shared;
  }
  const ref = type.tp_alloc!(type) as PyWeakref;
  attachWeakref(ref, target, callback);
  return ref;
}

/** The reference that all of the type itself without a callback are: the first of all, if it exists. */
function sharedRef(target: PyObject): PyWeakref | undefined {
  for (const holder of referencesTo(target)?.holders ?? []) {
    const first = holder.deref();
    if (first !== undefined) return rank(first) === 0 ? first : undefined;
  }
  return undefined;
}

function refInit(_self: PyWeakref, args: PyValue[], kwnames: KwNames): void {
  if (kwnames !== null && kwnames.length > 0) throw typeError("ref() takes no keyword arguments");
  const positional = args.length - (kwnames?.length ?? 0);
  if (positional < 1) throw typeError(`__init__ expected at least 1 argument, got ${positional}`);
  if (positional > 2) throw typeError(`__init__ expected at most 2 arguments, got ${positional}`);
}

function refCall(self: PyWeakref, args: PyValue[], kwnames: KwNames): PyValue {
  if (kwnames !== null && kwnames.length > 0) throw typeError("weakref() takes no keyword arguments");
  if (args.length > 0) throw typeError(`weakref expected 0 arguments, got ${args.length}`);
  return self.target() ?? null;
}

/** `<weakref at 0x…; to 'C' at 0x… (name)>`. */
function refRepr(self: PyWeakref): string {
  const target = self.target();
  const name = target === undefined ? undefined : lookupSpecial(target, "__name__");
  const text = name === undefined ? undefined : asStr(name);
  return describe("weakref", self, target, text === undefined ? "" : ` (${strToJs(text)})`);
}

/** `<weakproxy at 0x…; to 'C' at 0x…>`. */
export function proxyRepr(self: PyProxy): string {
  return describe("weakproxy", self, self.target(), "");
}

function describe(kind: string, self: PyWeakref, target: PyObject | undefined, name: string): string {
  const to = target === undefined ? "dead" : `to '${fullTypeName(target)}' at ${reprAddress(target)}${name}`;
  return `<${kind} at ${reprAddress(self)}; ${to}>`;
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
