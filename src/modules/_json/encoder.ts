/** The encoder under json.JSONEncoder. Source: CPython Modules/_json.c (encoder_*). */

import { floatRepr } from "../../kernel/float.ts";
import { checkpoint } from "../../kernel/interrupt.ts";
import { type Str, strFromJs, strToJs } from "../../kernel/str.ts";
import { strJoin } from "../../kernel/str-join.ts";
import { getAttr } from "../../objects/abstract/attributes.ts";
import { call1, callMethod } from "../../objects/abstract/call.ts";
import { toArray } from "../../objects/abstract/iterate.ts";
import { asInt } from "../../objects/abstract/number.ts";
import { reprJs, strJs } from "../../objects/abstract/repr.ts";
import { Builtin } from "../../objects/binder.ts";
import { PyBuiltinFunction } from "../../objects/builtin-function.ts";
import { object, ssize, str, truth } from "../../objects/converters.ts";
import { defineType, fn, member, method, param } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { dictType } from "../../objects/dict/type.ts";
import { addNote, typeError, valueError } from "../../objects/errors.ts";
import { toPyException } from "../../objects/exceptions/convert.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { intRepr } from "../../objects/int/type.ts";
import { PyList } from "../../objects/list/list.ts";
import { machine } from "../../objects/machine.ts";
import { type KwNames, PyObject, type PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName, typeOf } from "../../objects/typeof.ts";
import { encodeAscii, encodePlain } from "./strings.ts";

class Encoder extends PyObject {
  markers: PyValue = null;
  default: PyValue = null;
  encoder: PyValue = null;
  indent: PyValue = null;
  key_separator: Str = "";
  item_separator: Str = "";
  sort_keys = false;
  skipkeys = false;
  allow_nan = true;
  /** The built-in string encoder that `encoder` is; else it is called. */
  fast: ((text: Str) => Str) | null = null;
}

export const encoderType: PyType = defineType<Encoder>({
  name: "_json.Encoder",
  basicsize: 80,
  doc: "A JSON encoder: encoder(obj, current_indent_level) gives a tuple of strings.",
  flags: ["heaptype"],
  alloc: (type) => new Encoder(type),
  slots: { tp_call: encoderCall },
  new: method(
    [
      param("markers", object),
      param("default", object),
      param("encoder", object),
      param("indent", object),
      param("key_separator", str),
      param("item_separator", str),
      param("sort_keys", truth),
      param("skipkeys", truth),
      param("allow_nan", truth),
    ],
    "",
    encoderNew,
    { signature: null },
  ),
  members: {
    markers: member("markers", { doc: "markers" }),
    default: member("default", { doc: "default" }),
    encoder: member("encoder", { doc: "encoder" }),
    indent: member("indent", { doc: "indent" }),
    key_separator: member("key_separator", { doc: "key_separator" }),
    item_separator: member("item_separator", { doc: "item_separator" }),
    sort_keys: member("sort_keys", { doc: "sort_keys" }),
    skipkeys: member("skipkeys", { doc: "skipkeys" }),
  },
});

function encoderNew(
  type: PyType,
  markers: PyValue,
  fallback: PyValue,
  encoder: PyValue,
  indent: PyValue,
  keySeparator: Str,
  itemSeparator: Str,
  sortKeys: boolean,
  skipkeys: boolean,
  allowNan: boolean,
): PyValue {
  if (markers !== null && !(markers instanceof PyDict)) {
    throw typeError(`make_encoder() argument 1 must be dict or None, not ${typeName(markers)}`);
  }
  const made = type.tp_alloc!(type) as Encoder;
  made.markers = markers;
  made.default = fallback;
  made.encoder = encoder;
  made.indent = indent;
  made.key_separator = keySeparator;
  made.item_separator = itemSeparator;
  made.sort_keys = sortKeys;
  made.skipkeys = skipkeys;
  made.allow_nan = allowNan;
  if (encoder instanceof PyBuiltinFunction && encoder.module === "_json") {
    if (encoder.builtin.name === "encode_basestring_ascii") made.fast = encodeAscii;
    else if (encoder.builtin.name === "encode_basestring") made.fast = encodePlain;
  }
  return made;
}

let binder: Builtin | null = null;

