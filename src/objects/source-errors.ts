/**
 * The front end's errors as Python exceptions, with all their attributes.
 * Source: CPython Python/errors.c (PyErr_ProgramTextObject), Parser/pegen_errors.c.
 */
import { type Str, strFromJs, strToJs } from "../kernel/str.ts";
import { SourceError, SourceFailure } from "../parser/errors.ts";
import { afterBom } from "../parser/source/decode.ts";
import { lookupAttr } from "./abstract/attributes.ts";
import { PyBytes } from "./bytes/bytes-object.ts";
import { decodeObject } from "./codecs/decode.ts";
import type { PySyntaxError } from "./exceptions/base.ts";
import * as exc from "./exceptions/types.ts";
import { machine } from "./machine.ts";
import type { PyValue } from "./object.ts";
import { PyTuple } from "./tuple/tuple.ts";
import type { PyType } from "./type-object.ts";

const SYNTAX_TYPES: Readonly<Record<SourceError["type"], () => PyType>> = {
  SyntaxError: () => exc.PyExc_SyntaxError,
  IndentationError: () => exc.PyExc_IndentationError,
  TabError: () => exc.PyExc_TabError,
  _IncompleteInputError: () => exc.PyExc_IncompleteInputError,
};

/** The Python exception for what the front end threw; anything else is given back as it is. */
export function fromSourceError(caught: unknown): unknown {
  if (caught instanceof SourceFailure) {
    const type = (exc as unknown as Record<string, PyType>)[`PyExc_${caught.type}`];
    return exc.makeException(
      type,
      caught.type === "MemoryError" && caught.message === "" ? [] : [strFromJs(caught.message)],
    );
  }
  if (!(caught instanceof SourceError)) return caught;
  const { filename, lineno } = caught;
  let { text } = caught;
  if (text === null && lineno !== null && lineno > 0) text = programText(filename, lineno);
  const place: PyValue[] = [caught.unnamed ? null : filename, lineno, caught.offset, text];
  // Failures to decode the source have a place without an end (_PyPegen_raise_tokenizer_init_error).
  if (lineno !== 0 || caught.endLineno !== null) place.push(caught.endLineno, caught.endOffset);
  const error = exc.makeException(SYNTAX_TYPES[caught.type](), [
    strFromJs(caught.msg),
    new PyTuple(place),
  ]) as PySyntaxError;
  error.filename = filename;
  if (caught.metadata !== null) {
    const { lineno: line, colOffset, source } = caught.metadata;
    error.metadata = new PyTuple([line, colOffset, strFromJs(source)]);
  }
  return error;
}

/** A line of source as it is shown below a place: without its indentation and its end. */
export function shownLine(line: Str): string {
  return strToJs(line)
    .replace(/^[ \t\f]+/, "")
    .replace(/\n$/, "");
}

/** The most bytes of a line that are shown: CPython reads lines into a buffer with room for these and a null. */
const SHOWN_BYTES = 999;
const BOM_BYTES = 3;
const LF = 10;
const CR = 13;

/** _Py_DisplaySourceLine: that line of the file as it is shown, when `io.open` is there to read it. */
export function displayedLine(filename: Str, lineno: number): string | null {
  const { modules, sysdict } = machine.interp;
  const io = modules.getStr("io");
  const canOpen = io === undefined ? sysdict.getStr("meta_path") !== null : lookupAttr(io, "open") !== undefined;
  const line = canOpen ? programText(filename, lineno) : null;
  return line === null ? null : shownLine(line);
}

/** PyErr_ProgramTextObject: that line of the file, when it can be read: as UTF-8, whatever the file declares. */
export function programText(filename: Str, lineno: number): Str | null {
  const path = strToJs(filename);
  if (path === "" || path.startsWith("<")) return null;
  try {
    const line = lineBytes(path, lineno);
    return line === null ? null : decodeObject(new PyBytes(line), "utf-8", "replace");
  } catch {
    return null;
  }
}

/** The start of a line of a file, its end translated and a byte order mark dropped; null when the file is shorter. */
function lineBytes(path: string, lineno: number): Uint8Array | null {
  const { fs } = machine.interp.host;
  const fd = fs.open(path, 0);
  try {
    const line = new Uint8Array(BOM_BYTES + SHOWN_BYTES);
    const buffer = new Uint8Array(65536);
    let [size, current, last] = [0, 1, 0];
    for (let count = fs.read(fd, buffer); count > 0; count = fs.read(fd, buffer)) {
      for (let i = 0; i < count; i++) {
        const byte = buffer[i];
        const crlf = last === CR && byte === LF;
        last = byte;
        if (crlf) continue;
        const ends = byte === LF || byte === CR;
        if (current === lineno && size < line.length) line[size++] = ends ? LF : byte;
        if (ends && ++current > lineno) return shownBytes(line, size, lineno);
      }
    }
    return current === lineno && size > 0 ? shownBytes(line, size, lineno) : null;
  } finally {
    fs.close(fd);
  }
}

function shownBytes(line: Uint8Array, size: number, lineno: number): Uint8Array {
  const start = lineno === 1 ? afterBom(line) : 0;
  return line.slice(start, Math.min(size, start + SHOWN_BYTES));
}
