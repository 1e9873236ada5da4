/** Running code objects: what `exec`, module loading and the embedding API use. */
import type { PyCell } from "../objects/cell.ts";
import type { PyCode } from "../objects/code.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import { PyFunction } from "../objects/function.ts";
import { builtinsOf } from "../objects/function-type.ts";
import type { PyValue } from "../objects/object.ts";
import { pushCall } from "./calls.ts";
import { runAsync, runNested } from "./eval.ts";
import { FRAME_ENTRY } from "./frame.ts";
import type { ThreadState } from "./thread.ts";

/** Runs a code object with the given namespaces (PyEval_EvalCodeEx). */
export function runCode(
  thread: ThreadState,
  code: PyCode,
  globals: PyDict,
  locals: PyValue,
  closure: readonly PyCell[] | null = null,
): PyValue {
  const func = new PyFunction(code, globals, builtinsOf(globals), closure, null, null);
  const frame = pushCall(thread, func, [], null, locals);
  frame.flags |= FRAME_ENTRY;
  return runNested(thread);
}

/** As `runCode`, giving the JavaScript event loop its turns. */
export function runCodeAsync(thread: ThreadState, code: PyCode, globals: PyDict, locals: PyValue): Promise<PyValue> {
  const func = new PyFunction(code, globals, builtinsOf(globals), null, null, null);
  const frame = pushCall(thread, func, [], null, locals);
  frame.flags |= FRAME_ENTRY;
  return runAsync(thread);
}
