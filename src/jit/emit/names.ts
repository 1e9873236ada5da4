/** Globals and built-ins through the cells that specialization found; what lies in them is compiled in when that looks constant. */
import { GENERIC, OP } from "../../interpreter/generated/tables.ts";
import { GlobalCache } from "../../interpreter/specialize/globals.ts";
import { PyBuiltinFunction } from "../../objects/builtin-function.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { dictType } from "../../objects/dict/type.ts";
import { PyFunction } from "../../objects/function.ts";
import { PyModule } from "../../objects/module.ts";
import type { PyValue } from "../../objects/object.ts";
import { PyType } from "../../objects/type-object.ts";
import { ANY, constant } from "../types.ts";
import type { Emitter } from "./emitter.ts";
import type { Emit } from "./table.ts";
import { isCold, NEVER_RAN } from "./table.ts";

/** What programs define once: functions, classes, modules. */
export function looksConstant(value: PyValue | undefined): value is PyValue {
  return (
    value instanceof PyFunction ||
    value instanceof PyType ||
    value instanceof PyBuiltinFunction ||
    value instanceof PyModule
  );
}

const loadGlobal: Emit = (e, { arg, index }) => {
  if (isCold(e)) return e.exit(NEVER_RAN);
  const cache = cellsOf(e, index, arg);
  const forCall = (arg & 1) !== 0;
  if (cache === undefined) lookUp(e, e.constant(e.unit.code.names[arg >> 1]), forCall);
  else loadCell(e, cache, !e.generic);
  if (forCall && !e.ended) e.pushNull();
};

/** A name that is not there yet. */
function lookUp(e: Emitter, name: string, forCall: boolean): void {
  e.placeDeep();
  const value = e.temporary(`${e.helper("loadGlobal")}(fn, ${name})`);
  const done = forCall ? `${e.helper("returned2")}(${value}, undefined)` : `${e.helper("returned")}(${value})`;
  e.line(`if (J.observed) throw ${done};`);
  e.forget();
  e.push(ANY, value);
}

/** The cells of the name; made when the interpreter has not yet. */
function cellsOf(e: Emitter, index: number, arg: number): GlobalCache | undefined {
  const { code, func } = e.unit;
  const known = code.caches[index];
  const { globals, builtins } = func;
  if (known instanceof GlobalCache && known.globals === globals && GENERIC[code.plain[index]] !== code.plain[index]) {
    return known;
  }
  const name = code.names[arg >> 1];
  if (typeof name !== "string" || globals.type !== dictType) return undefined;
  if (!(builtins instanceof PyDict) || builtins.type !== dictType) return undefined;
  const cell = globals.cell(name);
  if (cell.v !== undefined) return new GlobalCache(globals, cell, cell);
  const builtin = builtins.cell(name);
  return builtin.v === undefined ? undefined : new GlobalCache(globals, cell, builtin);
}

function loadCell(e: Emitter, cache: GlobalCache, speculate: boolean): void {
  const own = cache.builtin === cache.cell;
  const value = cache.builtin.v;
  const cell = e.constant(cache.cell);
  const shadowed = own ? "" : `${cell}.v !== undefined || `;
  const builtin = own ? cell : e.constant(cache.builtin);
  if (speculate && looksConstant(value)) {
    const known = e.constant(value);
    if (!e.knows(`${builtin}=${known}`)) e.exitIf(`${shadowed}${builtin}.v !== ${known}`, "another global");
    e.push(constant(value), known);
    return;
  }
  if (!own && !e.knows(`${cell} unbound`)) e.exitIf(`${cell}.v !== undefined`, "another global");
  const text = e.temporary(`${builtin}.v`);
  e.exitIf(`${text} === undefined`, "unbound global");
  e.push(ANY, text);
}

/** Names of a module's body: its namespace is its globals. */
const loadName: Emit = (e, { arg }) => {
  const { code, func } = e.unit;
  const name = code.names[arg];
  const { globals, builtins } = func;
  if (typeof name !== "string" || !isModuleCode(e)) return e.exit("namespace");
  const cell = globals.cell(name);
  if (cell.v !== undefined) return loadCell(e, new GlobalCache(globals, cell, cell), !e.generic);
  const builtin = (builtins as PyDict).cell(name);
  if (builtin.v === undefined) return e.exit("unbound name");
  loadCell(e, new GlobalCache(globals, cell, builtin), !e.generic);
};

const storeName: Emit = (e, { arg }) => {
  const { code, func } = e.unit;
  const name = code.names[arg];
  if (typeof name !== "string" || !isModuleCode(e)) return e.exit("namespace");
  storeCell(e, func.globals, name);
};

const storeGlobal: Emit = (e, { arg }) => {
  const { code, func } = e.unit;
  const name = code.names[arg];
  if (typeof name !== "string" || func.globals.type !== dictType) return e.exit("namespace");
  storeCell(e, func.globals, name);
};

/** Writes where the name was when this was compiled, as long as it is there. */
export function storeCell(e: Emitter, globals: PyDict, name: string): void {
  const value = e.named(e.pop());
  const at = globals.keys.indexOf(name);
  const dict = e.constant(globals);
  const slow = `${dict}.setStr(${JSON.stringify(name)}, ${value})`;
  if (at < 0) {
    e.line(`${slow};`);
  } else {
    const cell = e.constant(globals.cell(name));
    e.line(
      `if (${dict}.keys[${at}] === ${JSON.stringify(name)}) ${dict}.vals[${at}] = ${cell}.v = ${value}; else ${slow};`,
    );
  }
  e.forget();
}

function isModuleCode(e: Emitter): boolean {
  const { func } = e.unit;
  return e.unit.isModule && func.globals.type === dictType && func.builtins instanceof PyDict;
}

export const NAMES: readonly (readonly [number, Emit])[] = [
  [OP.LOAD_GLOBAL, loadGlobal],
  [OP.LOAD_NAME, loadName],
  [OP.STORE_NAME, storeName],
  [OP.STORE_GLOBAL, storeGlobal],
];
