/** open, open_code and text_encoding. Source: CPython Modules/_io/_iomodule.c. */
import { strFromJs } from "../../kernel/str.ts";
import { getAttr, setAttr } from "../../objects/abstract/attributes.ts";
import { call, callMethod } from "../../objects/abstract/call.ts";
import { isTrue } from "../../objects/abstract/compare.ts";
import { index } from "../../objects/abstract/number.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { warn } from "../../objects/abstract/warn.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import { toPyException } from "../../objects/exceptions/convert.ts";
import { fspath } from "../../objects/fspath.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { typeName, typeOf } from "../../objects/typeof.ts";
import { bufferedRandomType, bufferedReaderType, bufferedWriterType } from "./buffered-types.ts";
import { fileIOType } from "./fileio.ts";
import { DEFAULT_BUFFER_SIZE } from "./iobase.ts";
import { localeEncoding, textIOWrapperType, warnsOfDefaultEncoding } from "./textio-type.ts";

/** The largest buffer that a file system's preferred size may give. */
const MAX_BUFFER_SIZE = 8 * 1024 * 1024;

interface Mode {
  readonly raw: string;
  readonly text: string;
  readonly binary: boolean;
  readonly updating: boolean;
  readonly reading: boolean;
  readonly writing: boolean;
}

function parseMode(mode: string): Mode {
  for (let i = 0; i < mode.length; i++) {
    if (!"xrwa+tb".includes(mode[i]) || mode.includes(mode[i], i + 1)) throw valueError(`invalid mode: '${mode}'`);
  }
  const has = (c: string): boolean => mode.includes(c);
  if (has("t") && has("b")) throw valueError("can't have text and binary mode at once");
  const kinds = ["x", "r", "w", "a"].filter(has);
  if (kinds.length > 1) throw valueError("must have exactly one of create/read/write/append mode");
  return {
    raw: kinds.join("") + (has("+") ? "+" : ""),
    text: mode,
    binary: has("b"),
    updating: has("+"),
    reading: has("r"),
    writing: has("x") || has("w") || has("a"),
  };
}

export function ioOpen(
  file: PyValue,
  modeText: string,
  bufferingArg: number,
  encoding: string | null,
  errors: string | null,
  newline: string | null,
  closefd: boolean,
  opener: PyValue,
): PyValue {
  const type = typeOf(file);
  const isNumber = type.nb_index !== undefined || type.nb_int !== undefined || type.nb_float !== undefined;
  const path = isNumber ? file : fspath(file);
  if (!isNumber && asStr(path) === undefined && !(path instanceof PyBytes)) {
    throw typeError(`invalid file: ${reprJs(file)}`);
  }
  const mode = parseMode(modeText);
  if (mode.binary) {
    for (const [name, value, article] of [
      ["encoding", encoding, "an"],
      ["errors", errors, "an"],
      ["newline", newline, "a"],
    ] as const) {
      if (value !== null) throw valueError(`binary mode doesn't take ${article} ${name} argument`);
    }
    if (bufferingArg === 1) {
      warn(
        "RuntimeWarning",
        "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used",
      );
    }
  }
  let stream = call(fileIOType, [path, mode.raw, closefd, opener]);
  try {
    const isatty = bufferingArg < 0 && isTrue(callMethod(stream, "_isatty_open_only"));
    const lineBuffering = bufferingArg === 1 || isatty;
    let buffering = lineBuffering ? -1 : bufferingArg;
    if (buffering < 0) {
      const blksize = Number(index(getAttr(stream, "_blksize")));
      buffering = Math.max(Math.min(blksize, MAX_BUFFER_SIZE), DEFAULT_BUFFER_SIZE);
    }
    if (buffering < 0) throw valueError("invalid buffering size");
    if (buffering === 0) {
      if (!mode.binary) throw valueError("can't have unbuffered text I/O");
      return stream;
    }
    stream = call(bufferClass(mode), [stream, buffering]);
    if (mode.binary) return stream;
    stream = call(textIOWrapperType, [
      stream,
      textOrNone(encoding),
      textOrNone(errors),
      textOrNone(newline),
      lineBuffering,
    ]);
    setAttr(stream, "mode", mode.text);
    return stream;
  } catch (caught) {
    closeAfter(stream, caught);
    throw caught;
  }
}

function textOrNone(text: string | null): PyValue {
  return text === null ? null : strFromJs(text);
}

function bufferClass(mode: Mode) {
  if (mode.updating) return bufferedRandomType;
  if (mode.writing) return bufferedWriterType;
  if (mode.reading) return bufferedReaderType;
  throw valueError(`unknown mode: '${mode.text}'`);
}

/** Closes a stream that could not be completed; a failure of that comes with the first error as its context. */
function closeAfter(stream: PyValue, first: unknown): void {
  try {
    callMethod(stream, "close");
  } catch (caught) {
    const error = toPyException(caught);
    const earlier = toPyException(first);
    if (error !== undefined && earlier !== undefined) error.context = earlier;
    throw error ?? caught;
  }
}

export function openCode(path: PyValue): PyValue {
  if (asStr(path) === undefined) throw typeError(`open_code() argument 'path' must be str, not ${typeName(path)}`);
  return ioOpen(path, "rb", -1, null, null, null, true, null);
}

export function textEncoding(encoding: PyValue, stacklevel: number): PyValue {
  if (encoding !== null) return encoding;
  if (warnsOfDefaultEncoding()) warn("EncodingWarning", "'encoding' argument not specified", stacklevel);
  return localeEncoding() === "utf-8" ? "utf-8" : "locale";
}
