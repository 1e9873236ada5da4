/** Tuple hashes without bigints in between, for hash tables. Source: CPython Objects/tupleobject.c (tuple_hash). */
import { TupleHash } from "../../kernel/hash.ts";
import { charge } from "../../kernel/interrupt.ts";
import { WideStr } from "../../kernel/str.ts";
import { hash } from "../abstract/compare.ts";
import { PyFloat } from "../float/float-object.ts";
import { floatType } from "../float/type.ts";
import type { PyValue } from "../object.ts";
import { PyTuple } from "./tuple.ts";
import { tupleType } from "./type.ts";

/** The hash of a tuple's items, to be finished with their number. */
export function tupleState(tuple: PyTuple): TupleHash {
  const state = new TupleHash();
  const { items } = tuple;
  charge(items.length);
  for (let i = 0; i < items.length; i++) addItem(state, items[i]);
  return state;
}

function addItem(state: TupleHash, item: PyValue): void {
  switch (typeof item) {
    case "number":
      state.add(item === -1 ? -2 : item);
      return;
    case "string":
      state.addStr(item);
      return;
    case "object":
      if (item instanceof PyTuple && item.type === tupleType && item.hash === undefined) {
        state.addTuple(tupleState(item), item.items.length);
        return;
      }
      if (item instanceof PyFloat && item.type === floatType && !Number.isNaN(item.v)) {
        state.addFloat(item.v);
        return;
      }
      if (item instanceof WideStr) {
        state.addStr(item);
        return;
      }
  }
  state.costly = true;
  state.add(hash(item));
}
