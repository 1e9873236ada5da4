/** _operator: the operators as functions. Source: CPython Modules/_operator.c. itemgetter, attrgetter and methodcaller: operator/. */

import { NB } from "../../bytecode/opargs.ts";
import type { Str } from "../../kernel/str.ts";
import { strToJs } from "../../kernel/str.ts";
import { strIsAscii } from "../../kernel/str-ops.ts";
import { call } from "../../objects/abstract/call.ts";
import { equal, is, isTrue, richCompare } from "../../objects/abstract/compare.ts";
import { contains, delItem, getItem, isSequence, setItem } from "../../objects/abstract/container.ts";
import { iter, iterNext, lengthHint } from "../../objects/abstract/iterate.ts";
import {
  absolute,
  asInt,
  binaryOp,
  index,
  inplaceOp,
  invert,
  negative,
  positive,
} from "../../objects/abstract/number.ts";
import { bytesIfLike } from "../../objects/bytes/bytes-like.ts";
import { object, ssize } from "../../objects/converters.ts";
import { type CallableSpec, defineModule, fn, posOnly, varArgs, varKw } from "../../objects/declare.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import type { PyValue } from "../../objects/object.ts";
import { type CompareOp, Py_EQ, Py_GE, Py_GT, Py_LE, Py_LT, Py_NE } from "../../objects/slots.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { typeName, typeOf } from "../../objects/typeof.ts";
import { attrgetterType, itemgetterType, methodcallerType } from "./getters.ts";

const A = posOnly("a", object);
const B = posOnly("b", object);

function unary(impl: (a: PyValue) => PyValue, doc: string): CallableSpec {
  return fn([A], doc, impl);
}

function binary(op: number, symbol: string): CallableSpec {
  return fn([A, B], `Same as a ${symbol} b.`, (a, b) => binaryOp(a, b, op));
}

function inplace(op: number, symbol: string): CallableSpec {
  return fn([A, B], `Same as a ${symbol}= b.`, (a, b) => inplaceOp(a, b, op));
}

function compare(op: CompareOp, symbol: string): CallableSpec {
  return fn([A, B], `Same as a ${symbol} b.`, (a, b) => richCompare(a, b, op));
}

export default defineModule({
  name: "_operator",
  doc: "Operator interface: the operators of Python as functions.",
  functions: {
    truth: unary((a) => isTrue(a), "Return True if a is true, False otherwise."),
    contains: fn([A, B], "Same as b in a (note reversed operands).", (a, b) => contains(a, b)),
    indexOf: fn([A, B], "Return the first index of b in a.", indexOf),
    countOf: fn([A, B], "Count the items of a that equal b.", countOf),
    is_: fn([A, B], "Same as a is b.", (a, b) => is(a, b)),
    is_not: fn([A, B], "Same as a is not b.", (a, b) => !is(a, b)),
    is_none: unary((a) => a === null, "Same as a is None."),
    is_not_none: unary((a) => a !== null, "Same as a is not None."),
    add: binary(NB.ADD, "+"),
    sub: binary(NB.SUBTRACT, "-"),
    mul: binary(NB.MULTIPLY, "*"),
    matmul: binary(NB.MATRIX_MULTIPLY, "@"),
    floordiv: binary(NB.FLOOR_DIVIDE, "//"),
    truediv: binary(NB.TRUE_DIVIDE, "/"),
    mod: binary(NB.REMAINDER, "%"),
    neg: unary(negative, "Same as -a."),
    pos: unary(positive, "Same as +a."),
    abs: unary(absolute, "Same as abs(a)."),
    inv: unary(invert, "Same as ~a."),
    invert: unary(invert, "Same as ~a."),
    lshift: binary(NB.LSHIFT, "<<"),
    rshift: binary(NB.RSHIFT, ">>"),
    not_: unary((a) => !isTrue(a), "Same as not a."),
    and_: binary(NB.AND, "&"),
    xor: binary(NB.XOR, "^"),
    or_: binary(NB.OR, "|"),
    iadd: inplace(NB.ADD, "+"),
    isub: inplace(NB.SUBTRACT, "-"),
    imul: inplace(NB.MULTIPLY, "*"),
    imatmul: inplace(NB.MATRIX_MULTIPLY, "@"),
    ifloordiv: inplace(NB.FLOOR_DIVIDE, "//"),
    itruediv: inplace(NB.TRUE_DIVIDE, "/"),
    imod: inplace(NB.REMAINDER, "%"),
    ilshift: inplace(NB.LSHIFT, "<<"),
    irshift: inplace(NB.RSHIFT, ">>"),
    iand: inplace(NB.AND, "&"),
    ixor: inplace(NB.XOR, "^"),
    ior: inplace(NB.OR, "|"),
    ipow: inplace(NB.POWER, "**"),
    pow: binary(NB.POWER, "**"),
    concat: fn([A, B], "Same as a + b, for a and b sequences.", (a, b) => concat(a, b, false)),
    iconcat: fn([A, B], "Same as a += b, for a and b sequences.", (a, b) => concat(a, b, true)),
    getitem: fn([A, B], "Same as a[b].", (a, b) => getItem(a, b)),
    setitem: fn([A, B, posOnly("c", object)], "Same as a[b] = c.", (a, b, c) => {
      setItem(a, b, c);
      return null;
    }),
    delitem: fn([A, B], "Same as del a[b].", (a, b) => {
      delItem(a, b);
      return null;
    }),
    index: unary((a) => index(a), "Same as a.__index__()."),
    lt: compare(Py_LT, "<"),
    le: compare(Py_LE, "<="),
    eq: compare(Py_EQ, "=="),
    ne: compare(Py_NE, "!="),
    gt: compare(Py_GT, ">"),
    ge: compare(Py_GE, ">="),
    length_hint: fn(
      [posOnly("obj", object), posOnly("default", object, 0)],
      "Return an estimate of the number of items in obj.",
      hint,
    ),
    call: fn([varArgs("args"), varKw("kwargs")], "Same as obj(*args, **kwargs).", callObject, {
      signature: "($module, obj, /, *args, **kwargs)",
    }),
    _compare_digest: fn([A, B], "Compare a and b in a time that does not depend on where they differ.", compareDigest),
  },
  types: () => ({ itemgetter: itemgetterType, attrgetter: attrgetterType, methodcaller: methodcallerType }),
});

