/** Issuing warnings from built-in code. Source: CPython Python/_warnings.c (PyErr_WarnEx). */
import type { Str } from "../../kernel/str.ts";
import * as exc from "../exceptions/types.ts";
import { machine } from "../machine.ts";
import type { PyValue } from "../object.ts";
import { callMethod } from "./call.ts";

export type WarningCategory =
  | "DeprecationWarning"
  | "PendingDeprecationWarning"
  | "RuntimeWarning"
  | "SyntaxWarning"
  | "BytesWarning"
  | "ResourceWarning"
  | "EncodingWarning"
  | "ImportWarning"
  | "UserWarning"
  | "FutureWarning";

/** `warnings.warn(message, category, stacklevel)`; throws when the filters say "error". Before `_warnings` is there, it is silent. */
export function warn(category: WarningCategory, message: Str, stacklevel = 1): void {
  const { warnings } = machine.interp;
  if (warnings === null) return;
  callMethod(warnings, "warn", [message, warningType(category), stacklevel]);
}

export function warningType(category: WarningCategory): PyValue {
  return exc[`PyExc_${category}`];
}
