/** TextIOWrapper: the table. The machinery: textio.ts, text-position.ts. Source: CPython Modules/_io/textio.c. */
import { strFromJs, strLength } from "../../kernel/str.ts";
import { getAttr, lookupAttr } from "../../objects/abstract/attributes.ts";
import { callMethod } from "../../objects/abstract/call.ts";
import { isTrue } from "../../objects/abstract/compare.ts";
import { ssizeIndex } from "../../objects/abstract/number.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { warn } from "../../objects/abstract/warn.ts";
import { lookupErrorHandler } from "../../objects/codecs/registry.ts";
import {
  cint,
  clong,
  cPrefix,
  cstringOrNone,
  cText,
  object,
  ssizeOrNone,
  str,
  truth,
} from "../../objects/converters.ts";
import {
  type CallableSpec,
  defineType,
  getset,
  kwOnly,
  member,
  method,
  param,
  posOnly,
} from "../../objects/declare.ts";
import { attributeError, newException, typeError, valueError } from "../../objects/errors.ts";
import { PyExc_OSError } from "../../objects/exceptions/types.ts";
import { machine } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { unsupported } from "./errors.ts";
import { guardedName, nameOf } from "./fileio.ts";
import { cannotPickle, warnDropped } from "./iobase.ts";
import { LINE_ENDS } from "./line-ending.ts";
import { NewlineDecoder } from "./newlines.ts";
import { textSeek, textTell } from "./text-position.ts";
import { textIOBaseType } from "./textbase.ts";
import { PyTextIOWrapper } from "./textio.ts";
import { finished, flushAndClose, nextByReadline, waiting } from "./wait.ts";

export const textIOWrapperType: PyType = defineType<PyTextIOWrapper>({
  name: "_io.TextIOWrapper",
  basicsize: 200,
  doc: "Text over a buffered binary stream.\n\nencoding and errors name the codec and its error handler. newline says how lines end: None translates all kinds to \\n when reading and \\n to the system's when writing; '' recognizes all kinds untranslated; '\\n', '\\r' and '\\r\\n' stand for themselves. With line_buffering a write of a line's end flushes.",
  flags: ["basetype", "dict", "weakref", "heaptype", "immutable"],
  base: () => textIOBaseType,
  alloc: (type) => new PyTextIOWrapper(type),
  slots: { tp_repr: textRepr, tp_iternext: nextLine, tp_iternext_waiting: nextLineOrWait },
  init: method(
    [
      param("buffer", object),
      param("encoding", cstringOrNone, null),
      param("errors", object, null),
      param("newline", cstringOrNone, null),
      param("line_buffering", truth, false),
      param("write_through", truth, false),
    ],
    "",
    init,
  ),
  methods: {
    detach: method([], null, detach),
    reconfigure: method(
      [
        kwOnly("encoding", object, null),
        kwOnly("errors", object, null),
        kwOnly("newline", object, undefined, "None"),
        kwOnly("line_buffering", object, null),
        kwOnly("write_through", object, null),
      ],
      "Change the parameters of the stream, after flushing it.",
      reconfigure,
    ),
    write: method([posOnly("text", str)], null, (self: PyTextIOWrapper, text) => {
      const piece = self.accept(text);
      return waiting(() => {
        self.handOn(piece);
        return strLength(text);
      });
    }),
    read: method([posOnly("size", ssizeOrNone, -1)], null, (self: PyTextIOWrapper, size) =>
      waiting(() => self.read(size ?? -1)),
    ),
    readline: method([posOnly("size", object, -1)], null, (self: PyTextIOWrapper, size) => {
      self.checkAttached();
      const limit = lineLimit(size);
      return waiting(() => self.readLine(limit));
    }),
    flush: method([], null, (self: PyTextIOWrapper) => {
      self.startFlush();
      return waiting(() => {
        self.finishFlush();
        return null;
      });
    }),
    close: method([], null, close),
    fileno: delegated("fileno", null),
    seekable: delegated("seekable", null),
    readable: delegated("readable", null),
    writable: delegated("writable", null),
    isatty: delegated("isatty", null),
    seek: method(
      [posOnly("cookie", object), posOnly("whence", cint, 0, "os.SEEK_SET")],
      "Go to a position that tell() returned, to the end or to the current position.",
      (self: PyTextIOWrapper, cookie, whence) => {
        self.checkAttached();
        self.checkClosed();
        return textSeek(self, cookie, whence);
      },
    ),
    tell: method([], "Return the position as an opaque number for seek().", (self: PyTextIOWrapper) => {
      self.checkAttached();
      self.checkClosed();
      return textTell(self);
    }),
    truncate: method([posOnly("pos", object, null)], null, (self: PyTextIOWrapper, pos) => {
      self.checkAttached();
      callMethod(self, "flush");
      return callMethod(self.buffer, "truncate", [pos]);
    }),
    __getstate__: method([], null, cannotPickle),
  },
  members: {
    buffer: member("buffer"),
    encoding: member("encoding"),
    line_buffering: member("lineBuffering"),
    write_through: member("writeThrough"),
    _finalizing: member("finalizing", { readonly: false, convert: truth }),
  },
  getset: {
    name: getset((self: PyTextIOWrapper) => (self.checkAttached(), getAttr(self.buffer, "name")), undefined, null),
    closed: getset((self: PyTextIOWrapper) => (self.checkAttached(), getAttr(self.buffer, "closed")), undefined, null),
    newlines: getset(
      (self: PyTextIOWrapper) => {
        self.checkAttached();
        return self.decoder instanceof NewlineDecoder ? self.decoder.newlines.value() : null;
      },
      undefined,
      null,
    ),
    errors: getset((self: PyTextIOWrapper) => (self.checkInitialized(), self.errors), undefined, null),
    _CHUNK_SIZE: getset((self: PyTextIOWrapper) => (self.checkAttached(), self.chunkSize), setChunkSize, null),
  },
});

