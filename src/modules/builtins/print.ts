/** print and input. Source: CPython Python/bltinmodule.c (builtin_print_impl, builtin_input_impl). */
import { strToJs } from "../../kernel/str.ts";
import { getAttr, lookupAttr } from "../../objects/abstract/attributes.ts";
import { call, callMethod } from "../../objects/abstract/call.ts";
import { str } from "../../objects/abstract/repr.ts";
import { audit } from "../../objects/audit.ts";
import { eofError, runtimeError, typeError } from "../../objects/errors.ts";
import { activate, type CallRequest, machine } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { mayWait } from "../../objects/waiting.ts";

export function builtinPrint(args: PyValue[], sep: PyValue, end: PyValue, file: PyValue, flush: boolean): PyValue {
  const target = file === null ? machine.interp.sysdict.getStr("stdout") : file;
  if (target === undefined) throw runtimeError("lost sys.stdout");
  if (target === null) return null;
  const separator = separatorOf("sep", sep, " ");
  const terminator = separatorOf("end", end, "\n");
  const write = getAttr(target, "write");
  if (mayWait(file)) return activate(printing(args, separator, terminator, write, flush ? file : null));
  for (let i = 0; i < args.length; i++) {
    if (i > 0) call(write, [separator]);
    call(write, [str(args[i])]);
  }
  call(write, [terminator]);
  if (flush) callMethod(target, "flush");
  return null;
}

/** The same, to a stream that may have to wait, as a pipe that is full. */
function* printing(
  args: PyValue[],
  separator: PyValue,
  terminator: PyValue,
  write: PyValue,
  flushed: PyValue,
): Generator<CallRequest, PyValue, PyValue> {
  const request = (text: PyValue): CallRequest => ({ callable: write, args: [text], kwnames: null });
  for (let i = 0; i < args.length; i++) {
    if (i > 0) yield request(separator);
    yield request(str(args[i]));
  }
  yield request(terminator);
  if (flushed !== null) yield { callable: getAttr(flushed, "flush"), args: [], kwnames: null };
  return null;
}

function separatorOf(name: string, value: PyValue, fallback: string): PyValue {
  if (value === null) return fallback;
  if (asStr(value) === undefined) throw typeError(`${name} must be None or a string, not ${typeName(value)}`);
  return value;
}

export function builtinInput(prompt: PyValue | undefined): PyValue {
  const { sysdict } = machine.interp;
  const stdin = stream("stdin");
  const stdout = stream("stdout");
  const stderr = sysdict.getStr("stderr") ?? null;
  audit("builtins.input", prompt ?? null);
  if (stderr !== null) callMethod(stderr, "flush");
  if (prompt !== undefined) callMethod(stdout, "write", [str(prompt)]);
  const flush = lookupAttr(stdout, "flush");
  if (flush !== undefined) call(flush, []);
  return activate(readLine(stdin));
}

/** The line without its end; the program may be suspended while it waits for it. */
function* readLine(stdin: PyValue): Generator<CallRequest, PyValue, PyValue> {
  const line = yield { callable: getAttr(stdin, "readline"), args: [], kwnames: null };
  const text = asStr(line);
  if (text === undefined) throw typeError("object.readline() returned non-string");
  const shown = strToJs(text);
  if (shown === "") throw eofError("EOF when reading a line");
  const result = shown.endsWith("\n") ? trimmed(line, shown) : line;
  audit("builtins.input/result", result);
  return result;
}

function trimmed(line: PyValue, shown: string): PyValue {
  return typeof line === "string" ? shown.slice(0, -1) : callMethod(line, "removesuffix", ["\n"]);
}

function stream(name: string): PyValue {
  const found = machine.interp.sysdict.getStr(name);
  if (found === undefined || found === null) throw runtimeError(`lost sys.${name}`);
  return found;
}