function indexOf(a: PyValue, b: PyValue): PyValue {
  const iterator = iterable(a);
  for (let i = 0; ; i++) {
    const item = iterNext(iterator);
    if (item === undefined) throw valueError("sequence.index(x): x not in sequence");
    if (equal(item, b)) return i;
  }
}

function countOf(a: PyValue, b: PyValue): PyValue {
  const iterator = iterable(a);
  let count = 0;
  for (;;) {
    const item = iterNext(iterator);
    if (item === undefined) return count;
    if (equal(item, b)) count++;
  }
}

function iterable(a: PyValue): PyValue {
  const type = typeOf(a);
  if (type.tp_iter === undefined && type.sq_item === undefined) {
    throw typeError(`argument of type '${typeName(a)}' is not iterable`);
  }
  return iter(a);
}

function concat(a: PyValue, b: PyValue, inPlace: boolean): PyValue {
  const type = typeOf(a);
  const slot = (inPlace ? type.sq_inplace_concat : undefined) ?? type.sq_concat;
  if (slot !== undefined) return slot(a, b);
  if (isSequence(a) && isSequence(b)) return inPlace ? inplaceOp(a, b, NB.ADD) : binaryOp(a, b, NB.ADD);
  throw typeError(`'${typeName(a)}' object can't be concatenated`);
}

function hint(obj: PyValue, fallback: PyValue): PyValue {
  if (asInt(fallback) === undefined) {
    throw typeError(`'${typeName(fallback)}' object cannot be interpreted as an integer`);
  }
  return lengthHint(obj, ssize(fallback));
}

function callObject(args: PyValue[], kwargs: PyDict): PyValue {
  if (args.length === 0) throw typeError("call expected at least 1 argument, got 0");
  const names = kwargs.keysArray() as Str[];
  return call(args[0], [...args.slice(1), ...kwargs.valuesArray()], names.length === 0 ? null : names);
}

function compareDigest(a: PyValue, b: PyValue): PyValue {
  const x = asStr(a);
  const y = asStr(b);
  if (x !== undefined && y !== undefined) {
    if (!strIsAscii(x) || !strIsAscii(y))
      throw typeError("comparing strings with non-ASCII characters is not supported");
    return sameBytes(codes(strToJs(x)), codes(strToJs(y)));
  }
  const left = bytesIfLike(a);
  const right = bytesIfLike(b);
  if (left === undefined || right === undefined) {
    throw typeError(`unsupported operand types(s) or combination of types: '${typeName(a)}' and '${typeName(b)}'`);
  }
  return sameBytes(left, right);
}

function codes(text: string): Uint8Array {
  return Uint8Array.from(text, (c) => c.charCodeAt(0));
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < b.length; i++) difference |= (a[i] ?? 0) ^ b[i];
  return difference === 0;
}
