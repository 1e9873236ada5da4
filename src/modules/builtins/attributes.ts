/** Attribute, identity and namespace functions of builtins. */
import { usable } from "../../interpreter/unwound.ts";
import type { Str } from "../../kernel/str.ts";
import { reprAscii } from "../../kernel/str-ops.ts";
import { getAttr, hasAttr, lookupAttr, lookupSpecial, setAttr } from "../../objects/abstract/attributes.ts";
import { call, isCallable } from "../../objects/abstract/call.ts";
import { hash } from "../../objects/abstract/compare.ts";
import { toArray } from "../../objects/abstract/iterate.ts";
import { format, reprObject } from "../../objects/abstract/repr.ts";
import { identity } from "../../objects/address.ts";
import { audit } from "../../objects/audit.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { runtimeError, systemError, typeError } from "../../objects/errors.ts";
import { PyList } from "../../objects/list/list.ts";
import { machine } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { isInstance, isSubclass } from "../../objects/type/type.ts";
import { typeName } from "../../objects/typeof.ts";
import { sortList } from "./reductions.ts";

function attributeName(name: PyValue): Str {
  const text = asStr(name);
  if (text === undefined) throw typeError(`attribute name must be string, not '${typeName(name)}'`);
  return text;
}

export function builtinGetattr(object: PyValue, name: PyValue, fallback: PyValue | undefined): PyValue {
  const key = attributeName(name);
  if (fallback === undefined) return usable(getAttr(object, key));
  const found = lookupAttr(object, key);
  return found === undefined ? fallback : usable(found);
}

export function builtinHasattr(object: PyValue, name: PyValue): PyValue {
  return hasAttr(object, attributeName(name));
}

export function builtinSetattr(object: PyValue, name: PyValue, value: PyValue): PyValue {
  setAttr(object, attributeName(name), value);
  return null;
}

export function builtinDelattr(object: PyValue, name: PyValue): PyValue {
  setAttr(object, attributeName(name), undefined);
  return null;
}

export function builtinCallable(value: PyValue): PyValue {
  return isCallable(value);
}

export function builtinRepr(value: PyValue): PyValue {
  return reprObject(value);
}

export function builtinAscii(value: PyValue): PyValue {
  const shown = reprObject(value);
  const text = asStr(shown)!;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  return typeof text === "string" && !/[^\x00-\x7f]/.test(text) ? shown : reprAscii(text);
}

export function builtinFormat(value: PyValue, spec: Str): PyValue {
  return format(value, spec);
}

export function builtinHash(value: PyValue): PyValue {
  return hash(value);
}

export function builtinId(value: PyValue): PyValue {
  const id = identity(value);
  audit("builtins.id", id);
  return id;
}

export function builtinIsinstance(value: PyValue, cls: PyValue): PyValue {
  return isInstance(value, cls);
}

export function builtinIssubclass(derived: PyValue, cls: PyValue): PyValue {
  return isSubclass(derived, cls);
}

export function builtinGlobals(): PyValue {
  return currentFrame("globals").globals;
}

export function builtinLocals(): PyValue {
  return currentFrame("locals").locals();
}

function currentFrame(what: string) {
  const frame = machine.thread.frame();
  if (frame === null) throw systemError(`${what}(): no current frame`);
  return frame;
}

export function builtinVars(object: PyValue | undefined): PyValue {
  if (object === undefined) return builtinLocals();
  const dict = lookupAttr(object, "__dict__");
  if (dict === undefined) throw typeError("vars() argument must have __dict__ attribute");
  return dict;
}

export function builtinDir(object: PyValue | undefined): PyValue {
  let names: PyValue;
  if (object === undefined) {
    names = call(getAttr(builtinLocals(), "keys"), []);
  } else {
    const method = lookupSpecial(object, "__dir__");
    if (method === undefined) throw typeError("object does not provide __dir__");
    names = call(method, []);
  }
  const list = new PyList(toArray(names));
  sortList(list);
  return list;
}

export function builtinBreakpoint(args: PyValue[], kwargs: PyDict): PyValue {
  const hook = machine.interp.sysdict.getStr("breakpointhook");
  if (hook === undefined) throw runtimeError("lost sys.breakpointhook");
  const names = kwargs.keysArray() as Str[];
  return call(hook, [...args, ...kwargs.valuesArray()], names.length === 0 ? null : names);
}
