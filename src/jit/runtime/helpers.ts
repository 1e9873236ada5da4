/** The names by which generated code refers to the rest of the program. */

import { compiled, places, shownAt, Unwind } from "../../interpreter/compiled.ts";
import { WrappedValue } from "../../interpreter/generators/async-generator.ts";
import { initHooks } from "../../interpreter/generators/async-hooks.ts";
import {
  getAsyncIterator,
  getAsyncNext,
  getAwaitableFor,
  yieldFromIterator,
} from "../../interpreter/generators/await.ts";
import { importFrom } from "../../interpreter/import-from.ts";
import type { Slot } from "../../interpreter/inst.ts";
import { DELETE_SUBSCR, UNARY_INVERT } from "../../interpreter/instructions/arithmetic.ts";
import { GET_LEN } from "../../interpreter/instructions/containers.ts";
import { CONVERT_VALUE, FORMAT_WITH_SPEC } from "../../interpreter/instructions/format.ts";
import { SET_FUNCTION_ATTRIBUTE } from "../../interpreter/instructions/functions.ts";
import { CALL_INTRINSIC_2 } from "../../interpreter/instructions/intrinsics.ts";
import { MATCH_CLASS, MATCH_KEYS, MATCH_MAPPING, MATCH_SEQUENCE } from "../../interpreter/instructions/match.ts";
import { intrinsic1 } from "../../interpreter/intrinsics.ts";
import { binary } from "../../interpreter/operators.ts";
import { concatStrings, joinStrings } from "../../interpreter/strings.ts";
import { currentThread } from "../../interpreter/thread.ts";
import { dictMerge, dictUpdate, unpackExtended } from "../../interpreter/unpack.ts";
import { complexAbs } from "../../kernel/complex.ts";
import { ordinaryPow } from "../../kernel/float.ts";
import type { Str } from "../../kernel/str.ts";
import { strContains } from "../../kernel/str-search.ts";
import { delAttr, getAttr, setAttr } from "../../objects/abstract/attributes.ts";
import { isSequence, setItem } from "../../objects/abstract/container.ts";
import { isIterable, iter } from "../../objects/abstract/iterate.ts";
import { PyCell } from "../../objects/cell.ts";
import { PyComplex } from "../../objects/complex/complex-object.ts";
import { complexType } from "../../objects/complex/type.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { advance } from "../../objects/dict/iterators.ts";
import { findPair, findTuple } from "../../objects/dict/tuple-keys.ts";
import { dictType } from "../../objects/dict/type.ts";
import { keyError, typeError } from "../../objects/errors.ts";
import { fieldFloatType, release, releaseFloat } from "../../objects/float/float-fields.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { floatType } from "../../objects/float/type.ts";
import type { PyFunction } from "../../objects/function.ts";
import { takeItem } from "../../objects/list/items.ts";
import { listIterNext, listIterType } from "../../objects/list/iterators.ts";
import { PyList } from "../../objects/list/list.ts";
import { listExtend, listType } from "../../objects/list/type.ts";
import { machine } from "../../objects/machine.ts";
import { PyMethod } from "../../objects/method.ts";
import { getField, PyInstance, type PyValue, PyWideInstance, setField } from "../../objects/object.ts";
import { rangeIterType } from "../../objects/range/iterators.ts";
import { setUpdate } from "../../objects/set/ops.ts";
import { PySet } from "../../objects/set/set.ts";
import { setType } from "../../objects/set/type.ts";
import { NOT_IMPLEMENTED } from "../../objects/singletons.ts";
import { PySlice } from "../../objects/slice.ts";
import { tupleIterNext, tupleIterType } from "../../objects/tuple/iterator.ts";
import { pairOrder, tripleOrder } from "../../objects/tuple/order.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { tupleType } from "../../objects/tuple/type.ts";
import { isInstance, isSubclass } from "../../objects/type/type.ts";
import { typeName, typeOf } from "../../objects/typeof.ts";
import { MISMATCH } from "../record.ts";
import { enumerateIterator, listIterator, rangeIterator, tupleIterator } from "../sites.ts";
import * as anyCalls from "./any-calls.ts";
import { anyLength, anyMembership } from "./any-operators.ts";
import * as asyncNext from "./async-next.ts";
import * as attributes from "./attributes.ts";
import * as awaitedCalls from "./awaited-calls.ts";
import { badInit, callAny, callEx, directEntry, importName, settle } from "./calls.ts";
import * as containers from "./containers.ts";
import { caught, exit, leaveAtEnd, poll, returned, returnedSent, slowEntry } from "./exits.ts";
import * as formats from "./format.ts";
import { asyncIteratorAtHand, awaitableAtHand, iteratorAtHand } from "./generate.ts";
import * as generators from "./generators.ts";
import * as handlers from "./handlers.ts";
import { isInstanceOf, isSubclassOf } from "./instances.ts";
import * as operators from "./operators.ts";
import * as resuming from "./resume.ts";
import * as slices from "./slices.ts";
import { loadSuper, superMethod } from "./super.ts";
import { floatOfText, intOfText } from "./texts.ts";
import * as values from "./values.ts";

