/** Equality and hash of code objects. Source: CPython Objects/codeobject.c (code_richcompare, code_hash, _PyCode_ConstantKey). */
import { type Str, strToJs, WideStr } from "../kernel/str.ts";
import { hash } from "./abstract/compare.ts";
import { toArray } from "./abstract/iterate.ts";
import { PyBytes } from "./bytes/bytes-object.ts";
import { PyCode } from "./code.ts";
import { PyComplex } from "./complex/complex-object.ts";
import { PyFloat } from "./float/float-object.ts";
import type { Int, PyValue } from "./object.ts";
import { PySet } from "./set/set.ts";
import { PySlice } from "./slice.ts";
import { PyTuple } from "./tuple/tuple.ts";
import { typeOf } from "./typeof.ts";

export function equalCode(a: PyCode, b: PyCode): boolean {
  if (a === b) return true;
  const x = a.unit;
  const y = b.unit;
  return (
    sameText(a.name, b.name) &&
    x.argcount === y.argcount &&
    x.posonlyargcount === y.posonlyargcount &&
    x.kwonlyargcount === y.kwonlyargcount &&
    x.flags === y.flags &&
    x.firstlineno === y.firstlineno &&
    sameBytes(x.code, y.code) &&
    sameConstants(a.consts, b.consts) &&
    sameNames(x.names, y.names) &&
    sameNames(x.localsplusnames, y.localsplusnames) &&
    sameBytes(x.linetable, y.linetable) &&
    sameBytes(x.exceptiontable, y.exceptiontable)
  );
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function sameText(a: Str, b: Str): boolean {
  return a === b || strToJs(a) === strToJs(b);
}

function sameNames(a: readonly Str[], b: readonly Str[]): boolean {
  return a.length === b.length && a.every((name, i) => sameText(name, b[i]));
}

function sameConstants(a: readonly PyValue[], b: readonly PyValue[]): boolean {
  return a.length === b.length && a.every((value, i) => sameConstant(value, b[i]));
}

/** Constants are the same when they are equal and, all the way down, of the same type and sign. */
function sameConstant(a: PyValue, b: PyValue): boolean {
  if (a === b) return true;
  if (typeOf(a) !== typeOf(b)) return false;
  if (a instanceof PyFloat) return sameNumber(a.v, (b as PyFloat).v);
  if (a instanceof PyComplex) {
    return sameNumber(a.real, (b as PyComplex).real) && sameNumber(a.imag, (b as PyComplex).imag);
  }
  if (a instanceof PyTuple) return sameConstants(a.items, (b as PyTuple).items);
  if (a instanceof PySlice) {
    const other = b as PySlice;
    return sameConstants([a.start, a.stop, a.step], [other.start, other.stop, other.step]);
  }
  if (a instanceof PySet) {
    const others = toArray(b);
    return a.size === others.length && toArray(a).every((item) => others.some((other) => sameConstant(item, other)));
  }
  if (a instanceof PyBytes) return sameBytes(a.data, (b as PyBytes).data);
  if (a instanceof PyCode) return equalCode(a, b as PyCode);
  // Other objects than texts are constants only by hand, and then the same as themselves alone.
  return a instanceof WideStr && sameText(a, b as Str);
}

/** Numbers that are equal and have the same sign; NaN differs from all. */
function sameNumber(a: number, b: number): boolean {
  return a === b && (a !== 0 || 1 / a === 1 / b);
}

export function codeHash({ unit, consts }: PyCode): Int {
  const { name, names, localsplusnames, linetable, exceptiontable, code } = unit;
  const numbers = [unit.argcount, unit.posonlyargcount, unit.kwonlyargcount, unit.flags, unit.firstlineno];
  return hash(
    new PyTuple([
      name,
      new PyTuple(consts.slice()),
      new PyTuple([...names]),
      new PyTuple([...localsplusnames]),
      new PyBytes(linetable),
      new PyBytes(exceptiontable),
      ...numbers,
      new PyBytes(code),
    ]),
  );
}
