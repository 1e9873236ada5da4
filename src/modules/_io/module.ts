/**
 * _io: streams. The classes lie in a file each; what a program leaves unwritten is written by `flushUnclosed` when the
 * interpreter ends. Source: CPython Modules/_io/.
 */
import { cint, cstring, cstringOrNone, object, truth } from "../../objects/converters.ts";
import { defineModule, fn, param, posOnly } from "../../objects/declare.ts";
import { PyExc_BlockingIOError } from "../../objects/exceptions/types.ts";
import { bufferedRandomType, bufferedReaderType, bufferedWriterType } from "./buffered-types.ts";
import { bufferedIOBaseType } from "./bufferedbase.ts";
import { bytesIOBufferType, bytesIOType } from "./bytesio.ts";
import { unsupportedOperationType } from "./errors.ts";
import { fileIOType } from "./fileio.ts";
import { DEFAULT_BUFFER_SIZE, iobaseType, rawIOBaseType } from "./iobase.ts";
import { incrementalNewlineDecoderType } from "./newline-decoder.ts";
import { ioOpen, openCode, textEncoding } from "./open.ts";
import { bufferedRWPairType } from "./rwpair.ts";
import { stringIOType } from "./stringio.ts";
import { textIOBaseType } from "./textbase.ts";
import { textIOWrapperType } from "./textio-type.ts";

export default defineModule({
  name: "_io",
  doc: "Streams: raw files, buffers, text. The module io builds on it; open() is the builtin.",
  functions: {
    open: fn(
      [
        param("file", object),
        param("mode", cstring, "r"),
        param("buffering", cint, -1),
        param("encoding", cstringOrNone, null),
        param("errors", cstringOrNone, null),
        param("newline", cstringOrNone, null),
        param("closefd", truth, true),
        param("opener", object, null),
      ],
      "Open a file and return a stream.\n\nfile is a path or a file descriptor. mode is r (read), w (write, truncating), x (create) or a (append), with + for reading and writing, b for bytes or t for text. buffering is 0 (none; bytes only), 1 (lines; text only) or a buffer's size. encoding, errors and newline are TextIOWrapper's. closefd=False keeps a given descriptor open; opener(file, flags) opens in place of the system.",
      ioOpen,
    ),
    open_code: fn([param("path", object)], "Open a file with the intent to run what it contains.", openCode),
    text_encoding: fn(
      [posOnly("encoding", object), posOnly("stacklevel", cint, 2)],
      "Return the encoding, or the default one's name when it is None.",
      textEncoding,
    ),
  },
  types: () => ({
    _IOBase: iobaseType,
    _RawIOBase: rawIOBaseType,
    _BufferedIOBase: bufferedIOBaseType,
    _TextIOBase: textIOBaseType,
    FileIO: fileIOType,
    BytesIO: bytesIOType,
    _BytesIOBuffer: bytesIOBufferType,
    StringIO: stringIOType,
    BufferedReader: bufferedReaderType,
    BufferedWriter: bufferedWriterType,
    BufferedRWPair: bufferedRWPairType,
    BufferedRandom: bufferedRandomType,
    TextIOWrapper: textIOWrapperType,
    IncrementalNewlineDecoder: incrementalNewlineDecoderType,
    UnsupportedOperation: unsupportedOperationType,
    BlockingIOError: PyExc_BlockingIOError,
  }),
  constants: () => ({ DEFAULT_BUFFER_SIZE }),
});
