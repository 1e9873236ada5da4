/** displayhook, excepthook, unraisablehook, breakpointhook. Source: CPython Python/sysmodule.c, pythonrun.c, errors.c. */
import type { PyTraceback } from "../../interpreter/traceback.ts";
import { tracebackWithHeading } from "../../interpreter/traceback-text.ts";
import { strFromJs, strToJs } from "../../kernel/str.ts";
import { getAttr, lookupAttr } from "../../objects/abstract/attributes.ts";
import { call, callMethod } from "../../objects/abstract/call.ts";
import { repr, reprJs, strJs } from "../../objects/abstract/repr.ts";
import { warn } from "../../objects/abstract/warn.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { isException, runtimeError, typeError } from "../../objects/errors.ts";
import { PyBaseException } from "../../objects/exceptions/base.ts";
import { toPyException } from "../../objects/exceptions/convert.ts";
import { PyExc_AttributeError, PyExc_ImportError, PyExc_UnicodeEncodeError } from "../../objects/exceptions/types.ts";
import { importModule } from "../../objects/import-hook.ts";
import { machine } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { isTraceback } from "../../objects/traceback-hook.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { unraisableArgsType } from "../../objects/unraisable.ts";

export function displayhook(value: PyValue): PyValue {
  const { modules, sysdict } = machine.interp;
  const builtins = modules.getStr("builtins");
  if (builtins === undefined) throw runtimeError("lost builtins module");
  if (value === null) return null;
  const namespace = (builtins as unknown as { dict: PyDict }).dict;
  namespace.setStr("_", null);
  const out = sysdict.getStr("stdout");
  if (out === undefined || out === null) throw runtimeError("lost sys.stdout");
  const text = repr(value);
  try {
    callMethod(out, "write", [text]);
  } catch (caught) {
    if (!isException(caught, PyExc_UnicodeEncodeError)) throw caught;
    writeEscaped(out, text);
  }
  callMethod(out, "write", ["\n"]);
  namespace.setStr("_", value);
  return null;
}

/** sys_displayhook_unencodable: what the stream cannot encode is shown escaped. */
function writeEscaped(out: PyValue, text: PyValue): void {
  const encoding = getAttr(out, "encoding");
  const bytes = callMethod(text, "encode", [encoding, "backslashreplace"]);
  const buffer = lookupAttr(out, "buffer");
  if (buffer !== undefined) callMethod(buffer, "write", [bytes]);
  else callMethod(out, "write", [callMethod(bytes, "decode", [encoding, "strict"])]);
}

export function excepthook(_type: PyValue, value: PyValue, traceback: PyValue): PyValue {
  const file = machine.interp.sysdict.getStr("stderr");
  if (file === undefined || file === null) return null;
  displayException(file, value, traceback);
  return null;
}

/** _PyErr_Display: prints an exception to a stream by the `traceback` module, or plainly when that fails. */
export function displayException(file: PyValue, value: PyValue, traceback: PyValue): void {
  if (value instanceof PyBaseException && value.traceback === null && isTraceback(traceback)) {
    value.traceback = traceback as PyBaseException["traceback"];
  }
  try {
    call(getAttr(importModule("traceback"), "_print_exception_bltin"), [value]);
  } catch (caught) {
    if (toPyException(caught) === undefined) throw caught;
    printPlainly(file, value);
  }
  try {
    callMethod(file, "flush");
  } catch (caught) {
    if (toPyException(caught) === undefined) throw caught;
  }
}

/** What `printPlainly` shows, as text. */
export function plainException(value: PyValue): string {
  const parts: string[] = [];
  plain((text) => parts.push(text), value);
  return parts.join("");
}

function printPlainly(file: PyValue, value: PyValue): void {
  plain((text) => write(file, text), value);
}

