/** The value of a NUMBER token: CPython `parsenumber` and `_PyPegen_number_token` in Parser/pegen.c. */
import { ConstComplex, ConstFloat } from "../../bytecode/constants.ts";
import type { SourceError } from "../errors.ts";
import { errorAtLocation } from "../tokenizer/errors.ts";
import type { Token, TokState } from "../tokenizer/state.ts";

export type NumberValue = number | bigint | ConstFloat | ConstComplex;

/** The default of `sys.set_int_max_str_digits`. */
export const DEFAULT_MAX_STR_DIGITS = 4300;

/**
 * The value of a number literal's text. A decimal int with more than `maxStrDigits` digits (0: no limit) has none: the
 * answer is then its number of digits as `{ digits }`.
 */
export function parseNumber(text: string, maxStrDigits: number): NumberValue | { readonly digits: number } {
  if (text.includes("_")) text = text.replaceAll("_", "");
  const last = text.charCodeAt(text.length - 1) | 32;
  const radix = text.charCodeAt(1) | 32;
  if (text.charCodeAt(0) === 48 && (radix === 120 || radix === 111 || radix === 98)) return integer(text);
  if (last === 106) return new ConstComplex(0, Number(text.slice(0, -1)));
  if (/[.eE]/.test(text)) return new ConstFloat(Number(text));
  if (maxStrDigits > 0 && text.length > maxStrDigits) return { digits: text.length };
  return integer(text);
}

function integer(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

/** The value of a NUMBER token, or CPython's error for a decimal literal with too many digits. */
export function parseNumberToken(tok: TokState, token: Token, maxStrDigits: number): NumberValue {
  const value = parseNumber(token.string, maxStrDigits);
  if (typeof value === "object" && "digits" in value) throw tooManyDigits(tok, token, value.digits, maxStrDigits);
  return value;
}

function tooManyDigits(tok: TokState, token: Token, digits: number, limit: number): SourceError {
  const msg =
    `Exceeds the limit (${limit} digits) for integer string conversion: value has ${digits} digits; ` +
    "use sys.set_int_max_str_digits() to increase the limit - " +
    "Consider hexadecimal for huge integer literals to avoid decimal conversion limits.";
  // Columns are left out: nobody wants thousands of digits underlined.
  return errorAtLocation(tok, "SyntaxError", msg, token.lineno, 0, token.endLineno, 0);
}
