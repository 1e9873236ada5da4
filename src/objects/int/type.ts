/** int: the table. Arithmetic is the kernel's; here it meets NotImplemented and floats stay out. Behaviour: CPython Objects/longobject.c. */
import { formatInt } from "../../kernel/format-number.ts";
import { hashInt } from "../../kernel/hash.ts";
import {
  intAbs,
  intAdd,
  intAnd,
  intCompare,
  intDivMod,
  intFloorDiv,
  intInvert,
  intLShift,
  intMod,
  intMul,
  intNeg,
  intOr,
  intRShift,
  intSub,
  intToFloat,
  intTrueDiv,
  intXor,
} from "../../kernel/int.ts";
import { intBitCount, intBitLength } from "../../kernel/int-bits.ts";
import { intInverse, intPow, intPowMod } from "../../kernel/int-power.ts";
import { intFromBytes, intToBytes, intToString } from "../../kernel/int-text.ts";
import type { Str } from "../../kernel/str.ts";
import { call } from "../abstract/call.ts";
import { compareResult } from "../abstract/compare.ts";
import { asInt, index, toInt } from "../abstract/number.ts";
import { str as strOf } from "../abstract/repr.ts";
import { PyByteArray } from "../bytes/bytearray-object.ts";
import { bytesFromObject, callDunderBytes } from "../bytes/bytes-like.ts";
import { PyBytes } from "../bytes/bytes-object.ts";
import { object, ssize, str as text, truth } from "../converters.ts";
import { defineType, getset, kwOnly, method, param, posOnly } from "../declare.ts";
import { typeError, unexpectedKeyword, valueError, zeroDivisionError } from "../errors.ts";
import { PyFloat } from "../float/float-object.ts";
import { floatType } from "../float/type.ts";
import { machine } from "../machine.ts";
import type { Int, KwNames, PyValue } from "../object.ts";
import { NOT_IMPLEMENTED } from "../singletons.ts";
import type { CompareOp } from "../slots.ts";
import { asStr } from "../str/str-object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { typeName } from "../typeof.ts";
import { PyIntSub } from "./int-object.ts";
import { intFromBytesLike, intFromText } from "./int-parse.ts";

