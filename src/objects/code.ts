/**
 * The code object's data at run time: a CodeUnit whose constants have become Python values. Its type (attributes, replace(),
 * co_lines …) is declared in code-type.ts; the interpreter keeps its decoded form and feedback in `decoded`.
 */
import { CodeUnit } from "../bytecode/codeunit.ts";
import {
  type Const,
  ConstBytes,
  ConstComplex,
  ConstFloat,
  ConstFrozenSet,
  ConstSlice,
  ConstTuple,
  ELLIPSIS,
} from "../bytecode/constants.ts";
import { withoutColumns } from "../bytecode/location-table.ts";
import type { Str } from "../kernel/str.ts";
import { WideStr } from "../kernel/str.ts";
import { toArray } from "./abstract/iterate.ts";
import { PyBytes } from "./bytes/bytes-object.ts";
import { codeType } from "./code-type.ts";
import { PyComplex } from "./complex/complex-object.ts";
import { PyFloat } from "./float/float-object.ts";
import { PyObject, type PyValue } from "./object.ts";
import { PySet } from "./set/set.ts";
import { frozensetOf, frozensetType } from "./set/type.ts";
import { ELLIPSIS_OBJECT } from "./singletons.ts";
import { PySlice } from "./slice.ts";
import { PyTuple } from "./tuple/tuple.ts";

export const CO_OPTIMIZED = 0x1;
export const CO_NEWLOCALS = 0x2;
export const CO_VARARGS = 0x4;
export const CO_VARKEYWORDS = 0x8;
export const CO_NESTED = 0x10;
export const CO_GENERATOR = 0x20;
export const CO_COROUTINE = 0x80;
export const CO_ITERABLE_COROUTINE = 0x100;
export const CO_ASYNC_GENERATOR = 0x200;
export const CO_HAS_DOCSTRING = 0x4000000;
export const CO_METHOD = 0x8000000;

export const CO_FAST_HIDDEN = 0x10;
export const CO_FAST_LOCAL = 0x20;
export const CO_FAST_CELL = 0x40;
export const CO_FAST_FREE = 0x80;

let debugRanges = true;

/** `-X no_debug_ranges`: new code objects keep only their line numbers. */
export function dropDebugRanges(): void {
  debugRanges = false;
}

export class PyCode extends PyObject {
  readonly unit: CodeUnit;
  readonly consts: PyValue[];
  readonly names: readonly Str[];
  readonly argcount: number;
  readonly posonlyargcount: number;
  readonly kwonlyargcount: number;
  readonly flags: number;
  readonly stacksize: number;
  readonly name: Str;
  readonly qualname: Str;
  readonly filename: Str;
  /** Locals, cells and free variables; number of each kind. */
  readonly localsplusnames: readonly Str[];
  readonly nlocalsplus: number;
  readonly nlocals: number;
  readonly ncells: number;
  readonly nfrees: number;
  /** Made by the compiler or out of the library; all other code is verified before it first runs. */
  readonly trusted: boolean;
  /** The interpreter's decoded form, feedback and counters; null until first run. */
  decoded: unknown = null;

  constructor(unit: CodeUnit, consts?: PyValue[], trusted = true, shared: SharedConsts = nestedCode(unit, trusted)) {
    super(codeType);
    if (!debugRanges) unit = new CodeUnit({ ...unit, linetable: withoutColumns(unit.linetable) });
    this.unit = unit;
    this.trusted = trusted;
    this.consts = consts ?? constantsOf(unit.consts, trusted, shared);
    this.names = unit.names;
    this.argcount = unit.argcount;
    this.posonlyargcount = unit.posonlyargcount;
    this.kwonlyargcount = unit.kwonlyargcount;
    this.flags = unit.flags;
    this.stacksize = unit.stacksize;
    this.name = unit.name;
    this.qualname = unit.qualname;
    this.filename = unit.filename;
    this.localsplusnames = unit.localsplusnames;
    this.nlocalsplus = unit.localsplusnames.length;
    let locals = 0;
    let cells = 0;
    let frees = 0;
    for (const kind of unit.localspluskinds) {
      if ((kind & CO_FAST_LOCAL) !== 0) locals++;
      if ((kind & CO_FAST_CELL) !== 0) cells++;
      if ((kind & CO_FAST_FREE) !== 0) frees++;
    }
    this.nlocals = locals;
    this.ncells = cells;
    this.nfrees = frees;
  }
}

