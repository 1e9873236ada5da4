/**
 * Source bytes to text: byte order mark, PEP 263 encoding declaration, line ends.
 *
 * Matches `decode_str` in Parser/tokenizer/string_tokenizer.c with `check_bom`, `check_coding_spec` and `ensure_utf8` of
 * Parser/tokenizer/helpers.c, the wording of their errors and the wrapping by `_PyTokenizer_raise_init_error` included.
 */
import { type Str, strFromJs, strToJs } from "../../kernel/str.ts";
import { SourceError, SourceFailure } from "../errors.ts";
import { type DecodedSource, translateNewlines } from "./decoded.ts";
import { decodeLatin1, decodeUtf8, findInvalidUtf8 } from "./utf8.ts";

/** What a codec answers: the text, or `str()` of the exception with which it failed. */
export type CodecResult = { readonly text: Str } | { readonly error: string };

/** Decodes with Python's codec of that name; an unknown name answers the error "unknown encoding: NAME". */
export type SourceDecoder = (encoding: string, data: Uint8Array) => CodecResult;

export interface DecodeOptions {
  readonly filename: Str;
  /** Whether a missing line end at the end is added: modules, not expressions or single statements. */
  readonly execInput: boolean;
  readonly decode?: SourceDecoder;
  /** Read from a file by the interpreter itself, line by line: errors about the encoding have words of their own. */
  readonly fromFile?: boolean;
}

/** Decodes `data`; null bytes are the tokenizer's business. */
export function decodeSource(data: Uint8Array, options: DecodeOptions): DecodedSource {
  const start = afterBom(data);
  const bom = start > 0;
  const declared = findDeclaration(data, start, options);
  if (bom && declared !== null && declared.name !== "utf-8") {
    const text = strFromJs(decodeUtf8(data, declared.start, declared.end));
    throw new SourceError("SyntaxError", `encoding problem: ${declared.name} with BOM`, {
      filename: options.filename,
      unnamed: options.fromFile !== true,
      lineno: declared.lineno,
      offset: 0,
      text,
      endLineno: declared.lineno,
      endOffset: declared.size,
    });
  }
  if (declared !== null && declared.name !== "utf-8") {
    return translateNewlines(decodeDeclared(data, declared.name, options), options.execInput, declared.name);
  }
  const bad = findInvalidUtf8(data, start, data.length);
  if (bad >= 0) {
    const line = lineStart(data, bad);
    // A file is read line by line: a null byte before the bad line is met first.
    if (options.fromFile !== true || !data.subarray(0, line).includes(0)) throw undeclared(data, start, bad, options);
    data = data.subarray(0, line);
  }
  const encoding = bom || declared !== null ? "utf-8" : null;
  return translateNewlines(decodeUtf8(data, start, data.length), options.execInput, encoding);
}

/** Where the text starts: after UTF-8's byte order mark, if there is one. */
export function afterBom(data: Uint8Array): number {
  return data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf ? 3 : 0;
}

/** The declared encoding of `data` (null: none, so UTF-8), for tools that only want to know. */
export function sourceEncoding(data: Uint8Array): string | null {
  return findDeclaration(data, afterBom(data), { filename: "", execInput: true })?.name ?? null;
}

interface Declaration {
  readonly name: string;
  readonly lineno: number;
  readonly start: number;
  readonly end: number;
  /** The size of the line as CPython passes it: the second line's counts its line end. */
  readonly size: number;
}

