/** Built-ins that look at the variables of the frame that calls them: compiled code hands its activation over before it calls one. */
import { PyBuiltinFunction } from "../objects/builtin-function.ts";
import { superType } from "../objects/descr/super.ts";
import type { PyValue } from "../objects/object.ts";

const NAMES: Readonly<Record<string, readonly string[]>> = {
  builtins: ["locals", "eval", "exec", "dir", "vars", "breakpoint"],
  sys: ["_getframe", "settrace", "setprofile", "call_tracing", "_current_frames"],
};

const known = new WeakMap<object, boolean>();

export function needsFrame(callable: PyValue): boolean {
  if (callable === superType) return true;
  if (!(callable instanceof PyBuiltinFunction)) return false;
  let answer = known.get(callable);
  if (answer === undefined) {
    answer = NAMES[String(callable.module)]?.includes(callable.builtin.name) ?? false;
    known.set(callable, answer);
  }
  return answer;
}
