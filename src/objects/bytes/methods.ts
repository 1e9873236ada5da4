/**
 * The methods that bytes and bytearray share, as one table. `self.data` is read after the arguments are converted, because a
 * conversion may run Python code that changes a bytearray. Source: CPython Objects/bytesobject.c, bytearrayobject.c,
 * bytes_methods.c, stringlib/.
 */
import { NO_BYTES } from "../../kernel/byte-room.ts";
import * as ops from "../../kernel/bytes-ops.ts";
import * as text from "../../kernel/bytes-text.ts";
import { charge, chargeFor } from "../../kernel/interrupt.ts";
import { type Str, strFromCodes, strToJs } from "../../kernel/str.ts";
import { call } from "../abstract/call.ts";
import { toArray } from "../abstract/iterate.ts";
import { hasIndex, index } from "../abstract/number.ts";
import { sliceIndex } from "../abstract/slice-index.ts";
import { decodeObject } from "../codecs/decode.ts";
import { cint, cstring, object, ssize, truth } from "../converters.ts";
import { type ArgPlace, type CallableSpec, fn, method, param, posOnly } from "../declare.ts";
import { typeError, valueError } from "../errors.ts";
import { PyList } from "../list/list.ts";
import type { PyValue } from "../object.ts";
import { asStr } from "../str/str-object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { isSubtype, type PyType } from "../type-object.ts";
import { typeName } from "../typeof.ts";
import { PyByteArray } from "./bytearray-object.ts";
import { bytearrayType } from "./bytearray-type.ts";
import { bytesIfLike, bytesLike, bytesLikeOrNone, bytesOf, getBuffer, releaseBuffer } from "./bytes-like.ts";
import { PyBytes } from "./bytes-object.ts";
import { hexText } from "./hex.ts";
import { bytesType } from "./type.ts";

export type BytesLike = PyBytes | PyByteArray;

/** A result of the receiver's kind; unchanged bytes of exact type are the object itself. */
function make(self: BytesLike, data: Uint8Array): PyValue {
  if (self instanceof PyByteArray)
    return new PyByteArray(data === self.data || data.byteLength !== data.buffer.byteLength ? data.slice() : data);
  return data === self.data && self.type === bytesType ? self : new PyBytes(data);
}

function makeList(self: BytesLike, parts: Uint8Array[]): PyValue {
  if (
    self instanceof PyBytes &&
    parts.length === 1 &&
    parts[0].length === self.data.length &&
    self.type === bytesType
  ) {
    return new PyList([self]);
  }
  return new PyList(parts.map((part) => make(self, part)));
}

/** Runs a conversion during which a bytearray may not change its size. */
function held<T>(self: BytesLike, run: () => T): T {
  return self instanceof PyByteArray ? self.held(run) : run();
}

const END = Number.MAX_SAFE_INTEGER;
const from = (start: PyValue): number => (start === null ? 0 : sliceIndex(start));
const to = (end: PyValue): number => (end === null ? END : sliceIndex(end));

/** The argument of find, count …: bytes-like, or an int as one byte. */
function needle(value: PyValue): Uint8Array {
  const data = bytesIfLike(value);
  if (data !== undefined) return data;
  if (!hasIndex(value)) throw typeError(`argument should be integer or bytes-like object, not '${typeName(value)}'`);
  const int = index(value);
  if (int < 0 || int > 255) throw valueError("byte must be in range(0, 256)");
  return Uint8Array.of(int as number);
}

/** The fill byte of center, ljust, rjust (clinic's `char`). */
function fillByte(value: PyValue, place: ArgPlace): number {
  if (!(value instanceof PyBytes) && !(value instanceof PyByteArray)) {
    throw typeError(
      `${place.func}() ${place.label} must be a byte string of length 1, not ${value === null ? "None" : typeName(value)}`,
    );
  }
  const { data } = value;
  if (data.length !== 1) {
    const kind = value instanceof PyBytes ? "bytes" : "bytearray";
    throw typeError(
      `${place.func}(): ${place.label} must be a byte string of length 1, not a ${kind} object of length ${data.length}`,
    );
  }
  return data[0];
}

/** A method without arguments that gives bytes. */
function mapped(doc: string, impl: (data: Uint8Array) => Uint8Array): CallableSpec {
  return method([], doc, (self: BytesLike) => make(self, impl(self.data)));
}

function tested(doc: string, impl: (data: Uint8Array) => boolean): CallableSpec {
  return method([], doc, (self: BytesLike) => impl(self.data));
}

type Search = (data: Uint8Array, part: Uint8Array, from?: number, to?: number) => number;

