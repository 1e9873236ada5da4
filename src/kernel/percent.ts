/**
 * The `%` operator's format language, shared by str and bytes.
 *
 * `PercentParser` walks a format text. Each item says what it needs (a mapping key, widths from arguments, a value); the
 * caller fetches arguments in that order and hands numbers back as text to `finishNumber`. Errors of the syntax come from
 * `next` and `type` at the moment CPython notices them. Behaviour: Objects/unicodeobject.c (unicode_format_arg_parse,
 * unicode_format_arg_output), Objects/bytesobject.c (_PyBytes_FormatEx).
 */
import { KernelError, valueError } from "./error.ts";
import { type FloatCode, formatFloat } from "./float-format.ts";
import { type Int, intAbs } from "./int.ts";
import { intToString } from "./int-text.ts";
import { type Str, strCodeAt, strConcat, strFromCodes, strLength, strSlice } from "./str.ts";
import { strPad } from "./str-split.ts";
import { TextMemo } from "./text-memo.ts";

/** One `%…` item while it is being read. */
export class PercentItem {
  /** The mapping key, if there is one. */
  key: Str | undefined = undefined;
  leftAdjust = false;
  plus = false;
  blank = false;
  alternate = false;
  zero = false;
  width = -1;
  precision = -1;
  /** The conversion character and its index in the format. */
  type = 0;
  index = 0;

  /** Whether nothing stands between the `%` and the conversion character that changes a text or a number. */
  get isBare(): boolean {
    return this.width < 0 && this.precision < 0 && !this.plus && !this.blank && !this.alternate;
  }
}

const LIMIT = 9223372036854775807n;

/** Reads a format text piece by piece. */
export class PercentParser {
  private readonly text: Str;
  private readonly length: number;
  private pos = 0;

  /** Bytes come here as Latin-1 text. */
  constructor(text: Str) {
    this.text = text;
    this.length = strLength(text);
  }

  /** The code point at an index, -1 beyond the end. */
  private code(index: number): number {
    return index < this.length ? strCodeAt(this.text, index) : -1;
  }

  /** The literal text up to the next item (with `%%` resolved), or the rest of the format. */
  literal(): Str {
    let start = this.pos;
    let out: Str = "";
    for (;;) {
      let i = this.pos;
      while (i < this.length && this.code(i) !== 37) i++;
      if (this.code(i) === 37 && this.code(i + 1) === 37) {
        out = strConcat(out, strSlice(this.text, start, i + 1));
        this.pos = start = i + 2;
        continue;
      }
      this.pos = i;
      return strConcat(out, strSlice(this.text, start, i));
    }
  }

  /** Whether an item follows. */
  get more(): boolean {
    return this.pos < this.length;
  }

  private take(): number {
    if (this.pos >= this.length) throw valueError("incomplete format");
    return this.code(this.pos++);
  }

  /**
   * Reads an item. `onKey` is told its mapping key at once (it must check for a mapping); `star` fetches the int for a
   * `*`, already checked to be an int that fits the C type: a width may be longer than a precision.
   */
  item(onKey: (key: Str) => void, star: (type: "ssize_t" | "int") => number): PercentItem {
    this.pos++;
    const item = new PercentItem();
    if (this.code(this.pos) === 40) {
      item.key = this.key();
      onKey(item.key);
    }
    let code = this.flags(item);
    if (code === 42) {
      item.width = star("ssize_t");
      if (item.width < 0) {
        item.leftAdjust = true;
        item.width = -item.width;
      }
      code = this.take();
    } else if (code >= 48 && code <= 57) {
      [item.width, code] = this.number(code, "width too big");
    }
    if (code === 46) {
      item.precision = 0;
      code = this.take();
      if (code === 42) {
        item.precision = Math.max(star("int"), 0);
        code = this.take();
      } else if (code >= 48 && code <= 57) {
        [item.precision, code] = this.number(code, "precision too big");
      }
    }
    // C's length modifiers say nothing here.
    if (code === 104 || code === 108 || code === 76) code = this.take();
    item.type = code;
    item.index = this.pos - 1;
    return item;
  }

  private key(): Str {
    const start = ++this.pos;
    let depth = 1;
    while (depth > 0) {
      if (this.pos >= this.length) throw valueError("incomplete format key");
      const code = this.code(this.pos++);
      if (code === 41) depth--;
      else if (code === 40) depth++;
    }
    return strSlice(this.text, start, this.pos - 1);
  }

  private flags(item: PercentItem): number {
    for (;;) {
      const code = this.take();
      if (code === 45) item.leftAdjust = true;
      else if (code === 43) item.plus = true;
      else if (code === 32) item.blank = true;
      else if (code === 35) item.alternate = true;
      else if (code === 48) item.zero = true;
      else return code;
    }
  }

