/**
 * Calls of whatever it is with few arguments that stay arguments: functions whose last parameter has a default, bound methods, built-ins
 * and their methods, `object.__setattr__`. The rest goes the general way, with an array. The activation at `depth` has said where it is.
 */
import { isOwn } from "../../interpreter/calls.ts";
import { compiled } from "../../interpreter/compiled.ts";
import type { Slot } from "../../interpreter/inst.ts";
import { genericGetAttr, genericLookupAttr, noAttribute } from "../../objects/abstract/attributes.ts";
import { PyBuiltinFunction } from "../../objects/builtin-function.ts";
import { PyMethodDescr, PyMethodWrapper, PyWrapperDescr } from "../../objects/descr/descriptors.ts";
import { PyFunction } from "../../objects/function.ts";
import { PyMethod } from "../../objects/method.ts";
import type { PyValue } from "../../objects/object.ts";
import { typeOf } from "../../objects/typeof.ts";
import { needsFrame } from "../sensitive.ts";
import { callAny, directEntry, finished } from "./calls.ts";
import { returned } from "./exits.ts";

/** What the parameter has that a call leaves out, if a call may. */
function lastDefault({ defaults }: PyFunction): Slot {
  return defaults === null ? undefined : defaults.items[defaults.items.length - 1];
}

export function call0(depth: number, callable: PyValue): Slot {
  if (callable instanceof PyFunction) {
    const last = lastDefault(callable);
    const record = last === undefined ? null : directEntry(callable, 1);
    if (record !== null) return record.entry(callable, depth + 1, last);
  } else if (callable instanceof PyBuiltinFunction) {
    if (!needsFrame(callable)) {
      compiled.depth = depth;
      return finished(callable.builtin.call0(callable.self as PyValue), depth);
    }
  } else if (callable instanceof PyMethod) {
    const record = directEntry(callable.func, 1);
    if (record !== null) return record.entry(callable.func as PyFunction, depth + 1, callable.self);
  }
  return callAny(depth, callable, undefined, []);
}

export function call1(depth: number, callable: PyValue, a: PyValue): Slot {
  if (callable instanceof PyFunction) {
    const last = lastDefault(callable);
    const record = last === undefined ? null : directEntry(callable, 2);
    if (record !== null) return record.entry(callable, depth + 1, a, last);
  } else if (callable instanceof PyBuiltinFunction) {
    if (!needsFrame(callable)) {
      compiled.depth = depth;
      return finished(callable.builtin.call1(callable.self as PyValue, a), depth);
    }
  } else if (callable instanceof PyMethod) {
    const record = directEntry(callable.func, 2);
    if (record !== null) return record.entry(callable.func as PyFunction, depth + 1, callable.self, a);
  } else if (callable instanceof PyMethodDescr && isOwn(a, callable.owner)) {
    compiled.depth = depth;
    return finished(callable.builtin.call0(a), depth);
  } else if (callable instanceof PyMethodWrapper) {
    compiled.depth = depth;
    const { descr, self } = callable;
    return finished(descr.def.wrapper(descr.wrapped as never, self, [a], null), depth);
  }
  return callAny(depth, callable, undefined, [a]);
}

export function call2(depth: number, callable: PyValue, a: PyValue, b: PyValue): Slot {
  if (callable instanceof PyFunction) {
    const last = lastDefault(callable);
    const record = last === undefined ? null : directEntry(callable, 3);
    if (record !== null) return record.entry(callable, depth + 1, a, b, last);
  } else if (callable instanceof PyBuiltinFunction) {
    if (!needsFrame(callable)) {
      compiled.depth = depth;
      return finished(callable.builtin.call2(callable.self as PyValue, a, b), depth);
    }
  } else if (callable instanceof PyMethod) {
    const record = directEntry(callable.func, 3);
    if (record !== null) return record.entry(callable.func as PyFunction, depth + 1, callable.self, a, b);
  } else if (callable instanceof PyMethodDescr && isOwn(a, callable.owner)) {
    compiled.depth = depth;
    return finished(callable.builtin.call1(a, b), depth);
  } else if (callable instanceof PyWrapperDescr && isOwn(a, callable.owner)) {
    compiled.depth = depth;
    if (callable.wrapped === genericGetAttr && typeof b === "string") return plainAttribute(a, b);
    return finished(callable.def.wrapper(callable.wrapped as never, a, [b], null), depth);
  }
  return callAny(depth, callable, undefined, [a, b]);
}

export function call3(depth: number, callable: PyValue, a: PyValue, b: PyValue, c: PyValue): Slot {
  if (callable instanceof PyFunction) {
    const last = lastDefault(callable);
    const record = last === undefined ? null : directEntry(callable, 4);
    if (record !== null) return record.entry(callable, depth + 1, a, b, c, last);
  } else if (callable instanceof PyBuiltinFunction) {
    if (!needsFrame(callable)) {
      compiled.depth = depth;
      return finished(callable.builtin.call3(callable.self as PyValue, a, b, c), depth);
    }
  } else if (callable instanceof PyMethod) {
    const record = directEntry(callable.func, 4);
    if (record !== null) return record.entry(callable.func as PyFunction, depth + 1, callable.self, a, b, c);
  } else if (callable instanceof PyMethodDescr && isOwn(a, callable.owner)) {
    compiled.depth = depth;
    return finished(callable.builtin.call2(a, b, c), depth);
  } else if (callable instanceof PyWrapperDescr && isOwn(a, callable.owner)) {
    compiled.depth = depth;
    return finished(callable.def.wrapper(callable.wrapped as never, a, [b, c], null), depth);
  }
  return callAny(depth, callable, undefined, [a, b, c]);
}

/** `object.__getattribute__`: what is missing is told of without a JavaScript throw. */
function plainAttribute(object: PyValue, name: string): Slot {
  const value = genericLookupAttr(object, typeOf(object), name);
  if (value === undefined) compiled.error = noAttribute(object, name);
  else if (compiled.observed) throw returned(value);
  return value;
}

/** What a `with` statement's end comes to for built-in types. */
export function call4(depth: number, callable: PyValue, a: PyValue, b: PyValue, c: PyValue, d: PyValue): Slot {
  if (callable instanceof PyMethodDescr && isOwn(a, callable.owner)) {
    compiled.depth = depth;
    return finished(callable.builtin.call3(a, b, c, d), depth);
  }
  return callAny(depth, callable, undefined, [a, b, c, d]);
}
