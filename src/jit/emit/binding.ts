/**
 * Binding at compile time: the value that every parameter of a known function gets in a call. What initialize_locals does at run
 * time (interpreter/bind.ts), where it needs no look at the values.
 */
import { CO } from "../../bytecode/codeflags.ts";
import { executableOf } from "../../interpreter/code.ts";
import type { Str } from "../../kernel/str.ts";
import type { PyFunction } from "../../objects/function.ts";
import { ANY, DICT, TUPLE } from "../types.ts";
import type { Emitter, Val } from "./emitter.ts";

/**
 * One value for each parameter, from the positional arguments followed by those that `kwnames` name. Null when the call raises, or when
 * it cannot be known whether it does.
 */
export function bindStatically(
  e: Emitter,
  func: PyFunction,
  args: readonly Val[],
  kwnames: readonly Str[] = [],
): Val[] | null {
  const code = executableOf(func.code);
  const { argcount, unit, flags } = code;
  const positional = args.length - kwnames.length;
  const takesMore = (flags & CO.VARARGS) !== 0;
  if (positional > argcount && !takesMore) return null;
  const named = argcount + unit.kwonlyargcount;
  const bound: (Val | undefined)[] = new Array(named).fill(undefined);
  for (let i = 0; i < Math.min(positional, argcount); i++) bound[i] = args[i];
  const others: string[] = [];
  for (const [k, name] of kwnames.entries()) {
    const value = args[positional + k];
    const at = unit.localsplusnames.indexOf(name, unit.posonlyargcount);
    if (typeof name !== "string" || (at >= 0 && at < named && bound[at] !== undefined)) return null;
    if (at >= 0 && at < named) bound[at] = value;
    else if ((flags & CO.VARKEYWORDS) !== 0) others.push(JSON.stringify(name), e.tagged(value));
    else return null;
  }
  if (!addDefaults(e, func, bound, argcount)) return null;
  if (takesMore) {
    const rest = args.slice(argcount, Math.max(positional, argcount)).map((val) => e.tagged(val));
    bound.push({ type: TUPLE, text: `new ${e.helper("PyTuple")}([${rest.join(", ")}])` });
  }
  if ((flags & CO.VARKEYWORDS) !== 0) {
    const text =
      others.length === 0 ? `new ${e.helper("PyDict")}()` : `${e.helper("buildMap")}([${others.join(", ")}])`;
    bound.push({ type: DICT, text });
  }
  return bound as Val[];
}

/** Gives parameters without an argument their defaults; false when one has none. */
function addDefaults(e: Emitter, func: PyFunction, bound: (Val | undefined)[], argcount: number): boolean {
  const defaults = func.defaults === null ? [] : func.defaults.items;
  const first = argcount - defaults.length;
  for (let i = 0; i < bound.length; i++) {
    if (bound[i] !== undefined) continue;
    if (i < argcount) {
      if (i < first) return false;
      bound[i] = e.constantVal(defaults[i - first]);
      continue;
    }
    const name = executableOf(func.code).unit.localsplusnames[i];
    if (typeof name !== "string" || func.kwdefaults?.getStr(name) === undefined) return false;
    // The dict of these defaults may be changed without the function knowing.
    const text = e.temporary(`${e.constant(func)}.kwdefaults?.getStr(${JSON.stringify(name)})`);
    e.exitIf(`${text} === undefined`, "no default");
    bound[i] = { type: ANY, text };
  }
  return true;
}
