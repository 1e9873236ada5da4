/** The exceptions of decimal, and how conditions raise them. Source: CPython Modules/_decimal/_decimal.c (signal_map, cond_map, dec_addstatus). */
import * as n from "../../kernel/decimal/number.ts";
import { defineType } from "../../objects/declare.ts";
import { keyError, newException } from "../../objects/errors.ts";
import { PyExc_ArithmeticError, PyExc_TypeError, PyExc_ZeroDivisionError } from "../../objects/exceptions/types.ts";
import { PyList } from "../../objects/list/list.ts";
import type { PyObject, PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";

function exception(name: string, ...bases: (() => PyType)[]): PyType {
  return defineType({
    name: `decimal.${name}`,
    doc: null,
    flags: ["basetype", "dict", "heaptype"],
    bases: () => bases.map((base) => base()),
  });
}

export const DecimalException: PyType = exception("DecimalException", () => PyExc_ArithmeticError);
const base = () => DecimalException;
export const Clamped: PyType = exception("Clamped", base);
export const Rounded: PyType = exception("Rounded", base);
export const Subnormal: PyType = exception("Subnormal", base);
export const InvalidOperation: PyType = exception("InvalidOperation", base);
export const FloatOperation: PyType = exception("FloatOperation", base, () => PyExc_TypeError);
export const DivisionByZero: PyType = exception("DivisionByZero", base, () => PyExc_ZeroDivisionError);
export const Inexact: PyType = exception("Inexact", base);
export const Overflow: PyType = exception(
  "Overflow",
  () => Inexact,
  () => Rounded,
);
export const Underflow: PyType = exception(
  "Underflow",
  () => Inexact,
  () => Rounded,
  () => Subnormal,
);
export const ConversionSyntax: PyType = exception("ConversionSyntax", () => InvalidOperation);
export const DivisionImpossible: PyType = exception("DivisionImpossible", () => InvalidOperation);
export const DivisionUndefined: PyType = exception(
  "DivisionUndefined",
  () => InvalidOperation,
  () => PyExc_ZeroDivisionError,
);
export const InvalidContext: PyType = exception("InvalidContext", () => InvalidOperation);

export interface Signal {
  readonly type: PyType;
  readonly bits: number;
}

/** The signals, in the order in which they are looked for. */
export const SIGNALS: readonly Signal[] = [
  { type: InvalidOperation, bits: n.IEEE_INVALID },
  { type: FloatOperation, bits: n.FLOAT_OPERATION },
  { type: DivisionByZero, bits: n.DIVISION_BY_ZERO },
  { type: Overflow, bits: n.OVERFLOW },
  { type: Underflow, bits: n.UNDERFLOW },
  { type: Subnormal, bits: n.SUBNORMAL },
  { type: Inexact, bits: n.INEXACT },
  { type: Rounded, bits: n.ROUNDED },
  { type: Clamped, bits: n.CLAMPED },
];

/** The conditions behind InvalidOperation. */
const CONDITIONS: readonly Signal[] = [
  { type: InvalidOperation, bits: n.INVALID_OPERATION },
  { type: ConversionSyntax, bits: n.CONVERSION_SYNTAX },
  { type: DivisionImpossible, bits: n.DIVISION_IMPOSSIBLE },
  { type: DivisionUndefined, bits: n.DIVISION_UNDEFINED },
  { type: InvalidContext, bits: n.INVALID_CONTEXT },
];

/** The order of the bits, in which a context's repr shows its signals. */
export const BY_BIT: readonly (readonly [string, number])[] = [
  ["Clamped", n.CLAMPED],
  ["InvalidOperation", n.IEEE_INVALID],
  ["DivisionByZero", n.DIVISION_BY_ZERO],
  ["Inexact", n.INEXACT],
  ["FloatOperation", n.FLOAT_OPERATION],
  ["Overflow", n.OVERFLOW],
  ["Rounded", n.ROUNDED],
  ["Subnormal", n.SUBNORMAL],
  ["Underflow", n.UNDERFLOW],
];

const INVALID_SIGNALS =
  "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]";

/** The exception for trapped conditions: its argument lists all of them. */
export function trapped(bits: number): PyObject {
  const types: PyValue[] = [];
  for (const condition of CONDITIONS) if ((bits & condition.bits) !== 0) types.push(condition.type);
  for (let i = 1; i < SIGNALS.length; i++) if ((bits & SIGNALS[i].bits) !== 0) types.push(SIGNALS[i].type);
  const signal = SIGNALS.find((candidate) => (bits & candidate.bits) !== 0)!;
  return newException(signal.type, new PyList(types));
}

/** The bits of a signal's class. */
export function signalBits(key: PyValue): number {
  for (const signal of SIGNALS) if (signal.type === key) return signal.bits;
  throw keyError(INVALID_SIGNALS);
}

export function signalList(bits: number): PyList {
  return new PyList(SIGNALS.filter((signal) => (bits & signal.bits) !== 0).map((signal) => signal.type));
}