  /** A number whose first digit is read; also the character after it. */
  private number(first: number, tooBig: string): [number, number] {
    let value = BigInt(first - 48);
    let code = this.take();
    while (code >= 48 && code <= 57) {
      value = value * 10n + BigInt(code - 48);
      if (value > LIMIT) throw valueError(tooBig);
      code = this.take();
    }
    if (value > 2147483647n && tooBig[0] === "p") throw valueError(tooBig);
    return [Number(value), code];
  }
}

/** A format that was read to its end before any value was asked for: an item stands between each two literals. */
export interface PercentTemplate {
  readonly literals: readonly Str[];
  readonly items: readonly PercentItem[];
}

const templates: TextMemo<PercentTemplate | null> = new TextMemo(512, 256);

/** The template of a short format; null where values decide how the format reads (`*`), or where an error in it has to wait for them. */
export function percentTemplate(text: Str): PercentTemplate | null {
  if (typeof text !== "string" || text.length > templates.longest) return null;
  const known = templates.find(text);
  return known !== undefined ? known : templates.keep(text, readTemplate(text));
}

function readTemplate(text: string): PercentTemplate | null {
  const parser = new PercentParser(text);
  const literals: Str[] = [];
  const items: PercentItem[] = [];
  let starred = false;
  const star = (): number => {
    starred = true;
    return 0;
  };
  try {
    for (;;) {
      literals.push(parser.literal());
      if (!parser.more) return starred ? null : { literals, items };
      items.push(parser.item(() => {}, star));
    }
  } catch (error) {
    if (error instanceof KernelError) return null;
    throw error;
  }
}

/** The error for a conversion character that does not exist. */
export function unsupportedFormat(item: PercentItem): KernelError {
  const shown = item.type > 31 && item.type < 128 ? String.fromCharCode(item.type) : "?";
  return valueError(`unsupported format character '${shown}' (0x${item.type.toString(16)}) at index ${item.index}`);
}

/** The text of an int for d, i, u, o, x, X: sign, prefix where alternate, zeros up to the precision. */
export function percentInt(value: Int, item: PercentItem, maxDigits: number): string {
  const type = String.fromCharCode(item.type);
  const magnitude = intAbs(value);
  let digits: string;
  let prefix = "";
  if (type === "o") {
    digits = magnitude.toString(8);
    prefix = "0o";
  } else if (type === "x" || type === "X") {
    digits = magnitude.toString(16);
    prefix = "0x";
  } else {
    digits = intToString(magnitude, maxDigits);
  }
  if (item.precision > 0x20000000) throw new KernelError("OverflowError", "precision too large");
  const text = (item.alternate ? prefix : "") + digits.padStart(item.precision, "0");
  return (value < 0 ? "-" : "") + (type === "X" ? text.toUpperCase() : text);
}

/** The text of a float for e, f, g and their capitals. */
export function percentFloat(value: number, item: PercentItem): string {
  const precision = item.precision < 0 ? 6 : item.precision;
  return formatFloat(value, String.fromCharCode(item.type) as FloatCode, precision, { alternate: item.alternate });
}

/** Signs, zero-fills and pads the text of a number. */
export function finishNumber(text: string, item: PercentItem): string {
  let sign = "";
  if (text[0] === "-" || text[0] === "+") {
    sign = text[0];
    text = text.slice(1);
  } else if (item.plus) {
    sign = "+";
  } else if (item.blank) {
    sign = " ";
  }
  let prefix = "";
  if (item.alternate && (item.type === 120 || item.type === 88 || item.type === 111)) {
    prefix = text.slice(0, 2);
    text = text.slice(2);
  }
  const missing = item.width - sign.length - prefix.length - text.length;
  if (missing <= 0) return sign + prefix + text;
  if (item.leftAdjust) return sign + prefix + text + " ".repeat(missing);
  if (item.zero) return sign + prefix + "0".repeat(missing) + text;
  return " ".repeat(missing) + sign + prefix + text;
}

/** Cuts a text to the precision and pads it. */
export function finishText(text: Str, item: PercentItem): Str {
  let length = strLength(text);
  if (item.precision >= 0 && item.precision < length && item.type !== 99) {
    text = strSlice(text, 0, item.precision);
    length = item.precision;
  }
  const missing = item.width - length;
  if (missing <= 0) return text;
  return item.leftAdjust ? strPad(text, 0, missing, " ") : strPad(text, missing, 0, " ");
}

/** Bytes as Latin-1 text, for `PercentParser` and for `finishText`. */
export function latin1Text(data: Uint8Array): string {
  return strFromCodes(data) as string;
}

/** The code point of a one-character text for `%c`, or -1. */
export function singleCode(text: Str): number {
  return strLength(text) === 1 ? strCodeAt(text, 0) : -1;
}
