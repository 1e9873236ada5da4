/** Building, updating and unpacking containers. */

import { isSequence, length } from "../../objects/abstract/container.ts";
import { isIterable } from "../../objects/abstract/iterate.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { systemError, typeError } from "../../objects/errors.ts";
import { PyList } from "../../objects/list/list.ts";
import { listExtend, listType } from "../../objects/list/type.ts";
import type { PyValue } from "../../objects/object.ts";
import { append } from "../../objects/push.ts";
import { setUpdate } from "../../objects/set/ops.ts";
import { PySet } from "../../objects/set/set.ts";
import { PySlice } from "../../objects/slice.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { tupleType } from "../../objects/tuple/type.ts";
import { typeName } from "../../objects/typeof.ts";
import { guard, inst } from "../inst.ts";
import { specializeUnpackSequence } from "../specialize/operators.ts";
import { topItems } from "../top-items.ts";
import { dictMerge, dictUpdate, unpackExtended, unpackSequence } from "../unpack.ts";

export const BUILD_TUPLE = inst({ stack: "values[oparg] -- tup", raw: true }, (frame, oparg) => {
  const tuple = new PyTuple(topItems(frame.stack, frame.sp, oparg));
  frame.sp -= oparg;
  frame.stack[frame.sp++] = tuple;
});
export const BUILD_LIST = inst({ stack: "values[oparg] -- list", raw: true }, (frame, oparg) => {
  const list = new PyList(topItems(frame.stack, frame.sp, oparg));
  frame.sp -= oparg;
  frame.stack[frame.sp++] = list;
});

export const BUILD_SET = inst({ stack: "values[oparg] -- set", cold: true }, (_frame, _oparg, values: PyValue[]) => {
  const set = new PySet();
  for (let i = 0; i < values.length; i++) set.add(values[i]);
  return set;
});

export const BUILD_MAP = inst({ stack: "values[oparg*2] -- map", cold: true }, (_frame, _oparg, values: PyValue[]) =>
  PyDict.fromPairs(values),
);

export const BUILD_SLICE = inst(
  { stack: "args[oparg] -- slice", cold: true },
  (_frame, oparg, args: PyValue[]) => new PySlice(args[0], args[1], oparg === 3 ? args[2] : null),
);

export const LIST_APPEND = inst(
  { stack: "list, unused[oparg-1], v -- list, unused[oparg-1]", raw: true },
  (frame, oparg) => {
    const v = frame.stack[--frame.sp] as PyValue;
    append((frame.stack[frame.sp - oparg] as PyList).items, v);
  },
);

export const SET_ADD = inst(
  { stack: "set, unused[oparg-1], v -- set, unused[oparg-1]", cold: true, raw: true },
  (frame, oparg) => {
    const v = frame.stack[--frame.sp] as PyValue;
    const set = frame.stack[frame.sp - oparg];
    // A program may have put something else into __conditional_annotations__.
    if (!(set instanceof PySet)) throw systemError("Objects/setobject.c:2695: bad argument to internal function");
    set.add(v);
  },
);

export const MAP_ADD = inst(
  { stack: "dict_st, unused[oparg-1], key, value -- dict_st, unused[oparg-1]", cold: true, raw: true },
  (frame, oparg) => {
    frame.sp -= 2;
    const key = frame.stack[frame.sp] as PyValue;
    (frame.stack[frame.sp - oparg] as PyDict).set(key, frame.stack[frame.sp + 1] as PyValue);
  },
);

export const LIST_EXTEND = inst(
  { stack: "list_st, unused[oparg-1], iterable_st -- list_st, unused[oparg-1]", raw: true, cold: true },
  (frame, oparg) => {
    const iterable = frame.stack[--frame.sp] as PyValue;
    if (!isIterable(iterable) && !isSequence(iterable)) {
      throw typeError(`Value after * must be an iterable, not ${typeName(iterable)}`);
    }
    listExtend(frame.stack[frame.sp - oparg] as PyList, iterable);
  },
);