function searching(doc: string, impl: Search, mustFind = false): CallableSpec {
  return method(
    [posOnly("sub", object), posOnly("start", object, null), posOnly("end", object, null)],
    doc,
    (self: BytesLike, sub, start, end) => {
      const first = from(start);
      const last = to(end);
      const part = held(self, () => needle(sub));
      const at = impl(self.data, part, first, last);
      if (mustFind && at < 0) throw valueError("subsection not found");
      return at;
    },
    { signature: "($self, sub[, start[, end]], /)" },
  );
}

function affix(name: string, part: string, doc: string, atEnd: boolean): CallableSpec {
  return method(
    [posOnly(part, object), posOnly("start", object, null), posOnly("end", object, null)],
    doc,
    (self: BytesLike, value, start, end) => {
      const first = from(start);
      const last = to(end);
      if (value instanceof PyTuple) {
        for (const item of value.items) {
          if (ops.bytesTailMatch(self.data, bytesOf(item), first, last, atEnd)) return true;
        }
        return false;
      }
      const data = bytesIfLike(value);
      if (data === undefined)
        throw typeError(`${name} first arg must be bytes or a tuple of bytes, not ${typeName(value)}`);
      return ops.bytesTailMatch(self.data, data, first, last, atEnd);
    },
    { signature: `($self, ${part}[, start[, end]], /)` },
  );
}

type SplitBy = (data: Uint8Array, separator: Uint8Array, max: number) => Uint8Array[];
type SplitSpace = (data: Uint8Array, max: number) => Uint8Array[];

function splitting(doc: string, bySeparator: SplitBy, bySpace: SplitSpace): CallableSpec {
  return method([param("sep", object, null), param("maxsplit", ssize, -1)], doc, (self: BytesLike, sep, max) => {
    if (sep === null) return makeList(self, bySpace(self.data, max));
    const separator = held(self, () => bytesOf(sep));
    if (separator.length === 0) throw valueError("empty separator");
    return makeList(self, bySeparator(self.data, separator, max));
  });
}

function padding(doc: string, impl: (data: Uint8Array, width: number, fill: number) => Uint8Array): CallableSpec {
  return method(
    [posOnly("width", ssize), posOnly("fillchar", fillByte, 32, "b' '")],
    doc,
    (self: BytesLike, width, fill) => make(self, impl(self.data, width, fill)),
  );
}

function stripping(doc: string, left: boolean, right: boolean): CallableSpec {
  return method([posOnly("bytes", bytesLikeOrNone, null)], doc, (self: BytesLike, chars) =>
    make(self, ops.bytesStrip(self.data, chars ?? undefined, left, right)),
  );
}

type Partition = (data: Uint8Array, separator: Uint8Array) => [Uint8Array, Uint8Array, Uint8Array] | null;

function partitioning(doc: string, impl: Partition, wholeFirst: boolean): CallableSpec {
  return method([posOnly("sep", object)], doc, (self: BytesLike, sep) => {
    const separator = bytesOf(sep);
    if (separator.length === 0) throw valueError("empty separator");
    const parts = impl(self.data, separator);
    const empty = NO_BYTES;
    if (parts === null) {
      const whole = make(self, self.data);
      const rest = [make(self, empty), make(self, empty)];
      return new PyTuple(wholeFirst ? [whole, ...rest] : [...rest, whole]);
    }
    const middle = sep instanceof PyBytes && self instanceof PyBytes ? sep : make(self, separator.slice());
    return new PyTuple([make(self, parts[0]), middle, make(self, parts[2])]);
  });
}

