/** Reading XML text: names, space, references, literals. A scanner throws NeedInput where the text ends too early. */
import { NeedInput, XML, XmlError } from "./errors.ts";

const NAME_START =
  /[:A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\ud800-\udfff\uf900-\ufdcf\ufdf0-\ufffd]/;
const NAME =
  /[-.0-9:A-Z_a-z\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u200c-\u200d\u203f\u2040\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\ud800-\udfff\uf900-\ufdcf\ufdf0-\ufffd]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what XML forbids
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

// biome-ignore lint/suspicious/noMisleadingCharacterClass: combining characters, one at a time
const NAME_EXTRA = /[-.0-9\u00b7\u0300-\u036f\u203f-\u2040]/;

export const isNameStart = (char: string): boolean => NAME_START.test(char);
export const isNameChar = (char: string): boolean => isNameStart(char) || NAME_EXTRA.test(char);
export const isSpace = (char: string | undefined): boolean =>
  char === " " || char === "\n" || char === "\t" || char === "\r";

/** The first character that no XML text may have, or -1. */
export function forbiddenAt(text: string): number {
  return text.search(FORBIDDEN);
}

/** A character reference's text, or undefined when there is no such character. */
export function characterOf(code: number): string | undefined {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  const char = String.fromCodePoint(code);
  return code <= 0xffff && FORBIDDEN.test(char) ? undefined : char;
}

export class Scanner {
  readonly text: string;
  at: number;
  constructor(text: string, at = 0) {
    this.text = text;
    this.at = at;
  }

  /** The character here; there must be one. */
  peek(): string {
    if (this.at >= this.text.length) throw new NeedInput(this.at);
    return this.text[this.at];
  }

  invalid(at = this.at): XmlError {
    return new XmlError(XML.INVALID_TOKEN, at);
  }

  /** Whether the text goes on with this; throws NeedInput while that is open. */
  startsWith(word: string): boolean {
    const { text, at } = this;
    if (text.startsWith(word, at)) return true;
    if (word.startsWith(text.slice(at))) throw new NeedInput(at);
    return false;
  }

  expect(word: string): void {
    for (const char of word) {
      if (this.peek() !== char) throw this.invalid();
      this.at++;
    }
  }

  /** Skips space; whether there was some. */
  space(): boolean {
    const start = this.at;
    while (isSpace(this.text[this.at])) this.at++;
    return this.at > start;
  }

  /** Skips space that has to be there. */
  needSpace(): void {
    if (this.space()) return;
    this.peek();
    throw this.invalid();
  }

  name(): string {
    if (!isNameStart(this.peek())) throw this.invalid();
    NAME.lastIndex = this.at;
    const found = NAME.exec(this.text)?.[0] ?? "";
    this.at += found.length;
    if (this.at >= this.text.length) throw new NeedInput(this.at);
    return found;
  }

  /** The text up to a mark, which is skipped. */
  until(mark: string): string {
    const end = this.text.indexOf(mark, this.at);
    const bad = forbiddenAt(end < 0 ? this.text.slice(this.at) : this.text.slice(this.at, end));
    if (bad >= 0) throw this.invalid(this.at + bad);
    if (end < 0) throw new NeedInput(this.at);
    const found = this.text.slice(this.at, end);
    this.at = end + mark.length;
    return found;
  }

  /** A quoted literal without its quotes. */
  literal(): string {
    const quote = this.peek();
    if (quote !== '"' && quote !== "'") throw this.invalid();
    this.at++;
    return this.until(quote);
  }

  /** A reference after its "&": the character, or the entity's name. */
  reference(): { char: string } | { entity: string } {
    const start = this.at - 1;
    if (this.peek() !== "#") {
      const entity = this.name();
      this.expect(";");
      return { entity };
    }
    this.at++;
    const hex = this.peek() === "x";
    if (hex) this.at++;
    const digits = hex ? /[0-9a-fA-F]/ : /[0-9]/;
    const from = this.at;
    while (digits.test(this.peek())) this.at++;
    if (this.at === from) throw this.invalid();
    const code = Number.parseInt(this.text.slice(from, this.at), hex ? 16 : 10);
    this.expect(";");
    const char = characterOf(code);
    if (char === undefined) throw new XmlError(XML.BAD_CHAR_REF, start);
    return { char };
  }
}

/** Line ends as XML has them. */
export function normalizeLines(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}
