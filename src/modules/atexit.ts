/** atexit: functions to run when the interpreter ends; the list has the last registered first. Source: CPython Modules/atexitmodule.c. */
import type { Str } from "../kernel/str.ts";
import { isCallable } from "../objects/abstract/call.ts";
import { equal } from "../objects/abstract/compare.ts";
import { reprJs } from "../objects/abstract/repr.ts";
import { object } from "../objects/converters.ts";
import { defineModule, fn, posOnly, varArgs, varKw } from "../objects/declare.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import { typeError } from "../objects/errors.ts";
import { activate, type CallRequest, machine } from "../objects/machine.ts";
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
    _run_exitfuncs: fn([], "Run all registered exit functions.", () => activate(exitSteps())),
    _ncallbacks: fn([], "Return how many functions are to run at the end.", () => callbacks().length),
  },
});

function register(func: PyValue, args: PyValue[], kwargs: PyDict): PyValue {
  if (!isCallable(func)) throw typeError("the first argument must be callable");
  const names = kwargs.keysArray() as Str[];
  callbacks().unshift({ func, args: [...args, ...kwargs.valuesArray()], kwnames: names.length === 0 ? null : names });
  return func;
}

function clear(): PyValue {
  callbacks().length = 0;
  return null;
}

/** Comparisons may change the list: as in CPython, what then stands at the place is dropped. */
function unregister(func: PyValue): PyValue {
  const list = callbacks();
  for (let i = 0; i < list.length; i++) if (equal(func, list[i].func)) list.splice(i--, 1);
  return null;
}

/** Runs what is registered when it begins and forgets all; failures are reported and do not stop the rest. */
export function* exitSteps(): Generator<CallRequest, PyValue, PyValue> {
  const list = callbacks();
  for (const { func, args, kwnames } of list.slice()) {
    try {
      yield { callable: func, args, kwnames };
    } catch (caught) {
      writeUnraisable(caught, `Exception ignored in atexit callback ${reprJs(func)}`, null);
    }
  }
  return clear();
}
