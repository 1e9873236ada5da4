/** Calling. Source: CPython Objects/call.c. */
import { type Str, strToJs } from "../../kernel/str.ts";
import { PyBuiltinFunction } from "../builtin-function.ts";
import { PyWrapperDescr } from "../descr/descriptors.ts";
import { isException, typeError } from "../errors.ts";
import { PyExc_AttributeError } from "../exceptions/types.ts";
import { PyFunction } from "../function.ts";
import { machine, PENDING } from "../machine.ts";
import { PyMethod } from "../method.ts";
import { PyModule } from "../module.ts";
import type { KwNames, PyValue } from "../object.ts";
import { asStr } from "../str/str-object.ts";
import { isSubtype, TPFLAGS } from "../type-object.ts";
import { typeName, typeOf } from "../typeof.ts";
import { getAttr, lookupAttr, typeLookup } from "./attributes.ts";

/** Calls any object. `args` holds the positional arguments and then a value for each of `kwnames`; the callee may keep it. */
export function call(callable: PyValue, args: PyValue[], kwnames: KwNames = null): PyValue {
  if (callable instanceof PyFunction) return machine.callFunction(callable, args, kwnames);
  const tpCall = typeOf(callable).tp_call;
  if (tpCall === undefined) throw notCallable(callable);
  const result = tpCall(callable, args, kwnames);
  return result === PENDING ? machine.finishPending() : result;
}

/**
 * The call as the last thing that a built-in does: Python functions get frames of their own. `take` makes the built-in's value of the
 * result.
 */
export function tailCall(
  callable: PyValue,
  args: PyValue[],
  kwnames: KwNames = null,
  take?: (result: PyValue) => PyValue,
): PyValue {
  if (callable instanceof PyFunction) return machine.tailCall(callable, args, kwnames, take);
  if (callable instanceof PyMethod) return tailCall(callable.func, [callable.self, ...args], kwnames, take);
  const result = call(callable, args, kwnames);
  return take === undefined ? result : take(result);
}

export function call0(callable: PyValue): PyValue {
  return call(callable, []);
}

export function call1(callable: PyValue, arg: PyValue): PyValue {
  if (!(callable instanceof PyBuiltinFunction)) return call(callable, [arg]);
  const result = callable.builtin.call1(callable.self ?? null, arg);
  return result === PENDING ? machine.finishPending() : result;
}

export function call2(callable: PyValue, first: PyValue, second: PyValue): PyValue {
  return call(callable, [first, second]);
}

export function notCallable(callable: PyValue): PyValue {
  return typeError(`'${typeName(callable)}' object is not callable${insteadOfModule(callable)}`);
}

/** A module is often called where the class or function of its name was meant. */
function insteadOfModule(callable: PyValue): string {
  const name = callable instanceof PyModule ? callable.dict?.getStr("__name__") : undefined;
  const text = name === undefined ? undefined : asStr(name);
  const member = text === undefined ? undefined : lookupAttr(callable, text);
  if (member === undefined || !isCallable(member)) return "";
  return `. Did you mean: '${strToJs(text!)}.${strToJs(text!)}(...)'?`;
}

export function isCallable(value: PyValue): boolean {
  return typeOf(value).tp_call !== undefined;
}

/** `object.name(*args)`. */
export function callMethod(object: PyValue, name: Str, args: PyValue[] = [], kwnames: KwNames = null): PyValue {
  const bound = getAttr(object, name);
  if (bound instanceof PyMethod) return call(bound.func, [bound.self, ...args], kwnames);
  return call(bound, args, kwnames);
}

/**
 * Calls a special method found on the type (`vectorcall_method` of typeobject.c): no bound method is made for plain functions.
 * The result is undefined when the type has no such method.
 */
export function callSpecial(object: PyValue, name: string, args: PyValue[]): PyValue | undefined {
  const found = typeLookup(typeOf(object), name);
  return found === undefined ? undefined : callFound(object, found, args);
}

/** The same; a descriptor that answers with AttributeError counts as no method (_PyObject_MaybeCallSpecial…). */
export function maybeCallSpecial(object: PyValue, name: string, args: PyValue[]): PyValue | undefined {
  const found = typeLookup(typeOf(object), name);
  return found === undefined ? undefined : maybeCallFound(object, found, args);
}

/** The same of what was found on the type. */
export function maybeCallFound(object: PyValue, found: PyValue, args: PyValue[]): PyValue | undefined {
  if (found instanceof PyFunction) return machine.callFunction(found, withSelf(object, args), null);
  if (isSlotOf(object, found)) return callSlot(found, object, args);
  if (isMethodDescriptor(found)) return call(found, withSelf(object, args));
  let bound: PyValue;
  try {
    bound = bind(object, found);
  } catch (caught) {
    if (!isException(caught, PyExc_AttributeError)) throw caught;
    return undefined;
  }
  return call(bound, args);
}

function bind(object: PyValue, found: PyValue): PyValue {
  const get = typeOf(found).tp_descr_get;
  return get === undefined ? found : get(found, object, typeOf(object));
}

/** The arguments of a method's function. */
function withSelf(self: PyValue, args: readonly PyValue[]): PyValue[] {
  switch (args.length) {
    case 0:
      return [self];
    case 1:
      return [self, args[0]];
    default:
      return [self, ...args];
  }
}

/** Calls what was found on the object's type as its method. */
export function callFound(object: PyValue, found: PyValue, args: PyValue[]): PyValue {
  if (found instanceof PyFunction) return machine.callFunction(found, withSelf(object, args), null);
  if (isSlotOf(object, found)) return callSlot(found, object, args);
  if (isMethodDescriptor(found)) return call(found, withSelf(object, args));
  return call(bind(object, found), args);
}

/** Whether it is called with the object as its first argument, unbound. */
function isMethodDescriptor(found: PyValue): boolean {
  return (typeOf(found).flags & TPFLAGS.METHOD_DESCRIPTOR) !== 0;
}

/** Whether a special method is a slot that a Python class has inherited from a built-in one. */
function isSlotOf(object: PyValue, found: PyValue): found is PyWrapperDescr {
  return found instanceof PyWrapperDescr && isSubtype(typeOf(object), found.owner);
}

/** Calls it without making a method of it. */
function callSlot({ def, wrapped }: PyWrapperDescr, object: PyValue, args: PyValue[]): PyValue {
  const result = def.wrapper(wrapped as never, object, args, null);
  return result === PENDING ? machine.finishPending() : result;
}

/** Splits a keyword part off an argument array: the named value, or undefined; used by raw `tp_new`/`tp_init`. */
export function keywordArg(args: PyValue[], kwnames: KwNames, name: string): PyValue | undefined {
  if (kwnames === null) return undefined;
  const index = kwnames.indexOf(name);
  return index < 0 ? undefined : args[args.length - kwnames.length + index];
}

/** How many of `args` are positional. */
export function positionalCount(args: PyValue[], kwnames: KwNames): number {
  return kwnames === null ? args.length : args.length - kwnames.length;
}