/** print_exception_recursive: for times when no Python code can be relied on. */
function plain(out: (text: string) => void, value: PyValue, seen: Set<PyValue> = new Set()): void {
  if (!(value instanceof PyBaseException)) {
    const kind = value === null ? "None" : typeName(value);
    out(`TypeError: print_exception(): Exception expected for value, ${kind} found\n`);
    return;
  }
  seen.add(value);
  if (value.cause !== null) {
    chained(out, value.cause, "The above exception was the direct cause of the following exception:", seen);
  } else if (value.context !== null && !value.suppressContext) {
    chained(out, value.context, "During handling of the above exception, another exception occurred:", seen);
  }
  out(tracebackWithHeading(value.traceback as PyTraceback | null));
  out(`${shownType(value.type)}${messagePart(value)}\n`);
}

/** The exception that led to another one, unless it has been shown. */
function chained(out: (text: string) => void, error: PyValue, message: string, seen: Set<PyValue>): void {
  if (seen.has(error)) return;
  plain(out, error, seen);
  out(`\n${message}\n\n`);
}

function messagePart(value: PyBaseException): string {
  try {
    const text = strJs(value);
    return text === "" ? "" : `: ${text}`;
  } catch (caught) {
    if (toPyException(caught) === undefined) throw caught;
    return ": <exception str() failed>";
  }
}

/** The type's name, with its module unless that is `builtins` or `__main__`. */
function shownType(type: PyType): string {
  const module = lookupAttr(type, "__module__") ?? null;
  const text = asStr(module);
  const prefix =
    text === undefined ? "<unknown>." : text === "builtins" || text === "__main__" ? "" : `${strToJs(text)}.`;
  return prefix + strToJs(type.qualname);
}

function write(file: PyValue, text: string): void {
  callMethod(file, "write", [strFromJs(text)]);
}

/** The default `sys.unraisablehook`. */
export function unraisablehook(args: PyValue): PyValue {
  if (!(args instanceof PyTuple) || args.type !== unraisableArgsType) {
    throw typeError("sys.unraisablehook argument type must be UnraisableHookArgs");
  }
  const [type, value, traceback, message, object] = args.items;
  const file = machine.interp.sysdict.getStr("stderr");
  if (file === undefined || file === null) return null;
  if (object !== null) {
    write(file, message === null ? "Exception ignored in: " : `${strJs(message)}: `);
    write(file, `${safeRepr(object)}\n`);
  } else if (message !== null) write(file, `${strJs(message)}:\n`);
  if (value instanceof PyBaseException && value.traceback === null && isTraceback(traceback)) {
    value.traceback = traceback as PyBaseException["traceback"];
  }
  if (value !== null) {
    try {
      call(getAttr(importModule("traceback"), "_print_exception_bltin"), [value]);
    } catch (caught) {
      if (toPyException(caught) === undefined) throw caught;
      printPlainly(file, value);
    }
  } else if (type instanceof PyType) write(file, `${shownType(type)}\n`);
  callMethod(file, "flush");
  return null;
}

function safeRepr(object: PyValue): string {
  try {
    return reprJs(object);
  } catch (caught) {
    if (toPyException(caught) === undefined) throw caught;
    return "<object repr() failed>";
  }
}

function unimportable(setting: string): PyValue {
  warn("RuntimeWarning", strFromJs(`Ignoring unimportable $PYTHONBREAKPOINT: "${setting}"`), 0);
  return null;
}

/** `sys.breakpointhook`: calls what `$PYTHONBREAKPOINT` names. */
export function breakpointhook(args: PyValue[], kwargs: PyDict): PyValue {
  const setting = machine.interp.host.env.get("PYTHONBREAKPOINT") ?? "";
  if (setting === "0") return null;
  const name = setting === "" ? "pdb.set_trace" : setting;
  const dot = name.lastIndexOf(".");
  if (dot === 0) return unimportable(setting);
  const [module, attribute] = dot < 0 ? ["builtins", name] : [name.slice(0, dot), name.slice(dot + 1)];
  let hook: PyValue;
  try {
    hook = getAttr(importModule(module), strFromJs(attribute));
  } catch (caught) {
    if (!isException(caught, PyExc_ImportError) && !isException(caught, PyExc_AttributeError)) throw caught;
    return unimportable(setting);
  }
  const names = kwargs.keysArray();
  const values = names.map((key) => kwargs.get(key)!);
  return call(hook, [...args, ...values], names.length === 0 ? null : names.map((key) => asStr(key)!));
}