/** Looks for a declaration in the first line, and in the second if the first is blank or a comment. */
function findDeclaration(data: Uint8Array, start: number, options: DecodeOptions): Declaration | null {
  let at = start;
  for (let lineno = 1; lineno <= 2; lineno++) {
    const end = lineEnd(data, at);
    const last = end === data.length;
    // Only lines with an end are looked at; modules get theirs added.
    if (last && !(options.execInput && (lineno === 1 || at < end))) return null;
    const line = decodeLatin1(data, at, end);
    const name = codingSpec(line);
    if (name !== null) return { name, lineno, start: at, end, size: end - at + lineno - 1 };
    if (/[^ \t\f]/.test(line) && !/^[ \t\f]*#/.test(line)) return null;
    if (last) return null;
    at = data[end] === 13 && data[end + 1] === 10 ? end + 2 : end + 1;
  }
  return null;
}

function lineEnd(data: Uint8Array, start: number): number {
  let i = start;
  while (i < data.length && data[i] !== 10 && data[i] !== 13) i++;
  return i;
}

function lineStart(data: Uint8Array, at: number): number {
  let i = at;
  while (i > 0 && data[i - 1] !== 10 && data[i - 1] !== 13) i--;
  return i;
}

/** `get_coding_spec`: the declared encoding of a comment line, its common spellings normalised. */
function codingSpec(line: string): string | null {
  const match = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(line);
  return match === null ? null : normalName(match[1]);
}

/** `get_normal_name`: only UTF-8 and Latin-1 have spellings that are known here. */
function normalName(name: string): string {
  const key = name.slice(0, 12).toLowerCase().replace(/_/g, "-");
  if (key === "utf-8" || key.startsWith("utf-8-")) return "utf-8";
  if (/^(latin-1|iso-8859-1|iso-latin-1)(-|$)/.test(key)) return "iso-8859-1";
  return name;
}

function decodeDeclared(data: Uint8Array, encoding: string, options: DecodeOptions): string {
  if (encoding === "iso-8859-1") return decodeLatin1(data, 0, data.length);
  let input = data;
  // The codec sees the line ends already translated, and a module's last line complete.
  if (data.includes(13) || (options.execInput && data[data.length - 1] !== 10)) {
    const latin = translateNewlines(decodeLatin1(data, 0, data.length), options.execInput, null).text;
    input = Uint8Array.from({ length: latin.length }, (_, i) => latin.charCodeAt(i));
  }
  const result = options.decode?.(encoding, input) ?? builtinDecode(encoding, input);
  if ("text" in result) return strToJs(result.text);
  if (options.fromFile === true) throw new SourceFailure("SyntaxError", `encoding problem: ${encoding}`);
  throw new SourceError("SyntaxError", result.error, {
    filename: options.filename,
    lineno: 0,
    offset: -1,
    text: null,
    endLineno: null,
    endOffset: null,
  });
}

/** The codecs that need no codec registry. */
function builtinDecode(encoding: string, data: Uint8Array): CodecResult {
  const key = encoding.toLowerCase().replace(/_/g, "-");
  if (key === "ascii" || key === "us-ascii") {
    const bad = data.findIndex((byte) => byte >= 0x80);
    if (bad < 0) return { text: decodeLatin1(data, 0, data.length) };
    const hex = data[bad].toString(16);
    return { error: `'ascii' codec can't decode byte 0x${hex} in position ${bad}: ordinal not in range(128)` };
  }
  if ((key === "utf8" || key === "u8") && findInvalidUtf8(data, 0, data.length) < 0) {
    return { text: strFromJs(decodeUtf8(data, 0, data.length)) };
  }
  return { error: `unknown encoding: ${encoding}` };
}

function undeclared(data: Uint8Array, start: number, bad: number, options: DecodeOptions): SourceError {
  let lineno = 1;
  let lineStart = start;
  for (let i = start; i < bad; i++) {
    if (data[i] === 10 || (data[i] === 13 && data[i + 1] !== 10)) {
      lineno++;
      lineStart = i + 1;
    }
  }
  const hex = data[bad].toString(16).padStart(2, "0");
  const where = options.fromFile ? ` in file ${strToJs(options.filename)}` : "";
  // The column counts the replacement characters, of which the broken byte makes the last.
  const offset = [...decodeUtf8(data, lineStart, bad + 1)].length;
  const text = strFromJs(decodeUtf8(data, lineStart, lineEnd(data, lineStart)));
  const msg = `Non-UTF-8 code starting with '\\x${hex}'${where} on line ${lineno}, but no encoding declared; see https://peps.python.org/pep-0263/ for details`;
  return new SourceError("SyntaxError", msg, {
    filename: options.filename,
    unnamed: options.fromFile !== true,
    lineno,
    offset,
    text,
    endLineno: lineno,
    endOffset: offset,
  });
}
