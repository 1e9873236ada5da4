/** Iteration. */

import { iter, iterNextOrWait } from "../../objects/abstract/iterate.ts";
import { ListIter } from "../../objects/list/iterators.ts";
import { PENDING } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { RangeIter } from "../../objects/range/iterators.ts";
import { PyStrIterator, strIteratorNext } from "../../objects/str/iterator.ts";
import { TupleIter } from "../../objects/tuple/iterator.ts";
import { typeOf } from "../../objects/typeof.ts";
import { enterIter, enterNext } from "../enter-next.ts";
import { yieldFromIterator } from "../generators/await.ts";
import { enterGenerator, GEN_CREATED, GEN_SUSPENDED, PyGenerator } from "../generators/generator.ts";
import { generatorType } from "../generators/types.ts";
import { flush, guard, inst, reload } from "../inst.ts";
import { pushWaitingNext } from "../pending.ts";
import { type IterCache, NO_PAIRS, nextPair, PAIR } from "../specialize/iterators.ts";
import { specializeForIter } from "../specialize/operators.ts";

export const GET_ITER = inst({ stack: "iterable -- iter", raw: true }, (frame) => {
  const iterable = frame.stack[frame.sp - 1] as PyValue;
  frame.sp--;
  flush(frame);
  if (enterIter(iterable)) return reload(frame);
  frame.stack[frame.sp++] = iter(iterable);
});

export const GET_YIELD_FROM_ITER = inst({ stack: "iterable -- iter", cold: true }, (frame, _oparg, iterable: PyValue) =>
  yieldFromIterator(iterable, frame.code.flags),
);

/** At the end of the iterator: past END_FOR, which only generators that run inline need. */
export const FOR_ITER = inst({ stack: "iter -- iter, next", raw: true }, (frame, oparg) => {
  const iterator = frame.stack[frame.sp - 1] as PyValue;
  if (--frame.code.counters[frame.pc - 1] === 0) specializeForIter(frame.code, frame.pc - 1, iterator);
  flush(frame);
  if (enterNext(frame, iterator, oparg)) return reload(frame);
  const next = iterNextOrWait(iterator);
  if (next === undefined) {
    frame.pc = oparg + 1;
    return;
  }
  if (next === PENDING) {
    pushWaitingNext(frame.thread, oparg + 1);
    return reload(frame);
  }
  frame.stack[frame.sp++] = next;
});

export const FOR_ITER_LIST = inst({ stack: "iter -- iter, next", family: "FOR_ITER", raw: true }, (frame, oparg) => {
  const iterator = frame.stack[frame.sp - 1];
  guard(iterator instanceof ListIter);
  const { list } = iterator;
  if (list !== undefined && iterator.index < list.items.length) {
    frame.stack[frame.sp++] = list.items[iterator.index++];
  } else {
    iterator.list = undefined;
    frame.pc = oparg + 1;
  }
});

export const FOR_ITER_TUPLE = inst({ stack: "iter -- iter, next", family: "FOR_ITER", raw: true }, (frame, oparg) => {
  const iterator = frame.stack[frame.sp - 1];
  guard(iterator instanceof TupleIter);
  const { tuple } = iterator;
  if (tuple !== undefined && iterator.index < tuple.items.length) {
    frame.stack[frame.sp++] = tuple.items[iterator.index++];
  } else {
    iterator.tuple = undefined;
    frame.pc = oparg + 1;
  }
});

export const FOR_ITER_RANGE = inst({ stack: "iter -- iter, next", family: "FOR_ITER", raw: true }, (frame, oparg) => {
  const iterator = frame.stack[frame.sp - 1];
  guard(iterator instanceof RangeIter);
  if (iterator.left > 0) {
    const value = iterator.next;
    iterator.next = value + iterator.step;
    iterator.left--;
    frame.stack[frame.sp++] = value;
  } else {
    frame.pc = oparg + 1;
  }
});

