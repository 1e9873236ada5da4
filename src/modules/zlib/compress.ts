/** zlib: compression at once, and compressor objects. Source: CPython Modules/zlibmodule.c. */
import {
  Z_BUF_ERROR,
  Z_FINISH,
  Z_NO_FLUSH,
  Z_OK,
  Z_STREAM_END,
  Z_STREAM_ERROR,
  ZStream,
  zlibDeflate,
  zlibDeflateEnd,
  zlibDeflateInit2,
  zlibDeflateSetDictionary,
} from "pako";
import { bytesLike } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { cint, object } from "../../objects/converters.ts";
import { defineType, method, posOnly } from "../../objects/declare.ts";
import { valueError } from "../../objects/errors.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { copyStream, NOTHING, Output, setInput, zlibError, zlibException } from "./stream.ts";

export const DEFLATED = 8;
export const DEF_MEM_LEVEL = 8;

type Flush = Parameters<typeof zlibDeflate>[1];
type Strategy = Parameters<typeof zlibDeflateInit2>[5];

export class PyCompress extends PyObject {
  readonly stream: ZStream;
  constructor(stream: ZStream) {
    super(compressType);
    this.stream = stream;
  }
}

const copyMethod = (self: PyCompress): PyValue => new PyCompress(copyStream(self.stream));

export const compressType: PyType = defineType<PyCompress>({
  name: "zlib.Compress",
  basicsize: 168,
  doc: null,
  flags: ["disallow_instantiation", "heaptype"],
  methods: {
    compress: method(
      [posOnly("data", bytesLike)],
      "Compress data and return what is ready of the result.\n\nThe rest stays in the object until more data come or flush() is called.",
      (self: PyCompress, data) => {
        setInput(self.stream, data);
        return deflateAll(self.stream, Z_NO_FLUSH, "while compressing data");
      },
    ),
    flush: method(
      [posOnly("mode", cint, Z_FINISH, "zlib.Z_FINISH")],
      "Return what is left of the compressed data.\n\nmode is Z_SYNC_FLUSH, Z_FULL_FLUSH or Z_FINISH; after Z_FINISH the object is of no more use.",
      flush,
    ),
    copy: method([], "Return a copy of the compressor in its present state.", copyMethod),
    __copy__: method([], "", copyMethod),
    __deepcopy__: method([posOnly("memo", object)], "", copyMethod),
  },
});

/** deflate(); an ended stream fails without words of zlib. */
function deflate(stream: ZStream, mode: number): number {
  return stream.state === null ? Z_STREAM_ERROR : zlibDeflate(stream, mode as Flush);
}

/** Runs deflate() until all input is taken and it has no more to write. */
function deflateAll(stream: ZStream, mode: number, what: string): PyBytes {
  const output = new Output(stream);
  do {
    output.grow();
    const status = deflate(stream, mode);
    if (status === Z_STREAM_ERROR) throw zlibError(stream, status, what);
  } while (stream.avail_out === 0);
  return new PyBytes(output.finish());
}

export function compress(data: Uint8Array, level: number, wbits: number): PyValue {
  const stream = new ZStream();
  const status = zlibDeflateInit2(stream, level, DEFLATED, wbits, DEF_MEM_LEVEL, 0, true);
  if (status === Z_STREAM_ERROR) throw zlibException("Bad compression level");
  if (status !== Z_OK) throw zlibError(stream, status, "while compressing data");
  setInput(stream, data);
  return deflateAll(stream, Z_FINISH, "while compressing data");
}

export function compressobj(
  level: number,
  algorithm: number,
  wbits: number,
  memLevel: number,
  strategy: number,
  zdict: Uint8Array | undefined,
): PyValue {
  const stream = new ZStream();
  const status = zlibDeflateInit2(stream, level, algorithm, wbits, memLevel, strategy as Strategy, true);
  if (status === Z_STREAM_ERROR) throw valueError("Invalid initialization option");
  if (status !== Z_OK) throw zlibError(stream, status, "while creating compression object");
  if (zdict !== undefined && zlibDeflateSetDictionary(stream, zdict) !== Z_OK) throw valueError("Invalid dictionary");
  return new PyCompress(stream);
}

function flush(self: PyCompress, mode: number): PyValue {
  const { stream } = self;
  if (mode === Z_NO_FLUSH) return new PyBytes(NOTHING);
  setInput(stream, NOTHING);
  const output = new Output(stream);
  let status: number;
  do {
    output.grow();
    status = deflate(stream, mode);
    if (status === Z_STREAM_ERROR) throw zlibError(stream, status, "while flushing");
  } while (stream.avail_out === 0);
  if (status === Z_STREAM_END && mode === Z_FINISH) {
    status = zlibDeflateEnd(stream);
    if (status !== Z_OK) throw zlibError(stream, status, "while finishing compression");
  } else if (status !== Z_OK && status !== Z_BUF_ERROR) {
    throw zlibError(stream, status, "while flushing");
  }
  return new PyBytes(output.finish());
}
