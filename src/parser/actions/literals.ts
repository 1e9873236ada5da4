/**
 * String literals, f-strings and t-strings: CPython Parser/action_helpers.c.
 *
 * The parts of a formatted literal arrive as nodes: `Constant` for text, still with its escapes, `FormattedValue` or
 * `Interpolation` for a field, and a `JoinedStr` of two nodes for a field with `=`, whose text comes first.
 */
import { ConstBytes } from "../../bytecode/constants.ts";
import { type Str, strFromCodes, strFromJs, strToJs } from "../../kernel/str.ts";
import { isSpaceCode } from "../../kernel/unicode/decimal.ts";
import {
  Constant,
  type expr,
  FormattedValue,
  Interpolation,
  JoinedStr,
  type Name,
  TemplateStr,
} from "../generated/ast.ts";
import type { Parser } from "../parser.ts";
import { decodeFormatSpec, decodeString, parseString } from "../strings/string-parser.ts";
import type { Token } from "../tokenizer/state.ts";
import { RAISE_SYNTAX_ERROR, RAISE_SYNTAX_ERROR_KNOWN_LOCATION, RAISE_SYNTAX_ERROR_KNOWN_RANGE } from "./raise.ts";

/** A conversion or a format specification, with the source of the expression before it. */
export interface ResultTokenWithMetadata {
  result: expr;
  metadata: string | null;
}

const isText = (e: expr): e is Constant => e.kind === "Constant";
const isEmptyText = (e: expr): boolean => e.kind === "Constant" && e.value === "";

export function constant_from_token(token: Token): Constant {
  const { lineno, colOffset, endLineno, endColOffset } = token;
  return Constant(strFromJs(token.string), null, lineno, colOffset, endLineno, endColOffset);
}

/** The text of a format specification. */
export function decoded_constant_from_token(p: Parser, token: Token): Constant {
  const { lineno, colOffset, endLineno, endColOffset } = token;
  return Constant(decodeFormatSpec(p, token), null, lineno, colOffset, endLineno, endColOffset);
}

export function constant_from_string(p: Parser, token: Token): Constant {
  const kind = token.string.charCodeAt(0) === 117 ? "u" : null;
  const { lineno, colOffset, endLineno, endColOffset } = token;
  return Constant(parseString(p, token), kind, lineno, colOffset, endLineno, endColOffset);
}

export function check_fstring_conversion(p: Parser, mark: Token, conversion: Name): ResultTokenWithMetadata {
  const prefix = p.tok.mode.template ? "t" : "f";
  if (mark.lineno !== conversion.lineno || mark.endColOffset !== conversion.col_offset) {
    const msg = `${prefix}-string: conversion type must come right after the exclamation mark`;
    RAISE_SYNTAX_ERROR_KNOWN_RANGE(p, mark, conversion, msg);
  }
  if (conversion.id !== "s" && conversion.id !== "r" && conversion.id !== "a") {
    RAISE_SYNTAX_ERROR_KNOWN_LOCATION(
      p,
      conversion,
      `${prefix}-string: invalid conversion character '${conversion.id}': expected 's', 'r', or 'a'`,
    );
  }
  return { result: conversion, metadata: mark.metadata };
}

/** The specification after the colon; an empty one is a `JoinedStr` without parts. */
export function setup_full_format_spec(
  p: Parser,
  colon: Token,
  spec: expr[],
  lineno: number,
  col_offset: number,
  end_lineno: number,
  end_col_offset: number,
): ResultTokenWithMetadata {
  const parts = spec.filter((part) => !isEmptyText(part));
  const plain = parts.length === 0 || (parts.length === 1 && isText(parts[0]));
  const result = plain
    ? JoinedStr(parts, lineno, col_offset, end_lineno, end_col_offset)
    : concatenate_strings(p, parts, lineno, col_offset, end_lineno, end_col_offset);
  return { result, metadata: colon.metadata };
}

/** The code of the conversion: `r` for `{x=}` alone, -1 for none. */
function conversionOf(
  debug: Token | null,
  conversion: ResultTokenWithMetadata | null,
  format: ResultTokenWithMetadata | null,
): number {
  if (conversion !== null) return (conversion.result as Name).id.charCodeAt(0);
  return debug !== null && format === null ? 114 : -1;
}

/** Where the source of a field's expression ends, and that source. */
function fieldSource(
  conversion: ResultTokenWithMetadata | null,
  format: ResultTokenWithMetadata | null,
  brace: Token,
  end_lineno: number,
  end_col_offset: number,
): { text: string; end_lineno: number; end_col_offset: number } {
  if (conversion !== null) {
    const { lineno, col_offset } = conversion.result;
    return { text: conversion.metadata ?? "", end_lineno: lineno, end_col_offset: col_offset };
  }
  if (format !== null) {
    const { lineno, col_offset } = format.result;
    return { text: format.metadata ?? "", end_lineno: lineno, end_col_offset: col_offset + 1 };
  }
  return { text: brace.metadata ?? "", end_lineno, end_col_offset };
}

export function formatted_value(
  value: expr,
  debug: Token | null,
  conversion: ResultTokenWithMetadata | null,
  format: ResultTokenWithMetadata | null,
  brace: Token,
  lineno: number,
  col_offset: number,
  end_lineno: number,
  end_col_offset: number,
): expr {
  const code = conversionOf(debug, conversion, format);
  const spec = format === null ? null : format.result;
  const field = FormattedValue(value, code, spec, lineno, col_offset, end_lineno, end_col_offset);
  if (debug === null) return field;
  const source = fieldSource(conversion, format, brace, end_lineno, end_col_offset);
  return withSource(field, source, lineno, col_offset);
}

