/**
 * FOR_ITER over iterator objects of built-in classes, which the feedback names: their next value comes from a function that runs no Python
 * code. What `enumerate`, `zip` and the items of a dict yield goes straight into the variables that it is unpacked into, without a tuple.
 */

import { IterCache, SIMPLE_ITERATORS, unpacks } from "../../interpreter/specialize/iterators.ts";
import { bytesIteratorType } from "../../objects/bytes/iterator.ts";
import { dictItemIterType } from "../../objects/dict/iterators.ts";
import { enumerateType } from "../../objects/iterators/enumerate.ts";
import { zipType } from "../../objects/iterators/zip.ts";
import { rangeIterType } from "../../objects/range/iterators.ts";
import type { PyType } from "../../objects/type-object.ts";
import { ANY, INT, NATURAL, TUPLE, type Type } from "../types.ts";
import type { Emitter, Val } from "./emitter.ts";

/** What simple iterators yield that is known, by class. */
const YIELDS: ReadonlyMap<PyType, Type> = new Map([
  [rangeIterType, INT],
  [bytesIteratorType, NATURAL],
]);

/** False when the feedback names no such iterator. */
export function emitKnownIterator(e: Emitter): boolean {
  const cache = e.unit.code.caches[e.instruction.index];
  if (!(cache instanceof IterCache) || e.generic) return false;
  const { type, inner } = cache;
  if (type === dictItemIterType) overItems(e);
  else if (type === enumerateType && SIMPLE_ITERATORS.has(inner[0])) overEnumerate(e, inner[0]);
  else if (type === zipType && inner.length > 0 && inner.every((each) => SIMPLE_ITERATORS.has(each))) overZip(e, inner);
  else if (SIMPLE_ITERATORS.has(type)) overSimple(e, type);
  else return false;
  return true;
}

function guardClass(e: Emitter, iterator: string, type: PyType): void {
  e.exitIf(`${iterator}?.type !== ${e.constant(type)}`, "another iterator");
}

function yields(type: PyType): Type {
  return YIELDS.get(type) ?? ANY;
}

/** The call that gives the next item or undefined. */
function next(e: Emitter, iterator: string, type: PyType): string {
  return `${e.constant(type.tp_iternext)}(${iterator})`;
}

function overSimple(e: Emitter, type: PyType): void {
  const { text } = e.peek();
  guardClass(e, text, type);
  e.placeRaising();
  const item = e.temporary(next(e, text, type));
  e.branch = { condition: `${item} !== undefined`, onTrue: () => e.push(yields(type), item) };
}

function overEnumerate(e: Emitter, type: PyType): void {
  const { text } = e.peek();
  guardClass(e, text, enumerateType);
  const iterator = e.temporary(`${text}.iterator`);
  guardClass(e, iterator, type);
  const count = e.temporary(`${text}.count`);
  e.exitIf(`!(typeof ${count} === "number" && ${count} < 9007199254740991)`, "a big count");
  e.placeRaising();
  const item = e.temporary(next(e, iterator, type));
  e.branch = {
    condition: `${item} !== undefined`,
    onTrue: () => {
      e.line(`${text}.count = ${count} + 1;`);
      pushParts(e, [
        { type: INT, text: count },
        { type: yields(type), text: item },
      ]);
    },
  };
}

function overZip(e: Emitter, types: readonly PyType[]): void {
  const { text } = e.peek();
  e.exitIf(
    `${text}?.type !== ${e.constant(zipType)} || ${text}.strict || ${text}.iterators.length !== ${types.length}`,
    "another iterator",
  );
  const iterators = types.map((type, i) => {
    const iterator = e.temporary(`${text}.iterators[${i}]`);
    guardClass(e, iterator, type);
    return iterator;
  });
  e.placeRaising();
  const items = types.map(() => e.freshName());
  e.line(`let ${items.join(", ")};`);
  e.branch = {
    condition: types.map((type, i) => `(${items[i]} = ${next(e, iterators[i], type)}) !== undefined`).join(" && "),
    onTrue: () => {
      const parts = items.map((item, i): Val => ({ type: yields(types[i]), text: item }));
      pushParts(e, parts);
    },
  };
}

function overItems(e: Emitter): void {
  const { text } = e.peek();
  guardClass(e, text, dictItemIterType);
  const dict = e.temporary(`${text}.dict`);
  e.placeRaising();
  const at = e.temporary(`${e.helper("advanceDict")}(${text})`);
  e.branch = {
    condition: `${at} >= 0`,
    onTrue: () => {
      const key = e.temporary(`${dict}.keys[${at}]`);
      const value = e.temporary(`${dict}.vals[${at}]`);
      pushParts(e, [
        { type: ANY, text: key },
        { type: ANY, text: value },
      ]);
    },
  };
}

/** A tuple of the values, which is only made when something else than unpacking follows. */
export function pushParts(e: Emitter, parts: readonly Val[]): void {
  const val: Val = { type: TUPLE, text: "", parts };
  if (unpacks(e.unit.code, e.instruction.index + 1, parts.length)) e.stack.push(val);
  else e.pushNew(TUPLE, e.tagged(val));
}
