/**
 * Keywords of calls of functions that are not known when the call is compiled: which argument each parameter gets is found once for each
 * code and place. What takes a closer look, functions with `*args` or `**kwargs` and all errors among it, is the interpreter's binding.
 */
import { CO } from "../../bytecode/codeflags.ts";
import type { Executable } from "../../interpreter/code.ts";
import type { Slot } from "../../interpreter/inst.ts";
import type { Str } from "../../kernel/str.ts";
import type { PyFunction } from "../../objects/function.ts";
import { findOrder, MISSING, type Order } from "../../objects/keyword-order.ts";
import type { PyValue } from "../../objects/object.ts";
import type { CodeRecord } from "../record.ts";

/** A value for every parameter, or null. */
export function boundByNames(
  record: CodeRecord,
  fn: PyFunction,
  args: readonly PyValue[],
  kwnames: readonly Str[],
): readonly Slot[] | null {
  const given = args.length - kwnames.length;
  let order = record.orders.get(given, kwnames);
  if (order === null) {
    order = orderFor(record.code, given, kwnames);
    if (order === null) return null;
    record.orders.add(order);
  }
  const { from } = order;
  const values: Slot[] = [];
  for (let i = 0; i < from.length; i++) {
    const at = from[i];
    const value = at === MISSING ? defaultOf(fn, record.code, i) : args[at];
    if (value === undefined) return null;
    values.push(value);
  }
  return values;
}

function defaultOf(fn: PyFunction, { unit, argcount }: Executable, i: number): Slot {
  if (i >= argcount) return fn.kwdefaults?.get(unit.localsplusnames[i]);
  return fn.defaults === null ? undefined : fn.defaults.items[i - argcount + fn.defaults.items.length];
}

function orderFor(code: Executable, given: number, kwnames: readonly Str[]): Order | null {
  if ((code.flags & (CO.VARARGS | CO.VARKEYWORDS)) !== 0) return null;
  const { localsplusnames, posonlyargcount } = code.unit;
  const names = { names: localsplusnames, count: code.parameterCount };
  return findOrder(
    { ...names, positional: code.argcount, positionalOnly: posonlyargcount, varargs: -1 },
    given,
    kwnames,
  );
}
