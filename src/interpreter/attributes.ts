/** Attribute access for instructions that want a method unbound. Source: CPython Objects/object.c (_PyObject_GetMethod). */
import { SPECIAL_METHODS } from "../bytecode/opargs.ts";
import type { Str } from "../kernel/str.ts";
import {
  genericGetAttr,
  getAttr,
  instanceLookup,
  lookupSpecial,
  noAttribute,
  typeLookup,
} from "../objects/abstract/attributes.ts";
import { call } from "../objects/abstract/call.ts";
import { superCheck, superType } from "../objects/descr/super.ts";
import { typeError } from "../objects/errors.ts";
import { PyFunction } from "../objects/function.ts";
import type { PyValue } from "../objects/object.ts";
import { PyType, TPFLAGS } from "../objects/type-object.ts";
import { fullTypeName, typeOf } from "../objects/typeof.ts";
import type { Slot } from "./inst.ts";

/** Writes `owner.name`, for calling, to two slots: an unbound method and its self, or any attribute and NULL. */
export function loadMethod(stack: Slot[], at: number, owner: PyValue, name: Str): void {
  const type = typeOf(owner);
  if (type.tp_getattro !== genericGetAttr) {
    stack[at] = getAttr(owner, name);
    stack[at + 1] = undefined;
    return;
  }
  const descr = typeLookup(type, name);
  let isMethod = false;
  let get: typeof type.tp_descr_get;
  if (descr !== undefined) {
    if (descr instanceof PyFunction) {
      isMethod = true;
    } else {
      const descrType = typeOf(descr);
      if ((descrType.flags & TPFLAGS.METHOD_DESCRIPTOR) !== 0) {
        isMethod = true;
      } else {
        get = descrType.tp_descr_get;
        if (get !== undefined && descrType.tp_descr_set !== undefined) {
          stack[at] = get(descr, owner, type);
          stack[at + 1] = undefined;
          return;
        }
      }
    }
  }
  if (type.hasDict) {
    const own = instanceLookup(owner, name);
    if (own !== undefined) {
      stack[at] = own;
      stack[at + 1] = undefined;
      return;
    }
  }
  if (isMethod) {
    stack[at] = descr;
    stack[at + 1] = owner;
    return;
  }
  if (descr === undefined) throw noAttribute(owner, name);
  stack[at] = get === undefined ? descr : get(descr, owner, type);
  stack[at + 1] = undefined;
}

/** LOAD_SUPER_ATTR over the three operands at `at`. */
export function loadSuperAttr(stack: Slot[], at: number, oparg: number, name: Str): void {
  const superObject = stack[at] as PyValue;
  const start = stack[at + 1] as PyValue;
  const self = stack[at + 2] as PyValue;
  const isSuper = superObject === superType && start instanceof PyType;
  if (isSuper && lookupInSuper(stack, at, oparg, start, self, name)) return;
  // What is known need not be looked for in the frame, which a compiled activation has not got.
  const made = call(superObject, isSuper || (oparg & 2) !== 0 ? [start, self] : []);
  stack[at] = getAttr(made, name);
  if ((oparg & 1) !== 0) stack[at + 1] = undefined;
}

/** Finds the attribute in the classes after `start`; false when only the super object itself may have it. */
function lookupInSuper(stack: Slot[], at: number, oparg: number, start: PyType, self: PyValue, name: Str): boolean {
  if (name === "__class__") return false;
  const selfClass = superCheck(start, self);
  const { mro } = selfClass;
  for (let i = mro.indexOf(start) + 1; i > 0 && i < mro.length; i++) {
    const found = mro[i].dict.getName(name);
    if (found === undefined) continue;
    const foundType = typeOf(found);
    if ((oparg & 1) !== 0 && self !== selfClass && (foundType.flags & TPFLAGS.METHOD_DESCRIPTOR) !== 0) {
      stack[at] = found;
      stack[at + 1] = self;
      return true;
    }
    const get = foundType.tp_descr_get;
    stack[at] = get === undefined ? found : get(found, self === selfClass ? undefined : self, selfClass);
    if ((oparg & 1) !== 0) stack[at + 1] = undefined;
    return true;
  }
  return false;
}

/** LOAD_SPECIAL: a special method for `with`, unbound where possible. */
export function loadSpecialMethod(stack: Slot[], at: number, which: number): void {
  const owner = stack[at] as PyValue;
  const name = SPECIAL_METHODS[which];
  const type = typeOf(owner);
  const found = typeLookup(type, name);
  if (found === undefined) throw noContextManager(owner, which);
  const foundType = typeOf(found);
  if ((foundType.flags & TPFLAGS.METHOD_DESCRIPTOR) !== 0) {
    stack[at] = found;
    stack[at + 1] = owner;
    return;
  }
  const get = foundType.tp_descr_get;
  stack[at] = get === undefined ? found : get(found, owner, type);
  stack[at + 1] = undefined;
}

function noContextManager(owner: PyValue, which: number): PyValue {
  const asynchronous = which >= 2;
  const protocol = asynchronous ? "the asynchronous context manager protocol" : "the context manager protocol";
  let message = `'${fullTypeName(owner)}' object does not support ${protocol} (missed ${SPECIAL_METHODS[which]} method)`;
  const other = asynchronous ? ["__enter__", "__exit__"] : ["__aenter__", "__aexit__"];
  if (other.every((name) => lookupSpecial(owner, name) !== undefined)) {
    message += asynchronous
      ? " but it supports the context manager protocol. Did you mean to use 'with'?"
      : " but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?";
  }
  return typeError(message);
}
