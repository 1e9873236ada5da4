/**
 * Decoded source: the text that the tokenizer reads.
 *
 * Invariants: lines end in "\n" alone unless `preserveCrlf` was asked for; the text is UTF-16 as JavaScript has it (a
 * character above U+FFFF is a surrogate pair), because the tokenizer never needs to index characters.
 * CPython: `_PyTokenizer_translate_newlines` in Parser/tokenizer/helpers.c.
 */
import { type Str, strToJs } from "../../kernel/str.ts";

export interface DecodedSource {
  readonly text: string;
  /** Whether byte offsets, character offsets and UTF-16 offsets coincide. */
  readonly ascii: boolean;
  /** The encoding that the source declared, or null when it is Python text or plain UTF-8. */
  readonly encoding: string | null;
  /** Whether the last line's end was added here. */
  readonly implicitNewline: boolean;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is asked for
const ASCII = /^[\x00-\x7f]*$/;

/** Source given as text. `execInput` adds the missing line end of a module; a BOM or a cookie has no meaning here. */
export function sourceFromText(source: Str, execInput: boolean): DecodedSource {
  return translateNewlines(strToJs(source), execInput, null);
}

/** Makes every line end in "\n". */
export function translateNewlines(text: string, execInput: boolean, encoding: string | null): DecodedSource {
  let out = text;
  let implicitNewline = false;
  if (text.includes("\r")) out = text.replace(/\r\n?/g, "\n");
  if (execInput && !out.endsWith("\n")) {
    out += "\n";
    implicitNewline = true;
  }
  return { text: out, ascii: ASCII.test(out), encoding, implicitNewline };
}