export const FOR_ITER_STR = inst(
  { stack: "iter -- iter, next", family: "FOR_ITER", shows: "FOR_ITER", raw: true },
  (frame, oparg) => {
    const iterator = frame.stack[frame.sp - 1];
    guard(iterator instanceof PyStrIterator);
    const character = strIteratorNext(iterator);
    if (character !== undefined) frame.stack[frame.sp++] = character;
    else frame.pc = oparg + 1;
  },
);

/** Over an iterator of a class that the cache names, whose next value comes from no Python code. */
export const FOR_ITER_SIMPLE = inst(
  { stack: "iter -- iter, next", family: "FOR_ITER", shows: "FOR_ITER", raw: true },
  (frame, oparg) => {
    const iterator = frame.stack[frame.sp - 1] as PyValue;
    const { type } = frame.caches[frame.pc - 1] as IterCache;
    guard(typeOf(iterator) === type);
    flush(frame);
    const next = type.tp_iternext!(iterator);
    if (next !== undefined) frame.stack[frame.sp++] = next;
    else frame.pc = oparg + 1;
  },
);

/** Before UNPACK_SEQUENCE, over an iterator that yields pairs: a form for the two of them to be fused. */
export const FOR_ITER_PAIR = inst(
  { stack: "iter -- iter, next", family: "FOR_ITER", shows: "FOR_ITER", raw: true, cold: true },
  (frame, oparg) => FOR_ITER.body(frame, oparg),
);

/** `for a, b in zip(…)`, enumerate or the items of a dict: no tuple is made. */
export const FOR_ITER_PAIR_UNPACK = inst(
  { stack: "iter -- iter, b, a", family: "FOR_ITER", fuses: ["FOR_ITER_PAIR", "UNPACK_SEQUENCE_TWO_TUPLE"], raw: true },
  (frame, oparg) => {
    flush(frame);
    const found = nextPair(frame.stack[frame.sp - 1], frame.caches[frame.pc - 1] as IterCache, frame.stack, frame.sp);
    guard(found !== NO_PAIRS);
    if (found === PAIR) {
      frame.sp += 2;
      frame.pc++;
    } else {
      frame.pc = oparg + 1;
    }
  },
);

export const FOR_ITER_GEN = inst({ stack: "iter -- iter, next", family: "FOR_ITER", raw: true }, (frame, oparg) => {
  const generator = frame.stack[frame.sp - 1];
  guard(
    generator instanceof PyGenerator &&
      generator.type === generatorType &&
      (generator.state === GEN_SUSPENDED || generator.state === GEN_CREATED),
  );
  flush(frame);
  generator.returnPc = oparg;
  enterGenerator(frame.thread, generator, null);
  return reload(frame);
});

/** `for i in range(…)` over a local variable. */
export const FOR_ITER_RANGE_STORE_FAST = inst(
  { stack: "iter -- iter", family: "FOR_ITER", fuses: ["FOR_ITER_RANGE", "STORE_FAST"], raw: true },
  (frame, oparg) => {
    const iterator = frame.stack[frame.sp - 1];
    guard(iterator instanceof RangeIter);
    if (iterator.left > 0) {
      const value = iterator.next;
      iterator.next = value + iterator.step;
      iterator.left--;
      frame.stack[frame.base + (frame.code.words[frame.pc++] >> 9)] = value;
    } else {
      frame.pc = oparg + 1;
    }
  },
);

/** `for x in [ … ]` over a local variable. */
export const FOR_ITER_LIST_STORE_FAST = inst(
  { stack: "iter -- iter", family: "FOR_ITER", fuses: ["FOR_ITER_LIST", "STORE_FAST"], raw: true },
  (frame, oparg) => {
    const iterator = frame.stack[frame.sp - 1];
    guard(iterator instanceof ListIter);
    const { list } = iterator;
    if (list !== undefined && iterator.index < list.items.length) {
      frame.stack[frame.base + (frame.code.words[frame.pc++] >> 9)] = list.items[iterator.index++];
    } else {
      iterator.list = undefined;
      frame.pc = oparg + 1;
    }
  },
);
