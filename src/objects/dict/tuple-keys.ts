/**
 * Lookups of tuples of ints and texts in tables whose keys are direct or have cheap codes: no Python code takes part in them, and a pair need not
 * even be made to be looked for. Where that is not certain, the answer is UNSURE.
 */

import { firstSlot } from "../../kernel/spread.ts";
import type { PyValue } from "../object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { pairCode, plainCode } from "./hash-code.ts";
import { ABSENT, type KeyTable, UNSURE } from "./key-table.ts";
import type { OtherKeys } from "./other-keys.ts";

/** What equals nothing but itself. */
type Plain = number | string;

function isPlain(item: PyValue): item is Plain {
  return typeof item === "number" || typeof item === "string";
}

/** The entry of the tuple `(a, b)`, or -1. */
export function findPair({ others, keys }: KeyTable, a: Plain, b: Plain): number {
  if (others === null) return ABSENT;
  if (others.count > others.cheap) return UNSURE;
  const code = pairCode(a, b);
  for (let slot = firstOf(others, code); ; slot = nextOf(others, slot)) {
    const at = entryAt(others, slot);
    if (at < 0) return ABSENT;
    if (others.codes[at] !== code) continue;
    const key = keys[at];
    if (!(key instanceof PyTuple) || key.items.length !== 2) continue;
    const { items } = key;
    if (items[0] === a && items[1] === b) return at;
    if (!isPlain(items[0]) || !isPlain(items[1])) return UNSURE;
  }
}

/** The entry of a tuple, or -1. */
export function findTuple(table: KeyTable, { items: wanted }: PyTuple): number {
  if (wanted.length === 2 && isPlain(wanted[0]) && isPlain(wanted[1])) return findPair(table, wanted[0], wanted[1]);
  const { others, keys } = table;
  const code = plainCode(wanted);
  if (code < 0 || (others !== null && others.count > others.cheap)) return UNSURE;
  if (others === null) return ABSENT;
  for (let slot = firstOf(others, code); ; slot = nextOf(others, slot)) {
    const at = entryAt(others, slot);
    if (at < 0) return ABSENT;
    if (others.codes[at] !== code) continue;
    const key = keys[at];
    if (!(key instanceof PyTuple)) continue;
    const { items } = key;
    if (items.length === wanted.length && items.every((item, i) => item === wanted[i])) return at;
    if (!items.every(isPlain)) return UNSURE;
  }
}

function firstOf({ index }: OtherKeys, code: number): number {
  return firstSlot(code, index.shift);
}

function nextOf({ index }: OtherKeys, slot: number): number {
  return (slot + 1) & (index.slots.length - 1);
}

function entryAt({ index }: OtherKeys, slot: number): number {
  return index.slots[slot] - 1;
}
