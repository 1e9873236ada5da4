/** repr() and ascii() of texts and bytes. Behaviour: CPython Objects/unicodeobject.c (unicode_repr), bytesobject.c. */
import { charge, chargeFor } from "./interrupt.ts";
import { type Str, strFromJs, strLength, strToJs } from "./str.ts";
import { isPrintable } from "./unicode/ctype.ts";

const PLAIN = /^[ !#-&(-[\]-~]*$/;

const hex = (code: number, width: number): string => code.toString(16).padStart(width, "0");

/** The escape of a code point that is not shown as itself. */
export function escapeCode(code: number): string {
  if (code === 10) return "\\n";
  if (code === 13) return "\\r";
  if (code === 9) return "\\t";
  if (code <= 0xff) return `\\x${hex(code, 2)}`;
  return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

/** Double quotes only where the text has single quotes and no double ones. */
function quoteFor(text: Str): number {
  const js = strToJs(text);
  return js.includes("'") && !js.includes('"') ? 34 : 39;
}

/** repr(str). */
export function strRepr(text: Str): Str {
  chargeFor(strLength(text));
  if (typeof text === "string" && PLAIN.test(text)) return `'${text}'`;
  return strFromJs(quoted(text, false));
}

/** ascii(str). */
export function strAscii(text: Str): string {
  chargeFor(strLength(text));
  if (typeof text === "string" && PLAIN.test(text)) return `'${text}'`;
  return quoted(text, true);
}

function quoted(text: Str, ascii: boolean): string {
  const quote = quoteFor(text);
  const mark = String.fromCharCode(quote);
  const between = typeof text === "string" ? escapedUnits(text, quote, ascii) : escapedCodes(text.codes, quote, ascii);
  return mark + between + mark;
}

/** Whether a code point stands for itself between quotes. */
function isShown(code: number, quote: number, ascii: boolean): boolean {
  if (code < 127) return code >= 32 && code !== quote && code !== 92;
  return code > 127 && !ascii && isPrintable(code);
}

function escaped(code: number, quote: number): string {
  return code === quote || code === 92 ? `\\${String.fromCharCode(code)}` : escapeCode(code);
}

function escapedUnits(text: string, quote: number, ascii: boolean): string {
  let out = "";
  let done = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isShown(code, quote, ascii)) continue;
    out = out + text.slice(done, i) + escaped(code, quote);
    done = i + 1;
  }
  return out + text.slice(done);
}

/** A surrogate is never shown, so no two can meet here by accident. */
function escapedCodes(codes: Uint32Array, quote: number, ascii: boolean): string {
  let out = "";
  for (const code of codes) out += isShown(code, quote, ascii) ? String.fromCodePoint(code) : escaped(code, quote);
  return out;
}

/** The text between the quotes of bytes' repr, and the quote. */
function quotedBytes(data: Uint8Array): string {
  charge(data.length >> 2);
  const quote = data.includes(39) && !data.includes(34) ? 34 : 39;
  const mark = String.fromCharCode(quote);
  let out = mark;
  for (let i = 0; i < data.length; i++) {
    const code = data[i];
    if (code === quote || code === 92) out += `\\${String.fromCharCode(code)}`;
    else if (code >= 32 && code < 127) out += String.fromCharCode(code);
    else out += escapeCode(code);
  }
  return out + mark;
}

/** repr(bytes). */
export function bytesRepr(data: Uint8Array): string {
  return `b${quotedBytes(data)}`;
}
