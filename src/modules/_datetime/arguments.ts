/** Arguments of the constructors, which C binds without Argument Clinic and in part without a name for the function. Source: CPython Python/getargs.c (vgetargskeywords). */
import { strToJs } from "../../kernel/str.ts";
import { index } from "../../objects/abstract/number.ts";
import { overflowError, typeError } from "../../objects/errors.ts";
import type { KwNames, PyValue } from "../../objects/object.ts";
import { fullTypeName } from "../../objects/typeof.ts";
import { PyTZInfo } from "./values.ts";

export interface Signature {
  /** With parentheses; undefined where C has no name to tell. */
  readonly name?: string;
  readonly names: readonly string[];
  readonly required: number;
  /** Whether the required ones are ints: a wrong one is an error before a missing one is. */
  readonly ints?: boolean;
  /** Names from here on are for keywords only. */
  readonly positional: number;
}

/** One value for each name, undefined where none was given. */
export function bindArguments(signature: Signature, args: PyValue[], kwnames: KwNames): (PyValue | undefined)[] {
  const { names, required, positional } = signature;
  const keywords = kwnames === null ? 0 : kwnames.length;
  const given = args.length - keywords;
  const shown = signature.name ?? "function";
  if (args.length > names.length) {
    const plural = names.length === 1 ? "" : "s";
    const kind = given === 0 ? "keyword " : "";
    throw typeError(`${shown} takes at most ${names.length} ${kind}argument${plural} (${args.length} given)`);
  }
  if (given > positional) {
    throw typeError(`${shown} takes at most ${positional} positional arguments (${given} given)`);
  }
  const values: (PyValue | undefined)[] = args.slice(0, given);
  while (values.length < names.length) values.push(undefined);
  for (let i = 0; i < keywords; i++) {
    const name = strToJs(kwnames![i]);
    const at = names.indexOf(name);
    if (at < 0) throw typeError(`${signature.name ?? "this function"} got an unexpected keyword argument '${name}'`);
    if (at < given) throw typeError(`argument for ${shown} given by name ('${name}') and position (${at + 1})`);
    values[at] = args[given + i];
  }
  for (let i = 0; i < required; i++) {
    if (values[i] === undefined) throw typeError(`${shown} missing required argument '${names[i]}' (pos ${i + 1})`);
    if (signature.ints) index(values[i]!);
  }
  return values;
}

/** A C int, format "i". */
export function cintOr(value: PyValue | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  const int = index(value);
  if (typeof int === "bigint") throw overflowError("Python int too large to convert to C long");
  if (int > 0x7fffffff) throw overflowError("signed integer is greater than maximum");
  if (int < -0x80000000) throw overflowError("signed integer is less than minimum");
  return int;
}

/** None or an instance of tzinfo. */
export function tzinfoOrNone(value: PyValue): PyValue {
  if (value !== null && !(value instanceof PyTZInfo)) {
    throw typeError(`tzinfo argument must be None or of a tzinfo subclass, not type '${fullTypeName(value)}'`);
  }
  return value;
}
