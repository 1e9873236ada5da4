/** Constants as dictionary keys and in error messages. */
import { type Const, ConstBytes, ConstComplex, ConstFloat } from "../../bytecode/constants.ts";
import { strFromJs, WideStr } from "../../kernel/str.ts";
import { DEFAULT_MAX_STR_DIGITS } from "../../parser/strings/numbers.ts";
import { constRepr as repr } from "../../parser/unparse/constants.ts";

/** Equal for constants that Python's `==` calls equal: 1, 1.0, True and 1+0j are one key. */
export function constKey(value: Const): unknown {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value instanceof ConstFloat) return integralKey(value.value);
  if (value instanceof ConstComplex) {
    return value.imag === 0 ? integralKey(value.real) : `complex ${value.real} ${value.imag}`;
  }
  if (typeof value === "string") return `str ${value}`;
  if (value instanceof WideStr) return `wide ${value.codes.join()}`;
  if (value instanceof ConstBytes) return `bytes ${value.data.join()}`;
  return value;
}

/** A float beyond the safe integers equals a bigint. */
function integralKey(value: number): unknown {
  if (Number.isNaN(value)) return {};
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return BigInt(value);
  return value + 0;
}

export function constRepr(value: Const): string {
  return repr(value, DEFAULT_MAX_STR_DIGITS);
}

export function nameRepr(name: string): string {
  return constRepr(strFromJs(name));
}
