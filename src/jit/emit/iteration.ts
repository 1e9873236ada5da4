/** Iteration. Iterators over ranges, lists and tuples that begin here are two variables; those found running are objects. */
import { OP } from "../../interpreter/generated/tables.ts";
import { ANY, INT, LIST_ITER, LIST_ITER_OBJECT, RANGE_ITER_OBJECT, TUPLE_ITER, type Type } from "../types.ts";
import type { Emitter, Val } from "./emitter.ts";
import { guardList, guardTuple } from "./guards.ts";
import { emitKnownIterator } from "./iterators.ts";
import type { Emit } from "./table.ts";

/** The form that the FOR_ITER which follows has. */
function followingOp(e: Emitter): number {
  const { code } = e.unit;
  const next = e.instruction.index + 1;
  return code.plain[next];
}

const getIter: Emit = (e) => {
  const val = e.peek();
  const slot = e.stack.length - 1;
  if (val.type.kind === "range") {
    const [start, end, stepText] = val.text.split(";");
    const { step } = val.type;
    const name = e.unit.variable(`s${slot}`);
    e.pop();
    e.line(`${e.unit.variable(`${name}c`)} = ${start}; ${e.unit.variable(`${name}e`)} = ${end};`);
    if (step === undefined) e.line(`${e.unit.variable(`${name}s`)} = ${stepText};`);
    e.push({ kind: "range_iter", step }, name);
    return;
  }
  const form = e.generic ? 0 : followingOp(e);
  if (val.type.kind === "list" || form === OP.FOR_ITER_LIST) return begin(e, guardList(e, val), LIST_ITER, slot);
  if (val.type.kind === "tuple" || form === OP.FOR_ITER_TUPLE) return begin(e, guardTuple(e, val), TUPLE_ITER, slot);
  e.pop();
  const text = e.named(val);
  e.placeDeep();
  e.push(ANY, e.called(`${e.helper("iter")}(${text})`));
};

/** GET_ITER on what is an iterator already: that of a comprehension or of `for x in iterator`. */
function begin(e: Emitter, val: Val, type: Type, slot: number): void {
  if (e.ended) return;
  e.pop();
  const name = e.unit.variable(`s${slot}`);
  e.line(`${name} = ${val.text}; ${e.unit.variable(`${name}c`)} = 0;`);
  e.push(type, name);
}

const forIter: Emit = (e, { op }) => {
  const iterator = e.peek();
  const { text } = iterator;
  switch (iterator.type.kind) {
    case "range_iter":
      return overRange(e, text, iterator.type.step);
    case "list_iter":
    case "tuple_iter":
      return branchOn(e, `${text}c < ${text}.items.length`, ANY, `${text}.items[${text}c++]`);
    case "range_iter_object":
      return overRangeObject(e, text);
    case "list_iter_object":
      return overListObject(e, text);
    default:
  }
  if (!e.generic && op === OP.FOR_ITER_RANGE) {
    e.exitIf(`${text}?.type !== ${e.helper("rangeIterType")}`, "another iterator");
    e.refine(text, RANGE_ITER_OBJECT);
    return overRangeObject(e, text);
  }
  if (!e.generic && op === OP.FOR_ITER_LIST) {
    e.exitIf(`${text}?.type !== ${e.helper("listIterType")}`, "another iterator");
    e.refine(text, LIST_ITER_OBJECT);
    return overListObject(e, text);
  }
  if (emitKnownIterator(e)) return;
  e.placeDeep();
  const item = e.temporary(`${e.helper("nextOf")}(${e.peek().text}, d, ${e.instruction.arg})`);
  e.line(`if (J.observed) throw ${e.helper("returnedNext")}(${item}, ${e.instruction.arg + 1});`);
  e.forget();
  e.branch = { condition: `${item} !== undefined`, onTrue: () => e.push(ANY, item) };
};

function branchOn(e: Emitter, condition: string, type: Type, next: string): void {
  e.branch = { condition, onTrue: () => e.pushNew(type, next) };
}

function overRange(e: Emitter, text: string, step: number | undefined): void {
  e.branch = {
    condition: `${text}c ${step === undefined || step > 0 ? "<" : ">"} ${text}e`,
    onTrue: () => {
      e.pushNew(INT, `${text}c`);
      e.line(`${text}c += ${step ?? `${text}s`};`);
    },
  };
}

function overRangeObject(e: Emitter, text: string): void {
  e.branch = {
    condition: `${text}.left > 0`,
    onTrue: () => {
      e.pushNew(INT, `${text}.next`);
      const value = e.peek().text;
      e.line(`${text}.next = ${value} + ${text}.step; ${text}.left--;`);
    },
  };
}

/** Others may know the iterator too: it says by itself when it is exhausted. */
function overListObject(e: Emitter, text: string): void {
  const item = e.temporary(`${e.helper("listIterNext")}(${text})`);
  e.branch = { condition: `${item} !== undefined`, onTrue: () => e.push(ANY, item) };
}

export const ITERATION: readonly (readonly [number, Emit])[] = [
  [OP.GET_ITER, getIter],
  [OP.FOR_ITER, forIter],
];
