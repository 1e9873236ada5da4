/** MultibyteStreamReader and …Writer. Source: CPython Modules/cjkcodecs/multibytecodec.c. */
import { TOO_FEW } from "../../kernel/codecs/multibyte/codec.ts";
import type { Str } from "../../kernel/str.ts";
import { strSplitLines } from "../../kernel/str-split.ts";
import { genericGetAttr } from "../../objects/abstract/attributes.ts";
import { callMethod } from "../../objects/abstract/call.ts";
import { isSequence, length, sequenceGet } from "../../objects/abstract/container.ts";
import { asInt } from "../../objects/abstract/number.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { cstring, object } from "../../objects/converters.ts";
import { defineType, member, method, param, posOnly } from "../../objects/declare.ts";
import { typeError } from "../../objects/errors.ts";
import type { PyUnicodeError } from "../../objects/exceptions/base.ts";
import { asSsize } from "../../objects/iterators/ssize.ts";
import { PyList } from "../../objects/list/list.ts";
import type { PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { encodeText } from "./machine.ts";
import {
  begin,
  decodeMore,
  encodeMore,
  errorsAttribute,
  keepRest,
  noInit,
  StatefulDecoder,
  StatefulEncoder,
} from "./stateful.ts";

class StreamReader extends StatefulDecoder {
  stream: PyValue = null;
}

class StreamWriter extends StatefulEncoder {
  stream: PyValue = null;
}

export const streamReaderType: PyType = defineType<StreamReader>({
  name: "_multibytecodec.MultibyteStreamReader",
  doc: null,
  flags: ["basetype", "gc", "heaptype", "immutable"],
  signature: null,
  alloc: (type) => new StreamReader(type),
  new: method(
    [param("stream", object), param("errors", cstring, "strict")],
    "",
    (type: PyType, stream, errors) => {
      const self = begin(type.tp_alloc!(type) as StreamReader, type, errors);
      self.stream = stream;
      return self;
    },
    { parsed: "named", shownAs: "StreamReader" },
  ),
  slots: { tp_init: noInit, tp_getattro: genericGetAttr },
  methods: {
    read: method([posOnly("sizeobj", object, null)], null, (self: StreamReader, size) =>
      read(self, "read", sizeOf(size)),
    ),
    readline: method([posOnly("sizeobj", object, null)], null, (self: StreamReader, size) =>
      read(self, "readline", sizeOf(size)),
    ),
    readlines: method(
      [posOnly("sizehintobj", object, null)],
      null,
      (self: StreamReader, size) => new PyList(strSplitLines(read(self, "read", sizeOf(size)), true)),
    ),
    reset: method([], null, (self: StreamReader) => {
      self.codec.decodeReset?.(self.state);
      self.pending = new Uint8Array(0);
      return null;
    }),
  },
  members: { stream: member("stream") },
  getset: { errors: errorsAttribute },
});

/** -1 stands for all. */
function sizeOf(value: PyValue): number {
  if (value === null) return -1;
  if (asInt(value) === undefined) throw typeError("arg 1 must be an integer");
  return asSsize(value);
}

/** Reads with the stream's own method; byte by byte on, until there is a character or the end. */
function read(self: StreamReader, name: string, size: number): Str {
  if (size === 0) return "";
  let error: PyUnicodeError | undefined;
  for (let hint = size; ; hint = 1) {
    // C passes an int, which is half as wide as a size.
    const chunk = callMethod(self.stream, name, hint < 0 ? [] : [hint | 0]);
    if (!(chunk instanceof PyBytes))
      throw typeError(`stream function returned a non-bytes object (${typeName(chunk)})`);
    const available = self.pending.length + chunk.data.length;
    const run = decodeMore(self, chunk.data, error);
    const atEnd = chunk.data.length === 0 || hint < 0;
    if (atEnd && run.at < run.data.length) run.fail(TOO_FEW, self.errors);
    keepRest(self, run);
    error = run.error;
    if (hint < 0 || run.out.length !== 0 || available === 0) return run.out.text();
  }
}

export const streamWriterType: PyType = defineType<StreamWriter>({
  name: "_multibytecodec.MultibyteStreamWriter",
  doc: null,
  flags: ["basetype", "gc", "heaptype", "immutable"],
  signature: null,
  alloc: (type) => new StreamWriter(type),
  new: method(
    [param("stream", object), param("errors", cstring, "strict")],
    "",
    (type: PyType, stream, errors) => {
      const self = begin(type.tp_alloc!(type) as StreamWriter, type, errors);
      self.stream = stream;
      return self;
    },
    { parsed: "named", shownAs: "StreamWriter" },
  ),
  slots: { tp_init: noInit, tp_getattro: genericGetAttr },
  methods: {
    write: method([posOnly("strobj", object)], null, writeText, { definingClass: true }),
    writelines: method([posOnly("lines", object)], null, writeLines, { definingClass: true }),
    reset: method([], null, reset, { definingClass: true }),
  },
  members: { stream: member("stream") },
  getset: { errors: errorsAttribute },
});

function write(self: StreamWriter, text: PyValue): void {
  callMethod(self.stream, "write", [new PyBytes(encodeMore(self, text, false))]);
}

function writeText(self: StreamWriter, text: PyValue): PyValue {
  write(self, text);
  return null;
}

function writeLines(self: StreamWriter, lines: PyValue): PyValue {
  if (!isSequence(lines)) throw typeError("arg must be a sequence object");
  // The length may change under way.
  for (let i = 0; i < length(lines); i++) write(self, sequenceGet(lines, i));
  return null;
}

/** Writes what waits. As in C, a state is not gone back from unless something does. */
function reset(self: StreamWriter): PyValue {
  const { pending } = self;
  if (pending === "") return null;
  self.pending = "";
  const { bytes } = encodeText(self.codec, self.state, pending, self.errors, { flush: true, reset: true });
  if (bytes.length > 0) callMethod(self.stream, "write", [new PyBytes(bytes)]);
  return null;
}
