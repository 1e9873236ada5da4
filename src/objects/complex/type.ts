/** complex: the table. Mixed arithmetic with reals follows C99 as 3.14 does. Behaviour: CPython Objects/complexobject.c. */
import {
  type Complex,
  complexAbs,
  complexAdd,
  complexAddReal,
  complexDiv,
  complexDivReal,
  complexMul,
  complexMulReal,
  complexParse,
  complexPow,
  complexRepr,
  complexSub,
  complexSubReal,
  realDivComplex,
  realSubComplex,
} from "../../kernel/complex.ts";
import { formatComplex } from "../../kernel/format-number.ts";
import { hashComplex } from "../../kernel/hash.ts";
import type { Str } from "../../kernel/str.ts";
import { lookupSpecial } from "../abstract/attributes.ts";
import { call } from "../abstract/call.ts";
import { asDouble, asInt } from "../abstract/number.ts";
import { reprJs, str as strOf } from "../abstract/repr.ts";
import { warn } from "../abstract/warn.ts";
import { Builtin } from "../binder.ts";
import { object, str as text } from "../converters.ts";
import { defineType, member, method, param, posOnly } from "../declare.ts";
import { typeError, valueError } from "../errors.ts";
import { PyFloat } from "../float/float-object.ts";
import { operand } from "../float/type.ts";
import type { KwNames, PyObject, PyValue } from "../object.ts";
import { NOT_IMPLEMENTED } from "../singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "../slots.ts";
import { asStr } from "../str/str-object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { fullTypeName, typeName, typeOf } from "../typeof.ts";
import { PyComplex } from "./complex-object.ts";

const PARTS = method([param("real", object, undefined, "0"), param("imag", object, undefined, "0")], "", fromParts);

export const complexType: PyType = defineType<PyComplex>({
  name: "complex",
  basicsize: 32,
  doc: "Make a complex number from a real and an imaginary part, or from text.",
  flags: ["basetype"],
  alloc: (type) => new PyComplex(0, 0, type),
  slots: {
    tp_new: complexNew,
    tp_repr: (self) => complexRepr(raw(self)),
    tp_hash: (self) => hashComplex(self.real, self.imag),
    tp_richcompare: complexCompare,
    nb_add: (a, b) => mixed(a, b, complexAdd, complexAddReal, (x, z) => complexAddReal(z, x)),
    nb_subtract: (a, b) => mixed(a, b, complexSub, complexSubReal, realSubComplex),
    nb_multiply: (a, b) => mixed(a, b, complexMul, complexMulReal, (x, z) => complexMulReal(z, x)),
    nb_true_divide: (a, b) => mixed(a, b, complexDiv, complexDivReal, realDivComplex),
    nb_power: complexPower,
    nb_negative: (self) => new PyComplex(-(self as PyComplex).real, -(self as PyComplex).imag),
    nb_positive: (self) => exact(self as PyComplex),
    nb_absolute: (self) => new PyFloat(complexAbs(raw(self as PyComplex))),
    nb_bool: (self) => (self as PyComplex).real !== 0 || (self as PyComplex).imag !== 0,
  },
  new: PARTS,
  methods: {
    conjugate: method([], "The complex conjugate.", (self: PyComplex) => new PyComplex(self.real, -self.imag)),
    __complex__: method([], "Convert to exact type complex.", (self: PyComplex) => exact(self)),
    __getnewargs__: method([], null, newArgs),
    __format__: method([posOnly("format_spec", text)], "Format by a format specification.", complexFormat),
  },
  classMethods: {
    from_number: method([posOnly("number", object)], "A complex number from a number, not from text.", fromNumber),
  },
  members: {
    real: member("realFloat", { doc: "the real part of a complex number" }),
    imag: member("imagFloat", { doc: "the imaginary part of a complex number" }),
  },
  getset: {},
});

function raw(self: PyComplex): Complex {
  return { re: self.real, im: self.imag };
}

function box(z: Complex): PyComplex {
  return new PyComplex(z.re, z.im);
}

function exact(self: PyComplex): PyComplex {
  return self.type === complexType ? self : new PyComplex(self.real, self.imag);
}

/** Applies the form of an operation that fits the operands: both complex, or one real. */
function mixed(
  a: PyValue,
  b: PyValue,
  op: (x: Complex, y: Complex) => Complex,
  opReal: (x: Complex, y: number) => Complex,
  realOp: (x: number, y: Complex) => Complex,
): PyValue {
  if (a instanceof PyComplex) {
    if (b instanceof PyComplex) return box(op(raw(a), raw(b)));
    const y = operand(b);
    return y === undefined ? NOT_IMPLEMENTED : box(opReal(raw(a), y));
  }
  const x = operand(a);
  return x === undefined || !(b instanceof PyComplex) ? NOT_IMPLEMENTED : box(realOp(x, raw(b)));
}

function toComplex(value: PyValue): Complex | undefined {
  if (value instanceof PyComplex) return raw(value);
  const real = operand(value);
  return real === undefined ? undefined : { re: real, im: 0 };
}

function complexPower(a: PyValue, b: PyValue, c: PyValue): PyValue {
  const x = toComplex(a);
  const y = toComplex(b);
  if (x === undefined || y === undefined) return NOT_IMPLEMENTED;
  if (c !== null) throw valueError("complex modulo");
  return box(complexPow(x, y));
}