function encoderCall(self: Encoder, args: PyValue[], kwnames: KwNames): PyValue {
  binder ??= new Builtin(
    "_iterencode",
    "_iterencode",
    fn([param("obj", object), param("_current_indent_level", ssize)], "", (obj, level) => new PyTuple([obj, level])),
  );
  const [value, level] = (binder.call(null, args, kwnames) as PyTuple).items;
  const run = new Run(self);
  run.value(value, Math.max(level as number, 0));
  return new PyTuple([run.result()]);
}

/** The name of a type as `%T` shows it. */
function typeText(value: PyValue): string {
  const type = typeOf(value);
  const module = type.spec === null ? strJs(getAttr(type, "__module__")) : "builtins";
  if (type.spec !== null) return strToJs(type.tp_name);
  return module === "builtins" ? strToJs(type.qualname) : `${module}.${strToJs(type.qualname)}`;
}

/** Length of text from which it is laid aside. */
const PIECE = 4096;

/** One encoding: the text so far, and how deep it is. */
class Run {
  private readonly encoder: Encoder;
  private readonly indent: string | null;
  private readonly keySeparator: string;
  private readonly itemSeparator: string;
  private out = "";
  private readonly pieces: Str[] = [];
  /** The containers being encoded, where circles are to be found out. */
  private readonly marked: PyObject[] | null;
  /** Line breaks with indentation, by level. */
  private readonly breaks: string[] = [];

  constructor(encoder: Encoder) {
    this.encoder = encoder;
    this.marked = encoder.markers === null ? null : [];
    const indent = asStr(encoder.indent);
    this.indent = indent === undefined ? null : strToJs(indent);
    this.keySeparator = strToJs(encoder.key_separator);
    this.itemSeparator = strToJs(encoder.item_separator);
  }

  result(): Str {
    if (this.pieces.length === 0) return strFromJs(this.out);
    this.pieces.push(this.out);
    return strJoin("", this.pieces);
  }

  /** Lays the text so far aside when it is long; looking at it has V8 make one string of its parts while they are young. */
  private settle(): void {
    if (this.out.length < PIECE || this.out.charCodeAt(0) < 0) return;
    this.pieces.push(this.out);
    this.out = "";
  }

  private write(text: Str): void {
    if (typeof text === "string") {
      this.out += text;
      return;
    }
    this.pieces.push(this.out, text);
    this.out = "";
  }

  private newline(level: number): string {
    let text = this.breaks[level];
    if (text === undefined) {
      text = `\n${this.indent!.repeat(level)}`;
      this.breaks[level] = text;
    }
    return text;
  }

  value(value: PyValue, level: number): void {
    switch (typeof value) {
      case "string":
        this.string(value);
        return;
      case "number":
        this.out += value;
        return;
      case "boolean":
        this.out += value ? "true" : "false";
        return;
      case "bigint":
        this.write(intRepr(value) as Str);
        return;
      default:
    }
    if (value === null) this.out += "null";
    else if (asStr(value) !== undefined) this.string(value);
    else if (asInt(value) !== undefined) this.write(intRepr(value) as Str);
    else if (value instanceof PyFloat) this.out += this.float(value);
    else {
      checkpoint();
      machine.enterRecursive(" while encoding a JSON object");
      try {
        if (value instanceof PyList || value instanceof PyTuple) this.list(value, level);
        else if (value instanceof PyDict) this.dict(value, level);
        else this.other(value as PyObject, level);
      } finally {
        machine.leaveRecursive();
      }
    }
  }

  private string(value: PyValue): void {
    const { fast, encoder } = this.encoder;
    if (fast !== null) {
      this.write(fast(asStr(value)!));
      return;
    }
    const result = call1(encoder, value);
    const text = asStr(result);
    if (text === undefined) throw typeError(`encoder() must return a string, not ${typeName(result)}`);
    this.write(text);
  }

  private float(value: PyFloat): string {
    const { v } = value;
    if (Number.isFinite(v)) return floatRepr(v);
    if (!this.encoder.allow_nan) {
      throw valueError(strFromJs(`Out of range float values are not JSON compliant: ${reprJs(value)}`));
    }
    return Number.isNaN(v) ? "NaN" : v > 0 ? "Infinity" : "-Infinity";
  }

  /** Marks a container as being encoded. */
  private enter(value: PyObject): void {
    const { marked } = this;
    if (marked === null) return;
    for (let i = 0; i < marked.length; i++) if (marked[i] === value) throw valueError("Circular reference detected");
    marked.push(value);
  }

