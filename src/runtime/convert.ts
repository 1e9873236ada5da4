/** Values that cross the border between Python and JavaScript: copies, never references. */
import { strFromJs, strToJs, WideStr } from "../kernel/str.ts";
import { reprJs } from "../objects/abstract/repr.ts";
import { PyBytes } from "../objects/bytes/bytes-object.ts";
import { PyDict } from "../objects/dict/dict.ts";
import { PyFloat } from "../objects/float/float-object.ts";
import { PyList } from "../objects/list/list.ts";
import type { PyValue } from "../objects/object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";

export type ToJs = null | boolean | number | bigint | string | Uint8Array | ToJs[] | Map<ToJs, ToJs>;

export type FromJs =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly FromJs[]
  | ReadonlyMap<FromJs, FromJs>
  | { readonly [name: string]: FromJs };

/** Ints and floats become numbers (bigints beyond the safe ones), lists and tuples arrays, dicts maps; all else its `repr`. */
export function toJs(value: PyValue): ToJs {
  if (value === null || typeof value !== "object") return value as ToJs;
  if (value instanceof WideStr) return strToJs(value);
  if (value instanceof PyFloat) return value.v;
  if (value instanceof PyBytes) return value.data.slice();
  if (value instanceof PyList || value instanceof PyTuple) return (value.items as PyValue[]).map(toJs);
  if (value instanceof PyDict) {
    const map = new Map<ToJs, ToJs>();
    for (let i = 0; i < value.keys.length; i++) {
      const key = value.keys[i];
      if (key !== undefined) map.set(toJs(key), toJs(value.vals[i]!));
    }
    return map;
  }
  return reprJs(value);
}

/** Whole safe numbers become ints, others floats; arrays lists; maps and plain objects dicts. */
export function fromJs(value: FromJs): PyValue {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isSafeInteger(value) ? value + 0 : new PyFloat(value);
  if (typeof value === "bigint") return BigInt.asIntN(53, value) === value ? Number(value) : value;
  if (typeof value === "string") return strFromJs(value);
  if (value instanceof Uint8Array) return new PyBytes(value.slice());
  if (Array.isArray(value)) return new PyList(value.map(fromJs));
  const dict = new PyDict();
  const entries = value instanceof Map ? value : Object.entries(value);
  for (const [key, item] of entries as Iterable<[FromJs, FromJs]>) dict.set(fromJs(key), fromJs(item));
  return dict;
}
