/** Unpickling numbers, text and bytes. Source: CPython Modules/_pickle.c (load_int, load_counted_long, load_counted_binunicode, …). */
import { escapeDecode, rawUnicodeEscapeDecode } from "../../kernel/codecs/escape.ts";
import { floatParseAscii } from "../../kernel/float.ts";
import { intFromSignedBytes } from "../../kernel/int-text.ts";
import { asciiText, type Str } from "../../kernel/str.ts";
import { iterNext } from "../../objects/abstract/iterate.ts";
import { PyBUF_FULL_RO } from "../../objects/buffer.ts";
import { PyByteArray } from "../../objects/bytes/bytearray-object.ts";
import { getBuffer } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { viewOfBuffer } from "../../objects/bytes/memoryview-object.ts";
import { decodeBytes } from "../../objects/codecs/builtin.ts";
import { decodeErrors } from "../../objects/codecs/handlers.ts";
import { isException, overflowError, valueError } from "../../objects/errors.ts";
import { PyExc_ValueError } from "../../objects/exceptions/types.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { intFromText } from "../../objects/int/int-parse.ts";
import type { PyValue } from "../../objects/object.ts";
import { int32, sizeOperand } from "./operands.ts";
import { unpicklingError } from "./state.ts";
import type { PyUnpickler } from "./unpickler.ts";

/** The two lines that stand for bools in protocols 0 and 1 are told from ints by their leading zero. */
export function loadInt(self: PyUnpickler): PyValue {
  const line = self.input.line(2);
  if (line === "00") return false;
  if (line === "01") return true;
  try {
    return intFromText(line, 10);
  } catch (caught) {
    if (!isException(caught, PyExc_ValueError)) throw caught;
    throw valueError("could not convert string to int");
  }
}

export function loadLong(self: PyUnpickler): PyValue {
  const line = self.input.line(2);
  return intFromText(line.endsWith("L") ? line.slice(0, -1) : line, 10);
}

/** A signed int of as many bytes as an operand of 1 or 4 bytes tells. */
export function loadCountedLong(self: PyUnpickler, bytes: number): PyValue {
  const { input } = self;
  const size = bytes === 1 ? input.byte() : int32(self);
  if (size < 0) throw unpicklingError("LONG pickle has negative byte count");
  const at = input.take(size);
  return intFromSignedBytes(input.data, at, size);
}

const FLOAT_START = /^[+-]?(?:\d+\.?\d*|\.\d+)|^[+-]?(?:inf|nan)/i;

export function loadFloat(self: PyUnpickler): PyValue {
  const line = self.input.line(2);
  const value = floatParseAscii(line);
  if (value === undefined || /[\s_]/.test(line)) {
    if (!FLOAT_START.test(line)) throw valueError(`could not convert string to float: '${line}\n'`);
    throw valueError("could not convert string to float");
  }
  if (Math.abs(value) === Number.POSITIVE_INFINITY && !/inf/i.test(line)) {
    throw overflowError(`value too large to convert to float: '${line}\n'`);
  }
  return new PyFloat(value);
}

/** Text whose number of bytes is one byte: mostly all of it has been read already. */
export function loadShortText(self: PyUnpickler): Str {
  const { data, pos, end } = self.input;
  const at = pos + 1;
  if (pos < end && at + data[pos] <= end) {
    const text = asciiText(data, at, at + data[pos]);
    if (text !== undefined) {
      self.input.pos = at + data[pos];
      return text;
    }
  }
  return loadText(self, 1);
}

/** Text from UTF-8 in which surrogates may stand. */
export function loadText(self: PyUnpickler, bytes: number): Str {
  const { input } = self;
  const size = sizeOperand(self, bytes, "BINUNICODE exceeds system's maximum size of");
  const at = input.take(size);
  const { data } = input;
  return asciiText(data, at, at + size) ?? decodeBytes(data.subarray(at, at + size), "utf-8", "surrogatepass");
}

export function loadBytes(self: PyUnpickler, bytes: number): PyValue {
  const size = sizeOperand(self, bytes, "BINBYTES exceeds system's maximum size of");
  return size === 0 ? (emptyBytes ??= new PyBytes(new Uint8Array(0))) : new PyBytes(self.input.copy(size));
}

/** There is one empty bytes object: pickles are compared by identity. */
let emptyBytes: PyBytes | null = null;

export function loadByteArray(self: PyUnpickler): PyValue {
  const size = sizeOperand(self, 8, "BYTEARRAY8 exceeds system's maximum size of");
  return new PyByteArray(self.input.copy(size));
}

/** A str of Python 2, in the encoding that the unpickler was given; "bytes" leaves it as it is. */
function fromPython2(self: PyUnpickler, data: Uint8Array): PyValue {
  return self.encoding === "bytes" ? new PyBytes(data.slice()) : decodeBytes(data, self.encoding, self.errors);
}

export function loadString(self: PyUnpickler): PyValue {
  const line = self.input.lineBytes(1);
  const last = line.length - 1;
  if (last < 1 || line[0] !== line[last] || (line[0] !== 39 && line[0] !== 34)) {
    throw unpicklingError("the STRING opcode argument must be quoted");
  }
  return fromPython2(self, escapeDecode(line.subarray(1, last), "strict").bytes);
}

export function loadBinString(self: PyUnpickler, bytes: number): PyValue {
  const { input } = self;
  const size = bytes === 1 ? input.byte() : int32(self);
  if (size < 0) throw unpicklingError("BINSTRING pickle has negative byte count");
  const at = input.take(size);
  return fromPython2(self, input.data.subarray(at, at + size));
}

export function loadUnicode(self: PyUnpickler): PyValue {
  return rawUnicodeEscapeDecode(self.input.lineBytes(1), decodeErrors("strict")).text;
}

export function loadNextBuffer(self: PyUnpickler): PyValue {
  if (self.buffers === undefined) {
    throw unpicklingError("pickle stream refers to out-of-band data but no *buffers* argument was given");
  }
  const buffer = iterNext(self.buffers);
  if (buffer === undefined) throw unpicklingError("not enough out-of-band buffers");
  return buffer;
}

/** A writable buffer is replaced by a read-only view of it. */
export function loadReadonlyBuffer(self: PyUnpickler): void {
  const view = viewOfBuffer(getBuffer(self.top(), PyBUF_FULL_RO));
  if (view.readonly) view.release();
  else self.stack[self.stack.length - 1] = view.derive({ readonly: true });
}