function complexCompare(a: PyComplex, b: PyValue, op: CompareOp): PyValue {
  if (op !== Py_EQ && op !== Py_NE) return NOT_IMPLEMENTED;
  let same: boolean;
  if (b instanceof PyComplex) same = a.real === b.real && a.imag === b.imag;
  else if (b instanceof PyFloat) same = a.imag === 0 && a.real === b.v;
  else {
    const int = asInt(b);
    if (int === undefined) return NOT_IMPLEMENTED;
    same =
      a.imag === 0 &&
      Number.isFinite(a.real) &&
      (typeof int === "number" ? a.real === int : Number.isInteger(a.real) && BigInt(a.real) === int);
  }
  return op === Py_EQ ? same : !same;
}

/** The value of `__complex__`, if the object has it. */
function viaSpecial(value: PyValue): PyComplex | undefined {
  if (value instanceof PyComplex && value.type === complexType) return value;
  const method = lookupSpecial(value, "__complex__");
  if (method === undefined) return undefined;
  const result = call(method, []);
  if (!(result instanceof PyComplex)) {
    throw typeError(`__complex__ returned non-complex (type ${typeName(result)})`);
  }
  if (result.type !== complexType) {
    warn(
      "DeprecationWarning",
      `__complex__ returned non-complex (type ${typeName(result)}).  The ability to return an instance of a strict subclass of complex is deprecated, and may be removed in a future version of Python.`,
    );
  }
  return result;
}

/** PyComplex_AsCComplex: any number as a complex value. */
export function asComplex(value: PyValue): Complex {
  if (value instanceof PyComplex) return raw(value);
  const special = viaSpecial(value);
  return special === undefined ? { re: asDouble(value), im: 0 } : raw(special);
}

function isReal(value: PyValue): boolean {
  const type = typeOf(value);
  return type.nb_float !== undefined || type.nb_index !== undefined;
}

let twoParts: Builtin | undefined;

/** A single argument by position may be anything; otherwise the arguments are the parts. */
function complexNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  if (args.length > 1 || kwnames !== null) {
    twoParts ??= new Builtin("complex", "complex", PARTS);
    return twoParts.call(type, args, kwnames);
  }
  if (args.length === 0) return make(type, { re: 0, im: 0 });
  const [value] = args;
  if (value instanceof PyComplex && value.type === complexType && type === complexType) return value;
  const string = asStr(value);
  if (string !== undefined) return make(type, fromText(string));
  const special = viaSpecial(value);
  if (special !== undefined) return make(type, raw(special));
  if (isReal(value)) return make(type, { re: asDouble(value), im: 0 });
  throw typeError(`complex() argument must be a string or a number, not ${typeName(value)}`);
}

function fromParts(type: PyType, real: PyValue | undefined, imag: PyValue | undefined): PyValue {
  const first = real === undefined ? undefined : (viaSpecial(real) ?? real);
  if (first !== undefined && !(first instanceof PyComplex) && !isReal(first)) throw notReal("real", first);
  if (imag !== undefined && !(imag instanceof PyComplex) && !isReal(imag)) throw notReal("imag", imag);
  let re = 0;
  let im = 0;
  if (first instanceof PyComplex) {
    if (!isReal(real!)) warnNotReal("real", real!);
    re = first.real;
    im = first.imag;
  } else if (first !== undefined) re = asDouble(first);
  if (imag instanceof PyComplex) {
    warnNotReal("imag", imag);
    re -= imag.imag;
    im = first instanceof PyComplex ? imag.real + im : imag.real;
  } else if (imag !== undefined) {
    const value = asDouble(imag);
    im = first instanceof PyComplex ? value + im : value;
  }
  return make(type, { re, im });
}

function notRealText(part: string, value: PyValue): string {
  return `complex() argument '${part}' must be a real number, not ${fullTypeName(value)}`;
}

function notReal(part: string, value: PyValue): PyObject {
  return typeError(notRealText(part, value));
}

function warnNotReal(part: string, value: PyValue): void {
  warn("DeprecationWarning", notRealText(part, value));
}

function fromText(source: Str): Complex {
  const z = complexParse(source);
  if (z === undefined) throw valueError(`could not convert string to complex: ${reprJs(source)}`);
  return z;
}

function make(type: PyType, z: Complex): PyValue {
  if (type === complexType) return box(z);
  const made = type.tp_alloc!(type) as PyComplex;
  Object.assign(made, { real: z.re, imag: z.im });
  return made;
}

function fromNumber(type: PyType, value: PyValue): PyValue {
  if (type === complexType && value instanceof PyComplex && value.type === complexType) return value;
  if (!(value instanceof PyComplex) && !isReal(value) && lookupSpecial(value, "__complex__") === undefined) {
    throw typeError(`must be real number, not ${typeName(value)}`);
  }
  const z = box(asComplex(value));
  return type === complexType ? z : call(type, [z]);
}

function newArgs(self: PyComplex): PyValue {
  return new PyTuple([new PyFloat(self.real), new PyFloat(self.imag)]);
}

function complexFormat(self: PyComplex, spec: Str): PyValue {
  // A subclass shows itself by its own str().
  if (spec === "" && self.type !== complexType) return strOf(self);
  return formatComplex(self.real, self.imag, spec, typeName(self));
}