function delegated(name: string, doc: string | null): CallableSpec {
  return method([], doc, (self: PyTextIOWrapper) => {
    self.checkAttached();
    return callMethod(self.buffer, name);
  });
}

function lineLimit(size: PyValue): number {
  if (size === null) throw typeError("'NoneType' object cannot be interpreted as an integer");
  return ssizeIndex(size);
}

/** The encoding of text streams that name none. */
export function localeEncoding(): string {
  const flags = machine.interp.sysdict.getStr("flags");
  const utf8 = flags === undefined ? 1 : (lookupAttr(flags, "utf8_mode") ?? 1);
  return utf8 === 0 ? "UTF-8" : "utf-8";
}

/** Whether -X warn_default_encoding is on. */
export function warnsOfDefaultEncoding(): boolean {
  const flags = machine.interp.sysdict.getStr("flags");
  const set = flags === undefined ? undefined : lookupAttr(flags, "warn_default_encoding");
  return set !== undefined && isTrue(set);
}

function init(
  self: PyTextIOWrapper,
  buffer: PyValue,
  encoding: string | null,
  errors: PyValue,
  newline: string | null,
  lineBuffering: boolean,
  writeThrough: boolean,
): PyValue {
  self.ok = false;
  self.detached = false;
  if (encoding === null && warnsOfDefaultEncoding()) warn("EncodingWarning", "'encoding' argument not specified");
  const handler = errors === null ? "strict" : asStr(errors);
  if (handler === undefined)
    throw typeError(`TextIOWrapper() argument 'errors' must be str or None, not ${typeName(errors)}`);
  const handlerName = cText(handler);
  if (machine.interp.devMode) lookupErrorHandler(handlerName);
  checkNewline(newline);
  const name = encoding === null || encoding === "locale" ? localeEncoding() : encoding;
  self.setUp(buffer, strFromJs(name), handler, newline, lineBuffering, writeThrough);
  return null;
}

function checkNewline(text: string | null): void {
  if (text !== null && !LINE_ENDS.includes(text)) throw valueError(`illegal newline value: ${text}`);
}