/** Always in scope. */
export const ALWAYS: Readonly<Record<string, unknown>> = {
  J: compiled,
  S: places,
  X: exit,
  E: leaveAtEnd,
  C: caught,
  MISMATCH,
  SLOW: slowEntry,
};

/** In scope when generated code asks for them. */
export const HELPERS: Readonly<Record<string, unknown>> = {
  ...values,
  ...handlers,
  ...containers,
  ...slices,
  ...generators,
  ...resuming,
  ...awaitedCalls,
  ...asyncNext,
  WrappedValue,
  initHooks,
  ...formats,
  ...operators,
  ...attributes,
  ...anyCalls,
  NOT_IMPLEMENTED,
  awaitableAtHand,
  iteratorAtHand,
  asyncIteratorAtHand,
  getAwaitableFor,
  getAsyncIterator,
  getAsyncNext,
  CALL_INTRINSIC_2,
  yieldFromIterator,
  intrinsic1,
  poll,
  shownAt,
  returned,
  returnedSent,
  binary,
  returned2: (value: Slot, self: Slot) => new Unwind(null, [value, self], false, false),
  returnedAll: (values: readonly Slot[]) => new Unwind(null, values, false, false),
  returnedNext,
  ordinaryPow,
  complexAbs,
  badLuck,
  badInit,
  callAny,
  callEx,
  directEntry,
  importName,
  importFrom: (module: PyValue, name: Str) => importFrom(currentThread, module, name),
  settle,
  loadSuper,
  superMethod,
  intOfText,
  strContains,
  floatOfText,
  rangeIterator,
  listIterator,
  tupleIterator,
  enumerateIterator,
  PyFloat,
  PyList,
  PyTuple,
  PySlice,
  PyDict,
  PyCell,
  PyMethod,
  PyInstance,
  PyWideInstance,
  PyComplex,
  complexType,
  floatType,
  listType,
  tupleType,
  dictType,
  setType,
  keyError,
  rangeIterType,
  listIterType,
  listIterNext,
  tupleIterType,
  tupleIterNext,
  takeItem,
  findPair,
  findTuple,
  advanceDict: advance,
  typeOf,
  getField,
  setField,
  fieldFloatType,
  release,
  releaseFloat,
  getAttr,
  setAttr,
  delAttr,
  setItem,
  isInstance,
  isInstanceOf,
  isSubclass,
  isSubclassOf,
  iter,
  concatStrings,
  joinStrings,
  isIn: (depth: number, item: PyValue, container: PyValue, negated: boolean) =>
    container instanceof PySet && container.type === setType && !(item instanceof PySet)
      ? container.has(item) !== negated
      : anyMembership(depth, item, container, negated),
  isKeyOf: (depth: number, key: PyValue, dict: PyValue, negated: boolean) =>
    dict instanceof PyDict && dict.type === dictType
      ? dict.has(key) !== negated
      : anyMembership(depth, key, dict, negated),
  pairOrder,
  tripleOrder,
  anyLength,
  extendList,
  updateSet: (set: PySet, values: PyValue) => setUpdate(set, values),
  mergeDict: (dict: PyDict, update: PyValue, callable: PyValue) => dictMerge(dict, update, callable),
  bind: (descr: PyValue, self: PyValue) => typeOf(descr).tp_descr_get!(descr, self, typeOf(self)),
  callSetter: (setter: PyFunction, self: PyValue, value: PyValue) =>
    void machine.callFunction(setter, [self, value], null),
  listToTuple: (list: PyList) => new PyTuple(list.items.slice()),
  unpackExtended: (seq: PyValue, before: number, after: number) => {
    const items: Slot[] = [];
    unpackExtended(items, 0, seq, before, after);
    return items;
  },
  updateDict: (dict: PyDict, update: PyValue) => dictUpdate(dict, update),
  UNARY_INVERT,
  DELETE_SUBSCR,
  GET_LEN,
  CONVERT_VALUE,
  FORMAT_WITH_SPEC,
  SET_FUNCTION_ATTRIBUTE,
  MATCH_CLASS,
  MATCH_KEYS,
  MATCH_MAPPING,
  MATCH_SEQUENCE,
};

/** FOR_ITER's activation has been looked at: it goes on in the loop's body, or behind the loop. */
function returnedNext(item: Slot, behind: number): Unwind {
  const unwind = new Unwind(null, item === undefined ? [] : [item], false, false);
  if (item === undefined) unwind.resume = behind;
  return unwind;
}

let seed = 12345;

/** True now and then, in the same order in every run. */
function badLuck(): boolean {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return (seed >> 16) % 61 === 0;
}

function extendList(list: PyList, iterable: PyValue): void {
  if (!isIterable(iterable) && !isSequence(iterable)) {
    throw typeError(`Value after * must be an iterable, not ${typeName(iterable)}`);
  }
  listExtend(list, iterable);
}
