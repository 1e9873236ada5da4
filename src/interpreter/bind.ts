/**
 * Binding a call's arguments to a function's parameters, with CPython's errors (Python/ceval.c, initialize_locals). The
 * locals are written to `stack[base …]`, every slot of the frame included.
 */
import { CO } from "../bytecode/codeflags.ts";
import { type Str, strToJs } from "../kernel/str.ts";
import { equal } from "../objects/abstract/compare.ts";
import { PyDict } from "../objects/dict/dict.ts";
import { typeError, unexpectedKeyword as unexpectedName } from "../objects/errors.ts";
import type { PyBaseException } from "../objects/exceptions/base.ts";
import type { PyFunction } from "../objects/function.ts";
import type { KwNames, PyValue } from "../objects/object.ts";
import { asStr } from "../objects/str/str-object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import type { Executable } from "./code.ts";
import type { Slot } from "./inst.ts";

/** Binds `args` (positional values, then one for each of `kwnames`) for a call of `func`, and clears the locals behind, up to `count`. */
export function bindArguments(
  func: PyFunction,
  code: Executable,
  stack: Slot[],
  base: number,
  args: readonly PyValue[],
  kwnames: KwNames,
  count: number = code.localCount,
): void {
  const { unit, argcount } = code;
  const given = kwnames === null ? args.length : args.length - kwnames.length;
  const total = argcount + unit.kwonlyargcount;
  for (let i = base + total; i < base + count; i++) stack[i] = undefined;
  const direct = Math.min(given, argcount);
  for (let i = 0; i < direct; i++) stack[base + i] = args[i];
  for (let i = direct; i < total; i++) stack[base + i] = undefined;
  let extra = base + total;
  if ((code.flags & CO.VARARGS) !== 0) {
    stack[extra++] = new PyTuple(given > argcount ? args.slice(argcount, given) : []);
  }
  let keywords: PyDict | null = null;
  if ((code.flags & CO.VARKEYWORDS) !== 0) {
    keywords = new PyDict();
    stack[extra] = keywords;
  }
  if (kwnames !== null && kwnames.length > 0) bindKeywords(func, code, stack, base, args, given, kwnames, keywords);
  if (given > argcount && (code.flags & CO.VARARGS) === 0) throw tooManyPositional(func, code, stack, base, given);
  if (given < argcount) fillDefaults(func, code, stack, base, given);
  if (unit.kwonlyargcount > 0) fillKeywordDefaults(func, code, stack, base);
}

function bindKeywords(
  func: PyFunction,
  code: Executable,
  stack: Slot[],
  base: number,
  args: readonly PyValue[],
  given: number,
  kwnames: readonly Str[],
  keywords: PyDict | null,
): void {
  const { unit } = code;
  const total = code.argcount + unit.kwonlyargcount;
  for (let k = 0; k < kwnames.length; k++) {
    const name = kwnames[k];
    const value = args[given + k];
    const index = parameterIndex(unit.localsplusnames, name, unit.posonlyargcount, total);
    if (index < 0) {
      if (keywords === null) throw unexpectedKeyword(func, code, kwnames, name);
      keywords.set(name, value);
      continue;
    }
    if (stack[base + index] !== undefined) {
      throw typeError(`${nameOf(func)}() got multiple values for argument '${strToJs(name)}'`);
    }
    stack[base + index] = value;
  }
}

function parameterIndex(names: readonly Str[], name: Str, start: number, end: number): number {
  if (typeof name !== "string") {
    const text = asStr(name as PyValue);
    if (text === undefined || typeof text !== "string") return wideIndex(names, name, start, end);
    name = text;
  }
  for (let i = start; i < end; i++) if (names[i] === name) return i;
  return -1;
}

function wideIndex(names: readonly Str[], name: Str, start: number, end: number): number {
  for (let i = start; i < end; i++) if (equal(names[i], name)) return i;
  return -1;
}