export const SET_UPDATE = inst(
  { stack: "set, unused[oparg-1], iterable -- set, unused[oparg-1]", raw: true, cold: true },
  (frame, oparg) => {
    const iterable = frame.stack[--frame.sp] as PyValue;
    setUpdate(frame.stack[frame.sp - oparg] as PySet, iterable);
  },
);

export const DICT_UPDATE = inst(
  { stack: "dict, unused[oparg-1], update -- dict, unused[oparg-1]", raw: true, cold: true },
  (frame, oparg) => {
    const update = frame.stack[--frame.sp] as PyValue;
    dictUpdate(frame.stack[frame.sp - oparg] as PyDict, update);
  },
);

/** `f(**kwargs)`: the callable stands below the dict, for the error messages. */
export const DICT_MERGE = inst(
  {
    stack: "callable, unused, unused, dict, unused[oparg-1], update -- callable, unused, unused, dict, unused[oparg-1]",
    raw: true,
    cold: true,
  },
  (frame, oparg) => {
    const update = frame.stack[--frame.sp] as PyValue;
    const at = frame.sp - oparg;
    dictMerge(frame.stack[at] as PyDict, update, frame.stack[at - 3] as PyValue);
  },
);

export const UNPACK_SEQUENCE = inst({ stack: "seq -- values[oparg]", cold: true, raw: true }, (frame, oparg) => {
  const seq = frame.stack[--frame.sp] as PyValue;
  if (--frame.code.counters[frame.pc - 1] === 0) specializeUnpackSequence(frame.code, frame.pc - 1, oparg, seq);
  unpackSequence(frame.stack, frame.sp, seq, oparg);
  frame.sp += oparg;
});

export const UNPACK_SEQUENCE_TWO_TUPLE = inst(
  { stack: "seq -- val1, val0", family: "UNPACK_SEQUENCE", raw: true },
  (frame) => {
    const seq = frame.stack[frame.sp - 1] as PyValue;
    guard(seq instanceof PyTuple && seq.type === tupleType && seq.items.length === 2);
    const { items } = seq;
    frame.stack[frame.sp - 1] = items[1];
    frame.stack[frame.sp++] = items[0];
  },
);

export const UNPACK_SEQUENCE_TUPLE = inst(
  { stack: "seq -- values[oparg]", family: "UNPACK_SEQUENCE", raw: true },
  (frame, oparg) => {
    const seq = frame.stack[frame.sp - 1] as PyValue;
    guard(seq instanceof PyTuple && seq.type === tupleType && seq.items.length === oparg);
    const { items } = seq;
    frame.sp--;
    for (let i = oparg - 1; i >= 0; i--) frame.stack[frame.sp++] = items[i];
  },
);

export const UNPACK_SEQUENCE_LIST = inst(
  { stack: "seq -- values[oparg]", family: "UNPACK_SEQUENCE", raw: true },
  (frame, oparg) => {
    const seq = frame.stack[frame.sp - 1] as PyValue;
    guard(seq instanceof PyList && seq.type === listType && seq.items.length === oparg);
    const { items } = seq;
    frame.sp--;
    for (let i = oparg - 1; i >= 0; i--) frame.stack[frame.sp++] = items[i];
  },
);

export const UNPACK_EX = inst(
  { stack: "seq -- unused[oparg & 0xFF], unused, unused[oparg >> 8]", raw: true, cold: true },
  (frame, oparg) => {
    const seq = frame.stack[--frame.sp] as PyValue;
    const before = oparg & 0xff;
    const after = oparg >> 8;
    unpackExtended(frame.stack, frame.sp, seq, before, after);
    frame.sp += before + 1 + after;
  },
);

export const GET_LEN = inst({ stack: "obj -- obj, len", cold: true }, (_frame, _oparg, obj: PyValue) => [
  obj,
  length(obj),
]);
