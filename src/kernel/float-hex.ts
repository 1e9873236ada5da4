/** float.hex and float.fromhex. Behaviour: CPython Objects/floatobject.c (float_hex_impl, float_fromhex_impl). */
import { overflowError, valueError } from "./error.ts";
import { decompose, stripAscii } from "./float.ts";
import { composeDouble } from "./float-exact.ts";

export function floatHex(x: number): string {
  if (Number.isNaN(x)) return "nan";
  const sign = x < 0 || Object.is(x, -0) ? "-" : "";
  if (!Number.isFinite(x)) return `${sign}inf`;
  if (x === 0) return `${sign}0x0.0p+0`;
  const { mantissa, exponent } = decompose(x);
  const lead = mantissa >= 2 ** 52 ? 1 : 0;
  const digits = (mantissa - lead * 2 ** 52).toString(16).padStart(13, "0");
  const shown = exponent + 52;
  return `${sign}0x${lead}.${digits}p${shown < 0 ? "-" : "+"}${Math.abs(shown)}`;
}

const HEX_FLOAT = /^([+-]?)(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?\d+))?$/i;
const SPECIAL = /^([+-]?)(?:(inf(?:inity)?)|nan)$/i;

/** float.fromhex; the text may be any JavaScript string. */
export function floatFromHex(text: string): number {
  const body = stripAscii(text);
  const special = SPECIAL.exec(body);
  if (special !== null) {
    if (special[2] === undefined) return Number.NaN;
    return special[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  const match = HEX_FLOAT.exec(body);
  const whole = match?.[2] ?? "";
  const fraction = match?.[3] ?? "";
  if (match === null || whole.length + fraction.length === 0) {
    throw valueError("invalid hexadecimal floating-point string");
  }
  const sign = match[1] === "-" ? -1 : 1;
  const digits = (whole + fraction).replace(/^0+/, "");
  if (digits === "") return sign * 0;
  const exponent = BigInt(match[4] ?? "0") - 4n * BigInt(fraction.length);
  const value = composeDouble(BigInt(`0x${digits}`), exponent);
  if (value === Number.POSITIVE_INFINITY) throw overflowError("hexadecimal value too large to represent as a float");
  return sign * value;
}
