/** Exceptions raised, made and reported by built-in code. Source: CPython Modules/_testcapi/exceptions.c. */
import { PyTraceback } from "../../interpreter/traceback.ts";
import { tracebackWithHeading } from "../../interpreter/traceback-text.ts";
import { strFromJs, strToJs } from "../../kernel/str.ts";
import { getAttr } from "../../objects/abstract/attributes.ts";
import { call } from "../../objects/abstract/call.ts";
import { asCInt } from "../../objects/abstract/number.ts";
import { reprJs, strJs } from "../../objects/abstract/repr.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { defineType } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { newException, systemError } from "../../objects/errors.ts";
import { PyBaseException } from "../../objects/exceptions/base.ts";
import { PyExc_BaseException, PyExc_Exception, PyExc_MemoryError } from "../../objects/exceptions/types.ts";
import { machine } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { typeType } from "../../objects/type/type.ts";
import { isSubtype, PyType } from "../../objects/type-object.ts";
import { writeUnraisable } from "../../objects/unraisable.ts";

/** Instantiating it instantiates it again, and so on. */
export const recursingErrorType = defineType<PyBaseException>({
  name: "_testcapi.RecursingInfinitelyError",
  doc: "Instantiating this exception starts infinite recursion.",
  base: () => PyExc_Exception,
  slots: {
    tp_init: (self) => {
      machine.enterRecursive("");
      try {
        call(self.type, []);
      } finally {
        machine.leaveRecursive();
      }
    },
  },
});

export function raiseException(type: PyValue, count: PyValue): PyValue {
  const numbers = Array.from({ length: asCInt(count) }, (_, i) => i);
  if (!(type instanceof PyType) || !isSubtype(type, PyExc_BaseException)) {
    throw systemError(`_PyErr_SetObject: exception ${reprJs(type)} is not a BaseException subclass`);
  }
  throw call(type, numbers);
}

export function raiseMemoryError(): PyValue {
  throw newException(PyExc_MemoryError);
}

/** PyErr_NewExceptionWithDoc. */
export function makeException(name: PyValue, doc: PyValue, base: PyValue | undefined, dict: PyValue): PyValue {
  const full = strJs(name);
  const dot = full.lastIndexOf(".");
  if (dot < 0) throw systemError("PyErr_NewException: name must be module.class");
  const namespace = dict instanceof PyDict ? dict.copy() : new PyDict();
  if (!namespace.has("__module__")) namespace.set("__module__", full.slice(0, dot));
  if (doc !== null) namespace.set("__doc__", doc);
  const bases = base instanceof PyTuple ? base : new PyTuple([base ?? PyExc_Exception]);
  return call(typeType, [full.slice(dot + 1), bases, namespace]);
}

export function exceptionPrint(exception: PyValue): PyValue {
  if (!(exception instanceof PyBaseException)) {
    call(machine.interp.sysdict.getStr("__excepthook__")!, [
      exception === null ? null : (exception as never),
      exception,
      null,
    ]);
    return null;
  }
  call(machine.interp.sysdict.getStr("__excepthook__")!, [exception.type, exception, exception.traceback]);
  return null;
}

export function tracebackPrint(traceback: PyValue, file: PyValue): PyValue {
  if (!(traceback instanceof PyTraceback)) throw systemError("bad argument to internal function");
  call(getAttr(file, "write"), [strFromJs(tracebackWithHeading(traceback))]);
  return null;
}

export function writeUnraisableOf(exception: PyValue, object: PyValue): PyValue {
  if (exception !== null) writeUnraisable(exception, null, object);
  return null;
}

/** err_formatunraisable(exception, format, *args), where the format knows %R and %s. */
export function formatUnraisable(args: PyValue[]): PyValue {
  const [exception, format, ...values] = args;
  if (exception === null) return null;
  const text = formatText(format);
  let next = 0;
  const message = text?.replace(/%[RSs]/g, (spec) => {
    const value = values[next++];
    return spec === "%R" ? reprJs(value) : strJs(value);
  });
  writeUnraisable(exception, message ?? null, null);
  return null;
}

function formatText(format: PyValue): string | null {
  if (format instanceof PyBytes) return String.fromCharCode(...format.data);
  const text = format === null ? undefined : asStr(format);
  return text === undefined ? null : strToJs(text);
}
