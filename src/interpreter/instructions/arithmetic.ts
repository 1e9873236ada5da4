/** Arithmetic, bitwise and subscript operators. */

import { isTrue } from "../../objects/abstract/compare.ts";
import { delItem, getItem, setItem } from "../../objects/abstract/container.ts";
import { invert, negative } from "../../objects/abstract/number.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { dictType } from "../../objects/dict/type.ts";
import { keyError } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { floatType } from "../../objects/float/type.ts";
import { PyList } from "../../objects/list/list.ts";
import { listType } from "../../objects/list/type.ts";
import { PyInstance, type PyValue } from "../../objects/object.ts";
import { PySlice } from "../../objects/slice.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { tupleType } from "../../objects/tuple/type.ts";
import { pushExactCall } from "../calls.ts";
import { flush, guard, inst, reload } from "../inst.ts";
import { addInt, MAX_SAFE, multiplyInt, subtractInt } from "../int-fast.ts";
import { binary } from "../operators.ts";
import {
  type ExtendCache,
  type GetItemCache,
  specializeBinaryOp,
  specializeStoreSubscr,
  specializeToBool,
  type TypeCache,
} from "../specialize/operators.ts";
import { concatStrings } from "../strings.ts";

export const BINARY_OP = inst({ stack: "left, right -- res" }, (frame, oparg, left: PyValue, right: PyValue) => {
  if (--frame.code.counters[frame.pc - 1] === 0) specializeBinaryOp(frame.code, frame.pc - 1, oparg, left, right);
  return binary(oparg, left, right);
});

export const BINARY_OP_ADD_INT = inst(
  { stack: "left, right -- res", family: "BINARY_OP" },
  (_frame, _oparg, left: PyValue, right: PyValue) => {
    guard(typeof left === "number" && typeof right === "number");
    const sum = left + right;
    if (sum > MAX_SAFE || sum < -MAX_SAFE) return addInt(left, right);
    return sum;
  },
);

export const BINARY_OP_SUBTRACT_INT = inst(
  { stack: "left, right -- res", family: "BINARY_OP" },
  (_frame, _oparg, left: PyValue, right: PyValue) => {
    guard(typeof left === "number" && typeof right === "number");
    const difference = left - right;
    if (difference > MAX_SAFE || difference < -MAX_SAFE) return subtractInt(left, right);
    return difference;
  },
);

export const BINARY_OP_MULTIPLY_INT = inst(
  { stack: "left, right -- res", family: "BINARY_OP" },
  (_frame, _oparg, left: PyValue, right: PyValue) => {
    guard(typeof left === "number" && typeof right === "number");
    const product = left * right;
    if (product > MAX_SAFE || product < -MAX_SAFE) return multiplyInt(left, right);
    return product + 0;
  },
);

export const BINARY_OP_ADD_FLOAT = inst(
  { stack: "left, right -- res", family: "BINARY_OP" },
  (_frame, _oparg, left: PyValue, right: PyValue) => {
    guard(left instanceof PyFloat && right instanceof PyFloat && left.type === floatType && right.type === floatType);
    return new PyFloat(left.v + right.v);
  },
);

export const BINARY_OP_SUBTRACT_FLOAT = inst(
  { stack: "left, right -- res", family: "BINARY_OP" },
  (_frame, _oparg, left: PyValue, right: PyValue) => {
    guard(left instanceof PyFloat && right instanceof PyFloat && left.type === floatType && right.type === floatType);
    return new PyFloat(left.v - right.v);
  },
);

export const BINARY_OP_MULTIPLY_FLOAT = inst(
  { stack: "left, right -- res", family: "BINARY_OP" },
  (_frame, _oparg, left: PyValue, right: PyValue) => {
    guard(left instanceof PyFloat && right instanceof PyFloat && left.type === floatType && right.type === floatType);
    return new PyFloat(left.v * right.v);
  },
);

export const BINARY_OP_ADD_UNICODE = inst(
  { stack: "left, right -- res", family: "BINARY_OP" },
  (_frame, _oparg, left: PyValue, right: PyValue) => {
    guard(typeof left === "string" && typeof right === "string");
    return concatStrings(left, right);
  },
);

