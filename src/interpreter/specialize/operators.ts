/** Specialization of operators, comparisons, conversion to bool, iteration, unpacking. */
import { NB } from "../../bytecode/opargs.ts";
import { typeLookup } from "../../objects/abstract/attributes.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { dictType } from "../../objects/dict/type.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { floatType } from "../../objects/float/type.ts";
import { PyFunction } from "../../objects/function.ts";
import { ListIter } from "../../objects/list/iterators.ts";
import { PyList } from "../../objects/list/list.ts";
import { listType } from "../../objects/list/type.ts";
import { PyInstance, type PyValue } from "../../objects/object.ts";
import { RangeIter } from "../../objects/range/iterators.ts";
import { PyStrIterator } from "../../objects/str/iterator.ts";
import { TupleIter } from "../../objects/tuple/iterator.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { tupleType } from "../../objects/tuple/type.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeOf } from "../../objects/typeof.ts";
import { type Executable, executableOf } from "../code.ts";
import { OP } from "../generated/tables.ts";
import { PyGenerator } from "../generators/generator.ts";
import { generatorType } from "../generators/types.ts";
import { extendAction } from "./binary-actions.ts";
import { giveUp, rewrite } from "./common.ts";
import { IterCache, unpacks } from "./iterators.ts";

/** BINARY_OP_EXTEND's cache: the function to use; it answers undefined when the operands are of other types. */
export class ExtendCache {
  readonly action: (left: PyValue, right: PyValue) => PyValue | undefined;
  constructor(action: (left: PyValue, right: PyValue) => PyValue | undefined) {
    this.action = action;
  }
}

/** What BINARY_OP or COMPARE_OP that has no form for its operands, or CONTAINS_OP, has seen of them: compiled code has more forms. */
export class OperandsCache {
  readonly left: PyType;
  readonly right: PyType;
  constructor(left: PyValue, right: PyValue) {
    this.left = typeOf(left);
    this.right = typeOf(right);
  }
}

/** BINARY_OP_SUBSCR_GETITEM's cache. */
export class GetItemCache {
  readonly type: PyType;
  readonly version: number;
  readonly func: PyFunction;
  readonly funcVersion: number;
  readonly code: Executable;
  constructor(type: PyType, func: PyFunction, code: Executable) {
    this.type = type;
    this.version = type.version;
    this.func = func;
    this.funcVersion = func.version;
    this.code = code;
  }
}

/** TO_BOOL_ALWAYS_TRUE's cache. */
export class TypeCache {
  readonly type: PyType;
  readonly version: number;
  constructor(type: PyType) {
    this.type = type;
    this.version = type.version;
  }
}

/** The cache for a container whose class defines a plain Python `__getitem__`. */
function getItemCache(container: PyValue): GetItemCache | undefined {
  if (!(container instanceof PyInstance)) return undefined;
  const func = typeLookup(container.type, "__getitem__");
  if (!(func instanceof PyFunction)) return undefined;
  const code = executableOf(func.code);
  return code.simple && code.argcount === 2 ? new GetItemCache(container.type, func, code) : undefined;
}

function isFloat(value: PyValue): boolean {
  return value instanceof PyFloat && value.type === floatType;
}

export function specializeBinaryOp(
  code: Executable,
  index: number,
  oparg: number,
  left: PyValue,
  right: PyValue,
): void {
  const op = binaryForm(oparg, left, right);
  if (op !== 0) {
    rewrite(code, index, op);
    return;
  }
  const getItem = oparg === NB.SUBSCR ? getItemCache(left) : undefined;
  if (getItem !== undefined) {
    code.caches[index] = getItem;
    rewrite(code, index, OP.BINARY_OP_SUBSCR_GETITEM);
    return;
  }
  const action = extendAction(oparg, left, right);
  if (action === undefined) {
    // A form that has met other operands stays, and needs its own cache.
    if (code.plain[index] === OP.BINARY_OP) code.caches[index] = new OperandsCache(left, right);
    giveUp(code, index);
    return;
  }
  code.caches[index] = new ExtendCache(action);
  rewrite(code, index, OP.BINARY_OP_EXTEND);
}

function binaryForm(oparg: number, left: PyValue, right: PyValue): number {
  if (oparg === NB.SUBSCR) return subscriptForm(left, right);
  const operator = oparg >= NB.INPLACE ? oparg - NB.INPLACE : oparg;
  const ints = typeof left === "number" && typeof right === "number";
  const floats = isFloat(left) && isFloat(right);
  switch (operator) {
    case NB.ADD:
      if (ints) return OP.BINARY_OP_ADD_INT;
      if (floats) return OP.BINARY_OP_ADD_FLOAT;
      if (typeof left === "string" && typeof right === "string") return OP.BINARY_OP_ADD_UNICODE;
      return 0;
    case NB.SUBTRACT:
      return ints ? OP.BINARY_OP_SUBTRACT_INT : floats ? OP.BINARY_OP_SUBTRACT_FLOAT : 0;
    case NB.MULTIPLY:
      return ints ? OP.BINARY_OP_MULTIPLY_INT : floats ? OP.BINARY_OP_MULTIPLY_FLOAT : 0;
    default:
      return 0;
  }
}

