/**
 * Objects that keep by themselves what tables hold for others: their number (address.ts) and the weak references to them (weakref.ts). An
 * entry of a `WeakMap` takes V8, whose collector has to look at all of them, longer than such an object lives.
 */
import { PyObject } from "./object.ts";
import type { References } from "./weakref.ts";

export abstract class SelfKeeping extends PyObject {
  /** 0: it has none yet. */
  abstract address: number;
  abstract references: References | null;
}

/** Makes a class's instances such objects, as `inheritPyObject` makes them Python objects. */
export function inheritSelfKeeping({ prototype }: { readonly prototype: SelfKeeping }): void {
  Object.setPrototypeOf(prototype, SelfKeeping.prototype);
}
