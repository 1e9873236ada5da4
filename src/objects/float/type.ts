/** float: the table. Behaviour: CPython Objects/floatobject.c. */

import { complexPow } from "../../kernel/complex.ts";
import {
  floatAsIntegerRatio,
  floatDiv,
  floatFloorDiv,
  floatMod,
  floatPow,
  floatRepr,
  floatRound,
  floatRoundToInt,
} from "../../kernel/float.ts";
import { floatFromHex, floatHex } from "../../kernel/float-hex.ts";
import { formatFloatValue } from "../../kernel/format-number.ts";
import { hashFloat } from "../../kernel/hash.ts";
import { intCompareFloat, intFromFloat } from "../../kernel/int.ts";
import { type Str, strToJs } from "../../kernel/str.ts";
import { call } from "../abstract/call.ts";
import { compareResult } from "../abstract/compare.ts";
import { asInt, index, intToDouble, toFloat } from "../abstract/number.ts";
import { str as strOf } from "../abstract/repr.ts";
import { PyComplex } from "../complex/complex-object.ts";
import { checkEncodable, object, str as text } from "../converters.ts";
import { defineType, getset, method, posOnly } from "../declare.ts";
import { overflowError, typeError, valueError, zeroDivisionError } from "../errors.ts";
import { identityHash } from "../identity-hash.ts";
import type { Int, PyValue } from "../object.ts";
import { NOT_IMPLEMENTED } from "../singletons.ts";
import { type CompareOp, Py_EQ, Py_GE, Py_GT, Py_LE, Py_LT } from "../slots.ts";
import { asStr } from "../str/str-object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { typeName, typeOf } from "../typeof.ts";
import { PyFloat } from "./float-object.ts";
import { floatFromValue } from "./float-parse.ts";

export const floatType: PyType = defineType<PyFloat>({
  name: "float",
  basicsize: 24,
  doc: "Convert a number or text to a floating-point number.",
  flags: ["basetype", "match_self"],
  alloc: (type) => new PyFloat(0, type),
  slots: {
    tp_repr: (self) => floatRepr(self.v),
    tp_hash: (self) => (Number.isNaN(self.v) ? identityHash(self) : hashFloat(self.v)),
    tp_richcompare: floatRichCompare,
    nb_add: (a, b) => both(a, b, (x, y) => x + y),
    nb_subtract: (a, b) => both(a, b, (x, y) => x - y),
    nb_multiply: (a, b) => both(a, b, (x, y) => x * y),
    nb_remainder: (a, b) => both(a, b, modulo),
    nb_divmod: floatDivMod,
    nb_power: floatPower,
    nb_negative: (self) => new PyFloat(-(self as PyFloat).v),
    nb_positive: (self) => exact(self as PyFloat),
    nb_absolute: (self) => new PyFloat(Math.abs((self as PyFloat).v)),
    nb_bool: (self) => (self as PyFloat).v !== 0,
    nb_int: (self) => truncate(self as PyFloat),
    nb_float: (self) => exact(self as PyFloat),
    nb_floor_divide: (a, b) => both(a, b, floorDivide),
    nb_true_divide: (a, b) => both(a, b, divide),
  },
  new: method([posOnly("x", object, 0, "0")], "", floatNew),
  callOne: floatOf,
  methods: {
    conjugate: method([], "Return the number itself.", (self: PyFloat) => exact(self)),
    __trunc__: method([], "The integer part, rounded towards zero.", truncate),
    __floor__: method([], "The floor, as an int.", (self: PyFloat) => intFromFloat(Math.floor(finite(self)))),
    __ceil__: method([], "The ceiling, as an int.", (self: PyFloat) => intFromFloat(Math.ceil(finite(self)))),
    __round__: method(
      [posOnly("ndigits", object, null)],
      "Round to a given precision; without one, to an int.",
      floatRoundMethod,
    ),
    as_integer_ratio: method(
      [],
      "A pair of ints whose ratio is exactly the number.\n\n>>> 2.75.as_integer_ratio()\n(11, 4)",
      asRatio,
    ),
    hex: method([], "Hexadecimal representation.\n\n>>> 2.75.hex()\n'0x1.6000000000000p+1'", (self: PyFloat) =>
      floatHex(self.v),
    ),
    is_integer: method([], "Whether the number has no fractional part.", (self: PyFloat) => Number.isInteger(self.v)),
    __getnewargs__: method([], null, (self: PyFloat) => new PyTuple([exact(self)])),
    __format__: method([posOnly("format_spec", text)], "Format by a format specification.", floatFormat),
  },
  classMethods: {
    fromhex: method(
      [posOnly("string", object)],
      "A float from its hexadecimal representation.\n\n>>> float.fromhex('0x1.6p+1')\n2.75",
      fromHex,
    ),
    from_number: method([posOnly("number", object)], "A float from a real number, not from text.", fromNumber),
    __getformat__: method([posOnly("typestr", text)], "Storage format of a C type.", getFormat),
  },
  getset: {
    real: getset((self: PyFloat) => exact(self), undefined, "the real part of a complex number"),
    imag: getset(() => new PyFloat(0), undefined, "the imaginary part of a complex number"),
  },
});

function exact(self: PyFloat): PyFloat {
  return self.type === floatType ? self : new PyFloat(self.v);
}

/** An operand as a double: floats and ints; undefined for others. */
export function operand(value: PyValue): number | undefined {
  if (value instanceof PyFloat) return value.v;
  if (typeof value === "number") return value;
  const int = asInt(value);
  return int === undefined ? undefined : intToDouble(int);
}

