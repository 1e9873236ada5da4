/** Pickling numbers, text and bytes. Source: CPython Modules/_pickle.c (save_long, save_float, save_bytes, save_unicode, save_picklebuffer). */
import { floatRepr } from "../../kernel/float.ts";
import { intBitLength } from "../../kernel/int-bits.ts";
import { intIntoBytes, intToBytes, SHORT_BYTES } from "../../kernel/int-text.ts";
import { type Str, strCodeAt, strFromCodes, strLength } from "../../kernel/str.ts";
import { call1 } from "../../objects/abstract/call.ts";
import { isTrue } from "../../objects/abstract/compare.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { PyBUF_FULL_RO } from "../../objects/buffer.ts";
import { PyBuiltinFunction } from "../../objects/builtin-function.ts";
import type { PyByteArray } from "../../objects/bytes/bytearray-object.ts";
import { bytearrayType } from "../../objects/bytes/bytearray-type.ts";
import { getBuffer, releaseBuffer } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { isContiguous } from "../../objects/bytes/layout.ts";
import { bytesType } from "../../objects/bytes/type.ts";
import { encodeText } from "../../objects/codecs/builtin.ts";
import { overflowError } from "../../objects/errors.ts";
import type { Int, PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import {
  BINBYTES,
  BINBYTES8,
  BINFLOAT,
  BININT,
  BININT1,
  BININT2,
  BINUNICODE,
  BINUNICODE8,
  BYTEARRAY8,
  LONG1,
  LONG4,
  NEXT_BUFFER,
  READONLY_BUFFER,
  REDUCE,
  SHORT_BINBYTES,
  SHORT_BINUNICODE,
  TUPLE2,
  UNICODE,
} from "./opcodes.ts";
import { FRAME_SIZE_TARGET } from "./output.ts";
import type { PyPickler } from "./pickler.ts";
import { save } from "./save.ts";
import { savePart, saveReduce } from "./save-reduce.ts";
import { picklingError } from "./state.ts";

export function saveInt(self: PyPickler, value: Int): void {
  const { out } = self;
  if (typeof value === "number" && (value | 0) === value) {
    if (!self.bin) out.text(`I${value}\n`);
    else if (value >= 0 && value < 0x10000) {
      if (value < 256) out.op1(BININT1, value);
      else out.op2(BININT2, value);
    } else out.op4(BININT, value);
    return;
  }
  if (self.proto < 2) {
    out.text(`L${reprJs(value)}L\n`);
    return;
  }
  const at = out.room(SHORT_BYTES + 2);
  const size = intIntoBytes(value, out.bytes, at + 2);
  if (size !== undefined) {
    out.bytes[at] = LONG1;
    out.bytes[at + 1] = size;
    out.length = at + size + 2;
    return;
  }
  let bytes = intToBytes(value, (intBitLength(value) >> 3) + 1, true, true);
  const last = bytes.length - 1;
  // A negative number may have a byte that only repeats the sign.
  if (value < 0 && last > 0 && bytes[last] === 0xff && (bytes[last - 1] & 0x80) !== 0) bytes = bytes.subarray(0, last);
  if (bytes.length > 0x7fffffff) throw overflowError("int too large to pickle");
  if (bytes.length < 256) out.op1(LONG1, bytes.length);
  else out.op4(LONG4, bytes.length);
  out.data(bytes);
}

export function saveFloat(self: PyPickler, value: number): void {
  if (self.bin) self.out.double(BINFLOAT, value);
  else self.out.text(`F${floatRepr(value)}\n`);
}

/** Longest text that is tried as ASCII right in the output: more than one byte for its length is not needed. */
const SHORT = 255;

export function saveStr(self: PyPickler, text: Str): void {
  if (!self.bin) self.out.data(rawUnicodeEscape(text));
  else if (typeof text !== "string" || text.length > SHORT || !saveShortAscii(self, text)) {
    const data = encodeText(text, "utf-8", "surrogatepass");
    saveSized(self, data, null, self.proto >= 4 ? SHORT_BINUNICODE : 0, BINUNICODE, BINUNICODE8, "string");
  }
  self.memoPut(text);
}

function saveShortAscii(self: PyPickler, text: string): boolean {
  const { out } = self;
  const size = text.length;
  let at = out.room(size + 5);
  const { bytes } = out;
  if (self.proto >= 4) bytes[at++] = SHORT_BINUNICODE;
  else bytes[at++] = BINUNICODE;
  bytes[at++] = size;
  if (self.proto < 4) for (let i = 0; i < 3; i++) bytes[at++] = 0;
  for (let i = 0; i < size; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) return false;
    bytes[at++] = code;
  }
  out.length = at;
  return true;
}

