/** Exceptions that nobody can catch are reported to `sys.unraisablehook`. Source: CPython Python/errors.c (PyErr_FormatUnraisable). */
import type { Str } from "../kernel/str.ts";
import { call } from "./abstract/call.ts";
import { audit } from "./audit.ts";
import { toPyException } from "./exceptions/convert.ts";
import { machine } from "./machine.ts";
import type { PyValue } from "./object.ts";
import { tracebackHere } from "./traceback-hook.ts";
import { defineStructSeq, newStructSeq } from "./tuple/structseq.ts";

export const unraisableArgsType = defineStructSeq({
  name: "UnraisableHookArgs",
  doc: "What sys.unraisablehook is called with.",
  fields: [
    ["exc_type", "Exception type"],
    ["exc_value", "Exception value"],
    ["exc_traceback", "Exception traceback"],
    ["err_msg", "Error message"],
    ["object", "Object causing the exception"],
  ],
});

/** Reports a caught value; `message` null stands for "Exception ignored in". What is no Python exception is thrown on. */
export function writeUnraisable(caught: unknown, message: Str | null, object: PyValue): void {
  const error = toPyException(caught);
  if (error === undefined) throw caught;
  if (error.traceback === null) tracebackHere(error);
  const { sysdict } = machine.interp;
  const hook = sysdict.getStr("unraisablehook") ?? null;
  if (hook === null) return;
  const report = newStructSeq(unraisableArgsType, [error.type, error, error.traceback, message, object]);
  try {
    audit("sys.unraisablehook", hook, report);
    call(hook, [report]);
  } catch (second) {
    const inner = toPyException(second);
    if (inner === undefined) throw second;
    const args = [inner.type, inner, inner.traceback, "Exception ignored in sys.unraisablehook", hook];
    const plain = sysdict.getStr("__unraisablehook__") ?? null;
    if (plain !== null && plain !== hook) call(plain, [newStructSeq(unraisableArgsType, args)]);
  }
}
