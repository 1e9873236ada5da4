/** float.hex and float.fromhex. Behaviour: CPython Objects/floatobject.c (float_hex_impl, float_fromhex_impl). */
import { overflowError, valueError } from "./error.ts";
import { decompose, stripAscii } from "./float.ts";
import { intBitLength, normInt, scale2 } from "./int.ts";

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
  return sign * compose(BigInt(`0x${digits}`), exponent);
}

/** mantissa * 2**exponent, rounded half to even. */
function compose(mantissa: bigint, exponent: bigint): number {
  const bits = intBitLength(normInt(mantissa));
  const top = exponent + BigInt(bits);
  const tooLarge = overflowError("hexadecimal value too large to represent as a float");
  if (top > 1024n) throw tooLarge;
  if (top < -1074n) return 0;
  // How many low bits are below the last place of the result.
  const drop = Math.max(bits - 53, -1074 - Number(exponent));
  let shift = Number(exponent);
  if (drop > 0) {
    const unit = 1n << BigInt(drop);
    const low = mantissa & (unit - 1n);
    mantissa >>= BigInt(drop);
    const half = unit >> 1n;
    if (low > half || (low === half && (mantissa & 1n) === 1n)) mantissa += 1n;
    shift += drop;
  }
  // Scaling stays exact; only the last step may overflow.
  const value = scale2(Number(mantissa), shift);
  if (value === Number.POSITIVE_INFINITY) throw tooLarge;
  return value;
}