/** The table; `kind` is the type's name for texts that differ. */
export function sharedMethods(): Record<string, CallableSpec> {
  return {
    capitalize: mapped(
      "Copy with the first byte in upper case and the rest in lower case, as ASCII.",
      text.bytesCapitalize,
    ),
    center: padding("Center in a field of the given width.", ops.bytesCenter),
    count: searching("Number of non-overlapping occurrences of a subsection.", ops.bytesCount),
    decode: method(
      [param("encoding", cstring, "utf-8"), param("errors", cstring, "strict")],
      "Decode to a string with a codec.",
      decode,
    ),
    endswith: affix("endswith", "suffix", "Whether the bytes end with a suffix, or one of a tuple of suffixes.", true),
    expandtabs: method([param("tabsize", cint, 8)], "Copy with tabs replaced by spaces.", (self: BytesLike, size) =>
      make(self, ops.bytesExpandTabs(self.data, size)),
    ),
    find: searching("Lowest index of a subsection, or -1.", ops.bytesFind),
    hex: method(
      [param("sep", object, undefined, "<unrepresentable>"), param("bytes_per_sep", ssize, 1)],
      "Hexadecimal text, with a separator after every bytes_per_sep bytes counted from the right (the left if negative).\n\n>>> b'\\x01\\xab\\xcd'.hex(':', 2)\n'01:abcd'",
      (self: BytesLike, sep, group) => held(self, () => hexText(self.data, sep, group)),
    ),
    index: searching("Lowest index of a subsection; ValueError when absent.", ops.bytesFind, true),
    isalnum: tested("Whether all bytes are ASCII letters or digits, and there is one.", (data) =>
      text.bytesTest(data, "isalnum"),
    ),
    isalpha: tested("Whether all bytes are ASCII letters, and there is one.", (data) =>
      text.bytesTest(data, "isalpha"),
    ),
    isascii: tested("Whether all bytes are ASCII.", text.bytesIsAscii),
    isdigit: tested("Whether all bytes are ASCII digits, and there is one.", (data) => text.bytesTest(data, "isdigit")),
    islower: tested("Whether all ASCII letters are lower case, and there is one.", text.bytesIsLower),
    isspace: tested("Whether all bytes are ASCII white space, and there is one.", (data) =>
      text.bytesTest(data, "isspace"),
    ),
    istitle: tested("Whether the bytes are titlecased, as ASCII.", text.bytesIsTitle),
    isupper: tested("Whether all ASCII letters are upper case, and there is one.", text.bytesIsUpper),
    join: method(
      [posOnly("iterable_of_bytes", object)],
      "Concatenate bytes-like objects, with this one between them.",
      join,
    ),
    ljust: padding("Left-justify in a field of the given width.", (data, width, fill) =>
      ops.bytesPad(data, 0, Math.max(width - data.length, 0), fill),
    ),
    lower: mapped("Copy with ASCII letters in lower case.", text.bytesLower),
    lstrip: stripping("Copy without leading bytes of a set (ASCII white space by default).", true, false),
    partition: partitioning("Split at the first separator into three parts.", ops.bytesPartition, true),
    removeprefix: method([posOnly("prefix", bytesLike)], "Copy without the prefix, if it is there.", removePrefix),
    removesuffix: method([posOnly("suffix", bytesLike)], "Copy without the suffix, if it is there.", removeSuffix),
    replace: method(
      [posOnly("old", bytesLike), posOnly("new", bytesLike), posOnly("count", ssize, -1)],
      "Replace occurrences of a subsection, the first count of them or all.",
      (self: BytesLike, old, by, count) => make(self, ops.bytesReplace(self.data, old, by, count)),
    ),
    rfind: searching("Highest index of a subsection, or -1.", ops.bytesRFind),
    rindex: searching("Highest index of a subsection; ValueError when absent.", ops.bytesRFind, true),
    rjust: padding("Right-justify in a field of the given width.", (data, width, fill) =>
      ops.bytesPad(data, Math.max(width - data.length, 0), 0, fill),
    ),
    rpartition: partitioning("Split at the last separator into three parts.", ops.bytesRPartition, false),
    rsplit: splitting(
      "List of the sections between separators, splitting from the right at most maxsplit times.",
      ops.bytesRSplit,
      ops.bytesRSplitSpace,
    ),
    rstrip: stripping("Copy without trailing bytes of a set (ASCII white space by default).", false, true),
    split: splitting(
      "List of the sections between separators, splitting from the left at most maxsplit times.",
      ops.bytesSplit,
      ops.bytesSplitSpace,
    ),
    splitlines: method([param("keepends", truth, false)], "List of the lines.", (self: BytesLike, keep) =>
      makeList(self, ops.bytesSplitLines(self.data, keep)),
    ),
    startswith: affix(
      "startswith",
      "prefix",
      "Whether the bytes start with a prefix, or one of a tuple of prefixes.",
      false,
    ),
    strip: stripping("Copy without leading and trailing bytes of a set (ASCII white space by default).", true, true),
    swapcase: mapped("Copy with ASCII upper and lower case exchanged.", text.bytesSwapcase),
    title: mapped("Copy with each word titlecased, as ASCII.", text.bytesTitle),
    translate: method(
      [posOnly("table", object), param("delete", object, undefined, "b''")],
      "Copy with each byte replaced by the table's, after the removal of the bytes in delete.",
      translate,
    ),
    upper: mapped("Copy with ASCII letters in upper case.", text.bytesUpper),
    zfill: method([posOnly("width", ssize)], "Pad with zeros on the left, after a sign.", (self: BytesLike, width) =>
      make(self, ops.bytesZfill(self.data, width)),
    ),
  };
}

