/**
 * What finalizers find that run as the interpreter ends: no modules to import, and the first streams. Source: CPython Python/pylifecycle.c
 * (finalize_modules_delete_special, finalize_clear_modules_dict). Objects go all at once here, with the globals of their modules intact.
 */
import type { Interpreter } from "../interpreter/interpreter.ts";

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
