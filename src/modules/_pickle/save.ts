/** Pickling a value: who writes what. Source: CPython Modules/_pickle.c (save). */
import { checkpoint } from "../../kernel/interrupt.ts";
import { WideStr } from "../../kernel/str.ts";
import { lookupAttr } from "../../objects/abstract/attributes.ts";
import { call0, call1 } from "../../objects/abstract/call.ts";
import { getItem } from "../../objects/abstract/container.ts";
import { str } from "../../objects/abstract/repr.ts";
import type { PyByteArray } from "../../objects/bytes/bytearray-object.ts";
import { bytearrayType } from "../../objects/bytes/bytearray-type.ts";
import type { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { bytesType } from "../../objects/bytes/type.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { dictType } from "../../objects/dict/type.ts";
import { swallow } from "../../objects/errors.ts";
import { PyExc_KeyError } from "../../objects/exceptions/types.ts";
import type { PyFloat } from "../../objects/float/float-object.ts";
import { floatType } from "../../objects/float/type.ts";
import { functionType } from "../../objects/function-type.ts";
import type { PyList } from "../../objects/list/list.ts";
import { listType } from "../../objects/list/type.ts";
import { machine } from "../../objects/machine.ts";
import { PyInstance, type PyObject, type PyValue } from "../../objects/object.ts";
import { reduceForPickle } from "../../objects/object-reduce.ts";
import type { PySet } from "../../objects/set/set.ts";
import { frozensetType, setType } from "../../objects/set/type.ts";
import { NOT_IMPLEMENTED } from "../../objects/singletons.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { tupleType } from "../../objects/tuple/type.ts";
import { typeType } from "../../objects/type/type.ts";
import { isSubtype, type PyType } from "../../objects/type-object.ts";
import { fullTypeName } from "../../objects/typeof.ts";
import { BINPERSID, NEWFALSE, NEWTRUE, NONE, PERSID } from "./opcodes.ts";
import { pickleBufferType } from "./pickle-buffer.ts";
import type { PyPickler } from "./pickler.ts";
import { saveByteArray, saveBytes, saveFloat, saveInt, savePickleBuffer, saveStr } from "./save-atoms.ts";
import { saveDict, saveFrozenSet, saveList, saveSet, saveTuple } from "./save-containers.ts";
import { saveGlobal, saveType } from "./save-global.ts";
import { type InstancePlan, planOf, saveInstance } from "./save-instance.ts";
import { saveReduce } from "./save-reduce.ts";
import { picklingError, withNote } from "./state.ts";

/** Writes instructions that leave `value` on the stack. `isPersistentId`: the value is what persistent_id() answered. */
export function save(self: PyPickler, value: PyValue, isPersistentId: boolean): void {
  const { out } = self;
  checkpoint();
  if (out.length >= out.frameEnd) self.endFrame();
  if (!isPersistentId && self.persistentId !== undefined && savePersistent(self, value)) return;
  switch (typeof value) {
    case "number":
    case "bigint":
      saveInt(self, value);
      return;
    case "boolean":
      if (self.proto >= 2) out.op(value ? NEWTRUE : NEWFALSE);
      else out.text(value ? "I01\n" : "I00\n");
      return;
    case "string": {
      const known = self.memo.get(value);
      if (known !== undefined) self.writeGet(known);
      else saveStr(self, value);
      return;
    }
    default:
  }
  if (value === null) {
    out.op(NONE);
    return;
  }
  const { type } = value as PyObject;
  if (type === floatType) {
    saveFloat(self, (value as PyFloat).v);
    return;
  }
  const known = self.memo.get(value);
  if (known !== undefined) {
    self.writeGet(known);
    return;
  }
  if (type === bytesType) saveBytes(self, value as PyBytes);
  else if (value instanceof WideStr) saveStr(self, value);
  else {
    machine.enterRecursive(" while pickling an object");
    try {
      saveObject(self, value, type);
    } finally {
      machine.leaveRecursive();
    }
  }
}

function saveObject(self: PyPickler, value: PyObject, type: PyType): void {
  if (type === dictType) saveDict(self, value as PyDict);
  else if (type === setType) saveSet(self, value as PySet);
  else if (type === frozensetType) saveFrozenSet(self, value as PySet);
  else if (type === listType) saveList(self, value as PyList);
  else if (type === tupleType) saveTuple(self, value as PyTuple);
  else if (type === bytearrayType) saveByteArray(self, value as PyByteArray);
  else if (type === pickleBufferType) savePickleBuffer(self, value);
  else saveOther(self, value, type);
}

/** Objects that are pickled by name, or by what their reduce methods answer. */
function saveOther(self: PyPickler, value: PyObject, type: PyType): void {
  let reduced: PyValue | undefined;
  if (self.reducerOverride !== undefined) {
    reduced = call1(self.reducerOverride, value);
    if (reduced === NOT_IMPLEMENTED) reduced = undefined;
  }
  if (reduced === undefined) {
    if (value instanceof PyInstance) {
      const plan = planOf(self, value);
      if (plan !== undefined) {
        saveByPlan(self, value, plan);
        return;
      }
    }
    if (type === typeType) {
      saveType(self, value as PyType);
      return;
    }
    if (type === functionType) {
      saveGlobal(self, value, undefined);
      return;
    }
    const reducer = registeredReducer(self, type);
    if (reducer !== undefined) reduced = call1(reducer, value);
    else if (isSubtype(type, typeType)) {
      saveGlobal(self, value, undefined);
      return;
    } else reduced = reduce(self, value);
  }
  const name = asStr(reduced);
  if (name !== undefined) {
    saveGlobal(self, value, name);
    return;
  }
  try {
    if (!(reduced instanceof PyTuple)) {
      throw picklingError(`__reduce__ must return a string or tuple, not ${fullTypeName(reduced)}`);
    }
    saveReduce(self, reduced, value);
  } catch (caught) {
    throw withNote(caught, `when serializing ${fullTypeName(value)} object`);
  }
}

function saveByPlan(self: PyPickler, value: PyInstance, plan: InstancePlan): void {
  try {
    saveInstance(self, value, plan);
  } catch (caught) {
    throw withNote(caught, `when serializing ${fullTypeName(value)} object`);
  }
}

/** The type's entry in the pickler's own dispatch table, or in copyreg's. */
function registeredReducer(self: PyPickler, type: PyType): PyValue | undefined {
  if (self.dispatchTable === undefined) return self.state.dispatchTable.get(type);
  try {
    return getItem(self.dispatchTable, type);
  } catch (caught) {
    swallow(caught, PyExc_KeyError);
    return undefined;
  }
}

function reduce(self: PyPickler, value: PyValue): PyValue {
  const plainly = reduceForPickle(value, self.proto);
  if (plainly !== undefined) return plainly;
  const extended = lookupAttr(value, "__reduce_ex__");
  if (extended !== undefined) return call1(extended, self.proto);
  const plain = lookupAttr(value, "__reduce__");
  if (plain === undefined) throw picklingError(`Can't pickle ${fullTypeName(value)} object`);
  return call0(plain);
}

/** Pickles what persistent_id() gives for the value, unless that is None. */
function savePersistent(self: PyPickler, value: PyValue): boolean {
  const id = call1(self.persistentId!, value);
  if (id === null) return false;
  const { out } = self;
  if (self.bin) {
    save(self, id, true);
    out.op(BINPERSID);
    return true;
  }
  const text = str(id);
  if (typeof text !== "string" || /[^\0-\x7f]/.test(text)) {
    throw picklingError("persistent IDs in protocol 0 must be ASCII strings");
  }
  out.op(PERSID);
  out.text(`${text}\n`);
  return true;
}
