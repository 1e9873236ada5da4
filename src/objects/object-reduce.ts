/** Pickling of ordinary objects: `object.__reduce_ex__` and `__getstate__`. Source: CPython Objects/typeobject.c (object_getstate_default, reduce_newobj). */
import { strToJs } from "../kernel/str.ts";
import {
  genericGetAttr,
  getAttr,
  instanceLookup,
  lookupAttr,
  lookupSpecial,
  typeLookup,
} from "./abstract/attributes.ts";
import { call, callMethod } from "./abstract/call.ts";
import { iter } from "./abstract/iterate.ts";
import { PyDict } from "./dict/dict.ts";
import { typeError, valueError } from "./errors.ts";
import { importModule } from "./import-hook.ts";
import { dictOf, isDictEmpty } from "./instance-dict.ts";
import { PyList } from "./list/list.ts";
import { getField, PyInstance, PyObject, type PyValue } from "./object.ts";
import { objectType } from "./object-type.ts";
import { asStr } from "./str/str-object.ts";
import { PyTuple } from "./tuple/tuple.ts";
import { TPFLAGS } from "./type-object.ts";
import { typeName, typeOf } from "./typeof.ts";

/** object.__reduce_ex__: protocol 2 and up by copyreg.__newobj__, older ones by copyreg._reduce_ex. */
export function reduceEx(self: PyValue, protocol: number): PyValue {
  const copyreg = importModule("copyreg");
  if (protocol < 2) return callMethod(copyreg, "_reduce_ex", [self, protocol]);
  return reduceNewObj(self, copyreg);
}

/**
 * `object.__reduce_ex__(protocol)` for a pickler, which does not keep the state: `__dict__` need not be made. Undefined when
 * the object does not leave pickling to class object.
 */
export function reduceForPickle(self: PyValue, protocol: number): PyValue | undefined {
  if (protocol < 2 || !isOwn(self, "__reduce_ex__") || !isOwn(self, "__reduce__")) return undefined;
  return reduceNewObj(self, importModule("copyreg"), true);
}

function reduceNewObj(self: PyValue, copyreg: PyValue, snapshot = false): PyValue {
  const type = typeOf(self);
  if (type.tp_new === undefined) throw typeError(`cannot pickle '${strToJs(type.tp_name)}' object`);
  const [args, kwargs] = newArguments(self);
  const hasArguments = args !== null;
  let maker: PyValue;
  let makerArgs: PyValue[];
  if (kwargs === null || kwargs.size === 0) {
    maker = getAttr(copyreg, "__newobj__");
    makerArgs = args === null ? [type] : [type, ...args.items];
  } else {
    maker = getAttr(copyreg, "__newobj_ex__");
    makerArgs = [type, args ?? new PyTuple([]), kwargs];
  }
  const isList = (type.flags & TPFLAGS.LIST_SUBCLASS) !== 0;
  const isDict = (type.flags & TPFLAGS.DICT_SUBCLASS) !== 0;
  const state = getState(self, !(hasArguments || isList || isDict), snapshot);
  const listItems = isList ? iter(self) : null;
  const dictItems = isDict ? iter(callMethod(self, "items")) : null;
  return new PyTuple([maker, new PyTuple(makerArgs), state, listItems, dictItems]);
}

/** `__getnewargs_ex__` or `__getnewargs__`. */
function newArguments(self: PyValue): [PyTuple | null, PyDict | null] {
  const extended = lookupSpecial(self, "__getnewargs_ex__");
  if (extended !== undefined) {
    const result = call(extended, []);
    if (!(result instanceof PyTuple)) {
      throw typeError(`__getnewargs_ex__ should return a tuple, not '${typeName(result)}'`);
    }
    if (result.items.length !== 2) {
      throw valueError(`__getnewargs_ex__ should return a tuple of length 2, not ${result.items.length}`);
    }
    const [args, kwargs] = result.items;
    if (!(args instanceof PyTuple)) {
      throw typeError(`first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '${typeName(args)}'`);
    }
    if (!(kwargs instanceof PyDict)) {
      throw typeError(
        `second item of the tuple returned by __getnewargs_ex__ must be a dict, not '${typeName(kwargs)}'`,
      );
    }
    return [args, kwargs];
  }
  const plain = lookupSpecial(self, "__getnewargs__");
  if (plain === undefined) return [null, null];
  const result = call(plain, []);
  if (!(result instanceof PyTuple)) throw typeError(`__getnewargs__ should return a tuple, not '${typeName(result)}'`);
  return [result, null];
}

function getState(self: PyValue, required: boolean, snapshot: boolean): PyValue {
  if (isOwn(self, "__getstate__")) return objectGetState(self, required, snapshot);
  return call(getAttr(self, "__getstate__"), []);
}

/** Whether `self.name` is what class object has under that name. */
function isOwn(self: PyValue, name: string): boolean {
  const type = typeOf(self);
  if (type.tp_getattro !== genericGetAttr || typeLookup(type, name) !== objectType.dict.getStr(name)) return false;
  return !type.hasDict || instanceLookup(self, name) === undefined;
}

/** The default state: `__dict__`, or (`__dict__`, slots). */
export function objectGetState(self: PyValue, required: boolean, snapshot = false): PyValue {
  const type = typeOf(self);
  // A built-in layout holds more than attributes.
  const isNative = type.native !== objectType || (type !== objectType && type.spec !== null && !type.hasDict);
  if (required && self !== null && isNative) {
    if (type.native.name === "memoryview") throw typeError("cannot pickle memoryview objects");
    throw typeError(`cannot pickle '${strToJs(type.tp_name)}' object`);
  }
  const state = attributesOf(self, snapshot);
  if (type.flags & TPFLAGS.HEAPTYPE) {
    const names = slotNamesOf(self);
    if (names.length === 0) return state;
    const slots = new PyDict();
    for (const item of names.slice()) {
      const name = asStr(item)!;
      const value = lookupAttr(self, name);
      if (value !== undefined) slots.set(name, value);
    }
    if (slots.size > 0) return new PyTuple([state, slots]);
  }
  return state;
}

/** `__dict__`, or None when there are no attributes. A snapshot leaves the attributes of an instance in its fields. */
function attributesOf(self: PyValue, snapshot: boolean): PyValue {
  if (!typeOf(self).hasDict || !(self instanceof PyObject) || isDictEmpty(self)) return null;
  if (!snapshot || !(self instanceof PyInstance) || self.dict !== null) return dictOf(self);
  const names = self.shape.names();
  const first = self.shape.size - names.length;
  return PyDict.fromTexts(
    names,
    names.map((_name, i) => getField(self, first + i)!),
  );
}

function slotNamesOf(self: PyValue): PyValue[] {
  const type = typeOf(self);
  const cached = type.dict.getStr("__slotnames__");
  const names = cached ?? callMethod(importModule("copyreg"), "_slotnames", [type]);
  if (names === null) return [];
  if (!(names instanceof PyList)) throw typeError("copyreg._slotnames didn't return a list or None");
  return names.items;
}

/** `object.__getstate__()`, for the reduce methods of built-in types. */
export function reduceState(self: PyValue): PyValue {
  return getState(self, false, false);
}
