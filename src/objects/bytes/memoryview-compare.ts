/**
 * `==` of memoryviews: equal shapes and equal items, whatever the formats; items of formats that nobody can read are unequal.
 * Source: CPython Objects/memoryobject.c (memory_richcompare).
 */
import { charge } from "../../kernel/interrupt.ts";
import { richCompareBool } from "../abstract/compare.ts";
import { PyBUF_FULL_RO, type PyBuffer } from "../buffer.ts";
import { isException } from "../errors.ts";
import { PyExc_Exception } from "../exceptions/types.ts";
import type { PyValue } from "../object.ts";
import { NOT_IMPLEMENTED } from "../singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "../slots.ts";
import { typeOf } from "../typeof.ts";
import { getBuffer, releaseBuffer } from "./bytes-like.ts";
import { nativeChar, readItem } from "./item.ts";
import { places } from "./layout.ts";
import { PyMemoryView, type ViewShape } from "./memoryview-object.ts";
import { structReader } from "./struct-values.ts";

type Operand = (ViewShape | PyBuffer) & { readonly data: Uint8Array };
type Reader = (at: number) => PyValue;

export function viewRichCompare(self: PyMemoryView, other: PyValue, op: CompareOp): PyValue {
  if (op !== Py_EQ && op !== Py_NE) return NOT_IMPLEMENTED;
  const same = equalTo(self, other);
  return same === undefined ? NOT_IMPLEMENTED : op === Py_EQ ? same : !same;
}

function equalTo(self: PyMemoryView, other: PyValue): boolean | undefined {
  if (self.released) return self === other;
  if (other instanceof PyMemoryView) return other.released ? false : equalItems(self, other);
  if (typeOf(other).bf_getbuffer === undefined) return undefined;
  let buffer: PyBuffer;
  try {
    buffer = getBuffer(other, PyBUF_FULL_RO);
  } catch (caught) {
    if (!isException(caught, PyExc_Exception)) throw caught;
    return undefined;
  }
  try {
    return equalItems(self, buffer);
  } finally {
    releaseBuffer(buffer);
  }
}

function equalItems(a: Operand, b: Operand): boolean {
  // Equal shapes: like dimensions up to the first that is empty.
  if (a.shape.length !== b.shape.length) return false;
  for (let i = 0; i < a.shape.length; i++) {
    if (a.shape[i] !== b.shape[i]) return false;
    if (a.shape[i] === 0) break;
  }
  const readA = reader(a);
  const readB = reader(b);
  if (readA === undefined || readB === undefined) return false;
  if (a.suboffsets !== undefined || b.suboffsets !== undefined) return equalPlaces(a, b, readA, readB);
  const walk = (dim: number, atA: number, atB: number): boolean => {
    if (dim === a.shape.length) return richCompareBool(readA(atA), readB(atB), Py_EQ);
    for (let i = 0; i < a.shape[dim]; i++) {
      charge(1);
      if (!walk(dim + 1, atA + i * a.strides[dim], atB + i * b.strides[dim])) return false;
    }
    return true;
  };
  return walk(0, a.offset ?? 0, b.offset ?? 0);
}

function equalPlaces(a: Operand, b: Operand, readA: Reader, readB: Reader): boolean {
  const others = places(b)[Symbol.iterator]();
  for (const at of places(a)) {
    if (!richCompareBool(readA(at), readB(others.next().value), Py_EQ)) return false;
  }
  return true;
}

function reader(operand: Operand): Reader | undefined {
  const { data, format } = operand;
  const code = nativeChar(format);
  if (code === "B") return (at) => data[at];
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (code !== "") return (at) => readItem(code, data, view, at);
  return structReader(format, data);
}
