/** Trace functions of C. Source: CPython Modules/_testcapimodule.c (settrace_to_record), Include/cpython/pystate.h. */
import { tracingChanged } from "../../interpreter/monitoring.ts";
import { currentThread } from "../../interpreter/thread.ts";
import { getAttr } from "../../objects/abstract/attributes.ts";
import { callMethod } from "../../objects/abstract/call.ts";
import { Builtin } from "../../objects/binder.ts";
import { PyBuiltinFunction } from "../../objects/builtin-function.ts";
import { object } from "../../objects/converters.ts";
import { fn, posOnly } from "../../objects/declare.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";

/** Names of events by their numbers in C. */
const EVENTS = ["call", "exception", "line", "return", "c_call", "c_exception", "c_return", "opcode"];

export const tracingFunctions = {
  settrace_to_record: fn(
    [posOnly("list", object)],
    "PyEval_SetTrace() with a function that appends number, line and argument of every event to the list.",
    settraceToRecord,
    { signature: null },
  ),
};

function settraceToRecord(list: PyValue): PyValue {
  const spec = fn(
    [posOnly("frame", object), posOnly("event", object), posOnly("arg", object)],
    "Record an event.",
    (frame, event, arg) => {
      const number = EVENTS.indexOf(asStr(event) as string);
      callMethod(list, "append", [new PyTuple([number, getAttr(frame, "f_lineno"), arg])]);
      return record;
    },
  );
  const record: PyValue = new PyBuiltinFunction(new Builtin("record", "record", spec), undefined, null);
  currentThread.traceFunction = record;
  return tracingChanged([currentThread]);
}
