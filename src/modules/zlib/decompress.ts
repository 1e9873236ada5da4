/** zlib: decompression at once, and the decompressor objects of zlib.decompressobj(). Source: CPython Modules/zlibmodule.c. */
import {
  Z_BUF_ERROR,
  Z_FINISH,
  Z_NEED_DICT,
  Z_OK,
  Z_STREAM_END,
  Z_SYNC_FLUSH,
  ZStream,
  zlibInflate,
  zlibInflateEnd,
  zlibInflateInit2,
} from "pako";
import { bytesLike, hasBuffer } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { object, ssize } from "../../objects/converters.ts";
import { defineType, member, method, param, posOnly } from "../../objects/declare.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import {
  copyStream,
  DEF_BUF_SIZE,
  NOTHING,
  newInflater,
  Output,
  restOfInput,
  setDictionary,
  setInput,
  zlibError,
} from "./stream.ts";

/** States in which inflate() may be called again, or has come to the end. */
export function isFine(status: number): boolean {
  return status === Z_OK || status === Z_BUF_ERROR || status === Z_STREAM_END;
}

class PyDecompress extends PyObject {
  readonly stream: ZStream;
  readonly zdict: PyValue | undefined;
  unused_data: PyBytes = new PyBytes(NOTHING);
  unconsumed_tail: PyBytes = new PyBytes(NOTHING);
  eof = false;
  constructor(stream: ZStream, zdict: PyValue | undefined) {
    super(decompressType);
    this.stream = stream;
    this.zdict = zdict;
  }
}

export const decompressType: PyType = defineType<PyDecompress>({
  name: "zlib.Decompress",
  basicsize: 168,
  doc: null,
  flags: ["disallow_instantiation", "heaptype"],
  methods: {
    decompress: method(
      [posOnly("data", bytesLike), param("max_length", ssize, 0)],
      "Decompress data, at most max_length bytes of the result unless it is 0.\n\nInput that was not needed for these is kept in the attribute unconsumed_tail.",
      decompressMore,
    ),
    flush: method(
      [posOnly("length", ssize, DEF_BUF_SIZE, "zlib.DEF_BUF_SIZE")],
      "Return what is left of the decompressed data; length is the first size of the buffer.",
      flush,
    ),
    copy: method([], "Return a copy of the decompressor in its present state.", copy),
    __copy__: method([], "", copy),
    __deepcopy__: method([posOnly("memo", object)], "", copy),
  },
  members: {
    unused_data: member("unused_data"),
    unconsumed_tail: member("unconsumed_tail"),
    eof: member("eof"),
  },
});

export function decompress(data: Uint8Array, wbits: number, bufsize: number): PyValue {
  if (bufsize < 0) throw valueError("bufsize must be non-negative");
  const stream = new ZStream();
  let status: number = zlibInflateInit2(stream, wbits);
  if (status !== Z_OK) throw zlibError(stream, status, "while preparing to decompress data");
  setInput(stream, data);
  const output = new Output(stream, bufsize);
  do {
    output.grow();
    status = zlibInflate(stream, Z_FINISH);
    if (!isFine(status)) throw zlibError(stream, status, "while decompressing data");
  } while (stream.avail_out === 0);
  if (status !== Z_STREAM_END) throw zlibError(stream, status, "while decompressing data");
  return new PyBytes(output.finish());
}

export function decompressobj(wbits: number, zdict: PyValue | undefined): PyValue {
  if (zdict !== undefined && !hasBuffer(zdict)) throw typeError("zdict argument must support the buffer protocol");
  return new PyDecompress(newInflater(wbits, zdict), zdict);
}

function decompressMore(self: PyDecompress, data: Uint8Array, maxLength: number): PyValue {
  if (maxLength < 0) throw valueError("max_length must be non-negative");
  const { stream, zdict } = self;
  setInput(stream, data);
  const output = maxLength === 0 ? new Output(stream) : new Output(stream, undefined, maxLength);
  let status: number = Z_OK;
  do {
    if (!output.grow()) break;
    status = zlibInflate(stream, Z_SYNC_FLUSH);
    if (status === Z_NEED_DICT && zdict !== undefined) setDictionary(stream, zdict);
    else if (!isFine(status)) break;
  } while (stream.avail_out === 0 || status === Z_NEED_DICT);
  saveRest(self, status);
  if (status === Z_STREAM_END) self.eof = true;
  else if (!isFine(status)) throw zlibError(stream, status, "while decompressing data");
  return new PyBytes(output.finish());
}

/** save_unconsumed_input: input after the end goes to unused_data, input that has to wait to unconsumed_tail. */
function saveRest(self: PyDecompress, status: number): void {
  const { stream } = self;
  if (status === Z_STREAM_END && stream.avail_in > 0) {
    const rest = restOfInput(stream);
    const before = self.unused_data.data;
    const joined = new Uint8Array(before.length + rest.length);
    joined.set(before);
    joined.set(rest, before.length);
    self.unused_data = new PyBytes(joined);
    stream.avail_in = 0;
  }
  if (stream.avail_in > 0 || self.unconsumed_tail.data.length > 0) {
    self.unconsumed_tail = new PyBytes(restOfInput(stream));
  }
  setInput(stream, NOTHING);
}

function flush(self: PyDecompress, length: number): PyValue {
  if (length <= 0) throw valueError("length must be greater than zero");
  const { stream } = self;
  setInput(stream, self.unconsumed_tail.data);
  const output = new Output(stream, length);
  let status: number;
  do {
    output.grow();
    status = zlibInflate(stream, Z_FINISH);
  } while (isFine(status) && stream.avail_out === 0);
  saveRest(self, status);
  if (status === Z_STREAM_END) {
    self.eof = true;
    status = zlibInflateEnd(stream);
    if (status !== Z_OK) throw zlibError(stream, status, "while finishing decompression");
  }
  return new PyBytes(output.finish());
}

function copy(self: PyDecompress): PyValue {
  const other = new PyDecompress(copyStream(self.stream), self.zdict);
  other.unused_data = self.unused_data;
  other.unconsumed_tail = self.unconsumed_tail;
  other.eof = self.eof;
  return other;
}
