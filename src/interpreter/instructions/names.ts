/** Names of module and class namespaces, globals and builtins. */
import { delItem, getItem, setItem } from "../../objects/abstract/container.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import type { PyCell } from "../../objects/cell.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { dictType } from "../../objects/dict/type.ts";
import { isException, keyError, systemError } from "../../objects/errors.ts";
import { PyExc_KeyError } from "../../objects/exceptions/types.ts";
import type { PyValue } from "../../objects/object.ts";
import { guard, inst } from "../inst.ts";
import { loadGlobal, lookupMapping, nameNotDefined, unboundDeref } from "../names.ts";
import { type GlobalCache, specializeLoadGlobal } from "../specialize/globals.ts";

export const LOAD_GLOBAL = inst({ stack: "-- res, null[oparg & 1]", raw: true }, (frame, oparg) => {
  if (--frame.code.counters[frame.pc - 1] === 0) specializeLoadGlobal(frame, frame.pc - 1, oparg);
  frame.stack[frame.sp] = loadGlobal(frame, frame.names[oparg >> 1]);
  if ((oparg & 1) !== 0) frame.stack[++frame.sp] = undefined;
  frame.sp++;
});

export const LOAD_GLOBAL_MODULE = inst({ stack: "-- res", family: "LOAD_GLOBAL" }, (frame) => {
  const cache = frame.caches[frame.pc - 1] as GlobalCache;
  const value = cache.cell.v;
  guard(value !== undefined && cache.globals === frame.func.globals);
  return value;
});

export const LOAD_GLOBAL_MODULE_NULL = inst(
  { stack: "-- res, null", family: "LOAD_GLOBAL", shows: "LOAD_GLOBAL_MODULE" },
  (frame) => {
    const cache = frame.caches[frame.pc - 1] as GlobalCache;
    const value = cache.cell.v;
    guard(value !== undefined && cache.globals === frame.func.globals);
    return [value, undefined];
  },
);

export const LOAD_GLOBAL_BUILTIN = inst({ stack: "-- res", family: "LOAD_GLOBAL" }, (frame) => {
  const cache = frame.caches[frame.pc - 1] as GlobalCache;
  const value = cache.builtin.v;
  guard(cache.cell.v === undefined && value !== undefined && cache.globals === frame.func.globals);
  return value;
});

export const LOAD_GLOBAL_BUILTIN_NULL = inst(
  { stack: "-- res, null", family: "LOAD_GLOBAL", shows: "LOAD_GLOBAL_BUILTIN" },
  (frame) => {
    const cache = frame.caches[frame.pc - 1] as GlobalCache;
    const value = cache.builtin.v;
    guard(cache.cell.v === undefined && value !== undefined && cache.globals === frame.func.globals);
    return [value, undefined];
  },
);

export const STORE_GLOBAL = inst({ stack: "value --", cold: true }, (frame, oparg, value: PyValue) => {
  frame.func.globals.set(frame.names[oparg], value);
});

export const DELETE_GLOBAL = inst({ stack: "--", cold: true }, (frame, oparg) => {
  if (!frame.globals.delete(frame.names[oparg])) throw nameNotDefined(frame.names[oparg]);
});

export const LOAD_NAME = inst({ stack: "-- value", cold: true }, (frame, oparg) => {
  const name = frame.names[oparg];
  const { namespace } = frame;
  if (namespace instanceof PyDict && namespace.type === dictType) {
    const value = namespace.get(name);
    if (value !== undefined) return value;
  } else {
    // Only code that a program has put together gets here without a namespace.
    if (namespace === null) throw systemError("null argument to internal routine");
    const value = lookupMapping(namespace, name);
    if (value !== undefined) return value;
  }
  return loadGlobal(frame, name);
});

export const STORE_NAME = inst({ stack: "value --", cold: true }, (frame, oparg, value: PyValue) => {
  const { namespace } = frame;
  if (namespace instanceof PyDict && namespace.type.tp_name === "dict") namespace.set(frame.names[oparg], value);
  else if (namespace === null) throw systemError(`no locals found when storing ${reprJs(frame.names[oparg])}`);
  else setItem(namespace, frame.names[oparg], value);
});

export const DELETE_NAME = inst({ stack: "--", cold: true }, (frame, oparg) => {
  const name = frame.names[oparg];
  if (frame.namespace === null) throw systemError(`no locals when deleting ${reprJs(name)}`);
  try {
    delItem(frame.namespace, name);
  } catch (caught) {
    if (isException(caught, PyExc_KeyError)) throw nameNotDefined(name);
    throw caught;
  }
});

export const LOAD_LOCALS = inst({ stack: "-- locals", cold: true }, (frame) => {
  if (frame.namespace === null) throw systemError("no locals");
  return frame.namespace;
});

export const LOAD_FROM_DICT_OR_GLOBALS = inst(
  { stack: "mapping -- value", cold: true },
  (frame, oparg, mapping: PyValue) => {
    const name = frame.names[oparg];
    const value = lookupMapping(mapping, name);
    return value === undefined ? loadGlobal(frame, name) : value;
  },
);

export const LOAD_FROM_DICT_OR_DEREF = inst(
  { stack: "mapping -- value", cold: true },
  (frame, oparg, mapping: PyValue) => {
    const found = lookupMapping(mapping, frame.code.unit.localsplusnames[oparg]);
    if (found !== undefined) return found;
    const value = (frame.stack[frame.base + oparg] as PyCell).v;
    if (value === undefined) throw unboundDeref(frame, oparg);
    return value;
  },
);

export const LOAD_BUILD_CLASS = inst({ stack: "-- bc", cold: true }, (frame) => {
  const { builtins } = frame;
  if (builtins instanceof PyDict) {
    const found = builtins.getStr("__build_class__");
    if (found === undefined) throw nameNotDefined("__build_class__", "__build_class__ not found");
    return found;
  }
  try {
    return getItem(builtins, "__build_class__");
  } catch (caught) {
    if (isException(caught, PyExc_KeyError)) throw keyError("__build_class__");
    throw caught;
  }
});

export const SETUP_ANNOTATIONS = inst({ stack: "--", cold: true }, (frame) => {
  const { namespace } = frame;
  if (namespace === null) throw systemError("no locals found when setting up annotations");
  if (lookupMapping(namespace, "__annotations__") === undefined) setItem(namespace, "__annotations__", new PyDict());
});
