/**
 * The front end's errors as Python exceptions, with all their attributes.
 * Source: CPython Python/errors.c (PyErr_ProgramTextObject), Parser/pegen_errors.c.
 */
import { type Str, strFromJs, strToJs } from "../kernel/str.ts";
import { SourceError, SourceFailure } from "../parser/errors.ts";
import { PyBytes } from "./bytes/bytes-object.ts";
import { decodeObject } from "./codecs/decode.ts";
import type { PyBaseException, PySyntaxError } from "./exceptions/base.ts";
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
    const error = type.tp_alloc!(type) as PyBaseException;
    error.args = new PyTuple(caught.type === "MemoryError" && caught.message === "" ? [] : [strFromJs(caught.message)]);
    return error;
  }
  if (!(caught instanceof SourceError)) return caught;
  const { filename, lineno } = caught;
  let { text } = caught;
  if (text === null && lineno !== null && lineno > 0) text = programText(filename, lineno);
  const place: PyValue[] = [filename, lineno, caught.offset, text];
  // Failures to decode the source have a place without an end (_PyPegen_raise_tokenizer_init_error).
  if (lineno !== 0) place.push(caught.endLineno, caught.endOffset);
  const error = exc.makeException(SYNTAX_TYPES[caught.type](), [
    strFromJs(caught.msg),
    new PyTuple(place),
  ]) as PySyntaxError;
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

/** PyErr_ProgramTextObject: that line of the file, when it can be read. */
export function programText(filename: Str, lineno: number): Str | null {
  const { fs } = machine.interp.host;
  const path = strToJs(filename);
  if (path === "" || path.startsWith("<")) return null;
  let fd = -1;
  try {
    fd = fs.open(path, 0);
    const parts: Uint8Array[] = [];
    let wanted = lineno;
    for (;;) {
      const buffer = new Uint8Array(65536);
      const count = fs.read(fd, buffer);
      if (count === 0) break;
      parts.push(buffer.subarray(0, count));
      for (let i = 0; i < count; i++) if (buffer[i] === 10) wanted--;
      if (wanted <= 0) break;
    }
    const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    const lines = strToJs(decodeObject(new PyBytes(bytes), "utf-8", "replace")).split("\n");
    if (lineno > lines.length || (lineno === lines.length && lines[lineno - 1] === "")) return null;
    return strFromJs(lineno < lines.length ? `${lines[lineno - 1]}\n` : lines[lineno - 1]);
  } catch {
    return null;
  } finally {
    if (fd >= 0) fs.close(fd);
  }
}