function reconfigure(
  self: PyTextIOWrapper,
  encoding: PyValue,
  errors: PyValue,
  newline: PyValue | undefined,
  lineBuffering: PyValue,
  writeThrough: PyValue,
): PyValue {
  for (const [label, value] of [
    ["encoding", encoding],
    ["errors", errors],
    ["newline", newline ?? null],
  ] as const) {
    if (value !== null && asStr(value) === undefined) {
      throw typeError(`reconfigure() argument '${label}' must be str or None, not ${typeName(value)}`);
    }
  }
  self.checkAttached();
  if (self.decoded !== null && (encoding !== null || errors !== null || newline !== undefined)) {
    throw unsupported("It is not possible to set the encoding or newline of stream after the first read");
  }
  const newlineMode = newline === undefined ? undefined : newline === null ? null : cPrefix(asStr(newline)!);
  if (newlineMode !== undefined) checkNewline(newlineMode);
  const line = lineBuffering === null ? self.lineBuffering : clong(lineBuffering) !== 0;
  const through = writeThrough === null ? self.writeThrough : clong(writeThrough) !== 0;
  callMethod(self, "flush");
  self.ratio = 0;
  if (newlineMode !== undefined) self.setNewline(newlineMode);
  if (encoding !== null || errors !== null || newlineMode !== undefined) {
    const given = encoding === null ? undefined : asStr(encoding)!;
    const name = given === undefined ? self.encoding : given === "locale" ? localeEncoding() : given;
    const handler = errors !== null ? asStr(errors)! : encoding === null ? self.errors : "strict";
    self.changeCodec(name, handler);
  }
  self.lineBuffering = line;
  self.writeThrough = through;
  return null;
}

function setChunkSize(self: PyTextIOWrapper, value: PyValue | undefined): void {
  self.checkAttached();
  if (value === undefined) throw attributeError("cannot delete attribute");
  const size = ssizeIndex(value, valueError);
  if (size <= 0) throw valueError("a strictly positive integer is required");
  self.chunkSize = size;
}

function detach(self: PyTextIOWrapper): PyValue {
  self.checkAttached();
  callMethod(self, "flush");
  const { buffer } = self;
  self.buffer = null;
  self.detached = true;
  return buffer;
}

function close(self: PyTextIOWrapper): PyValue {
  self.checkAttached();
  // Asking whether it is closed may run anything, even what detaches it.
  if (isTrue(getAttr(self.buffer, "closed")) || self.detached) return null;
  if (self.finalizing) warnDropped(self.buffer, self);
  return flushAndClose(self, () => self.buffer, null);
}

function nextLine(self: PyTextIOWrapper): PyValue | undefined {
  self.checkAttached();
  self.telling = false;
  if (self.type === textIOWrapperType) return finished(plainLine(self));
  return lineOrEnd(self, callMethod(self, "readline"));
}

function nextLineOrWait(self: PyTextIOWrapper): PyValue | undefined {
  self.checkAttached();
  self.telling = false;
  if (self.type === textIOWrapperType) return plainLine(self);
  return nextByReadline(self, (line) => lineOrEnd(self, line));
}

function plainLine(self: PyTextIOWrapper): PyValue | undefined {
  return waiting(() => lineOrEnd(self, self.readLine(-1)));
}

function lineOrEnd(self: PyTextIOWrapper, line: PyValue): PyValue | undefined {
  const text = asStr(line);
  if (text === undefined) {
    throw newException(PyExc_OSError, `readline() should have returned a str object, not '${typeName(line)}'`);
  }
  if (text !== "") return line;
  self.snapshot = null;
  self.telling = self.seekable;
  return undefined;
}

function textRepr(self: PyTextIOWrapper): PyValue {
  self.checkInitialized();
  let text = `<${typeName(self)}`;
  const name = nameOf(self);
  if (name !== undefined) text += ` name=${guardedName(self, name)}`;
  const mode = lookupAttr(self, "mode");
  if (mode !== undefined) text += ` mode=${reprJs(mode)}`;
  return `${text} encoding=${reprJs(self.encoding)}>`;
}