/** Mixed operands and other operators that specialization knows a direct function for. */
export const BINARY_OP_EXTEND = inst(
  { stack: "left, right -- res", family: "BINARY_OP" },
  (frame, _oparg, left: PyValue, right: PyValue) => {
    const res = (frame.caches[frame.pc - 1] as ExtendCache).action(left, right);
    guard(res !== undefined);
    return res;
  },
);

export const BINARY_OP_SUBSCR_LIST_INT = inst(
  { stack: "list, sub -- res", family: "BINARY_OP" },
  (_frame, _oparg, list: PyValue, sub: PyValue) => {
    guard(list instanceof PyList && typeof sub === "number" && list.type === listType);
    const { items } = list;
    guard(sub >= 0 && sub < items.length);
    return items[sub];
  },
);

export const BINARY_OP_SUBSCR_TUPLE_INT = inst(
  { stack: "tuple, sub -- res", family: "BINARY_OP" },
  (_frame, _oparg, tuple: PyValue, sub: PyValue) => {
    guard(tuple instanceof PyTuple && typeof sub === "number" && tuple.type === tupleType);
    const { items } = tuple;
    guard(sub >= 0 && sub < items.length);
    return items[sub];
  },
);

export const BINARY_OP_SUBSCR_STR_INT = inst(
  { stack: "str, sub -- res", family: "BINARY_OP" },
  (_frame, _oparg, str: PyValue, sub: PyValue) => {
    guard(typeof str === "string" && typeof sub === "number" && sub >= 0 && sub < str.length);
    return str[sub];
  },
);

export const BINARY_OP_SUBSCR_DICT = inst(
  { stack: "dict, sub -- res", family: "BINARY_OP" },
  (_frame, _oparg, dict: PyValue, sub: PyValue) => {
    guard(dict instanceof PyDict && dict.type === dictType);
    const res = dict.get(sub);
    if (res === undefined) throw keyError(sub);
    return res;
  },
);

/** A Python `__getitem__`, called without recursion. */
export const BINARY_OP_SUBSCR_GETITEM = inst(
  { stack: "container, sub -- res", family: "BINARY_OP", raw: true },
  (frame) => {
    const container = frame.stack[frame.sp - 2];
    const cache = frame.caches[frame.pc - 1] as GetItemCache;
    guard(container instanceof PyInstance && container.type === cache.type && cache.type.version === cache.version);
    guard(cache.func.version === cache.funcVersion);
    const end = frame.sp;
    frame.sp -= 2;
    flush(frame);
    pushExactCall(frame.thread, frame, cache.func, cache.code, end - 2, end);
    return reload(frame);
  },
);

export const UNARY_NEGATIVE = inst({ stack: "value -- res", cold: true }, (_frame, _oparg, value: PyValue) => {
  if (typeof value === "number" && value !== 0) return -value;
  return negative(value);
});

export const UNARY_INVERT = inst({ stack: "value -- res", cold: true }, (_frame, _oparg, value: PyValue) =>
  invert(value),
);
export const UNARY_NOT = inst({ stack: "value -- res" }, (_frame, _oparg, value: PyValue) => value === false);

export const TO_BOOL = inst({ stack: "value -- res" }, (frame, _oparg, value: PyValue) => {
  if (--frame.code.counters[frame.pc - 1] === 0) specializeToBool(frame.code, frame.pc - 1, value);
  return isTrue(value);
});

export const TO_BOOL_BOOL = inst({ stack: "value -- value", family: "TO_BOOL" }, (_frame, _oparg, value: PyValue) => {
  guard(value === true || value === false);
  return value;
});

export const TO_BOOL_INT = inst({ stack: "value -- res", family: "TO_BOOL" }, (_frame, _oparg, value: PyValue) => {
  guard(typeof value === "number");
  return value !== 0;
});

export const TO_BOOL_STR = inst({ stack: "value -- res", family: "TO_BOOL" }, (_frame, _oparg, value: PyValue) => {
  guard(typeof value === "string");
  return value !== "";
});

