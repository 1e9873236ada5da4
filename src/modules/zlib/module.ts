/** zlib: the table. Compression: compress.ts; decompression: decompress.ts, decompressor.ts. Source: CPython Modules/zlibmodule.c. */
import { adler32, crc32 } from "../../kernel/checksum.ts";
import { bytesLike } from "../../objects/bytes/bytes-like.ts";
import { cint, object, ssize, uint32 } from "../../objects/converters.ts";
import { defineModule, fn, param, posOnly } from "../../objects/declare.ts";
import { compress, compressobj, DEF_MEM_LEVEL, DEFLATED } from "./compress.ts";
import { decompress, decompressobj } from "./decompress.ts";
import { zlibDecompressorType } from "./decompressor.ts";
import { DEF_BUF_SIZE, errorType, MAX_WBITS } from "./stream.ts";

const VERSION = "1.3.1";

const data = posOnly("data", bytesLike);
const level = param("level", cint, -1, "Z_DEFAULT_COMPRESSION");
const wbits = param("wbits", cint, MAX_WBITS, "MAX_WBITS");

export default defineModule({
  name: "zlib",
  doc: "Compression and decompression compatible with gzip, as the zlib library does it.\n\n'wbits' is the size of the window and the format of the container.",
  functions: {
    adler32: fn([data, posOnly("value", uint32, 1)], "Adler-32 checksum of data, going on from value.", adler32),
    compress: fn([data, level, wbits], "Return data compressed.", compress),
    compressobj: fn(
      [
        level,
        param("method", cint, DEFLATED, "DEFLATED"),
        wbits,
        param("memLevel", cint, DEF_MEM_LEVEL, "DEF_MEM_LEVEL"),
        param("strategy", cint, 0, "Z_DEFAULT_STRATEGY"),
        param("zdict", bytesLike, undefined, "None"),
      ],
      "Return an object that compresses data piece by piece.",
      compressobj,
    ),
    crc32: fn([data, posOnly("value", uint32, 0)], "CRC-32 checksum of data, going on from value.", crc32),
    decompress: fn(
      [data, wbits, param("bufsize", ssize, DEF_BUF_SIZE, "DEF_BUF_SIZE")],
      "Return data decompressed.",
      decompress,
    ),
    decompressobj: fn(
      [wbits, param("zdict", object, undefined, "b''")],
      "Return an object that decompresses data piece by piece.",
      decompressobj,
    ),
  },
  types: () => ({ error: errorType, _ZlibDecompressor: zlibDecompressorType }),
  constants: () => ({
    MAX_WBITS,
    DEFLATED,
    DEF_MEM_LEVEL,
    DEF_BUF_SIZE,
    Z_NO_COMPRESSION: 0,
    Z_BEST_SPEED: 1,
    Z_BEST_COMPRESSION: 9,
    Z_DEFAULT_COMPRESSION: -1,
    Z_FILTERED: 1,
    Z_HUFFMAN_ONLY: 2,
    Z_RLE: 3,
    Z_FIXED: 4,
    Z_DEFAULT_STRATEGY: 0,
    Z_NO_FLUSH: 0,
    Z_PARTIAL_FLUSH: 1,
    Z_SYNC_FLUSH: 2,
    Z_FULL_FLUSH: 3,
    Z_FINISH: 4,
    Z_BLOCK: 5,
    Z_TREES: 6,
    ZLIB_VERSION: VERSION,
    ZLIB_RUNTIME_VERSION: VERSION,
    __version__: "1.0",
  }),
});
