/** atexit: functions to run when the interpreter ends, last registered first. Source: CPython Modules/atexitmodule.c. */
import type { Str } from "../kernel/str.ts";
import { call, isCallable } from "../objects/abstract/call.ts";
import { equal } from "../objects/abstract/compare.ts";
import { reprJs } from "../objects/abstract/repr.ts";
import { object } from "../objects/converters.ts";
import { defineModule, fn, posOnly, varArgs, varKw } from "../objects/declare.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import { typeError } from "../objects/errors.ts";
import { toPyException } from "../objects/exceptions/convert.ts";
import { machine } from "../objects/machine.ts";
import type { KwNames, PyValue } from "../objects/object.ts";
import { writeUnraisable } from "../objects/unraisable.ts";

interface Callback {
  readonly func: PyValue;
  readonly args: PyValue[];
  readonly kwnames: KwNames;
}

const KEY = {};

function callbacks(): Callback[] {
  return machine.interp.state<Callback[]>(KEY, () => []);
}

export default defineModule({
  name: "atexit",
  doc: "Register functions to be called when the program ends.",
  functions: {
    register: fn(
      [posOnly("func", object), varArgs("args"), varKw("kwargs")],
      "Register a function to be executed upon normal program termination.",
      register,
      { signature: "($module, func, /, *args, **kwargs)" },
    ),
    _clear: fn([], "Forget all functions that were to run at the end.", clear),
    unregister: fn(
      [posOnly("func", object)],
      "Unregister an exit function which was previously registered.",
      unregister,
    ),
    _run_exitfuncs: fn([], "Run all registered exit functions.", () => {
      runExitFunctions();
      return null;
    }),
    _ncallbacks: fn([], "Return how many functions are to run at the end.", () => callbacks().length),
  },
});

function register(func: PyValue, args: PyValue[], kwargs: PyDict): PyValue {
  if (!isCallable(func)) throw typeError("the first argument must be callable");
  const names = kwargs.keysArray() as Str[];
  callbacks().push({ func, args: [...args, ...kwargs.valuesArray()], kwnames: names.length === 0 ? null : names });
  return func;
}

function clear(): PyValue {
  callbacks().length = 0;
  return null;
}

function unregister(func: PyValue): PyValue {
  const list = callbacks();
  for (let i = list.length - 1; i >= 0; i--) if (equal(func, list[i].func)) list.splice(i, 1);
  return null;
}

/** Called at the interpreter's end; failures are reported and do not stop the rest. */
export function runExitFunctions(): void {
  const list = callbacks();
  for (;;) {
    const callback = list.pop();
    if (callback === undefined) return;
    try {
      call(callback.func, callback.args.slice(), callback.kwnames);
    } catch (caught) {
      const error = toPyException(caught);
      if (error === undefined) throw caught;
      writeUnraisable(error, `Exception ignored in atexit callback ${reprJs(callback.func)}`, null);
    }
  }
}
