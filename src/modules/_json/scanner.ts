/** The scanner under json.JSONDecoder. Source: CPython Modules/_json.c (scanner_*, _parse_*, _match_number_unicode). */
import { checkpoint } from "../../kernel/interrupt.ts";
import { strSlice } from "../../kernel/str.ts";
import { getAttr } from "../../objects/abstract/attributes.ts";
import { call1 } from "../../objects/abstract/call.ts";
import { isTrue } from "../../objects/abstract/compare.ts";
import { Builtin } from "../../objects/binder.ts";
import { object, ssize } from "../../objects/converters.ts";
import { defineType, fn, member, method, param } from "../../objects/declare.ts";
import { areDifferentTexts, PyDict } from "../../objects/dict/dict.ts";
import { stopIteration, typeError, valueError } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { floatType } from "../../objects/float/type.ts";
import { intFromText } from "../../objects/int/int-parse.ts";
import { intType } from "../../objects/int/type.ts";
import { PyList } from "../../objects/list/list.ts";
import { machine } from "../../objects/machine.ts";
import { type KwNames, PyObject, type PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { decodeError, type Source, scanEnd, scanString, sourceOf } from "./strings.ts";

class Scanner extends PyObject {
  strict = true;
  object_hook: PyValue = null;
  object_pairs_hook: PyValue = null;
  parse_float: PyValue = null;
  parse_int: PyValue = null;
  parse_constant: PyValue = null;
}

export const scannerType: PyType = defineType<Scanner>({
  name: "_json.Scanner",
  basicsize: 64,
  doc: "A JSON scanner.",
  flags: ["heaptype"],
  alloc: (type) => new Scanner(type),
  slots: { tp_call: scannerCall },
  new: method([param("context", object)], "", scannerNew, { signature: null }),
  members: {
    strict: member("strict", { doc: "strict" }),
    object_hook: member("object_hook", { doc: "object_hook" }),
    object_pairs_hook: member("object_pairs_hook", {}),
    parse_float: member("parse_float", { doc: "parse_float" }),
    parse_int: member("parse_int", { doc: "parse_int" }),
    parse_constant: member("parse_constant", { doc: "parse_constant" }),
  },
});

function scannerNew(type: PyType, context: PyValue): PyValue {
  const made = type.tp_alloc!(type) as Scanner;
  made.strict = isTrue(getAttr(context, "strict"));
  made.object_hook = getAttr(context, "object_hook");
  made.object_pairs_hook = getAttr(context, "object_pairs_hook");
  made.parse_float = getAttr(context, "parse_float");
  made.parse_int = getAttr(context, "parse_int");
  made.parse_constant = getAttr(context, "parse_constant");
  return made;
}

/** What containers not yet closed hold so far, so that each gets arrays of just its size. */
class Gathered {
  private keys: PyValue[] = [];
  private vals: PyValue[] = [];
  depth = 0;

  push(value: PyValue): void {
    this.keys[this.depth] = null;
    this.vals[this.depth++] = value;
  }

  pushPair(key: PyValue, value: PyValue): void {
    this.keys[this.depth] = key;
    this.vals[this.depth++] = value;
  }

  keysFrom(base: number): PyValue[] {
    return this.keys.slice(base, this.depth);
  }

  /** Takes what was pushed since `base` was the depth. */
  take(base: number): PyValue[] {
    const taken = this.vals.slice(base, this.depth);
    this.depth = base;
    return taken;
  }

  /** Forgets what was pushed since then, be it taken or not. */
  drop(base: number): void {
    this.depth = base;
    if (base > 0) return;
    this.keys = [];
    this.vals = [];
  }
}

const gathered = new Gathered();

/** Index behind the value scanned last. */
let end = 0;
let binder: Builtin | null = null;

function scannerCall(self: Scanner, args: PyValue[], kwnames: KwNames): PyValue {
  binder ??= new Builtin(
    "scan_once",
    "scan_once",
    fn([param("string", object), param("idx", ssize)], "", (string, idx) => new PyTuple([string, idx])),
  );
  const [string, idx] =
    kwnames === null && args.length === 2 ? args : (binder.call(null, args, kwnames) as PyTuple).items;
  const text = asStr(string);
  if (text === undefined) throw typeError(`first argument must be a string, not ${typeName(string)}`);
  const base = gathered.depth;
  try {
    const value = scanOnce(self, sourceOf(text), ssize(idx));
    return new PyTuple([value, end]);
  } finally {
    gathered.drop(base);
  }
}

function scanOnce(self: Scanner, source: Source, at: number): PyValue {
  const { shape } = source;
  if (at < 0) throw valueError("idx cannot be negative");
  if (at >= shape.length) throw stopIteration(at);
  switch (shape.charCodeAt(at)) {
    case 34: {
      const text = scanString(source, at + 1, self.strict, false);
      end = scanEnd;
      return text;
    }
    case 123:
      machine.enterRecursive(" while decoding a JSON object from a unicode string");
      try {
        return parseObject(self, source, at + 1);
      } finally {
        machine.leaveRecursive();
      }
    case 91:
      machine.enterRecursive(" while decoding a JSON array from a unicode string");
      try {
        return parseArray(self, source, at + 1);
      } finally {
        machine.leaveRecursive();
      }
    case 110:
      if (shape.startsWith("null", at)) {
        end = at + 4;
        return null;
      }
      break;
    case 116:
      if (shape.startsWith("true", at)) {
        end = at + 4;
        return true;
      }
      break;
    case 102:
      if (shape.startsWith("false", at)) {
        end = at + 5;
        return false;
      }
      break;
    case 78:
      if (shape.startsWith("NaN", at)) return constant(self, "NaN", at);
      break;
    case 73:
      if (shape.startsWith("Infinity", at)) return constant(self, "Infinity", at);
      break;
    case 45:
      if (shape.startsWith("-Infinity", at)) return constant(self, "-Infinity", at);
      break;
    default:
  }
  return matchNumber(self, source, at);
}

function constant(self: Scanner, name: string, at: number): PyValue {
  const value = call1(self.parse_constant, name);
  end = at + name.length;
  return value;
}

function skipSpace(shape: string, from: number): number {
  let at = from;
  for (;;) {
    const c = shape.charCodeAt(at);
    if (c !== 32 && c !== 10 && c !== 13 && c !== 9) return at;
    at++;
  }
}

function parseObject(self: Scanner, source: Source, start: number): PyValue {
  const { shape } = source;
  checkpoint();
  const base = gathered.depth;
  let at = skipSpace(shape, start);
  if (shape.charCodeAt(at) !== 125) {
    for (;;) {
      checkpoint();
      if (shape.charCodeAt(at) !== 34) {
        throw decodeError("Expecting property name enclosed in double quotes", source, at);
      }
      const key = scanString(source, at + 1, self.strict, true);
      at = skipSpace(shape, scanEnd);
      if (shape.charCodeAt(at) !== 58) throw decodeError("Expecting ':' delimiter", source, at);
      gathered.pushPair(key, scanOnce(self, source, skipSpace(shape, at + 1)));
      at = skipSpace(shape, end);
      const c = shape.charCodeAt(at);
      if (c === 125) break;
      if (c !== 44) throw decodeError("Expecting ',' delimiter", source, at);
      const comma = at;
      at = skipSpace(shape, at + 1);
      if (shape.charCodeAt(at) === 125) {
        throw decodeError("Illegal trailing comma before end of object", source, comma);
      }
    }
  }
  const keys = gathered.keysFrom(base);
  const vals = gathered.take(base);
  let result: PyValue;
  if (self.object_pairs_hook !== null) {
    result = call1(self.object_pairs_hook, new PyList(keys.map((key, i) => new PyTuple([key, vals[i]]))));
  } else {
    result = makeDict(keys, vals);
    if (self.object_hook !== null) result = call1(self.object_hook, result);
  }
  end = at + 1;
  return result;
}

function makeDict(keys: PyValue[], vals: PyValue[]): PyDict {
  if (areDifferentTexts(keys)) return PyDict.fromTexts(keys, vals);
  const dict = new PyDict();
  for (let i = 0; i < keys.length; i++) dict.set(keys[i], vals[i]);
  return dict;
}

function parseArray(self: Scanner, source: Source, start: number): PyValue {
  const { shape } = source;
  checkpoint();
  const base = gathered.depth;
  let at = skipSpace(shape, start);
  if (shape.charCodeAt(at) !== 93) {
    for (;;) {
      checkpoint();
      gathered.push(scanOnce(self, source, at));
      at = skipSpace(shape, end);
      const c = shape.charCodeAt(at);
      if (c === 93) break;
      if (c !== 44) throw decodeError("Expecting ',' delimiter", source, at);
      const comma = at;
      at = skipSpace(shape, at + 1);
      if (shape.charCodeAt(at) === 93) throw decodeError("Illegal trailing comma before end of array", source, comma);
    }
  }
  end = at + 1;
  return new PyList(gathered.take(base));
}

/** Behind the digits from `from` on. */
function skipDigits(shape: string, from: number): number {
  let at = from;
  for (let c = shape.charCodeAt(at); c >= 48 && c <= 57; c = shape.charCodeAt(at)) at++;
  return at;
}

function matchNumber(self: Scanner, source: Source, start: number): PyValue {
  const { shape } = source;
  const negative = shape.charCodeAt(start) === 45;
  const first = negative ? start + 1 : start;
  const whole = shape.charCodeAt(first) === 48 ? first + 1 : skipDigits(shape, first);
  if (whole === first) throw stopIteration(start);
  let stop = whole;
  if (shape.charCodeAt(stop) === 46) {
    const fraction = skipDigits(shape, stop + 1);
    if (fraction > stop + 1) stop = fraction;
  }
  if ((shape.charCodeAt(stop) | 32) === 101) {
    const sign = shape.charCodeAt(stop + 1);
    const digits = sign === 43 || sign === 45 ? stop + 2 : stop + 1;
    const exponent = skipDigits(shape, digits);
    if (exponent > digits) stop = exponent;
  }
  end = stop;
  if (stop > whole) {
    if (self.parse_float === floatType) return new PyFloat(Number(shape.slice(start, stop)));
    return numberBy(self.parse_float, source, start, stop);
  }
  if (self.parse_int !== intType) return numberBy(self.parse_int, source, start, stop);
  if (stop - first > 15) return intFromText(shape.slice(start, stop), 10);
  let value = 0;
  for (let at = first; at < stop; at++) value = value * 10 + shape.charCodeAt(at) - 48;
  return negative ? 0 - value : value;
}

/** What the decoder's own function makes of a number's text. */
function numberBy(parse: PyValue, source: Source, start: number, stop: number): PyValue {
  const value = call1(parse, strSlice(source.text, start, stop));
  end = stop;
  return value;
}
