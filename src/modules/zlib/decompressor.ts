/** zlib._ZlibDecompressor: the decompressor of gzip and zipfile, which keeps input it has not used yet. Source: CPython Modules/zlibmodule.c. */
import { Z_NEED_DICT, Z_OK, Z_STREAM_END, Z_SYNC_FLUSH, type ZStream, zlibInflate, zlibInflateEnd } from "pako";
import { bytesLike } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { cint, object, ssize } from "../../objects/converters.ts";
import { defineType, member, method, param } from "../../objects/declare.ts";
import { eofError } from "../../objects/errors.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { isFine } from "./decompress.ts";
import {
  DEF_BUF_SIZE,
  MAX_WBITS,
  NOTHING,
  newInflater,
  Output,
  restOfInput,
  setDictionary,
  setInput,
  zlibError,
} from "./stream.ts";

class PyZlibDecompressor extends PyObject {
  readonly stream: ZStream;
  readonly zdict: PyValue | undefined;
  /** Input that was not needed yet. */
  pending: Uint8Array = NOTHING;
  unused_data: PyBytes = new PyBytes(NOTHING);
  eof = false;
  needs_input = true;
  constructor(type: PyType, stream: ZStream, zdict: PyValue | undefined) {
    super(type);
    this.stream = stream;
    this.zdict = zdict;
  }
}

export const zlibDecompressorType: PyType = defineType<PyZlibDecompressor>({
  name: "zlib._ZlibDecompressor",
  basicsize: 184,
  doc: "Create an object that decompresses data piece by piece.\n\n  wbits = 15\n  zdict\n     The dictionary that the compressor used.",
  flags: ["heaptype", "immutable"],
  new: method(
    [param("wbits", cint, MAX_WBITS), param("zdict", object, undefined, "b''")],
    "",
    (type: PyType, wbits, zdict) => new PyZlibDecompressor(type, newInflater(wbits, zdict), zdict),
  ),
  methods: {
    decompress: method(
      [param("data", bytesLike), param("max_length", ssize, -1)],
      "Decompress data, at most max_length bytes of the result unless it is negative.\n\nneeds_input tells whether more input is needed before there can be more output.",
      decompress,
    ),
  },
  members: {
    eof: member("eof", { doc: "Whether the stream has come to its end." }),
    unused_data: member("unused_data", { doc: "The bytes behind the end of the stream." }),
    needs_input: member("needs_input", {
      doc: "Whether nothing more comes out before more goes in.",
    }),
  },
});

function decompress(self: PyZlibDecompressor, data: Uint8Array, maxLength: number): PyValue {
  if (self.eof) throw eofError("End of stream already reached");
  const { stream } = self;
  setInput(stream, join(self.pending, data));
  self.pending = NOTHING;
  const limit = maxLength < 0 ? Number.POSITIVE_INFINITY : maxLength;
  const output = new Output(stream, Math.min(limit, DEF_BUF_SIZE), limit);
  let status: number = Z_OK;
  do {
    if (!output.grow()) break;
    status = zlibInflate(stream, Z_SYNC_FLUSH);
    if (status === Z_NEED_DICT && self.zdict !== undefined) setDictionary(stream, self.zdict);
  } while (stream.avail_out === 0 || (status === Z_NEED_DICT && self.zdict !== undefined));
  if (!isFine(status)) throw zlibError(stream, status, "while decompressing data");
  const rest = stream.avail_in === 0 ? NOTHING : restOfInput(stream);
  setInput(stream, NOTHING);
  if (status === Z_STREAM_END) {
    self.eof = true;
    self.needs_input = false;
    if (rest.length > 0) self.unused_data = new PyBytes(rest);
    zlibInflateEnd(stream);
  } else {
    self.pending = rest;
    self.needs_input = rest.length === 0;
  }
  return new PyBytes(output.finish());
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}
