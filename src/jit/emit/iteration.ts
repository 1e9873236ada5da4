/** Iteration. Iterators over ranges, lists and tuples that begin here are two variables; those found running are objects. */
import { type Executable, OP_BITS } from "../../interpreter/code.ts";
import { GENERIC, OP } from "../../interpreter/generated/tables.ts";
import { IterCache } from "../../interpreter/specialize/iterators.ts";
import type { PyType } from "../../objects/type-object.ts";
import {
  ANY,
  ENUMERATE_ITER,
  INT,
  LIST,
  LIST_ITER,
  LIST_ITER_OBJECT,
  NATURAL,
  RANGE_ITER_OBJECT,
  TUPLE_ITER,
  TUPLE_ITER_OBJECT,
  type Type,
} from "../types.ts";
import type { Emitter, Val } from "./emitter.ts";
import { differs, guardList, guardTuple } from "./guards.ts";
import { emitKnownIterator, pushParts } from "./iterators.ts";
import { deepAside } from "./raise.ts";
import type { Emit } from "./table.ts";

/** What an inlined comprehension does between GET_ITER and FOR_ITER: saves its variables, makes its result. */
const BETWEEN: ReadonlySet<number> = new Set([
  OP.LOAD_FAST_AND_CLEAR,
  OP.SWAP,
  OP.BUILD_LIST,
  OP.BUILD_SET,
  OP.BUILD_MAP,
]);

/** The index of the FOR_ITER for the GET_ITER at an index; -1 when none follows. */
function loopOf({ plain }: Executable, getIter: number): number {
  let at = getIter + 1;
  while (BETWEEN.has(plain[at])) at++;
  return GENERIC[plain[at]] === OP.FOR_ITER ? at : -1;
}

/** Whether what the current call makes goes straight into a loop which has had iterators of a class over iterators of another. */
export function feedsLoopOver(e: Emitter, type: PyType, inner: PyType): boolean {
  const { code } = e.unit;
  const getIter = e.instruction.index + 1;
  if (code.plain[getIter] !== OP.GET_ITER) return false;
  const cache = code.caches[loopOf(code, getIter)];
  return cache instanceof IterCache && cache.type === type && cache.inner[0] === inner;
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
    e.push({ kind: "range_iter", step, natural: val.type.natural }, name);
    return;
  }
  if (val.type.kind === "enumerate") {
    return begin(e, { type: LIST, text: val.text.split(";")[0] }, ENUMERATE_ITER, slot);
  }
  const { code } = e.unit;
  const form = e.generic ? 0 : code.plain[loopOf(code, e.instruction.index)];
  if (val.type.kind === "list" || form === OP.FOR_ITER_LIST) return begin(e, guardList(e, val), LIST_ITER, slot);
  if (val.type.kind === "tuple" || form === OP.FOR_ITER_TUPLE) return begin(e, guardTuple(e, val), TUPLE_ITER, slot);
  e.pop();
  const text = e.named(val);
  e.placeRaising();
  const made = `(${deepAside(e)}${e.helper("iter")}(${text}))`;
  e.push(ANY, e.called(`${e.helper("iteratorAtHand")}(${text}, d) ?? ${made}`));
};

/** GET_ITER on what is an iterator already: that of a comprehension or of `for x in iterator`. */
function begin(e: Emitter, val: Val, type: Type, slot: number): void {
  if (e.ended) return;
  e.pop();
  const name = e.unit.variable(`s${slot}`);
  e.line(`${name} = ${val.text}; ${e.unit.variable(`${name}c`)} = 0;`);
  e.push(type, name);
}

/** Of a loop that only goes on after values of one truth: what takes them, as a last argument. */
function sinkFor(e: Emitter): string {
  const { plain, words } = e.unit.code;
  const { index } = e.instruction;
  const [test, jump, back] = [1, 2, 3].map((offset) => GENERIC[plain[index + offset]]);
  if (test !== OP.TO_BOOL || back !== OP.JUMP_BACKWARD || words[index + 3] >> OP_BITS !== index) return "";
  if (jump === OP.POP_JUMP_IF_FALSE) return `, ${e.helper("overTrue")}`;
  return jump === OP.POP_JUMP_IF_TRUE ? `, ${e.helper("overFalse")}` : "";
}

const forIter: Emit = (e, { op }) => {
  const iterator = e.peek();
  const { text } = iterator;
  switch (iterator.type.kind) {
    case "range_iter":
      return overRange(e, text, iterator.type);
    case "list_iter":
    case "tuple_iter":
      return branchOn(e, `${text}c < ${text}.items.length`, ANY, `${text}.items[${text}c++]`);
    case "enumerate_iter":
      return overEnumeratedList(e, text);
    case "range_iter_object":
      return overRangeObject(e, text);
    case "list_iter_object":
      return overItemsOf(e, text, "listIterNext");
    case "tuple_iter_object":
      return overItemsOf(e, text, "tupleIterNext");
    default:
  }
  if (!e.generic && op === OP.FOR_ITER_RANGE) {
    e.exitIf(differs(e.peek(), "type", e.helper("rangeIterType")), "another iterator");
    e.refine(text, RANGE_ITER_OBJECT);
    return overRangeObject(e, text);
  }
  if (!e.generic && op === OP.FOR_ITER_LIST) {
    e.exitIf(differs(e.peek(), "type", e.helper("listIterType")), "another iterator");
    e.refine(text, LIST_ITER_OBJECT);
    return overItemsOf(e, text, "listIterNext");
  }
  if (!e.generic && op === OP.FOR_ITER_TUPLE) {
    e.exitIf(differs(e.peek(), "type", e.helper("tupleIterType")), "another iterator");
    e.refine(text, TUPLE_ITER_OBJECT);
    return overItemsOf(e, text, "tupleIterNext");
  }
  if (emitKnownIterator(e)) return;
  e.placeResuming();
  const item = e.temporary(
    `${e.helper("nextOf")}(${e.peek().text}, d, ${e.instruction.arg}, ${e.unit.outer}${sinkFor(e)})`,
  );
  e.line(`if (J.observed) throw ${e.helper("returnedNext")}(${item}, ${e.instruction.arg + 1});`);
  e.forget();
  e.branch = { condition: `${item} !== undefined`, onTrue: () => e.push(ANY, item) };
};

function overEnumeratedList(e: Emitter, text: string): void {
  e.branch = {
    condition: `${text}c < ${text}.items.length`,
    onTrue: () => {
      const count = e.temporary(`${text}c++`);
      pushParts(e, [
        { type: NATURAL, text: count },
        { type: ANY, text: e.temporary(`${text}.items[${count}]`) },
      ]);
    },
  };
}

function branchOn(e: Emitter, condition: string, type: Type, next: string): void {
  e.branch = { condition, onTrue: () => e.pushNew(type, next) };
}

function overRange(e: Emitter, text: string, { step, natural }: Type): void {
  e.branch = {
    condition: `${text}c ${step === undefined || step > 0 ? "<" : ">"} ${text}e`,
    onTrue: () => {
      e.pushNew(natural === true ? NATURAL : INT, `${text}c`);
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
function overItemsOf(e: Emitter, text: string, next: string): void {
  const item = e.temporary(`${e.helper(next)}(${text})`);
  e.branch = { condition: `${item} !== undefined`, onTrue: () => e.push(ANY, item) };
}

export const ITERATION: readonly (readonly [number, Emit])[] = [
  [OP.GET_ITER, getIter],
  [OP.FOR_ITER, forIter],
];
