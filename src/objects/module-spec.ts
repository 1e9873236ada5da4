/** What a module's spec and place say about why it lacks a name. Source: CPython Objects/moduleobject.c, Python/import.c. */
import { type Str, strToJs } from "../kernel/str.ts";
import { lookupAttr } from "./abstract/attributes.ts";
import { isTrue } from "./abstract/compare.ts";
import { contains } from "./abstract/container.ts";
import { machine } from "./machine.ts";
import type { PyValue } from "./object.ts";
import { PySet } from "./set/set.ts";
import { asStr } from "./str/str-object.ts";

function isTrueOf(spec: PyValue, name: string): boolean {
  const value = lookupAttr(spec, name);
  return value !== undefined && isTrue(value);
}

/** The file of a module that has one (_PyModuleSpec_GetFileOrigin). */
export function fileOrigin(spec: PyValue): string | null {
  if (spec === null || !isTrueOf(spec, "has_location")) return null;
  const text = asStr(lookupAttr(spec, "origin") ?? null);
  return text === undefined ? null : strToJs(text);
}

export function isInitializing(spec: PyValue): boolean {
  return isTrueOf(spec, "_initializing");
}

/** Whether the name is that of a submodule whose import is under way. */
export function isUninitializedSubmodule(spec: PyValue, name: Str): boolean {
  const names = lookupAttr(spec, "_uninitialized_submodules");
  return names !== undefined && contains(names, name);
}

/**
 * Whether the file stands where the program's own modules do, before all others, so that one of the same name is not found
 * (_PyModule_IsPossiblyShadowing).
 */
export function mayShadow(origin: string | null): boolean {
  const { sysPath0, host } = machine.interp;
  if (origin === null || sysPath0 === null) return false;
  const file = origin.replace(/\/__init__\.py$/, "");
  const end = file.lastIndexOf("/");
  return end >= 0 && file.slice(0, end) === (sysPath0 === "" ? host.fs.getcwd() : sysPath0);
}

/** Whether `sys` counts the name among those of the standard library. */
export function isStandardName(name: PyValue): boolean {
  const names = machine.interp.sysdict.getStr("stdlib_module_names");
  return names !== undefined && names instanceof PySet && contains(names, name);
}
