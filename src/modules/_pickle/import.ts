/** Importing as pickles ask for it. Source: CPython Python/import.c (PyImport_Import). */
import { call } from "../../objects/abstract/call.ts";
import { getItem } from "../../objects/abstract/container.ts";
import { PyList } from "../../objects/list/list.ts";
import { machine } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";

/** The module of a dotted name; one that is loaded already is not asked for again. */
export function importByName(name: PyValue): PyValue {
  const { modules } = machine.interp;
  const loaded = typeof name === "string" ? modules.getStr(name) : undefined;
  if (loaded !== undefined && loaded !== null) return loaded;
  const importer = machine.interp.builtins.getStr("__import__")!;
  call(importer, [name, null, null, new PyList(["__doc__"]), 0]);
  return getItem(modules, name);
}