function both(a: PyValue, b: PyValue, op: (x: number, y: number) => number): PyValue {
  const x = operand(a);
  if (x === undefined) return NOT_IMPLEMENTED;
  const y = operand(b);
  return y === undefined ? NOT_IMPLEMENTED : new PyFloat(op(x, y));
}

function divide(x: number, y: number): number {
  if (y === 0) throw zeroDivisionError("division by zero");
  return floatDiv(x, y);
}

function floorDivide(x: number, y: number): number {
  if (y === 0) throw zeroDivisionError("division by zero");
  return floatFloorDiv(x, y);
}

function modulo(x: number, y: number): number {
  if (y === 0) throw zeroDivisionError("division by zero");
  return floatMod(x, y);
}

function floatDivMod(a: PyValue, b: PyValue): PyValue {
  const x = operand(a);
  const y = operand(b);
  if (x === undefined || y === undefined) return NOT_IMPLEMENTED;
  if (y === 0) throw zeroDivisionError("division by zero");
  return new PyTuple([new PyFloat(floatFloorDiv(x, y)), new PyFloat(floatMod(x, y))]);
}

function floatPower(a: PyValue, b: PyValue, c: PyValue): PyValue {
  if (c !== null) throw typeError("pow() 3rd argument not allowed unless all arguments are integers");
  const x = operand(a);
  const y = operand(b);
  if (x === undefined || y === undefined) return NOT_IMPLEMENTED;
  const result = floatPow(x, y);
  if (result !== undefined) return new PyFloat(result);
  // A negative base with a fractional exponent leaves the real numbers.
  const { re, im } = complexPow({ re: x, im: 0 }, { re: y, im: 0 });
  return new PyComplex(re, im);
}

/** Comparison with ints is exact, whatever their size. */
function floatRichCompare(a: PyFloat, b: PyValue, op: CompareOp): PyValue {
  const x = a.v;
  if (b instanceof PyFloat) return compareDoubles(x, b.v, op);
  const int = asInt(b);
  if (int === undefined) return NOT_IMPLEMENTED;
  if (typeof int === "number") return compareDoubles(x, int, op);
  // An infinity or nan compares with all ints as it does with 0.
  if (!Number.isFinite(x)) return compareDoubles(x, 0, op);
  return compareResult(-intCompareFloat(int, x), op);
}

function compareDoubles(x: number, y: number, op: CompareOp): boolean {
  switch (op) {
    case Py_LT:
      return x < y;
    case Py_LE:
      return x <= y;
    case Py_EQ:
      return x === y;
    case Py_GT:
      return x > y;
    case Py_GE:
      return x >= y;
    default:
      return x !== y;
  }
}

function floatNew(type: PyType, value: PyValue): PyValue {
  if (type === floatType) return floatOf(value);
  const made = type.tp_alloc!(type) as PyFloat;
  (made as { v: number }).v = toFloat(value);
  return made;
}

function floatOf(value: PyValue): PyFloat {
  if (typeof value === "string") return new PyFloat(floatFromValue(value));
  return value instanceof PyFloat && value.type === floatType ? value : new PyFloat(toFloat(value));
}

function finite(self: PyFloat): number {
  if (Number.isNaN(self.v)) throw valueError("cannot convert float NaN to integer");
  if (!Number.isFinite(self.v)) throw overflowError("cannot convert float infinity to integer");
  return self.v;
}

function truncate(self: PyFloat): Int {
  return intFromFloat(Math.trunc(finite(self)));
}

function floatRoundMethod(self: PyFloat, ndigits: PyValue): PyValue {
  if (ndigits === null) return floatRoundToInt(finite(self));
  const digits = index(ndigits);
  if (!Number.isFinite(self.v)) return exact(self);
  return new PyFloat(floatRound(self.v, digits));
}

function asRatio(self: PyFloat): PyValue {
  if (Number.isNaN(self.v)) throw valueError("cannot convert NaN to integer ratio");
  if (!Number.isFinite(self.v)) throw overflowError("cannot convert Infinity to integer ratio");
  return new PyTuple(floatAsIntegerRatio(self.v));
}

function floatFormat(self: PyFloat, spec: Str): PyValue {
  // A subclass shows itself by its own str().
  if (spec === "" && self.type !== floatType) return strOf(self);
  return formatFloatValue(self.v, spec, typeName(self));
}

function fromHex(type: PyType, value: PyValue): PyValue {
  const string = asStr(value);
  if (string === undefined) throw typeError("bad argument type for built-in operation");
  checkEncodable(string);
  return finish(type, new PyFloat(floatFromHex(strToJs(string))));
}

function fromNumber(type: PyType, value: PyValue): PyValue {
  if (type === floatType && value instanceof PyFloat && value.type === floatType) return value;
  if (typeOf(value).nb_float === undefined && typeOf(value).nb_index === undefined) {
    throw typeError(`must be real number, not ${typeName(value)}`);
  }
  return finish(type, new PyFloat(toFloat(value)));
}

function finish(type: PyType, made: PyFloat): PyValue {
  return type === floatType ? made : call(type, [made]);
}

function getFormat(_type: PyType, kind: Str): PyValue {
  if (kind !== "double" && kind !== "float") throw valueError("__getformat__() argument 1 must be 'double' or 'float'");
  return "IEEE, little-endian";
}
