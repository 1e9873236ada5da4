/** Unpickling globals and instances. Source: CPython Modules/_pickle.c (find_class, load_newobj, load_build, load_reduce, …). */
import type { Str } from "../../kernel/str.ts";
import { genericGetAttr, getAttr, lookupAttr, setAttr, typeLookup } from "../../objects/abstract/attributes.ts";
import { call, call1, callMethod } from "../../objects/abstract/call.ts";
import { setItem } from "../../objects/abstract/container.ts";
import { decodeBytes } from "../../objects/codecs/builtin.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { isException, typeError, valueError } from "../../objects/errors.ts";
import { PyExc_UnicodeDecodeError } from "../../objects/exceptions/types.ts";
import { dictStore } from "../../objects/instance-dict.ts";
import { machine, PENDING } from "../../objects/machine.ts";
import { PyInstance, type PyValue } from "../../objects/object.ts";
import { asStr, isExactStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { PyType } from "../../objects/type-object.ts";
import { typeName, typeOf } from "../../objects/typeof.ts";
import { findClass } from "./find-class.ts";
import { int32 } from "./operands.ts";
import { unpicklingError } from "./state.ts";
import type { PyUnpickler } from "./unpickler.ts";
import { unpicklerType } from "./unpickler-type.ts";

/** A subclass may say which globals there are. */
function findGlobal(self: PyUnpickler, module: Str, name: Str): PyValue {
  if (self.type === unpicklerType) return findClass(self, module, name);
  return callMethod(self, "find_class", [module, name]);
}

function lineText(self: PyUnpickler, encoding: string): Str {
  return decodeBytes(self.input.lineBytes(2), encoding, "strict");
}

export function loadGlobal(self: PyUnpickler): void {
  const module = lineText(self, "utf-8");
  const name = lineText(self, "utf-8");
  self.stack.push(findGlobal(self, module, name));
}

export function loadStackGlobal(self: PyUnpickler): void {
  const name = self.pop();
  const module = self.pop();
  if (!isExactStr(name) || !isExactStr(module)) throw unpicklingError("STACK_GLOBAL requires str");
  self.stack.push(findGlobal(self, module, name));
}

/** An object from copyreg's extension registry, whose code has that many bytes. */
export function loadExtension(self: PyUnpickler, bytes: number): void {
  const { input, state } = self;
  let code: number;
  if (bytes === 4) code = int32(self);
  else {
    const at = input.take(bytes);
    code = bytes === 1 ? input.data[at] : input.data[at] | (input.data[at + 1] << 8);
  }
  if (code <= 0) throw unpicklingError("EXT specifies code <= 0");
  let value = state.extensionCache.get(code);
  if (value === undefined) {
    const pair = state.invertedRegistry.get(code);
    if (pair === undefined) throw valueError(`unregistered extension code ${code}`);
    const names = pair instanceof PyTuple && pair.items.length === 2 ? pair.items.map(asStr) : [undefined, undefined];
    if (names[0] === undefined || names[1] === undefined) {
      throw valueError(`_inverted_registry[${code}] isn't a 2-tuple of strings`);
    }
    value = findGlobal(self, names[0], names[1]);
    state.extensionCache.set(code, value);
  }
  self.stack.push(value);
}

export function loadPersistent(self: PyUnpickler, isText: boolean): void {
  let id: PyValue;
  if (isText) {
    try {
      id = decodeBytes(self.input.lineBytes(1), "ascii", "strict");
    } catch (caught) {
      if (!isException(caught, PyExc_UnicodeDecodeError)) throw caught;
      throw unpicklingError("persistent IDs in protocol 0 must be ASCII strings");
    }
  } else id = self.pop();
  if (self.persistentLoad === undefined) throw noPersistentLoad();
  self.stack.push(call1(self.persistentLoad, id));
}

export function noPersistentLoad(): unknown {
  return unpicklingError(
    "A load persistent id instruction was encountered, but no persistent_load function was specified.",
  );
}

/** Instances of old-style classes: without arguments `__init__` is not called, unless there is `__getinitargs__`. */
function instantiate(cls: PyValue, args: PyValue[]): PyValue {
  if (args.length === 0 && cls instanceof PyType && lookupAttr(cls, "__getinitargs__") === undefined) {
    return callMethod(cls, "__new__", [cls]);
  }
  return call(cls, args);
}

export function loadObj(self: PyUnpickler): void {
  const start = self.popMark();
  if (self.stack.length - start < 1) throw self.underflow();
  const args = self.popFrom(start + 1);
  self.stack.push(instantiate(self.pop(), args));
}

export function loadInst(self: PyUnpickler): void {
  const start = self.popMark();
  const module = lineText(self, "ascii");
  const name = lineText(self, "ascii");
  const cls = findGlobal(self, module, name);
  self.stack.push(instantiate(cls, self.popFrom(start)));
}

export function loadNewObj(self: PyUnpickler, withKeywords: boolean): void {
  const opcode = withKeywords ? "NEWOBJ_EX" : "NEWOBJ";
  const kwargs = withKeywords ? self.pop() : null;
  const args = self.pop();
  const cls = self.pop();
  if (!(cls instanceof PyType)) throw unpicklingError(`${opcode} class argument must be a type, not ${typeName(cls)}`);
  if (cls.tp_new === undefined) {
    throw unpicklingError(`${opcode} class argument '${typeName(cls)}' doesn't have __new__`);
  }
  if (!(args instanceof PyTuple)) {
    throw unpicklingError(`${opcode} args argument must be a tuple, not ${typeName(args)}`);
  }
  if (withKeywords && !(kwargs instanceof PyDict)) {
    throw unpicklingError(`${opcode} kwargs argument must be a dict, not ${typeName(kwargs)}`);
  }
  let made: PyValue;
  if (kwargs instanceof PyDict && kwargs.size > 0) {
    const names = kwargs.keysArray() as Str[];
    made = cls.tp_new(cls, [...args.items, ...kwargs.valuesArray()], names);
  } else made = cls.tp_new(cls, args.items.slice(), null);
  self.stack.push(made === PENDING ? machine.finishPending() : made);
}

export function loadReduce(self: PyUnpickler): void {
  const args = self.pop();
  const callable = self.pop();
  if (!(args instanceof PyTuple)) throw typeError("argument list must be a tuple");
  self.stack.push(call(callable, args.items.slice()));
}

export function loadBuild(self: PyUnpickler): void {
  const { stack } = self;
  if (stack.length - 2 < self.fence) throw self.underflow();
  let state = self.pop();
  const value = stack[stack.length - 1];
  const setState = lookupAttr(value, "__setstate__");
  if (setState !== undefined) {
    call1(setState, state);
    return;
  }
  let slotState: PyValue = null;
  let hasSlots = false;
  if (state instanceof PyTuple && state.items.length === 2) {
    [state, slotState] = state.items;
    hasSlots = true;
  }
  if (state !== null) {
    if (!(state instanceof PyDict)) throw unpicklingError("state is not a dictionary");
    setAttributes(value, state);
  }
  if (!hasSlots) return;
  if (!(slotState instanceof PyDict)) throw unpicklingError("slot state is not a dictionary");
  for (let i = slotState.nextIndex(0); i >= 0; i = slotState.nextIndex(i + 1)) {
    const name = asStr(slotState.keys[i]!);
    if (name === undefined) throw typeError(`attribute name must be string, not '${typeName(slotState.keys[i]!)}'`);
    setAttr(value, name, slotState.vals[i]!);
  }
}

/** Sets the items of `object.__dict__`; an instance whose attributes are in its fields keeps them there. */
function setAttributes(value: PyValue, state: PyDict): void {
  if (keepsFields(value, state)) {
    for (let i = state.nextIndex(0); i >= 0; i = state.nextIndex(i + 1)) {
      dictStore(value as PyInstance, state.keys[i] as string, state.vals[i]!);
    }
    return;
  }
  const dict = getAttr(value, "__dict__");
  for (let i = state.nextIndex(0); i >= 0; i = state.nextIndex(i + 1)) setItem(dict, state.keys[i]!, state.vals[i]!);
}

function keepsFields(value: PyValue, state: PyDict): boolean {
  if (!(value instanceof PyInstance) || value.dict !== null) return false;
  const type = typeOf(value);
  if (!type.hasDict || type.tp_getattro !== genericGetAttr || !ownsDict(type)) return false;
  for (let i = 0; i < state.keys.length; i++) {
    const key = state.keys[i];
    if (key !== undefined && typeof key !== "string") return false;
  }
  return true;
}

/** Whether `__dict__` is what every class with attributes has. */
function ownsDict(type: PyType): boolean {
  const found = typeLookup(type, "__dict__");
  return found !== undefined && typeName(found) === "getset_descriptor";
}