/** What has been made of the constants, and lists of constants, of one compilation: what is one there stays one. */
type SharedConsts = Map<object, PyValue | PyValue[]>;

/** The code objects within one, made from the innermost outwards: however deep functions are nested, that needs no stack. */
function nestedCode(outer: CodeUnit, trusted: boolean): SharedConsts {
  const units = new Set([outer]);
  for (const unit of units) for (const value of unit.consts) if (value instanceof CodeUnit) units.add(value);
  units.delete(outer);
  const shared: SharedConsts = new Map();
  for (const unit of [...units].reverse()) sharedValue(unit, trusted, shared);
  return shared;
}

function constantsOf(consts: readonly Const[], trusted: boolean, shared: SharedConsts): PyValue[] {
  let values = shared.get(consts) as PyValue[] | undefined;
  if (values === undefined) shared.set(consts, (values = consts.map((value) => sharedValue(value, trusted, shared))));
  return values;
}

/** The Python value of a front-end constant. */
export function constToValue(value: Const): PyValue {
  return sharedValue(value, true, new Map());
}

function sharedValue(value: Const, trusted: boolean, shared: SharedConsts): PyValue {
  if (typeof value !== "object" || value === null || value instanceof WideStr) return value;
  let made = shared.get(value) as PyValue | undefined;
  if (made === undefined) shared.set(value, (made = makeValue(value, trusted, shared)));
  return made;
}

function makeValue(value: Exclude<Const & object, WideStr>, trusted: boolean, shared: SharedConsts): PyValue {
  const inner = (item: Const): PyValue => sharedValue(item, trusted, shared);
  if (value instanceof ConstFloat) return new PyFloat(value.value);
  if (value instanceof ConstTuple) return new PyTuple(value.items.map(inner));
  if (value instanceof ConstBytes) return new PyBytes(value.data);
  if (value instanceof CodeUnit) return new PyCode(value, undefined, trusted, shared);
  if (value instanceof ConstComplex) return new PyComplex(value.real, value.imag);
  if (value instanceof ConstFrozenSet) return frozensetOf(value.items.map(inner));
  if (value instanceof ConstSlice) return new PySlice(inner(value.start), inner(value.stop), inner(value.step));
  return ELLIPSIS_OBJECT;
}

/** The front-end constant of a Python value, for `code.replace()`, `compile()` of AST objects and marshal; undefined when there is none. */
export function valueToConst(value: PyValue): Const | undefined {
  if (typeof value !== "object" || value === null || value instanceof WideStr) return value;
  if (value instanceof PyCode) return value.unit;
  if (value instanceof PyFloat) return new ConstFloat(value.v);
  if (value instanceof PyComplex) return new ConstComplex(value.real, value.imag);
  if (value instanceof PyBytes) return new ConstBytes(value.data);
  if (value instanceof PyTuple) return all(value.items, (items) => new ConstTuple(items));
  if (value instanceof PySet && value.type === frozensetType)
    return all(toArray(value), (items) => new ConstFrozenSet(items));
  if (value instanceof PySlice) {
    return all([value.start, value.stop, value.step], ([start, stop, step]) => new ConstSlice(start, stop, step));
  }
  return value === ELLIPSIS_OBJECT ? ELLIPSIS : undefined;
}

function all(values: readonly PyValue[], make: (items: Const[]) => Const): Const | undefined {
  const items: Const[] = [];
  for (const value of values) {
    const item = valueToConst(value);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return make(items);
}
