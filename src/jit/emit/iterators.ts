/**
 * FOR_ITER over iterator objects of built-in classes, which the feedback names: their next value comes from a function that runs no Python
 * code. What `enumerate`, `zip` and the items of a dict yield goes straight into the variables that it is unpacked into, without a tuple.
 */

import { OP_BITS } from "../../interpreter/code.ts";
import { GENERIC, OP } from "../../interpreter/generated/tables.ts";
import { IterCache } from "../../interpreter/specialize/operators.ts";
import { bytesIteratorType } from "../../objects/bytes/iterator.ts";
import {
  dictItemIterType,
  dictKeyIterType,
  dictReverseKeyIterType,
  dictValueIterType,
} from "../../objects/dict/iterators.ts";
import { enumerateType } from "../../objects/iterators/enumerate.ts";
import { zipType } from "../../objects/iterators/zip.ts";
import { listIterType, listReverseIterType } from "../../objects/list/iterators.ts";
import { rangeIterType } from "../../objects/range/iterators.ts";
import { setIterType } from "../../objects/set/iterator.ts";
import { strIteratorType } from "../../objects/str/iterator.ts";
import { tupleIterType } from "../../objects/tuple/iterator.ts";
import type { PyType } from "../../objects/type-object.ts";
import { ANY, INT, NATURAL, TUPLE, type Type } from "../types.ts";
import type { Emitter, Val } from "./emitter.ts";

/** What they yield, by class. */
const SIMPLE: ReadonlyMap<PyType, Type> = new Map([
  [listIterType, ANY],
  [listReverseIterType, ANY],
  [tupleIterType, ANY],
  [rangeIterType, INT],
  [strIteratorType, ANY],
  [bytesIteratorType, NATURAL],
  [dictKeyIterType, ANY],
  [dictReverseKeyIterType, ANY],
  [dictValueIterType, ANY],
  [setIterType, ANY],
]);

/** False when the feedback names no such iterator. */
export function emitKnownIterator(e: Emitter): boolean {
  const cache = e.unit.code.caches[e.instruction.index];
  if (!(cache instanceof IterCache) || e.generic) return false;
  const { type, inner } = cache;
  if (type === dictItemIterType) overItems(e);
  else if (type === enumerateType && SIMPLE.has(inner[0])) overEnumerate(e, inner[0]);
  else if (type === zipType && inner.length > 0 && inner.every((each) => SIMPLE.has(each))) overZip(e, inner);
  else if (SIMPLE.has(type)) overSimple(e, type);
  else return false;
  return true;
}

function guardClass(e: Emitter, iterator: string, type: PyType): void {
  e.exitIf(`${iterator}?.type !== ${e.constant(type)}`, "another iterator");
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
  e.branch = { condition: `${item} !== undefined`, onTrue: () => e.push(SIMPLE.get(type)!, item) };
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
        { type: SIMPLE.get(type)!, text: item },
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
      const parts = items.map((item, i): Val => ({ type: SIMPLE.get(types[i])!, text: item }));
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
  const { code } = e.unit;
  const after = e.instruction.index + 1;
  const val: Val = { type: TUPLE, text: "", parts };
  const unpacked = GENERIC[code.plain[after]] === OP.UNPACK_SEQUENCE && code.words[after] >> OP_BITS === parts.length;
  if (unpacked) e.stack.push(val);
  else e.pushNew(TUPLE, e.tagged(val));
}
