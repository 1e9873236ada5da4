/**
 * What finalizers find that run as the interpreter ends: no modules to import, and the first streams. Source: CPython Python/pylifecycle.c
 * (finalize_modules_delete_special, finalize_clear_modules_dict). Objects go all at once here, with the globals of their modules intact.
 */
import type { Interpreter } from "../interpreter/interpreter.ts";
import { referentsOf } from "../objects/census.ts";
import { PyDict } from "../objects/dict/dict.ts";
import { PyList } from "../objects/list/list.ts";
import { PyInstance, type PyValue } from "../objects/object.ts";
import { PySet } from "../objects/set/set.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";

/** Members of sys that may hold much of the program. */
const FORGOTTEN = [
  "path",
  "argv",
  "ps1",
  "ps2",
  "last_exc",
  "last_type",
  "last_value",
  "last_traceback",
  "path_hooks",
  "path_importer_cache",
  "meta_path",
] as const;

export function forgetModules({ sysdict, builtins, modules }: Interpreter): void {
  for (const name of FORGOTTEN) sysdict.setStr(name, null);
  for (const name of ["stdin", "stdout", "stderr"]) sysdict.setStr(name, sysdict.getStr(`__${name}__`) ?? null);
  modules.clear();
  builtins.delete("open"); // it is no longer what C's builtins module was made with
}

/**
 * What the program has put into sys, with all that it leads to as data: that is there as long as sys, which goes last. (In CPython so is what
 * functions among it see as globals.)
 */
export function heldBySys({ sysdict }: Interpreter): ReadonlySet<PyValue> {
  const found = new Set<PyValue>();
  const next = sysdict.valuesArray();
  for (let value = next.pop(); value !== undefined; value = next.pop()) {
    if (found.has(value) || !CONTAINERS.some((type) => value instanceof type)) continue;
    found.add(value);
    next.push(...referentsOf(value));
  }
  return found;
}

const CONTAINERS = [PyInstance, PyDict, PyList, PyTuple, PySet] as const;

/** Nothing in sys is left; exceptions are not told of any more (finalize_clear_sys_builtins_dict). */
export function forgetSys({ sysdict }: Interpreter): void {
  for (const name of sysdict.keysArray()) sysdict.set(name, null);
}
