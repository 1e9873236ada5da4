/**
 * StringIO: a text stream in memory. Text written at the end gathers in `tail` and is joined to `text` when it is needed; `pos`
 * counts code points. Source: CPython Modules/_io/stringio.c.
 */
import { type Str, strConcat, strFromJs, strLength, strSlice, strToJs } from "../../kernel/str.ts";
import { strJoin } from "../../kernel/str-join.ts";
import { strRepeat } from "../../kernel/str-split.ts";
import { callMethod } from "../../objects/abstract/call.ts";
import { asInt, hasIndex } from "../../objects/abstract/number.ts";
import { cint, object, ssizeOrNone } from "../../objects/converters.ts";
import { defineType, getset, method, param, posOnly } from "../../objects/declare.ts";
import { newException, overflowError, typeError, valueError } from "../../objects/errors.ts";
import { PyExc_OSError } from "../../objects/exceptions/types.ts";
import type { Int, PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { copyDict, restoreDict } from "./bytesio.ts";
import { closedFile } from "./errors.ts";
import { PyIOBase } from "./iobase.ts";
import { findLineEnd } from "./line-ending.ts";
import { Newlines } from "./newlines.ts";
import { exactSsize, exactSsizeOrNone, goTo, type Positioned, positionOf } from "./position.ts";
import { newlineArgument, textIOBaseType } from "./textbase.ts";

export class PyStringIO extends PyIOBase implements Positioned {
  text: Str = "";
  tail: Str[] = [];
  /** Length of text and tail together. */
  size = 0;
  pos = 0;
  far: Int = 0;
  ok = false;
  closed = false;
  newline: string | null = "\n";
  /** What "\n" is written as; null: as it is. */
  writeNewline: string | null = null;
  newlines: Newlines | null = null;
}

export const stringIOType: PyType = defineType<PyStringIO>({
  name: "_io.StringIO",
  basicsize: 120,
  doc: "A text stream in memory. The newline argument is TextIOWrapper's, except that no translation takes place by default.",
  flags: ["basetype", "dict", "weakref", "heaptype", "immutable"],
  base: () => textIOBaseType,
  alloc: (type) => new PyStringIO(type),
  slots: { tp_iternext: next, tp_new: (type) => type.tp_alloc!(type) },
  init: method([param("initial_value", object, "", "''"), param("newline", object, "\n", "'\\n'")], "", init),
  methods: {
    close: method([], "Close the stream and drop its content.", (self: PyStringIO) => {
      self.closed = true;
      self.text = "";
      self.tail = [];
      self.size = 0;
      return null;
    }),
    getvalue: method([], "Return the whole content.", (self: PyStringIO) => {
      check(self);
      return whole(self);
    }),
    read: method(
      [posOnly("size", ssizeOrNone, -1)],
      "Read up to size characters, or until the end.",
      (self: PyStringIO, size) => {
        check(self);
        const start = Math.min(self.pos, self.size);
        const count = size === null || size < 0 ? self.size - start : Math.min(size, self.size - start);
        self.pos = count === 0 ? self.pos : start + count;
        return strSlice(whole(self), start, start + count);
      },
    ),
    readline: method(
      [posOnly("size", ssizeOrNone, -1)],
      "Read a line, at most size characters of it.",
      (self: PyStringIO, size) => {
        check(self);
        return readLine(self, size ?? -1);
      },
    ),
    tell: method([], "Return the position.", (self: PyStringIO) => {
      check(self);
      return positionOf(self);
    }),
    truncate: method(
      [posOnly("pos", exactSsizeOrNone, null)],
      "Cut off what lies behind the position or the argument.",
      truncate,
    ),
    seek: method([posOnly("pos", exactSsize), posOnly("whence", cint, 0)], "Move to a position and return it.", seek),
    write: method([posOnly("s", object)], "Write text and return its length.", write),
    seekable: method([], "Whether random access is supported.", always),
    readable: method([], "Whether the stream can be read.", always),
    writable: method([], "Whether the stream can be written.", always),
    __getstate__: method([], null, getState),
    __setstate__: method([posOnly("state", object)], null, setState),
  },
  getset: {
    closed: getset(
      (self: PyStringIO) => {
        checkReady(self);
        return self.closed;
      },
      undefined,
      null,
    ),
    newlines: getset(
      (self: PyStringIO) => {
        check(self);
        return self.newlines === null ? null : self.newlines.value();
      },
      undefined,
      null,
    ),
    line_buffering: getset(
      (self: PyStringIO) => {
        check(self);
        return false;
      },
      undefined,
      null,
    ),
  },
});

function checkReady(self: PyStringIO): void {
  if (!self.ok) throw valueError("I/O operation on uninitialized object");
}

function check(self: PyStringIO): void {
  checkReady(self);
  if (self.closed) throw closedFile("I/O operation on closed file");
}

function always(self: PyStringIO): PyValue {
  check(self);
  return true;
}

function init(self: PyStringIO, initial: PyValue, newline: PyValue): PyValue {
  const mode = newlineArgument(newline);
  if (initial !== null && asStr(initial) === undefined) {
    throw typeError(`initial_value must be str or None, not ${typeName(initial)}`);
  }
  setUp(self, mode);
  if (initial !== null) {
    writeText(self, asStr(initial)!);
    self.pos = 0;
  }
  return null;
}

function setUp(self: PyStringIO, newline: string | null): void {
  self.text = "";
  self.tail = [];
  self.size = 0;
  self.pos = 0;
  self.closed = false;
  self.newline = newline;
  self.newlines = newline === null || newline === "" ? new Newlines(newline === null) : null;
  self.writeNewline = newline === "\r" || newline === "\r\n" ? newline : null;
  self.ok = true;
}

/** The content as one text. */
function whole(self: PyStringIO): Str {
  if (self.tail.length > 0) {
    self.tail.unshift(self.text);
    self.text = strJoin("", self.tail);
    self.tail = [];
  }
  return self.text;
}

function write(self: PyStringIO, value: PyValue): PyValue {
  const text = typeof value === "string" ? value : asStr(value);
  if (text === undefined) throw typeError(`string argument expected, got '${typeName(value)}'`);
  check(self);
  if (text !== "") writeText(self, text);
  return strLength(text);
}

function writeText(self: PyStringIO, text: Str): void {
  let out = self.newlines === null ? text : self.newlines.feed(text, true);
  if (self.writeNewline !== null) out = strFromJs(strToJs(out).replaceAll("\n", self.writeNewline));
  const length = strLength(out);
  if (self.pos === self.size) {
    self.tail.push(out);
    self.size += length;
    self.pos = self.size;
    return;
  }
  if (self.pos + length >= 2 ** 63) throw overflowError("new position too large");
  let text0 = whole(self);
  if (self.pos > self.size) text0 = strConcat(text0, strRepeat("\0", self.pos - self.size));
  const before = strSlice(text0, 0, self.pos);
  const end = self.pos + length;
  const after = end < strLength(text0) ? strSlice(text0, end, strLength(text0)) : "";
  self.text = strConcat(strConcat(before, out), after);
  self.size = strLength(self.text);
  self.pos = end;
}

function readLine(self: PyStringIO, limit: number): Str {
  if (self.pos >= self.size || limit === 0) return "";
  const text = whole(self);
  const ends = {
    translated: self.newline === null,
    universal: self.newline === "",
    newline: self.newline ?? "\n",
  };
  let end = findLineEnd(text, self.pos, ends);
  if (end < 0) end = self.size;
  if (limit >= 0 && end > self.pos + limit) end = self.pos + limit;
  const line = strSlice(text, self.pos, end);
  self.pos = end;
  return line;
}

function next(self: PyStringIO): PyValue | undefined {
  check(self);
  let line: PyValue;
  if (self.type === stringIOType) line = readLine(self, -1);
  else {
    line = callMethod(self, "readline");
    if (asStr(line) === undefined) {
      throw newException(PyExc_OSError, `readline() should have returned a str object, not '${typeName(line)}'`);
    }
  }
  return asStr(line) === "" ? undefined : line;
}

function truncate(self: PyStringIO, pos: Int | null): PyValue {
  check(self);
  let to = positionOf(self);
  if (pos !== null) {
    to = pos;
    if (to < 0) throw valueError(`Negative size value ${to}`);
  }
  if (to < self.size) {
    self.size = Number(to);
    self.text = strSlice(whole(self), 0, self.size);
  }
  return to;
}

function seek(self: PyStringIO, pos: Int, whence: number): PyValue {
  check(self);
  if (whence !== 0 && whence !== 1 && whence !== 2) {
    throw valueError(`Invalid whence (${whence}, should be 0, 1 or 2)`);
  }
  if (pos < 0 && whence === 0) throw valueError(`Negative seek position ${pos}`);
  if (whence !== 0 && pos !== 0) throw newException(PyExc_OSError, "Can't do nonzero cur-relative seeks");
  return goTo(self, whence === 0 ? pos : whence === 1 ? positionOf(self) : self.size);
}

function getState(self: PyStringIO): PyValue {
  check(self);
  const dict = self.dict === null ? null : copyDict(self.dict);
  return new PyTuple([whole(self), self.newline, positionOf(self), dict]);
}

function setState(self: PyStringIO, state: PyValue): PyValue {
  if (self.closed) throw closedFile("I/O operation on closed file");
  if (!(state instanceof PyTuple) || state.items.length < 4) {
    throw typeError(`${typeName(self)}.__setstate__ argument should be 4-tuple, got ${typeName(state)}`);
  }
  const [value, newline, position, dict] = state.items;
  if (asStr(value) === undefined && value !== null) {
    throw typeError(`initial_value must be str or None, not ${typeName(value)}`);
  }
  setUp(self, newlineArgument(newline));
  // The value was translated when it was written: it goes in as it is.
  self.text = value === null ? "" : asStr(value)!;
  self.size = strLength(self.text);
  if (asInt(position) === undefined && !hasIndex(position)) {
    throw typeError(`third item of state must be an integer, got ${typeName(position)}`);
  }
  const pos = exactSsize(position);
  if (pos < 0) throw valueError("position value cannot be negative");
  goTo(self, pos);
  if (dict !== null) restoreStringDict(self, dict);
  return null;
}

function restoreStringDict(self: PyStringIO, dict: PyValue): void {
  try {
    restoreDict(self, dict);
  } catch {
    throw typeError(`fourth item of state should be a dict, got a ${typeName(dict)}`);
  }
}
