/** A Python exception as JavaScript sees it. */

import { importNow } from "../interpreter/import.ts";
import { strToJs } from "../kernel/str.ts";
import { plainException } from "../modules/sys/hooks.ts";
import { lookupAttr } from "../objects/abstract/attributes.ts";
import { callMethod } from "../objects/abstract/call.ts";
import { toArray } from "../objects/abstract/iterate.ts";
import { asInt } from "../objects/abstract/number.ts";
import { strJs } from "../objects/abstract/repr.ts";
import { isException } from "../objects/errors.ts";
import type { PyBaseException } from "../objects/exceptions/base.ts";
import { toPyException } from "../objects/exceptions/convert.ts";
import { PyExc_SystemExit } from "../objects/exceptions/types.ts";
import type { Int } from "../objects/object.ts";
import { type Caller, carry, PyProxy } from "./convert.ts";

/** Thrown when a Python program ends by an exception. */
export class PythonError extends Error {
  /** The exception's class: "ValueError". */
  readonly type: string;
  /** `str(exception)`. */
  readonly text: string;
  /** The exit status, for SystemExit. */
  readonly exitStatus: number | null;
  /** The exception object. */
  readonly exception: PyProxy;
  readonly #format: () => string;
  #traceback: string | undefined;

  constructor(exception: PyBaseException, caller: Caller) {
    const type = strToJs(exception.type.name);
    const text = safely(() => strJs(exception), "");
    super(text === "" ? type : `${type}: ${text}`);
    this.name = "PythonError";
    this.type = type;
    this.text = text;
    this.#format = () => caller.enter(() => formatted(exception));
    this.exitStatus = isException(exception, PyExc_SystemExit) ? exitStatus(exception) : null;
    this.exception = new PyProxy(exception, caller);
    carry(this, exception);
  }

  /** What Python would print: the traceback and the exception. */
  get traceback(): string {
    this.#traceback ??= this.#format();
    return this.#traceback;
  }
}

/** The JavaScript error for what a run threw; what is no Python exception stays as it is. */
export function toJsError(caught: unknown, caller: Caller): unknown {
  const exception = toPyException(caught);
  return exception === undefined ? caught : new PythonError(exception, caller);
}

function safely<T>(run: () => T, otherwise: T): T {
  try {
    return run();
  } catch (caught) {
    if (toPyException(caught) === undefined) throw caught;
    return otherwise;
  }
}

function formatted(exception: PyBaseException): string {
  return safely(
    () => {
      const lines = callMethod(importNow("traceback"), "format_exception", [exception]);
      return toArray(lines).map(strJs).join("");
    },
    safely(() => plainException(exception), ""),
  );
}

function exitStatus(exception: PyBaseException): number {
  const code = safely(() => lookupAttr(exception, "code") ?? null, null);
  if (code === null) return 0;
  const status = asInt(code);
  return status === undefined ? 1 : lowByte(status);
}

/** What the system keeps of a status; one beyond C's long becomes -1. */
export function lowByte(status: Int): number {
  const long = BigInt.asIntN(64, BigInt(status)) === BigInt(status) ? BigInt(status) : -1n;
  return Number(BigInt.asUintN(8, long));
}