export const intType: PyType = defineType<PyValue>({
  name: "int",
  basicsize: 24,
  itemsize: 4,
  doc: "int([x]) -> integer\nint(x, base=10) -> integer\n\nConvert a number or text to an integer; text may be in any base from 2 to 36, or with base 0 in the one of its prefix.\n\n>>> int('ff', 16), int('0o17', 0), int(-2.5)\n(255, 15, -2)",
  flags: ["basetype", "match_self"],
  alloc: (type) => new PyIntSub(0, type),
  callOne: toInt,
  slots: {
    tp_repr: intRepr,
    tp_hash: (self) => hashInt(value(self)),
    tp_richcompare: intRichCompare,
    tp_new: intNew,
    nb_add: (a, b) => both(a, b, intAdd),
    nb_subtract: (a, b) => both(a, b, intSub),
    nb_multiply: (a, b) => both(a, b, intMul),
    nb_remainder: (a, b) => both(a, b, (x, y) => intMod(x, nonZero(y))),
    nb_divmod: (a, b) => both(a, b, (x, y) => new PyTuple(intDivMod(x, nonZero(y)))),
    nb_power: intPower,
    nb_negative: (self) => intNeg(value(self)),
    nb_positive: (self) => value(self),
    nb_absolute: (self) => intAbs(value(self)),
    nb_bool: (self) => value(self) !== 0,
    nb_invert: (self) => intInvert(value(self)),
    nb_lshift: (a, b) => both(a, b, intLShift),
    nb_rshift: (a, b) => both(a, b, intRShift),
    nb_and: (a, b) => both(a, b, intAnd),
    nb_xor: (a, b) => both(a, b, intXor),
    nb_or: (a, b) => both(a, b, intOr),
    nb_int: (self) => value(self),
    nb_float: (self) => new PyFloat(intToFloat(value(self))),
    nb_floor_divide: (a, b) => both(a, b, (x, y) => intFloorDiv(x, nonZero(y))),
    nb_true_divide: (a, b) => both(a, b, trueDivide),
    nb_index: (self) => value(self),
  },
  methods: {
    conjugate: method([], "Return the integer itself.", (self: PyValue) => value(self)),
    bit_length: method(
      [],
      "Number of bits of the absolute value, without leading zeros.\n\n>>> (255).bit_length(), (-256).bit_length()\n(8, 9)",
      (self: PyValue) => intBitLength(value(self)),
    ),
    bit_count: method(
      [],
      "Number of ones in the binary form of the absolute value.\n\n>>> (0b1011).bit_count()\n3",
      (self: PyValue) => intBitCount(value(self)),
    ),
    to_bytes: method(
      [param("length", ssize, 1), param("byteorder", text, "big"), kwOnly("signed", truth, false)],
      "The integer as bytes.",
      toBytes,
    ),
    as_integer_ratio: method(
      [],
      "The integer and 1, as a pair.\n\n>>> (7).as_integer_ratio()\n(7, 1)",
      (self: PyValue) => new PyTuple([value(self), 1]),
    ),
    is_integer: method([], "True: an integer has no fractional part.", () => true),
    __trunc__: method([], "Truncating an integer returns itself.", (self: PyValue) => value(self)),
    __floor__: method([], "Flooring an integer returns itself.", (self: PyValue) => value(self)),
    __ceil__: method([], "Ceiling of an integer returns itself.", (self: PyValue) => value(self)),
    __round__: method(
      [posOnly("ndigits", object, null)],
      "Round to a power of ten given by negative digits.",
      intRound,
    ),
    __getnewargs__: method([], null, (self: PyValue) => new PyTuple([value(self)])),
    __format__: method([posOnly("format_spec", text)], "Format by a format specification.", intFormat),
    __sizeof__: method(
      [],
      "Size of the integer in memory, in bytes.",
      (self: PyValue) => 24 + 4 * Math.max(1, Math.ceil(intBitLength(value(self)) / 30)),
    ),
  },
  classMethods: {
    from_bytes: method(
      [param("bytes", object), param("byteorder", text, "big"), kwOnly("signed", truth, false)],
      "The integer that bytes stand for.",
      fromBytes,
    ),
  },
  getset: {
    real: getset((self: PyValue) => value(self), undefined, "the real part of a complex number"),
    imag: getset(() => 0, undefined, "the imaginary part of a complex number"),
    numerator: getset((self: PyValue) => value(self), undefined, "the number itself, being a fraction over 1"),
    denominator: getset(() => 1, undefined, "1, as the number is a fraction over 1"),
  },
});

function value(self: PyValue): Int {
  return typeof self === "number" ? self : asInt(self)!;
}

/** Applies an operation when both operands are ints of any kind. */
function both(a: PyValue, b: PyValue, op: (x: Int, y: Int) => PyValue): PyValue {
  const x = asInt(a);
  const y = asInt(b);
  return x === undefined || y === undefined ? NOT_IMPLEMENTED : op(x, y);
}

function nonZero(y: Int): Int {
  if (y === 0) throw zeroDivisionError("division by zero");
  return y;
}

function trueDivide(x: Int, y: Int): PyValue {
  if (y === 0) throw zeroDivisionError("division by zero");
  return new PyFloat(intTrueDiv(x, y));
}

export function intRepr(self: PyValue): PyValue {
  return intToString(value(self), machine.interp.intMaxStrDigits);
}

function intRichCompare(a: PyValue, b: PyValue, op: CompareOp): PyValue {
  const y = asInt(b);
  return y === undefined ? NOT_IMPLEMENTED : compareResult(intCompare(value(a), y), op);
}

