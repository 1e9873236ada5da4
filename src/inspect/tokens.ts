/** Tokens as `python -m tokenize` prints them. */
import { type Str, strFromJs, strToJs } from "../kernel/str.ts";
import { strRepr } from "../kernel/str-repr.ts";
import type { WarningSink } from "../parser/errors.ts";
import { type DecodeOptions, decodeSource } from "../parser/source/decode.ts";
import { TokenizerIter } from "../parser/tokenizer/iter.ts";
import * as tokenTypes from "../parser/tokenizer/token-types.ts";

const NAMES: string[] = [];
for (const [name, value] of Object.entries(tokenTypes)) {
  if (typeof value === "number" && value < tokenTypes.N_TOKENS) NAMES[value] = name;
}

export function dumpTokens(source: Str | Uint8Array, options: DecodeOptions, warn: WarningSink): string {
  const out: string[] = [];
  let text: string;
  if (source instanceof Uint8Array) {
    const decoded = decodeSource(source, options);
    text = decoded.text;
    out.push(line(0, 0, 0, 0, tokenTypes.ENCODING, decoded.encoding ?? "utf-8"));
  } else {
    text = strToJs(source);
  }
  const tokens = new TokenizerIter(lineReader(text), true, warn);
  for (let token = tokens.next(); token !== null; token = tokens.next()) {
    out.push(line(token.lineno, token.column, token.endLineno, token.endColumn, token.type, token.string));
  }
  return `${out.join("\n")}\n`;
}

function line(row: number, column: number, endRow: number, endColumn: number, type: number, text: Str): string {
  const range = `${row},${column}-${endRow},${endColumn}:`;
  return `${range.padEnd(20)}${NAMES[type].padEnd(15)}${strToJs(strRepr(text)).padEnd(15)}`;
}

/** A readline function over a text. */
export function lineReader(text: string): () => string {
  let at = 0;
  return () => {
    const end = text.indexOf("\n", at) + 1 || text.length;
    const result = text.slice(at, end);
    at = end;
    return strToJs(strFromJs(result));
  };
}
