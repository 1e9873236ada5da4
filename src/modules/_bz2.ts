/** _bz2: bzip2 compression piece by piece. The algorithm: kernel/bzip2. Source: CPython Modules/_bz2module.c. */
import { Bzip2Compressor } from "../kernel/bzip2/compress.ts";
import { Bzip2Decompressor, Bzip2Error } from "../kernel/bzip2/decompress.ts";
import { bytesLike } from "../objects/bytes/bytes-like.ts";
import { PyBytes } from "../objects/bytes/bytes-object.ts";
import { cint, ssize } from "../objects/converters.ts";
import { defineModule, defineType, member, method, param, posOnly } from "../objects/declare.ts";
import { eofError, newException, valueError } from "../objects/errors.ts";
import { PyExc_OSError } from "../objects/exceptions/types.ts";
import { PyObject, type PyValue } from "../objects/object.ts";
import type { PyType } from "../objects/type-object.ts";

class PyBZ2Compressor extends PyObject {
  readonly compressor: Bzip2Compressor;
  flushed = false;
  constructor(type: PyType, level: number) {
    super(type);
    this.compressor = new Bzip2Compressor(level);
  }
}

export const compressorType: PyType = defineType<PyBZ2Compressor>({
  name: "_bz2.BZ2Compressor",
  basicsize: 112,
  doc: "Create an object that compresses data piece by piece.\n\n  compresslevel\n    A number from 1 to 9.",
  flags: ["heaptype", "immutable"],
  new: method([posOnly("compresslevel", cint, 9)], "", (type: PyType, level) => {
    if (level < 1 || level > 9) throw valueError("compresslevel must be between 1 and 9");
    return new PyBZ2Compressor(type, level);
  }),
  methods: {
    compress: method(
      [posOnly("data", bytesLike)],
      "Take data, and return what is ready of the result.\n\nflush() gives the rest.",
      (self: PyBZ2Compressor, data) => {
        if (self.flushed) throw valueError("Compressor has been flushed");
        return new PyBytes(self.compressor.push(data));
      },
    ),
    flush: method(
      [],
      "End the compression, and return the rest of the result.\n\nThe object is of no use afterwards.",
      (self: PyBZ2Compressor) => {
        if (self.flushed) throw valueError("Repeated call to flush()");
        self.flushed = true;
        return new PyBytes(self.compressor.finish());
      },
    ),
  },
});

class PyBZ2Decompressor extends PyObject {
  readonly decompressor = new Bzip2Decompressor();
  eof = false;
  needs_input = true;
  unused_data = new PyBytes(new Uint8Array(0));
}

export const decompressorType: PyType = defineType<PyBZ2Decompressor>({
  name: "_bz2.BZ2Decompressor",
  basicsize: 152,
  doc: "Create an object that decompresses data piece by piece.",
  flags: ["heaptype", "immutable"],
  new: method([], "", (type: PyType) => new PyBZ2Decompressor(type)),
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

function decompress(self: PyBZ2Decompressor, data: Uint8Array, maxLength: number): PyValue {
  if (self.eof) throw eofError("End of stream already reached");
  const { decompressor } = self;
  decompressor.push(data);
  let result: Uint8Array;
  try {
    result = decompressor.read(maxLength < 0 ? Number.POSITIVE_INFINITY : maxLength);
  } catch (caught) {
    if (caught instanceof Bzip2Error) throw newException(PyExc_OSError, "Invalid data stream");
    throw caught;
  }
  self.eof = decompressor.eof;
  self.needs_input = !self.eof && decompressor.isDry;
  if (self.eof) self.unused_data = new PyBytes(decompressor.rest());
  return new PyBytes(result);
}

export default defineModule({
  name: "_bz2",
  doc: null,
  types: () => ({ BZ2Compressor: compressorType, BZ2Decompressor: decompressorType }),
});
