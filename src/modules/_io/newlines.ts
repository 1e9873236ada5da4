/**
 * Newline translation while decoding. `NewlineDecoder` is the mechanism, used by TextIOWrapper, StringIO and the Python class
 * IncrementalNewlineDecoder. Source: CPython Modules/_io/textio.c (_PyIncrementalNewlineDecoder_decode).
 */
import { type Str, strCodeAt, strConcat, strFromJs, strLength, strSlice, strToJs } from "../../kernel/str.ts";
import type { Int, PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";

export const SEEN_CR = 1;
export const SEEN_LF = 2;
export const SEEN_CRLF = 4;

/** A stateful decoder; its state is the bytes not yet decoded and a number. */
export interface TextDecoder {
  decode(data: Uint8Array, final: boolean): Str;
  /** All that a `read()` has returned which is not bytes; what refuses it does so in its own words. */
  decodeOther(value: PyValue): Str;
  getstate(): [Uint8Array, Int];
  setstate(buffer: Uint8Array, flags: Int): void;
  reset(): void;
}

/** Sees which newlines there are in a text, and translates them to "\n" when asked. */
export class Newlines {
  readonly translate: boolean;
  /** A "\r" that may be the first half of a newline was held back. */
  pendingCr = false;
  seen = 0;

  constructor(translate: boolean) {
    this.translate = translate;
  }

  feed(output: Str, final: boolean): Str {
    let text = output;
    if (this.pendingCr && (final || strLength(text) > 0)) {
      text = strConcat("\r", text);
      this.pendingCr = false;
    }
    const length = strLength(text);
    if (length === 0) return text;
    if (!final && strCodeAt(text, length - 1) === 13) {
      text = strSlice(text, 0, length - 1);
      this.pendingCr = true;
    }
    return this.scan(text);
  }

  private scan(text: Str): Str {
    const js = typeof text === "string" ? text : strToJs(text);
    if (!js.includes("\r")) {
      if ((this.seen & SEEN_LF) === 0 && js.includes("\n")) this.seen |= SEEN_LF;
      return text;
    }
    if (this.seen !== (SEEN_CR | SEEN_LF | SEEN_CRLF)) this.look(js);
    if (!this.translate) return text;
    const translated = js.replace(/\r\n?/g, "\n");
    return typeof text === "string" ? translated : strFromJs(translated);
  }

  private look(js: string): void {
    for (let i = 0; i < js.length; i++) {
      const code = js.charCodeAt(i);
      if (code === 10) this.seen |= SEEN_LF;
      else if (code === 13) {
        if (js.charCodeAt(i + 1) === 10) {
          this.seen |= SEEN_CRLF;
          i++;
        } else this.seen |= SEEN_CR;
      }
    }
  }

  /** The `newlines` attribute: None, one string, or a tuple. */
  value(): PyValue {
    const found: PyValue[] = [];
    if (this.seen & SEEN_CR) found.push("\r");
    if (this.seen & SEEN_LF) found.push("\n");
    if (this.seen & SEEN_CRLF) found.push("\r\n");
    return found.length === 0 ? null : found.length === 1 ? found[0] : new PyTuple(found);
  }

  reset(): void {
    this.seen = 0;
    this.pendingCr = false;
  }
}

/** A decoder followed by newline translation. */
export class NewlineDecoder implements TextDecoder {
  readonly inner: TextDecoder;
  readonly newlines: Newlines;
  constructor(inner: TextDecoder, translate: boolean) {
    this.inner = inner;
    this.newlines = new Newlines(translate);
  }
  decode(data: Uint8Array, final: boolean): Str {
    return this.newlines.feed(this.inner.decode(data, final), final);
  }
  decodeOther(value: PyValue): Str {
    return this.newlines.feed(this.inner.decodeOther(value), true);
  }
  getstate(): [Uint8Array, Int] {
    const [buffer, flags] = this.inner.getstate();
    const shifted = typeof flags === "number" && flags < 2 ** 50 ? flags * 2 : BigInt(flags) * 2n;
    return [
      buffer,
      typeof shifted === "number"
        ? shifted + (this.newlines.pendingCr ? 1 : 0)
        : shifted | (this.newlines.pendingCr ? 1n : 0n),
    ];
  }
  setstate(buffer: Uint8Array, flags: Int): void {
    const big = BigInt(flags);
    this.newlines.pendingCr = (big & 1n) === 1n;
    const rest = big >> 1n;
    this.inner.setstate(buffer, rest <= 9007199254740991n ? Number(rest) : rest);
  }
  reset(): void {
    this.newlines.reset();
    this.inner.reset();
  }
}