function subscriptForm(container: PyValue, key: PyValue): number {
  if (container instanceof PyList && container.type === listType) {
    return typeof key === "number" && key >= 0 ? OP.BINARY_OP_SUBSCR_LIST_INT : 0;
  }
  if (container instanceof PyDict && container.type === dictType) return OP.BINARY_OP_SUBSCR_DICT;
  if (typeof key !== "number" || key < 0) return 0;
  if (container instanceof PyTuple && container.type === tupleType) return OP.BINARY_OP_SUBSCR_TUPLE_INT;
  return typeof container === "string" ? OP.BINARY_OP_SUBSCR_STR_INT : 0;
}

function choose(code: Executable, index: number, op: number): void {
  if (op === 0) giveUp(code, index);
  else rewrite(code, index, op);
}

export function specializeStoreSubscr(code: Executable, index: number, container: PyValue, key: PyValue): void {
  let op = 0;
  if (container instanceof PyList && container.type === listType && typeof key === "number")
    op = OP.STORE_SUBSCR_LIST_INT;
  else if (container instanceof PyDict && container.type === dictType) op = OP.STORE_SUBSCR_DICT;
  choose(code, index, op);
}

export function specializeToBool(code: Executable, index: number, value: PyValue): void {
  let op = 0;
  if (typeof value === "boolean") op = OP.TO_BOOL_BOOL;
  else if (typeof value === "number") op = OP.TO_BOOL_INT;
  else if (typeof value === "string") op = OP.TO_BOOL_STR;
  else if (value instanceof PyList && value.type === listType) op = OP.TO_BOOL_LIST;
  else if (value instanceof PyInstance && alwaysTrue(value.type)) {
    code.caches[index] = new TypeCache(value.type);
    op = OP.TO_BOOL_ALWAYS_TRUE;
  }
  choose(code, index, op);
}

function alwaysTrue(type: PyType): boolean {
  return type.nb_bool === undefined && type.mp_length === undefined && type.sq_length === undefined;
}

export function specializeCompareOp(code: Executable, index: number, left: PyValue, right: PyValue): void {
  let op = 0;
  if (typeof left === "number" && typeof right === "number") op = OP.COMPARE_OP_INT;
  else if (isFloat(left) && isFloat(right)) op = OP.COMPARE_OP_FLOAT;
  else if (typeof left === "string" && typeof right === "string") op = OP.COMPARE_OP_STR;
  else code.caches[index] = new OperandsCache(left, right);
  choose(code, index, op);
}

export function specializeContainsOp(code: Executable, index: number, item: PyValue, container: PyValue): void {
  let op = 0;
  code.caches[index] = new OperandsCache(item, container);
  if (container instanceof PyDict && container.type === dictType) op = OP.CONTAINS_OP_DICT;
  choose(code, index, op);
}

export function specializeForIter(code: Executable, index: number, iterator: PyValue): void {
  let op = 0;
  if (iterator instanceof ListIter) op = OP.FOR_ITER_LIST;
  else if (iterator instanceof TupleIter) op = OP.FOR_ITER_TUPLE;
  else if (iterator instanceof RangeIter) op = OP.FOR_ITER_RANGE;
  else if (iterator instanceof PyGenerator && iterator.type === generatorType) op = OP.FOR_ITER_GEN;
  else {
    const cache = new IterCache(iterator);
    code.caches[index] = cache;
    if (iterator instanceof PyStrIterator) op = OP.FOR_ITER_STR;
    else if (cache.pairs && unpacks(code, index + 1, 2)) op = OP.FOR_ITER_PAIR;
    else if (cache.simple) op = OP.FOR_ITER_SIMPLE;
    // These two trust the cache.
    else if (code.plain[index] === OP.FOR_ITER_SIMPLE || code.plain[index] === OP.FOR_ITER_PAIR) op = OP.FOR_ITER;
  }
  choose(code, index, op);
}

export function specializeSend(code: Executable, index: number, receiver: PyValue): void {
  choose(code, index, receiver instanceof PyGenerator && receiver.kind !== "async generator" ? OP.SEND_GEN : 0);
}

export function specializeUnpackSequence(code: Executable, index: number, count: number, seq: PyValue): void {
  let op = 0;
  if (seq instanceof PyTuple && seq.type === tupleType && seq.items.length === count) {
    op = count === 2 ? OP.UNPACK_SEQUENCE_TWO_TUPLE : OP.UNPACK_SEQUENCE_TUPLE;
  } else if (seq instanceof PyList && seq.type === listType && seq.items.length === count) {
    op = OP.UNPACK_SEQUENCE_LIST;
  }
  choose(code, index, op);
}
