/** `X | Y` on classes; the union type registers how it is made. */
import type { PyValue } from "./object.ts";
import { NOT_IMPLEMENTED } from "./singletons.ts";

let unite: ((left: PyValue, right: PyValue) => PyValue) | null = null;

export function registerUnion(implementation: (left: PyValue, right: PyValue) => PyValue): void {
  unite = implementation;
}

/** The union of two types, or NotImplemented when one of them cannot be in a union. */
export function makeUnion(left: PyValue, right: PyValue): PyValue {
  return unite === null ? NOT_IMPLEMENTED : unite(left, right);
}
