/**
 * The hash codes by which key tables find keys that are not direct: folded Python hashes, except for bytes, and for tuples whose items are
 * direct keys, bytes or again such tuples. For them no Python code runs, and a code that is made of their values in a few instructions will
 * do: a *cheap* code, told apart by a bit. Equal keys of one sort have equal codes; where a table holds both sorts, key-table.ts looks twice.
 */
import { fold32, hashFloat32 } from "../../kernel/hash.ts";
import { chargeFor } from "../../kernel/interrupt.ts";
import { hash } from "../abstract/compare.ts";
import { strJs } from "../abstract/repr.ts";
import { PyBytes } from "../bytes/bytes-object.ts";
import { bytesType } from "../bytes/type.ts";
import { isException, typeError } from "../errors.ts";
import { PyExc_TypeError } from "../exceptions/types.ts";
import type { PyObject, PyValue } from "../object.ts";
import { PySet } from "../set/set.ts";
import { frozensetCode, frozensetType } from "../set/type.ts";
import { tupleState } from "../tuple/hash.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { tupleType } from "../tuple/type.ts";
import { fullTypeName, typeOf } from "../typeof.ts";
import { intCode } from "./code-index.ts";
import { directKey, type KeyTable } from "./key-table.ts";

const CHEAP_BIT = 0x40000000;

/** The bits of a hash that count: codes are never negative. Under `--stress=hash-collisions` fewer. */
let codeMask = CHEAP_BIT - 1;

/** Makes nearly all keys that are not direct collide, so that the rare paths of a lookup are taken. */
export function provokeCollisions(): void {
  codeMask = 1;
}

export function isCheap(code: number): boolean {
  return code >= CHEAP_BIT;
}

/**
 * The code of a key that is not direct. (Two hashes that fold alike are taken for equal; the comparison then decides.) A TypeError
 * is reworded as CPython's dict_unhashable_type and set_unhashable_type do.
 */
export function hashCode(table: KeyTable, key: PyValue): number {
  return mixKey(key) ? (mixed & codeMask) | CHEAP_BIT : pythonCode(table, key);
}

/** The same code, where a TypeError is left as it is. */
export function rawHashCode(key: PyValue): number {
  return mixKey(key) ? (mixed & codeMask) | CHEAP_BIT : fullCode(key) & codeMask;
}

/** Whether a key without a cheap code may equal one that has one, although neither is of a Python class with `__eq__`. */
export function mayEqualCheap(key: PyValue): boolean {
  return key instanceof PyTuple || typeOf(key).bf_getbuffer !== undefined;
}

/** The code of any key that is made of its Python hash. */
export function pythonCode(table: KeyTable, key: PyValue): number {
  try {
    return fullCode(key) & codeMask;
  } catch (error) {
    if (!isException(error, PyExc_TypeError) || (error as PyObject).type !== PyExc_TypeError) throw error;
    throw typeError(`cannot use '${fullTypeName(key)}' as ${table.noun()} (${strJs(error as PyObject)})`);
  }
}

function fullCode(key: PyValue): number {
  if (key instanceof PyTuple && key.type === tupleType && key.hash === undefined) {
    const state = tupleState(key);
    if (!state.costly) return state.result32(key.items.length);
    key.hash = state.result(key.items.length);
    return fold32(key.hash);
  }
  if (key instanceof PySet && key.type === frozensetType) return frozensetCode(key);
  return fold32(hash(key));
}

/** What `mixKey` makes: a variable, so that it makes no object. */
let mixed = 0;

/** Puts together the cheap code of a key that is not direct; false when it has none. */
function mixKey(key: PyValue): boolean {
  if (key instanceof PyTuple) return key.type === tupleType && mixItems(key);
  if (!(key instanceof PyBytes) || key.type !== bytesType) return false;
  mixed = bytesCode(key);
  return true;
}

function mixItems({ items }: PyTuple): boolean {
  let code = items.length;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (typeof item === "number") code = mix(code, intCode(item));
    else if (typeof item === "string") code = mix(code, textCode(item));
    else {
      if (!mixOther(item)) return false;
      code = mix(code, mixed);
    }
  }
  mixed = code;
  return true;
}

/** The code of a tuple of two ints or texts. */
export function pairCode(a: number | string, b: number | string): number {
  return (mix(mix(2, plainItemCode(a)), plainItemCode(b)) & codeMask) | CHEAP_BIT;
}

/** The code of a tuple of nothing but ints and texts; -1: of no such tuple. */
export function plainCode(items: readonly PyValue[]): number {
  let code = items.length;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (typeof item !== "number" && typeof item !== "string") return -1;
    code = mix(code, plainItemCode(item));
  }
  return (code & codeMask) | CHEAP_BIT;
}

function plainItemCode(item: number | string): number {
  return typeof item === "number" ? intCode(item) : textCode(item);
}

function mix(code: number, item: number): number {
  const product = Math.imul(code ^ item, 0x85ebca6b);
  return product ^ (product >>> 15);
}

function textCode(text: string): number {
  let code = text.length;
  for (let i = 0; i < text.length; i++) code = Math.imul(code ^ text.charCodeAt(i), 0x01000193);
  return code;
}

function bytesCode(key: PyBytes): number {
  if (key.code === 0) key.code = dataCode(key.data);
  return key.code;
}

function dataCode(data: Uint8Array): number {
  chargeFor(data.length);
  let code = ~data.length;
  for (let i = 0; i < data.length; i++) code = Math.imul(code ^ data[i], 0x01000193);
  return code & (CHEAP_BIT - 1);
}

function mixOther(item: PyValue): boolean {
  const direct = directKey(item);
  switch (typeof direct) {
    case "undefined":
      return mixKey(item);
    case "number":
      mixed = Number.isSafeInteger(direct) ? intCode(direct) : hashFloat32(direct);
      return true;
    case "string":
      mixed = textCode(direct);
      return true;
    case "bigint":
      mixed = Number(BigInt.asIntN(32, direct));
      return true;
    default:
      mixed = direct === null ? 0 : fold32(hash(direct));
      return true;
  }
}
