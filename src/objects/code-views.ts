/**
 * What a code object's attributes show: one object for each of its tables, however often it is asked for, and the same one for code
 * objects that share a table.
 */
import type { Str } from "../kernel/str.ts";
import { PyBytes } from "./bytes/bytes-object.ts";
import type { PyCode } from "./code.ts";
import type { PyValue } from "./object.ts";
import { PyTuple } from "./tuple/tuple.ts";

const bytes = new WeakMap<Uint8Array, PyBytes>();
const tuples = new WeakMap<readonly PyValue[], PyTuple>();
const variables = new WeakMap<PyCode, Map<number, PyTuple>>();

export function bytesView(table: Uint8Array): PyBytes {
  let view = bytes.get(table);
  if (view === undefined) bytes.set(table, (view = new PyBytes(table)));
  return view;
}

export function tupleView(items: readonly PyValue[]): PyTuple {
  let view = tuples.get(items);
  if (view === undefined) tuples.set(items, (view = new PyTuple(items.slice())));
  return view;
}

/** The names of the fast locals of a kind. */
export function variablesView(code: PyCode, kind: number): PyTuple {
  let views = variables.get(code);
  if (views === undefined) variables.set(code, (views = new Map()));
  let view = views.get(kind);
  if (view === undefined) views.set(kind, (view = new PyTuple(namesOfKind(code, kind))));
  return view;
}

function namesOfKind({ localsplusnames, unit }: PyCode, kind: number): Str[] {
  return localsplusnames.filter((_, i) => (unit.localspluskinds[i] & kind) !== 0);
}