export function sharedStaticMethods(): Record<string, CallableSpec> {
  return {
    maketrans: fn(
      [posOnly("frm", bytesLike), posOnly("to", bytesLike)],
      "Make a translation table for the translate method.",
      makeTrans,
    ),
  };
}

export function sharedClassMethods(): Record<string, CallableSpec> {
  return {
    fromhex: method(
      [posOnly("string", object)],
      "Make from hexadecimal text; white space between the pairs is skipped.",
      fromHex,
    ),
  };
}

function decode(self: BytesLike, encoding: Str, errors: Str): PyValue {
  return decodeObject(self, strToJs(encoding), strToJs(errors));
}

function removePrefix(self: BytesLike, prefix: Uint8Array): PyValue {
  const { data } = self;
  const match = prefix.length > 0 && ops.bytesTailMatch(data, prefix, 0, data.length, false);
  return make(self, match ? data.slice(prefix.length) : data);
}

function removeSuffix(self: BytesLike, suffix: Uint8Array): PyValue {
  const { data } = self;
  const match = suffix.length > 0 && ops.bytesTailMatch(data, suffix, 0, data.length, true);
  return make(self, match ? data.slice(0, data.length - suffix.length) : data);
}

function join(self: BytesLike, iterable: PyValue): PyValue {
  const complaint = "can only join an iterable";
  if (!(self instanceof PyByteArray)) return joinItems(self, toArray(iterable, complaint));
  // While the items are made, the separator must not change its size.
  const separator = getBuffer(self, 0);
  try {
    return joinItems(self, toArray(iterable, complaint));
  } finally {
    releaseBuffer(separator);
  }
}

function joinItems(self: BytesLike, items: PyValue[]): PyValue {
  if (items.length === 1 && items[0] instanceof PyBytes && items[0].type === bytesType && self instanceof PyBytes)
    return items[0];
  const plain = self instanceof PyBytes && self.size === 0 ? joinPlain(items) : undefined;
  if (plain !== undefined) return new PyBytes(plain);
  const parts: Uint8Array[] = [];
  const held = [];
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (item instanceof PyBytes) parts.push(item.data);
    else {
      if (bytesIfLike(item) === undefined)
        throw typeError(`sequence item ${i}: expected a bytes-like object, ${typeName(item)} found`);
      const buffer = getBuffer(item, 0);
      held.push(buffer);
      parts.push(buffer.data);
    }
  }
  const joined = ops.bytesJoin(self.data, parts);
  for (let i = 0; i < held.length; i++) releaseBuffer(held[i]);
  return make(self, joined);
}

/** The bytes of all items one after the other, if they are all bytes: parts that are chains themselves go directly where they belong. */
function joinPlain(items: readonly PyValue[]): Uint8Array | undefined {
  let size = 0;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (!(item instanceof PyBytes)) return undefined;
    size += item.size;
  }
  charge(items.length);
  chargeFor(size);
  const out = ops.allocate(size);
  let end = size;
  for (let i = items.length - 1; i >= 0; i--) end = (items[i] as PyBytes).writeBefore(out, end);
  return out;
}

function translate(self: BytesLike, table: PyValue, remove: PyValue | undefined): PyValue {
  const map = table === null ? undefined : bytesOf(table);
  if (map !== undefined && map.length !== 256) throw valueError("translation table must be 256 characters long");
  const gone = remove === undefined ? NO_BYTES : bytesOf(remove);
  return make(self, ops.bytesTranslate(self.data, map, gone));
}

function makeTrans(source: Uint8Array, target: Uint8Array): PyValue {
  if (source.length !== target.length) throw valueError("maketrans arguments must have same length");
  const table = new Uint8Array(256);
  for (let i = 0; i < 256; i++) table[i] = i;
  for (let i = 0; i < source.length; i++) table[source[i]] = target[i];
  return new PyBytes(table);
}

function fromHex(type: PyType, value: PyValue): PyValue {
  const data = text.bytesFromHex(hexSource(value));
  const exact = isSubtype(type, bytearrayType) ? new PyByteArray(data) : new PyBytes(data);
  return type === exact.type ? exact : call(type, [exact]);
}

/** The text of an argument of fromhex: a str, or ASCII bytes. */
function hexSource(value: PyValue): Str {
  const string = asStr(value);
  if (string !== undefined) return string;
  const data = bytesIfLike(value);
  if (data === undefined) throw typeError(`fromhex() argument must be str or bytes-like, not ${typeName(value)}`);
  return strFromCodes(data);
}