/** Bytes behind an instruction that tells their number; `payload` is an object that holds just them. */
function saveSized(
  self: PyPickler,
  data: Uint8Array,
  payload: PyValue,
  short: number,
  medium: number,
  long: number,
  what: string,
): void {
  const size = data.length;
  if (size >= FRAME_SIZE_TARGET) {
    if (size > 0xffffffff && self.proto < 4) {
      throw overflowError(`serializing a ${what} larger than 4 GiB requires pickle protocol 4 or higher`);
    }
    saveLarge(self, data, payload, () => {
      if (size <= 0xffffffff) self.out.op4(medium, size);
      else self.out.op8(long, size);
    });
    return;
  }
  if (size < 256 && short !== 0) self.out.op1(short, size);
  else self.out.op4(medium, size);
  self.out.data(data);
}

/** Large data lies outside of frames, and goes to the file at once. */
function saveLarge(self: PyPickler, data: Uint8Array, payload: PyValue, header: () => void): void {
  const { out } = self;
  out.commitFrame();
  const framing = out.setFraming(false);
  header();
  if (self.write !== undefined) {
    self.flush();
    call1(self.write, payload ?? new PyBytes(data));
  } else out.data(data);
  out.setFraming(framing);
}

function saveBytesData(self: PyPickler, value: PyValue, data: Uint8Array): void {
  saveSized(self, data, value, SHORT_BINBYTES, BINBYTES, BINBYTES8, "bytes object");
  self.memoPut(value);
}

function saveByteArrayData(self: PyPickler, value: PyValue, data: Uint8Array): void {
  const header = (): void => self.out.op8(BYTEARRAY8, data.length);
  if (data.length >= FRAME_SIZE_TARGET) saveLarge(self, data, value, header);
  else {
    header();
    self.out.data(data);
  }
  self.memoPut(value);
}

/** Old protocols know no bytes: they are text that codecs.encode() turns back. */
export function saveBytes(self: PyPickler, value: PyBytes): void {
  const { data } = value;
  const { out } = self;
  const { codecsEncode } = self.state;
  if (self.proto >= 3) saveBytesData(self, value, data);
  else if (data.length === 0) saveReduce(self, new PyTuple([bytesType, new PyTuple([])]), value);
  else if (self.hidden && self.proto === 2 && codecsEncode instanceof PyBuiltinFunction) {
    // What follows is written here without the tuples, which nobody sees.
    savePart(self, codecsEncode, value, "reconstructor");
    save(self, strFromCodes(data), false);
    save(self, "latin1", false);
    out.op(TUPLE2);
    self.memoPutUnseen();
    out.op(REDUCE);
    self.memoPut(value);
  } else {
    const args = new PyTuple([strFromCodes(data), "latin1"]);
    saveReduce(self, new PyTuple([codecsEncode, args]), value);
  }
}

export function saveByteArray(self: PyPickler, value: PyByteArray): void {
  const { data } = value;
  if (self.proto >= 5) saveByteArrayData(self, value, data);
  else {
    const args = data.length === 0 ? [] : [new PyBytes(data.slice())];
    saveReduce(self, new PyTuple([bytearrayType, new PyTuple(args)]), value);
  }
}

export function savePickleBuffer(self: PyPickler, value: PyValue): void {
  if (self.proto < 5) throw picklingError("PickleBuffer can only be pickled with protocol >= 5");
  const view = getBuffer(value, PyBUF_FULL_RO);
  try {
    const { shape, strides, itemsize } = view;
    if (!isContiguous(shape, strides, itemsize, "C") && !isContiguous(shape, strides, itemsize, "F")) {
      throw picklingError("PickleBuffer can not be pickled when pointing to a non-contiguous buffer");
    }
    const inBand = self.bufferCallback === undefined || isTrue(call1(self.bufferCallback, value));
    if (!inBand) {
      self.out.op(NEXT_BUFFER);
      if (view.readonly) self.out.op(READONLY_BUFFER);
      return;
    }
    const size = shape.reduce((a, b) => a * b, itemsize);
    const start = view.offset ?? 0;
    const data = view.data.subarray(start, start + size);
    if (view.readonly) saveBytesData(self, value, data);
    else saveByteArrayData(self, value, data);
  } finally {
    releaseBuffer(view);
  }
}

/** Text for protocol 0: a line in Latin-1, in which what cannot stand for itself is escaped. */
function rawUnicodeEscape(text: Str): Uint8Array {
  const bytes: number[] = [UNICODE];
  const push = (letter: string, code: number, digits: number): void => {
    for (const c of `\\${letter}${code.toString(16).padStart(digits, "0")}`) bytes.push(c.charCodeAt(0));
  };
  for (let i = 0; i < strLength(text); i++) {
    const code = strCodeAt(text, i);
    if (code > 0xffff) push("U", code, 8);
    else if (code > 255 || code === 92 || code === 0 || code === 10 || code === 13 || code === 26) push("u", code, 4);
    else bytes.push(code);
  }
  bytes.push(10);
  return Uint8Array.from(bytes);
}
