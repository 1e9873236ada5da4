/** Pickling of ordinary objects: `object.__reduce_ex__` and `__getstate__`. Source: CPython Objects/typeobject.c (object_getstate_default, reduce_newobj). */
import { strToJs } from "../kernel/str.ts";
import { getAttr, lookupAttr } from "./abstract/attributes.ts";
import { call, callMethod } from "./abstract/call.ts";
import { iter } from "./abstract/iterate.ts";
import { PyDict } from "./dict/dict.ts";
import { typeError, valueError } from "./errors.ts";
import { importModule } from "./import-hook.ts";
import { PyList } from "./list/list.ts";
import type { PyValue } from "./object.ts";
import { objectType } from "./object-type.ts";
import { PyTuple } from "./tuple/tuple.ts";
import { TPFLAGS } from "./type-object.ts";
import { typeName, typeOf } from "./typeof.ts";

/** object.__reduce_ex__: protocol 2 and up by copyreg.__newobj__, older ones by copyreg._reduce_ex. */
export function reduceEx(self: PyValue, protocol: number): PyValue {
  const copyreg = importModule("copyreg");
  if (protocol < 2) return callMethod(copyreg, "_reduce_ex", [self, protocol]);
  return reduceNewObj(self, copyreg);
}

function reduceNewObj(self: PyValue, copyreg: PyValue): PyValue {
  const type = typeOf(self);
  if (type.tp_new === undefined) throw typeError(`cannot pickle '${strToJs(type.tp_name)}' object`);
  const [args, kwargs] = newArguments(self);
  const hasArguments = args !== null;
  let maker: PyValue;
  let makerArgs: PyValue[];
  if (kwargs === null || kwargs.size === 0) {
    maker = getAttr(copyreg, "__newobj__");
    makerArgs = [type, ...(args?.items ?? [])];
  } else {
    maker = getAttr(copyreg, "__newobj_ex__");
    makerArgs = [type, args ?? new PyTuple([]), kwargs];
  }
  const isList = (type.flags & TPFLAGS.LIST_SUBCLASS) !== 0;
  const isDict = (type.flags & TPFLAGS.DICT_SUBCLASS) !== 0;
  const state = getState(self, !(hasArguments || isList || isDict));
  const listItems = isList ? iter(self) : null;
  const dictItems = isDict ? iter(callMethod(self, "items")) : null;
  return new PyTuple([maker, new PyTuple(makerArgs), state, listItems, dictItems]);
}

/** `__getnewargs_ex__` or `__getnewargs__`. */
function newArguments(self: PyValue): [PyTuple | null, PyDict | null] {
  const extended = lookupAttr(self, "__getnewargs_ex__");
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
  const plain = lookupAttr(self, "__getnewargs__");
  if (plain === undefined) return [null, null];
  const result = call(plain, []);
  if (!(result instanceof PyTuple)) throw typeError(`__getnewargs__ should return a tuple, not '${typeName(result)}'`);
  return [result, null];
}

function getState(self: PyValue, required: boolean): PyValue {
  const method = getAttr(self, "__getstate__");
  const own = typeOf(self).mro.find((t) => t.dict.has("__getstate__"));
  if (own === objectType) return objectGetState(self, required);
  return call(method, []);
}

/** The default state: `__dict__`, or (`__dict__`, slots). */
export function objectGetState(self: PyValue, required: boolean): PyValue {
  const type = typeOf(self);
  if (required && type !== objectType && self !== null && type.spec !== null && !type.hasDict) {
    throw typeError(`cannot pickle '${strToJs(type.tp_name)}' object`);
  }
  if (required && type.native !== objectType && type.native.spec !== null && !picklableLayout(type.native.name)) {
    throw typeError(`cannot pickle '${strToJs(type.tp_name)}' object`);
  }
  if (required && type.native.name === "memoryview") throw typeError("cannot pickle memoryview objects");
  const state: PyValue = lookupAttr(self, "__dict__") ?? null;
  if (type.flags & TPFLAGS.HEAPTYPE) {
    const names = slotNamesOf(self);
    const slots = new PyDict();
    for (const name of names) {
      const value = lookupAttr(self, name as string);
      if (value !== undefined) slots.set(name, value);
    }
    if (slots.size > 0) return new PyTuple([state, slots]);
  }
  return state;
}

/** Built-in layouts without state of their own beyond what their constructor rebuilds. */
function picklableLayout(name: unknown): boolean {
  return typeof name === "string" && !["generator", "coroutine", "frame", "code", "traceback"].includes(name);
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
  return getState(self, false);
}
