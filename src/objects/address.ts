/**
 * `id()` and the addresses that default reprs show. JavaScript has no addresses, so an object gets a number when first asked;
 * equal ints and strings share one, as identity on them is equality.
 */
import { WideStr } from "../kernel/str.ts";
import type { PyObject, PyValue } from "./object.ts";
import { SelfKeeping } from "./self-keeping.ts";

const BASE = 0x7f0000000000;
/** Objects lie 16 bytes apart, as CPython aligns them. */
const STEP = 16;

let next = BASE;
const objectIds = new WeakMap<object, number>();
const valueIds = new Map<unknown, number>();

/** A number that no other living object has: `id(value)`. */
export function identity(value: PyValue): number {
  if (value instanceof SelfKeeping) {
    if (value.address === 0) value.address = next += STEP;
    return value.address;
  }
  const weak = typeof value === "object" && value !== null && !(value instanceof WideStr);
  if (weak) {
    const known = objectIds.get(value);
    if (known !== undefined) return known;
    next += STEP;
    objectIds.set(value, next);
    return next;
  }
  const key = value instanceof WideStr ? `wide:${value.codes.join()}` : value;
  let id = valueIds.get(key);
  if (id === undefined) {
    next += STEP;
    id = next;
    // Only small values keep their number; others may get a new one, as a temporary object in CPython does.
    if (valueIds.size < 100_000) valueIds.set(key, id);
  }
  return id;
}

/** Gives the original's number, if it has one, to an object that will take its place. */
export function shareIdentity(original: PyObject, successor: PyObject): void {
  const id = objectIds.get(original);
  if (id !== undefined) objectIds.set(successor, id);
}

/** The address as reprs show it: `0x7f…`. */
export function reprAddress(value: PyValue): string {
  return `0x${identity(value).toString(16)}`;
}
