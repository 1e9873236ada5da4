/**
 * Compiling from Python: the front end's errors become Python exceptions with all their attributes, its warnings go through
 * `_warnings`. Source: CPython Python/pythonrun.c, errors.c (PyErr_ProgramTextObject, _PyErr_EmitSyntaxWarning), pegen_errors.c.
 */
import { compile } from "../compiler/compile.ts";
import { strFromJs, strToJs, type Str } from "../kernel/str.ts";
import { SourceError, SourceFailure, type WarningSink } from "../parser/errors.ts";
import type { mod } from "../parser/generated/ast.ts";
import { parse, type ParseMode } from "../parser/parse.ts";
import type { CodecResult } from "../parser/source/decode.ts";
import { callMethod } from "./abstract/call.ts";
import { strJs } from "./abstract/repr.ts";
import { warningType } from "./abstract/warn.ts";
import { PyCode } from "./code.ts";
import { decodeObject } from "./codecs/decode.ts";
import { PyBytes } from "./bytes/bytes-object.ts";
import { isException } from "./errors.ts";
import type { PyBaseException, PySyntaxError } from "./exceptions/base.ts";
import { toPyException } from "./exceptions/convert.ts";
import * as exc from "./exceptions/types.ts";
import { machine } from "./machine.ts";
import type { PyValue } from "./object.ts";
import { PyTuple } from "./tuple/tuple.ts";
import type { PyType } from "./type-object.ts";

export interface SourceOptions {
  readonly filename: Str;
  readonly mode: ParseMode;
  /** `PyCF_*` and `CO_FUTURE_*` bits. */
  readonly flags: number;
  /** 0, 1 or 2. */
  readonly optimize: number;
  /** The minor version of the grammar; 14 when absent. */
  readonly featureVersion?: number;
  /** Further lines typed at a prompt. */
  readonly readline?: () => string;
}

/** Source text or bytes to a code object; throws Python's exceptions. */
export function compileSource(source: Str | Uint8Array, options: SourceOptions): PyCode {
  return compileTree(parseSource(source, options), options);
}

/** Source to a syntax tree; throws Python's exceptions. */
export function parseSource(source: Str | Uint8Array, options: SourceOptions): mod {
  const { filename, mode, flags, featureVersion, readline } = options;
  try {
    return parse(source, {
      filename,
      mode,
      flags,
      featureVersion,
      readline,
      warn: warnSyntax,
      maxStrDigits: machine.interp.intMaxStrDigits,
      decode: decodeWith,
    });
  } catch (caught) {
    throw fromSourceError(caught);
  }
}

/** A syntax tree to a code object; the tree is changed in the process. */
export function compileTree(tree: mod, options: SourceOptions): PyCode {
  const { filename, flags, optimize } = options;
  try {
    return new PyCode(compile(tree, { filename, flags, optimize, warn: warnSyntax }));
  } catch (caught) {
    throw fromSourceError(caught);
  }
}

/** A declared encoding goes through the codec registry; the parser wants the failure's text. */
function decodeWith(encoding: string, data: Uint8Array): CodecResult {
  try {
    return { text: decodeObject(new PyBytes(data), encoding, "strict") };
  } catch (caught) {
    const error = toPyException(caught);
    if (error === undefined || !isException(error, exc.PyExc_Exception)) throw caught;
    return { error: strJs(error) };
  }
}

/** The front end's warnings: false when a filter makes an error of one, which then becomes a SyntaxError. */
export const warnSyntax: WarningSink = (category, message, filename, lineno) => {
  const module = machine.interp.modules.getStr("_warnings");
  if (module === undefined) return true;
  const type = warningType(category) as PyType;
  try {
    callMethod(module, "warn_explicit", [strFromJs(message), type, filename, lineno]);
  } catch (caught) {
    if (isException(caught, type)) return false;
    throw caught;
  }
  return true;
};

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
  if (text === null && lineno !== null) text = programText(filename, lineno);
  const place: PyValue[] = [filename, lineno, caught.offset, text, caught.endLineno, caught.endOffset];
  const error = exc.makeException(SYNTAX_TYPES[caught.type](), [strFromJs(caught.msg), new PyTuple(place)]) as PySyntaxError;
  if (caught.metadata !== null) {
    const { lineno: line, colOffset, source } = caught.metadata;
    error.metadata = new PyTuple([line, colOffset, strFromJs(source)]);
  }
  return error;
}

/** PyErr_ProgramTextObject: that line of the file, when it can be read. */
function programText(filename: Str, lineno: number): Str | null {
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
