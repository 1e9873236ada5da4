/** Specialization of calls. Matches CPython Python/specialize.c (_Py_Specialize_Call). */
import { PyBuiltinFunction } from "../../objects/builtin-function.ts";
import { PyMethodDescr } from "../../objects/descr/descriptors.ts";
import { PyFunction } from "../../objects/function.ts";
import { listType } from "../../objects/list/type.ts";
import type { PyValue } from "../../objects/object.ts";
import { objectType } from "../../objects/object-type.ts";
import { strType } from "../../objects/str/str-object.ts";
import { typeType } from "../../objects/type/type.ts";
import { PyType } from "../../objects/type-object.ts";
import { type Executable, executableOf } from "../code.ts";
import type { Frame } from "../frame.ts";
import { OP } from "../generated/tables.ts";
import type { Slot } from "../inst.ts";
import { pythonInit } from "../instantiate.ts";
import { giveUp, rewrite } from "./common.ts";

/** One cache class for all forms of CALL. */
export class CallCache {
  /** Version of the function (or class) that was called. */
  readonly version: number;
  /** Its code; for classes, that of `__init__`. */
  readonly code: Executable;
  /** The callable itself, where identity is what counts; for classes, the class. */
  readonly callable: PyValue;
  /** Classes: the `__init__` function. */
  readonly init: PyFunction | null;
  constructor(version: number, code: Executable, callable: PyValue, init: PyFunction | null) {
    this.version = version;
    this.code = code;
    this.callable = callable;
    this.init = init;
  }
}

/** CALL_BUILTIN_CLASS's cache. */
export class BuiltinClassCache {
  readonly type: PyType;
  /** What its call with one argument does. */
  readonly call: (value: PyValue) => PyValue;
  constructor(type: PyType, call: (value: PyValue) => PyValue) {
    this.type = type;
    this.call = call;
  }
}

export function specializeCall(frame: Frame, index: number, count: number, stack: Slot[], at: number): void {
  const { code } = frame;
  const callable = stack[at] as PyValue;
  const self = stack[at + 1];
  const op = callForm(code, index, callable, self, count);
  if (op === 0) giveUp(code, index);
  else rewrite(code, index, op);
}

function callForm(code: Executable, index: number, callable: PyValue, self: Slot, count: number): number {
  const total = self === undefined ? count : count + 1;
  if (callable instanceof PyFunction) return functionForm(callable, total);
  if (callable instanceof PyBuiltinFunction && self === undefined) return builtinForm(code, index, callable, count);
  if (callable instanceof PyMethodDescr && self !== undefined) return methodForm(code, index, callable, count);
  if (callable instanceof PyType && self === undefined) return classForm(code, index, callable, count);
  return 0;
}

function functionForm(func: PyFunction, total: number): number {
  const target = executableOf(func.code);
  return target.simple && target.argcount === total ? OP.CALL_PY_EXACT_ARGS : OP.CALL_PY_GENERAL;
}

function byIdentity(code: Executable, index: number, callable: PyValue, op: number): number {
  code.caches[index] = new CallCache(0, code, callable, null);
  return op;
}

function builtinForm(code: Executable, index: number, callable: PyBuiltinFunction, count: number): number {
  if (callable.module === "builtins") {
    const { name } = callable.builtin;
    if (name === "len" && count === 1) return byIdentity(code, index, callable, OP.CALL_LEN);
    if (name === "isinstance" && count === 2) return byIdentity(code, index, callable, OP.CALL_ISINSTANCE);
  }
  return count <= 3 ? OP.CALL_BUILTIN_FAST : 0;
}

function methodForm(code: Executable, index: number, callable: PyMethodDescr, count: number): number {
  if (callable.owner === listType && callable.name === "append" && count === 1) {
    return byIdentity(code, index, callable, OP.CALL_LIST_APPEND);
  }
  if (count > 3) return 0;
  byIdentity(code, index, callable, 0);
  return OP.CALL_METHOD_DESCRIPTOR_FAST;
}

function classForm(code: Executable, index: number, callable: PyType, count: number): number {
  if (count === 1) {
    if (callable === strType) return OP.CALL_STR_1;
    if (callable === typeType) return OP.CALL_TYPE_1;
    const call = callable.spec?.callOne;
    if (call !== undefined) {
      code.caches[index] = new BuiltinClassCache(callable, call);
      return OP.CALL_BUILTIN_CLASS;
    }
  }
  if (callable.tp_finalize !== undefined) return 0; // its instances are watched
  const init = pythonInit(callable);
  if (init === undefined || callable.solid !== objectType) return 0;
  const target = executableOf(init.code);
  if (!target.simple || target.argcount !== count + 1) return 0;
  code.caches[index] = new CallCache(callable.version, target, callable, init);
  return OP.CALL_ALLOC_AND_ENTER_INIT;
}