export const TO_BOOL_LIST = inst({ stack: "value -- res", family: "TO_BOOL" }, (_frame, _oparg, value: PyValue) => {
  guard(value instanceof PyList && value.type === listType);
  return value.items.length > 0;
});

/** An instance whose class says nothing about truth or length. */
export const TO_BOOL_ALWAYS_TRUE = inst(
  { stack: "value -- res", family: "TO_BOOL" },
  (frame, _oparg, value: PyValue) => {
    const cache = frame.caches[frame.pc - 1] as TypeCache;
    guard(value instanceof PyInstance && value.type === cache.type && cache.type.version === cache.version);
    return true;
  },
);

export const STORE_SUBSCR = inst(
  { stack: "value, container, sub --" },
  (frame, _oparg, value: PyValue, container: PyValue, sub: PyValue) => {
    if (--frame.code.counters[frame.pc - 1] === 0) specializeStoreSubscr(frame.code, frame.pc - 1, container, sub);
    setItem(container, sub, value);
  },
);

export const STORE_SUBSCR_LIST_INT = inst(
  { stack: "value, list, sub --", family: "STORE_SUBSCR" },
  (_frame, _oparg, value: PyValue, list: PyValue, sub: PyValue) => {
    guard(list instanceof PyList && typeof sub === "number" && list.type === listType);
    const { items } = list;
    guard(sub >= 0 && sub < items.length);
    items[sub] = value;
  },
);

export const STORE_SUBSCR_DICT = inst(
  { stack: "value, dict, sub --", family: "STORE_SUBSCR" },
  (_frame, _oparg, value: PyValue, dict: PyValue, sub: PyValue) => {
    guard(dict instanceof PyDict && dict.type === dictType);
    dict.set(sub, value);
  },
);

export const DELETE_SUBSCR = inst(
  { stack: "container, sub --", cold: true },
  (_frame, _oparg, container: PyValue, sub: PyValue) => {
    delItem(container, sub);
  },
);

export const BINARY_SLICE = inst(
  { stack: "container, start, stop -- res", cold: true },
  (_frame, _oparg, container: PyValue, start: PyValue, stop: PyValue) =>
    getItem(container, new PySlice(start, stop, null)),
);

export const STORE_SLICE = inst(
  { stack: "value, container, start, stop --", cold: true },
  (_frame, _oparg, value: PyValue, container: PyValue, start: PyValue, stop: PyValue) => {
    setItem(container, new PySlice(start, stop, null), value);
  },
);

/** `list[i] op= …` over a list: both operands stay, the item comes on top. */
export const COPY_COPY_SUBSCR_LIST_INT = inst(
  {
    stack: "list, sub -- list, sub, item",
    family: "COPY",
    fuses: ["COPY", "COPY", "BINARY_OP_SUBSCR_LIST_INT"],
    raw: true,
  },
  (frame, oparg) => {
    const list = frame.stack[frame.sp - 2];
    const sub = frame.stack[frame.sp - 1];
    guard(oparg === 2 && frame.code.words[frame.pc] >> 9 === 2);
    guard(list instanceof PyList && typeof sub === "number" && list.type === listType);
    const { items } = list;
    guard(sub >= 0 && sub < items.length);
    frame.pc += 2;
    frame.stack[frame.sp++] = items[sub];
  },
);

/** The end of `list[i] op= …`: the new item lies above the list and the index. */
export const SWAP_SWAP_STORE_SUBSCR_LIST_INT = inst(
  { stack: "list, sub, value --", family: "SWAP", fuses: ["SWAP", "SWAP", "STORE_SUBSCR_LIST_INT"], raw: true },
  (frame, oparg) => {
    const list = frame.stack[frame.sp - 3];
    const sub = frame.stack[frame.sp - 2];
    guard(oparg === 3 && frame.code.words[frame.pc] >> 9 === 2);
    guard(list instanceof PyList && typeof sub === "number" && list.type === listType);
    const { items } = list;
    guard(sub >= 0 && sub < items.length);
    frame.pc += 2;
    items[sub] = frame.stack[frame.sp - 1] as PyValue;
    frame.sp -= 3;
  },
);
