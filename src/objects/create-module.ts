/** From a module's declaration to a live module. Source: CPython Objects/moduleobject.c (PyModule_FromDefAndSpec, PyModule_ExecDef). */
import { Builtin } from "./binder.ts";
import { PyBuiltinFunction } from "./builtin-function.ts";
import type { ModuleSpec } from "./declare.ts";
import { PyDict } from "./dict/dict.ts";
import { newModule, type PyModule } from "./module.ts";

/** Makes a module and fills its namespace with what the declaration lists (`dict`, when it exists already); `execModule` does the rest. */
export function createModule(spec: ModuleSpec, dict: PyDict = new PyDict()): PyModule {
  const module = newModule(spec.name, spec.doc, dict);
  module.spec = spec;
  fillModule(module, module.dict!, spec);
  return module;
}

function fillModule(module: PyModule, dict: PyDict, spec: ModuleSpec): void {
  for (const [name, callable] of Object.entries(spec.functions ?? {})) {
    dict.setStr(name, new PyBuiltinFunction(new Builtin(name, qualify(spec, name), callable), module, spec.name));
  }
  for (const [name, type] of Object.entries(spec.types?.() ?? {})) dict.setStr(name, type);
  for (const [name, value] of Object.entries(spec.constants?.() ?? {})) dict.setStr(name, value);
}

/** Messages name a function of `builtins` without its module. */
function qualify(spec: ModuleSpec, name: string): string {
  return spec.name === "builtins" ? name : `${spec.name}.${name}`;
}

/** Runs the module's own initialization. */
export function execModule(module: PyModule): void {
  module.spec?.exec?.(module, module.dict!);
}
