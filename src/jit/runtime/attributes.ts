/**
 * Attributes that are looked up when they are needed. One that is missing is told of without a JavaScript throw, and a Python `__getattr__`
 * is entered as compiled code enters functions.
 */
import { executableOf } from "../../interpreter/code.ts";
import { compiled, Unwind } from "../../interpreter/compiled.ts";
import { type Answer, FRAME_ANSWER } from "../../interpreter/frame.ts";
import type { Slot } from "../../interpreter/inst.ts";
import {
  genericGetAttr,
  genericLookupAttr,
  getAttr,
  missingAttribute,
  noteMissing,
} from "../../objects/abstract/attributes.ts";
import type { PyBuiltinFunction } from "../../objects/builtin-function.ts";
import { isException } from "../../objects/errors.ts";
import { PyExc_AttributeError } from "../../objects/exceptions/types.ts";
import type { PyFunction } from "../../objects/function.ts";
import { PyInstance, PyObject, type PyValue } from "../../objects/object.ts";
import { objectType } from "../../objects/object-type.ts";
import { attributeHook } from "../../objects/type/dispatchers.ts";
import { recordOf } from "../record.ts";
import { settle } from "./calls.ts";

/** What an access comes to when `__getattr__`, whose frame was unwound, has ended: see `attributeOf`. */
class HookAnswer extends PyObject implements Answer {
  private readonly object: PyValue;
  private readonly name: string;
  private readonly missing: Slot;
  private readonly present: Slot;
  constructor(object: PyValue, name: string, missing: Slot, present: Slot) {
    super(objectType);
    this.object = object;
    this.name = name;
    this.missing = missing;
    this.present = present;
  }

  take(value: PyValue): PyValue {
    return this.present ?? value;
  }

  failed(error: PyValue): PyValue | undefined {
    if (this.missing !== undefined && isException(error, PyExc_AttributeError)) return this.missing;
    noteMissing(error, this.object, this.name);
    return undefined;
  }
}

/**
 * The attribute, or `present` when that is given; `missing` where there is none, if that is given. Undefined: the exception
 * `compiled.error` has been raised.
 */
function attributeOf(depth: number, object: PyInstance, name: string, missing: Slot, present: Slot): Slot {
  const { type } = object;
  const isGeneric = type.tp_getattro === genericGetAttr;
  const hook = isGeneric ? null : attributeHook(type);
  let value: Slot;
  try {
    value = isGeneric || hook !== null ? genericLookupAttr(object, type, name) : getAttr(object, name);
  } catch (caught) {
    if ((hook === null && missing === undefined) || !isException(caught, PyExc_AttributeError)) {
      noteMissing(caught, object, name);
      throw caught;
    }
  }
  if (value !== undefined) return present ?? value;
  if (hook !== null) return askHook(depth, hook, object, name, missing, present);
  if (missing === undefined) compiled.error = missingAttribute(object, name);
  return missing;
}

function askHook(
  depth: number,
  hook: PyFunction,
  object: PyInstance,
  name: string,
  missing: Slot,
  present: Slot,
): Slot {
  const record = recordOf(executableOf(hook.code));
  compiled.depth = depth;
  let value: Slot;
  try {
    value = record.entry(hook, depth + 1, object, name);
  } catch (thrown) {
    if (thrown instanceof Unwind) {
      const answer = new HookAnswer(object, name, missing, present);
      if (thrown.outermost === null) thrown.values = [answer.take(thrown.values[0] as PyValue)];
      else {
        thrown.outermost.flags |= FRAME_ANSWER;
        thrown.outermost.owner = answer;
      }
    } else if (missing !== undefined && isException(thrown, PyExc_AttributeError)) return missing;
    else noteMissing(thrown, object, name);
    throw thrown;
  }
  if (value !== undefined) return present ?? value;
  if (missing !== undefined && isException(compiled.error, PyExc_AttributeError)) return missing;
  noteMissing(compiled.error, object, name);
  return undefined;
}

/** LOAD_ATTR of the activation at that depth; undefined when an exception, `compiled.error`, has been raised. */
export function anyAttribute(depth: number, object: PyValue, name: string): Slot {
  return object instanceof PyInstance && typeof name === "string"
    ? attributeOf(depth, object, name, undefined, undefined)
    : getAttr(object, name);
}

/** `getattr` with two arguments; the same. */
export function getAttribute(
  depth: number,
  { builtin, self }: PyBuiltinFunction,
  object: PyValue,
  name: PyValue,
): Slot {
  if (object instanceof PyInstance && typeof name === "string") {
    return attributeOf(depth, object, name, undefined, undefined);
  }
  return settle(builtin.call2(self as PyValue, object, name), depth);
}

/** `getattr` with three arguments. */
export function getAttributeOr(
  depth: number,
  { builtin, self }: PyBuiltinFunction,
  object: PyValue,
  name: PyValue,
  fallback: PyValue,
): Slot {
  if (object instanceof PyInstance && typeof name === "string") {
    return attributeOf(depth, object, name, fallback, undefined);
  }
  return settle(builtin.call3(self as PyValue, object, name, fallback), depth);
}

/** `hasattr`. */
export function hasAttribute(
  depth: number,
  { builtin, self }: PyBuiltinFunction,
  object: PyValue,
  name: PyValue,
): Slot {
  if (object instanceof PyInstance && typeof name === "string") return attributeOf(depth, object, name, false, true);
  return settle(builtin.call2(self as PyValue, object, name), depth);
}