  private leave(): void {
    this.marked?.pop();
  }

  private other(value: PyObject, level: number): void {
    this.enter(value);
    const replacement = call1(this.encoder.default, value);
    try {
      this.value(replacement, level);
    } catch (caught) {
      throw noted(caught, () => `when serializing ${typeText(value)} object`);
    }
    this.leave();
  }

  private list(value: PyList | PyTuple, level: number): void {
    if (value.items.length === 0) {
      this.out += "[]";
      return;
    }
    this.enter(value);
    const inner = level + 1;
    const separator = this.indent === null ? this.itemSeparator : this.itemSeparator + this.newline(inner);
    this.out += "[";
    if (this.indent !== null) this.out += this.newline(inner);
    let i = 0;
    try {
      // The list may be emptied meanwhile, which gives it another array.
      for (; i < value.items.length; i++) {
        checkpoint();
        if (i > 0) this.out += separator;
        this.value(value.items[i], inner);
        this.settle();
      }
    } catch (caught) {
      throw noted(caught, () => `when serializing ${typeText(value)} item ${i}`);
    }
    if (this.indent !== null) this.out += this.newline(level);
    this.out += "]";
    this.leave();
  }

  private dict(value: PyDict, level: number): void {
    if (value.size === 0) {
      this.out += "{}";
      return;
    }
    this.enter(value);
    const inner = level + 1;
    const separator = this.indent === null ? this.itemSeparator : this.itemSeparator + this.newline(inner);
    this.out += "{";
    const items = this.itemsOf(value);
    let first = true;
    for (let i = 0; i < items.keys.length; i++) {
      const key = items.keys[i];
      const item = items.vals[i];
      checkpoint();
      const text = key === undefined ? undefined : this.key(key);
      if (text === undefined) continue;
      if (!first) this.out += separator;
      else if (this.indent !== null) this.out += this.newline(inner);
      first = false;
      this.string(text);
      this.out += this.keySeparator;
      try {
        this.value(item!, inner);
      } catch (caught) {
        throw noted(caught, () => `when serializing ${typeText(value)} item ${reprJs(key!)}`);
      }
    }
    this.settle();
    if (this.indent !== null && !first) this.out += this.newline(level);
    this.out += "}";
    this.leave();
  }

  private itemsOf(value: PyDict): Items {
    if (value.type === dictType) {
      if (!this.encoder.sort_keys) return value;
      const sorted = byText(value);
      if (sorted !== undefined) return sorted;
    }
    const items = new PyList(toArray(callMethod(value, "items")));
    if (this.encoder.sort_keys) callMethod(items, "sort");
    const keys: PyValue[] = [];
    const vals: PyValue[] = [];
    for (const item of items.items) {
      if (!(item instanceof PyTuple) || item.items.length !== 2) throw valueError("items must return 2-tuples");
      keys.push(item.items[0]);
      vals.push(item.items[1]);
    }
    return { keys, vals };
  }

  /** A dictionary key as the string that stands for it; undefined when it is to be skipped. */
  private key(key: PyValue): PyValue | undefined {
    if (typeof key === "string" || asStr(key) !== undefined) return key;
    if (key instanceof PyFloat) return this.float(key);
    if (key === true) return "true";
    if (key === false) return "false";
    if (key === null) return "null";
    if (asInt(key) !== undefined) return intRepr(key);
    if (this.encoder.skipkeys) return undefined;
    throw typeError(`keys must be str, int, float, bool or None, not ${typeName(key)}`);
  }
}

/** Keys with their values at the same index; undefined where a key was deleted. */
interface Items {
  readonly keys: readonly (PyValue | undefined)[];
  readonly vals: readonly (PyValue | undefined)[];
}

/** A dict whose keys are all plain texts, in their order; undefined for others. */
function byText(dict: PyDict): Items | undefined {
  const keys: string[] = [];
  for (let i = 0; i < dict.keys.length; i++) {
    const key = dict.keys[i];
    if (typeof key === "string") keys.push(key);
    else if (key !== undefined) return undefined;
  }
  keys.sort();
  return { keys, vals: keys.map((key) => dict.getStr(key)) };
}

/** The exception with a note that says where it happened. */
function noted(caught: unknown, note: () => string): unknown {
  const error = toPyException(caught);
  if (error === undefined) return caught;
  addNote(error, strFromJs(note()));
  return error;
}