function intPower(a: PyValue, b: PyValue, c: PyValue): PyValue {
  const x = asInt(a);
  const y = asInt(b);
  if (x === undefined || y === undefined) return NOT_IMPLEMENTED;
  if (c === null) {
    return y >= 0 ? intPow(x, y) : floatType.nb_power!(x, y, null);
  }
  const m = asInt(c);
  if (m === undefined) return NOT_IMPLEMENTED;
  if (m === 0) throw valueError("pow() 3rd argument cannot be 0");
  return y < 0 ? intPowMod(intInverse(x, m), intNeg(y), m) : intPowMod(x, y, m);
}

function intNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  return wrap(type, intOfArguments(args, kwnames));
}

/** long_vectorcall and the clinic wrapper, each with its words. */
function intOfArguments(args: PyValue[], kwnames: KwNames): Int {
  if (kwnames === null || kwnames.length === 0) {
    if (args.length === 0) return 0;
    if (args.length === 1) return toInt(args[0]);
    if (args.length > 2) throw typeError(`int expected at most 2 arguments, got ${args.length}`);
    return withBase(args[0], args[1]);
  }
  if (args.length > 2) throw typeError(`int() takes at most 2 arguments (${args.length} given)`);
  if (kwnames[0] !== "base") throw unexpectedKeyword("int", ["base"], kwnames[0]);
  if (args.length === kwnames.length) throw typeError("int() missing string argument");
  return withBase(args[0], args[1]);
}

function withBase(x: PyValue, base: PyValue): Int {
  const radix = index(base);
  if ((radix !== 0 && radix < 2) || radix > 36) throw valueError("int() base must be >= 2 and <= 36, or 0");
  const string = asStr(x);
  if (string !== undefined) return intFromText(string, radix as number);
  const int = x instanceof PyBytes || x instanceof PyByteArray ? intFromBytesLike(x, radix as number) : undefined;
  if (int === undefined) throw typeError("int() can't convert non-string with explicit base");
  return int;
}

function wrap(type: PyType, int: Int): PyValue {
  if (type === intType) return int;
  const made = type.tp_alloc!(type) as PyIntSub;
  (made as { value: Int }).value = int;
  return made;
}

function byteOrder(order: Str): boolean {
  if (order === "little") return true;
  if (order !== "big") throw valueError("byteorder must be either 'little' or 'big'");
  return false;
}

function toBytes(self: PyValue, length: number, order: Str, signed: boolean): PyValue {
  const little = byteOrder(order);
  if (length < 0) throw valueError("length argument must be non-negative");
  return new PyBytes(intToBytes(value(self), length, little, signed));
}

function fromBytes(type: PyType, source: PyValue, order: Str, signed: boolean): PyValue {
  const little = byteOrder(order);
  const data = callDunderBytes(source)?.data ?? bytesFromObject(source);
  const int = intFromBytes(data, little, signed);
  return type === intType ? int : call(type, [int]);
}

/** Rounds half to even at a power of ten. */
function intRound(self: PyValue, ndigits: PyValue): PyValue {
  const int = value(self);
  if (ndigits === null) return int;
  const digits = index(ndigits);
  if (digits >= 0) return int;
  const unit = intPow(10, intNeg(digits));
  const half = intFloorDiv(unit, 2);
  const [quotient, rest] = intDivMod(int, unit);
  const order = intCompare(rest, half);
  const up = order > 0 || (order === 0 && intMod(quotient, 2) !== 0);
  return intMul(up ? intAdd(quotient, 1) : quotient, unit);
}

function intFormat(self: PyValue, spec: Str): PyValue {
  // A subclass, bool too, shows itself by its own str().
  if (spec === "" && typeof self !== "number" && typeof self !== "bigint") return strOf(self);
  return formatInt(value(self), spec, typeName(self), machine.interp.intMaxStrDigits);
}
