/** Importing from built-in code. Source: CPython Python/import.c (PyImport_ImportModule). */
import { getAttr } from "./abstract/attributes.ts";
import { call } from "./abstract/call.ts";
import { PyList } from "./list/list.ts";
import { machine } from "./machine.ts";
import type { PyValue } from "./object.ts";

/** The module of that dotted name, imported when it was not yet. */
export function importModule(name: string): PyValue {
  const loaded = machine.interp.modules.getStr(name);
  if (loaded !== undefined && loaded !== null) return loaded;
  const importer = machine.interp.builtins.getStr("__import__")!;
  call(importer, [name, null, null, new PyList(["*"]), 0]);
  return machine.interp.modules.getStr(name)!;
}

/** `from module import name`. */
export function importFrom(module: string, name: string): PyValue {
  return getAttr(importModule(module), name);
}
