/**
 * Merging of equal constants (CPython's `_PyCode_ConstantKey` and compile.c's `const_cache_insert`).
 *
 * `merge` returns one representative for all constants that are equal *and* of the same type and sign, looking into
 * tuples and frozensets; so two merged constants are the same constant exactly when they are `===`. Primitive values are
 * their own representatives. One cache serves a whole compilation, across its code units.
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
} from "../bytecode/constants.ts";
import { type Str, strToJs, WideStr } from "../kernel/str.ts";

export class ConstCache {
  private readonly floats = new Map<number, ConstFloat>();
  private negativeZero: ConstFloat | undefined = undefined;
  /** Compound constants by a text key that starts with their type's letter. */
  private readonly compounds = new Map<string, Const>();
  private readonly codes = new Map<string, CodeUnit[]>();
  private readonly tables = new Map<number, Uint8Array>();
  /** A number for each representative within others, to build their keys from. */
  private readonly ids = new Map<Const, number>();

  /** One array for equal ones: names and constants of code units. */
  mergeItems<T extends Const>(items: readonly T[]): readonly T[] {
    return (this.mergeTuple(new ConstTuple(items)) as ConstTuple).items as readonly T[];
  }

  /** One array for equal ones: tables of code units. */
  mergeBytes(data: Uint8Array): Uint8Array {
    let hash = data.length;
    for (let i = 0; i < data.length; i++) hash = (Math.imul(hash, 31) + data[i]) | 0;
    const known = this.tables.get(hash);
    if (known === undefined) this.tables.set(hash, data);
    return known !== undefined && sameBytes(known, data) ? known : data;
  }

  merge(value: Const): Const {
    if (typeof value !== "object" || value === null) return value;
    if (value instanceof ConstFloat) return this.mergeFloat(value);
    if (value instanceof ConstTuple) return this.mergeTuple(value);
    if (value instanceof CodeUnit) return this.mergeCode(value);
    if (value instanceof WideStr) return this.intern(`s${value.codes.join()}`, value);
    if (value instanceof ConstBytes) return this.intern(`b${bytesKey(value.data)}`, value);
    if (value instanceof ConstComplex) {
      if (Number.isNaN(value.real) || Number.isNaN(value.imag)) return value;
      return this.intern(`c${floatKey(value.real)},${floatKey(value.imag)}`, value);
    }
    if (value instanceof ConstFrozenSet) return this.mergeFrozenSet(value);
    if (value instanceof ConstSlice) {
      const [start, stop, step] = [value.start, value.stop, value.step].map((item) => this.id(this.merge(item)));
      const key = `l${start},${stop},${step}`;
      return this.intern(key, value);
    }
    return value;
  }

  private intern(key: string, value: Const): Const {
    const known = this.compounds.get(key);
    if (known !== undefined) return known;
    this.compounds.set(key, value);
    return value;
  }

  /** The number of a representative. */
  private id(merged: Const): number {
    let id = this.ids.get(merged);
    if (id === undefined) {
      id = this.ids.size;
      this.ids.set(merged, id);
    }
    return id;
  }

  /** NaN is equal to nothing, so it is merged with nothing but itself. */
  private mergeFloat(value: ConstFloat): ConstFloat {
    const v = value.value;
    if (Number.isNaN(v)) return value;
    if (v === 0 && 1 / v < 0) return (this.negativeZero ??= value);
    const known = this.floats.get(v);
    if (known !== undefined) return known;
    this.floats.set(v, value);
    return value;
  }

  /** Each item is merged once: tuples within tuples would take twice as long for each level otherwise. */
  private mergeTuple(value: ConstTuple): Const {
    if (this.ids.has(value)) return value;
    const merged = value.items.map((item) => this.merge(item));
    const key = `t${merged.map((item) => `${this.id(item)},`).join("")}`;
    return (
      this.compounds.get(key) ??
      this.intern(key, merged.some((item, i) => item !== value.items[i]) ? new ConstTuple(merged) : value)
    );
  }

  private mergeFrozenSet(value: ConstFrozenSet): Const {
    const merged = value.items.map((item) => this.merge(item));
    const key = `f${merged
      .map((item) => this.id(item))
      .sort((a, b) => a - b)
      .join(",")}`;
    return this.compounds.get(key) ?? this.intern(key, new ConstFrozenSet(merged));
  }

  /** Code is compared as `code_richcompare` does: not by file name and qualified name. */
  private mergeCode(value: CodeUnit): CodeUnit {
    const key = `${value.firstlineno},${value.code.length},${strToJs(value.name)}`;
    const bucket = this.codes.get(key);
    if (bucket === undefined) {
      this.codes.set(key, [value]);
      return value;
    }
    for (const known of bucket) {
      if (known === value || sameCode(known, value)) return known;
    }
    bucket.push(value);
    return value;
  }
}

function sameCode(a: CodeUnit, b: CodeUnit): boolean {
  return (
    a.argcount === b.argcount &&
    a.posonlyargcount === b.posonlyargcount &&
    a.kwonlyargcount === b.kwonlyargcount &&
    a.flags === b.flags &&
    sameBytes(a.code, b.code) &&
    sameBytes(a.linetable, b.linetable) &&
    sameBytes(a.exceptiontable, b.exceptiontable) &&
    sameNames(a.names, b.names) &&
    sameNames(a.localsplusnames, b.localsplusnames) &&
    // Lists that are equal have been made one by mergeItems.
    a.consts === b.consts
  );
}

function floatKey(value: number): string {
  return value === 0 && 1 / value < 0 ? "-0" : String(value);
}

function bytesKey(data: Uint8Array): string {
  let key = "";
  for (let i = 0; i < data.length; i += 4096) key += String.fromCharCode(...data.subarray(i, i + 4096));
  return key;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) return false;
  }
  return true;
}

function sameNames(a: readonly Str[], b: readonly Str[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i] && strToJs(a[i]) !== strToJs(b[i])) return false;
  }
  return true;
}