export function interpolation(
  value: expr,
  debug: Token | null,
  conversion: ResultTokenWithMetadata | null,
  format: ResultTokenWithMetadata | null,
  brace: Token,
  lineno: number,
  col_offset: number,
  end_lineno: number,
  end_col_offset: number,
): expr {
  const code = conversionOf(debug, conversion, format);
  const spec = format === null ? null : format.result;
  const source = fieldSource(conversion, format, brace, end_lineno, end_col_offset);
  const text = strFromJs(stripDebug(source.text));
  const field = Interpolation(value, text, code, spec, lineno, col_offset, end_lineno, end_col_offset);
  return debug === null ? field : withSource(field, source, lineno, col_offset);
}

/** The source of an expression without the `=` and blanks after it. */
function stripDebug(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === "=" || isSpaceCode(text.charCodeAt(end - 1)))) end--;
  return text.slice(0, end);
}

/** A field after the text of its own source. */
function withSource(
  field: expr,
  source: { text: string; end_lineno: number; end_col_offset: number },
  lineno: number,
  col_offset: number,
): expr {
  const { end_lineno, end_col_offset } = source;
  const text = Constant(strFromJs(source.text), null, lineno, col_offset + 1, end_lineno, end_col_offset - 1);
  return JoinedStr([text, field], lineno, col_offset, end_lineno, end_col_offset);
}

/** The parts of a formatted literal: texts without escapes, empty ones left out. */
function partsOf(p: Parser, start: Token, parts: expr[], end: Token): expr[] {
  const raw = /[rR]/.test(start.string);
  const values: expr[] = [];
  for (const part of parts) {
    if (part.kind === "JoinedStr") {
      values.push(part.values[0], part.values[1]);
    } else if (part.kind === "Constant") {
      const decoded = decode_fstring_part(p, raw, part, end);
      if (decoded.value !== "") values.push(decoded);
    } else {
      values.push(part);
    }
  }
  return values;
}

function decode_fstring_part(p: Parser, raw: boolean, part: Constant, end: Token): Constant {
  let text = strToJs(part.value as Str);
  if (text === "{{" || text === "}}") text = text[0];
  const value = decodeString(p, raw || !text.includes("\\"), text, end);
  return Constant(value, null, part.lineno, part.col_offset, part.end_lineno, part.end_col_offset);
}

export function joined_str(p: Parser, start: Token, parts: expr[], end: Token): expr {
  const values = partsOf(p, start, parts, end);
  return JoinedStr(values, start.lineno, start.colOffset, end.endLineno, end.endColOffset);
}

export function template_str(p: Parser, start: Token, parts: expr[], end: Token): expr {
  const values = partsOf(p, start, parts, end);
  return TemplateStr(values, start.lineno, start.colOffset, end.endLineno, end.endColOffset);
}

/** Adjacent literals are one. */
export function concatenate_strings(
  p: Parser,
  strings: expr[],
  lineno: number,
  col_offset: number,
  end_lineno: number,
  end_col_offset: number,
): expr {
  let formatted = false;
  let text = false;
  let bytes = false;
  for (const string of strings) {
    if (string.kind !== "Constant") formatted = true;
    else if (string.value instanceof ConstBytes) bytes = true;
    else text = true;
  }
  if (bytes && (text || formatted)) RAISE_SYNTAX_ERROR(p, "cannot mix bytes and nonbytes literals");
  if (formatted) return JoinedStr(fold(strings), lineno, col_offset, end_lineno, end_col_offset);
  if (strings.length === 1) return strings[0];
  const constants = strings as Constant[];
  const value = bytes ? joinBytes(constants) : joinText(constants);
  return Constant(value, constants[0].kind_, lineno, col_offset, end_lineno, end_col_offset);
}

export function concatenate_tstrings(
  strings: expr[],
  lineno: number,
  col_offset: number,
  end_lineno: number,
  end_col_offset: number,
): expr {
  return TemplateStr(fold(strings), lineno, col_offset, end_lineno, end_col_offset);
}

/** All parts in one list, adjacent texts joined and empty ones left out. */
function fold(strings: expr[]): expr[] {
  const flat: expr[] = [];
  for (const string of strings) {
    if (string.kind === "JoinedStr" || string.kind === "TemplateStr") flat.push(...string.values);
    else flat.push(string);
  }
  const values: expr[] = [];
  for (let i = 0; i < flat.length; ) {
    let part = flat[i++];
    if (part.kind === "Constant") {
      const run: Constant[] = [part];
      for (let next = flat[i]; next !== undefined && next.kind === "Constant"; next = flat[++i]) run.push(next);
      if (run.length > 1) {
        const last = run[run.length - 1];
        const { kind_, lineno, col_offset } = part;
        part = Constant(joinText(run), kind_, lineno, col_offset, last.end_lineno, last.end_col_offset);
      }
      if (isEmptyText(part)) continue;
    }
    values.push(part);
  }
  return values;
}

/** The texts in a row; a lone surrogate at a seam stays one. */
function joinText(parts: Constant[]): Str {
  const texts = parts.map((part) => part.value as Str);
  if (texts.every((text) => typeof text === "string" && !SURROGATE.test(text))) return texts.join("");
  return strFromCodes(texts.flatMap((text) => (typeof text === "string" ? codesOf(text) : [...text.codes])));
}

const SURROGATE = /[\ud800-\udfff]/;
const codesOf = (text: string): number[] => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));

function joinBytes(parts: Constant[]): ConstBytes {
  const chunks = parts.map((part) => (part.value as ConstBytes).data);
  const data = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    data.set(chunk, at);
    at += chunk.length;
  }
  return new ConstBytes(data);
}
