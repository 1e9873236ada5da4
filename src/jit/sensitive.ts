/** Built-ins that look at the variables of the frame that calls them: compiled code hands its activation over before it calls one. */
import { PyBuiltinFunction } from "../objects/builtin-function.ts";
import { superType } from "../objects/descr/super.ts";
import type { PyValue } from "../objects/object.ts";
import { isSubtype, PyType } from "../objects/type-object.ts";

/** The module of each, by name. */
const MODULES: ReadonlyMap<string, string> = new Map([
  ...["locals", "eval", "exec", "dir", "vars", "breakpoint"].map((name) => [name, "builtins"] as const),
  ...["settrace", "setprofile", "call_tracing", "_current_frames"].map((name) => [name, "sys"] as const),
]);

export function needsFrame(callable: PyValue): boolean {
  if (callable instanceof PyType) return isSubtype(callable, superType);
  if (!(callable instanceof PyBuiltinFunction)) return false;
  const { module } = callable;
  return (module === "builtins" || module === "sys") && MODULES.get(callable.builtin.name) === module;
}