function fillDefaults(func: PyFunction, code: Executable, stack: Slot[], base: number, given: number): void {
  const { argcount } = code;
  const defaults = func.defaults === null ? [] : func.defaults.items;
  const firstDefault = argcount - defaults.length;
  let missing = 0;
  for (let i = given; i < firstDefault; i++) if (stack[base + i] === undefined) missing++;
  if (missing > 0) throw missingArguments(func, code, stack, base, 0, Math.max(firstDefault, 0), "positional");
  for (let i = Math.max(given, firstDefault); i < argcount; i++) {
    if (stack[base + i] === undefined) stack[base + i] = defaults[i - firstDefault];
  }
}

function fillKeywordDefaults(func: PyFunction, code: Executable, stack: Slot[], base: number): void {
  const { unit, argcount } = code;
  const end = argcount + unit.kwonlyargcount;
  let missing = 0;
  for (let i = argcount; i < end; i++) {
    if (stack[base + i] !== undefined) continue;
    const value = func.kwdefaults?.get(unit.localsplusnames[i]);
    if (value === undefined) missing++;
    else stack[base + i] = value;
  }
  if (missing > 0) throw missingArguments(func, code, stack, base, argcount, end, "keyword-only");
}

function nameOf(func: PyFunction): string {
  return strToJs(func.qualname);
}

function missingArguments(
  func: PyFunction,
  code: Executable,
  stack: Slot[],
  base: number,
  start: number,
  end: number,
  kind: string,
): PyBaseException {
  const names: string[] = [];
  for (let i = start; i < end; i++) {
    if (stack[base + i] === undefined) names.push(`'${strToJs(code.unit.localsplusnames[i])}'`);
  }
  const count = names.length;
  let shown: string;
  if (count === 1) shown = names[0];
  else if (count === 2) shown = `${names[0]} and ${names[1]}`;
  else shown = `${names.slice(0, -1).join(", ")}, and ${names[count - 1]}`;
  return typeError(`${nameOf(func)}() missing ${count} required ${kind} argument${count === 1 ? "" : "s"}: ${shown}`);
}

function tooManyPositional(
  func: PyFunction,
  code: Executable,
  stack: Slot[],
  base: number,
  given: number,
): PyBaseException {
  const { argcount, unit } = code;
  let keywordOnly = 0;
  for (let i = argcount; i < argcount + unit.kwonlyargcount; i++) if (stack[base + i] !== undefined) keywordOnly++;
  const defaults = func.defaults === null ? 0 : func.defaults.items.length;
  const takes = defaults > 0 ? `from ${argcount - defaults} to ${argcount}` : `${argcount}`;
  const plural = defaults > 0 || argcount !== 1 ? "s" : "";
  const alsoGiven =
    keywordOnly === 0
      ? ""
      : ` positional argument${given !== 1 ? "s" : ""} (and ${keywordOnly} keyword-only argument${keywordOnly !== 1 ? "s" : ""})`;
  const verb = given === 1 && keywordOnly === 0 ? "was" : "were";
  return typeError(
    `${nameOf(func)}() takes ${takes} positional argument${plural} but ${given}${alsoGiven} ${verb} given`,
  );
}

function unexpectedKeyword(func: PyFunction, code: Executable, kwnames: readonly Str[], name: Str): PyBaseException {
  const { unit } = code;
  const positionalOnly: string[] = [];
  for (let i = 0; i < unit.posonlyargcount; i++) {
    if (kwnames.some((given) => equal(given, unit.localsplusnames[i]))) {
      positionalOnly.push(strToJs(unit.localsplusnames[i]));
    }
  }
  if (positionalOnly.length > 0) {
    return typeError(
      `${nameOf(func)}() got some positional-only arguments passed as keyword arguments: '${positionalOnly.join(", ")}'`,
    );
  }
  const possible = unit.localsplusnames
    .slice(unit.posonlyargcount, code.argcount + unit.kwonlyargcount)
    .map((parameter) => strToJs(parameter));
  return unexpectedName(nameOf(func), possible, name);
}
