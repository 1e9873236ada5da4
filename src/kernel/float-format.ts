/**
 * Floats to text with a given precision: CPython's `PyOS_double_to_string` (Python/pystrtod.c, format_float_short).
 *
 * JavaScript's toFixed and toExponential give exact digits but round ties away from zero and stop at 100 digits.
 * Ties are recognised exactly (a double with s fractional bits lies halfway at p decimals just when s = p + 1) and
 * corrected to even; longer texts are computed with bigints.
 */

export type FloatCode = "e" | "E" | "f" | "F" | "g" | "G" | "r";

export interface FloatFormat {
  /** `#`: keep the point and, for g, the trailing zeros. */
  alternate?: boolean;
  /** Append `.0` to a finite result that looks like an integer. */
  addDot0?: boolean;
  /** `z`: a result that rounds to zero has no minus sign. */
  noNegativeZero?: boolean;
}

const doubles = new Float64Array(1);
const words = new Uint32Array(doubles.buffer);

/** How many bits stand after the binary point of a finite x > 0; 0 or less when x is an integer. */
function fractionBits(x: number): number {
  doubles[0] = x;
  const biased = (words[1] >>> 20) & 0x7ff;
  const high = words[1] & 0xfffff;
  const low = words[0];
  let zeros: number;
  if (low !== 0) zeros = 31 - Math.clz32(low & -low);
  else if (high !== 0) zeros = 63 - Math.clz32(high & -high);
  else zeros = 52;
  return (biased === 0 ? 1074 : 1075 - biased) - zeros;
}

/** The integer nearest to x * 10**digits, half to even, for a finite x >= 0. */
function scaledDecimal(x: number, digits: number): bigint {
  doubles[0] = x;
  const biased = (words[1] >>> 20) & 0x7ff;
  const high = (words[1] & 0xfffff) + (biased === 0 ? 0 : 0x100000);
  let numerator = BigInt(high * 4294967296 + words[0]);
  let denominator = 1n;
  const exponent = (biased === 0 ? 1 : biased) - 1075;
  if (exponent >= 0) numerator <<= BigInt(exponent);
  else denominator <<= BigInt(-exponent);
  if (digits >= 0) numerator *= 10n ** BigInt(digits);
  else denominator *= 10n ** BigInt(-digits);
  const quotient = numerator / denominator;
  const twice = (numerator - quotient * denominator) * 2n;
  const up = twice > denominator || (twice === denominator && (quotient & 1n) === 1n);
  return up ? quotient + 1n : quotient;
}

/** Makes an odd last digit even, one smaller: undoes a tie that was rounded up. */
function evenDown(text: string, index: number): string {
  const digit = text.charCodeAt(index) - 48;
  if ((digit & 1) === 0) return text;
  return text.slice(0, index) + (digit - 1) + text.slice(index + 1);
}

/** x >= 0 with `precision` digits after the point. */
export function formatFixed(x: number, precision: number): string {
  if (x < 1e21 && precision <= 100) {
    const text = x.toFixed(precision);
    return x !== 0 && fractionBits(x) === precision + 1 ? evenDown(text, text.length - 1) : text;
  }
  if (Number.isInteger(x)) {
    const whole = BigInt(x).toString();
    return precision > 0 ? `${whole}.${"0".repeat(precision)}` : whole;
  }
  // Every double has at most 1074 digits after the point.
  const exact = Math.min(precision, 1074);
  const text = scaledDecimal(x, exact)
    .toString()
    .padStart(exact + 1, "0");
  return `${text.slice(0, text.length - exact)}.${text.slice(text.length - exact)}${"0".repeat(precision - exact)}`;
}

/** The decimal exponent and digits of x > 0, rounded to `count` significant digits. */
function significant(x: number, count: number): { digits: string; exponent: number } {
  if (count <= 101) {
    const text = x.toExponential(count - 1);
    const mark = text.indexOf("e");
    const exponent = Number(text.slice(mark + 1));
    let digits = count === 1 ? text[0] : text[0] + text.slice(2, mark);
    if (isTie(x, count - 1 - exponent)) digits = evenDown(digits, count - 1);
    return { digits, exponent };
  }
  const exponent = Number(x.toExponential(20).split("e")[1]);
  const exact = Math.min(count, 1100);
  let digits = scaledDecimal(x, exact - 1 - exponent).toString();
  // The estimate from 21 digits is one too high when they were rounded up to a power of ten.
  const real = exponent + digits.length - exact;
  if (digits.length < exact) digits = scaledDecimal(x, exact - 1 - real).toString();
  return { digits: digits.slice(0, exact) + "0".repeat(count - exact), exponent: real };
}

/** Whether x lies exactly between two numbers with `decimals` digits after the point (negative: before it). */
function isTie(x: number, decimals: number): boolean {
  if (decimals >= 0) return fractionBits(x) === decimals + 1;
  if (!Number.isInteger(x)) return false;
  if (x <= Number.MAX_SAFE_INTEGER) {
    const unit = 10 ** -decimals;
    return (x % unit) * 2 === unit;
  }
  const unit = 10n ** BigInt(-decimals);
  return (BigInt(x) % unit) * 2n === unit;
}

function exponentText(exponent: number): string {
  const magnitude = exponent < 0 ? -exponent : exponent;
  return (exponent < 0 ? "e-" : "e+") + (magnitude < 10 ? "0" : "") + magnitude;
}

/** repr of a finite non-zero float outside [1e-4, 1e16). */
export function expRepr(x: number): string {
  const text = x.toExponential();
  const mark = text.indexOf("e");
  return text.slice(0, mark) + exponentText(Number(text.slice(mark + 1)));
}

/** x >= 0 in exponent notation. */
function formatExponent(x: number, precision: number, alternate: boolean): string {
  let digits: string;
  let exponent = 0;
  if (x === 0) digits = "0".repeat(precision + 1);
  else ({ digits, exponent } = significant(x, precision + 1));
  const point = precision > 0 || alternate ? "." : "";
  return digits[0] + point + digits.slice(1) + exponentText(exponent);
}

/** x >= 0 with `precision` significant digits, as exponent or not by size; trailing zeros go unless alternate. */
function formatGeneral(x: number, precision: number, format: FloatFormat): string {
  if (precision === 0) precision = 1;
  let digits: string;
  let exponent = 0;
  if (x === 0) digits = "0".repeat(precision);
  else ({ digits, exponent } = significant(x, precision));
  return layout(digits, exponent, precision - (format.addDot0 ? 1 : 0), format);
}

/** Lays digits out as CPython does for g and r: exponents below -4 and from `limit` on. */
function layout(digits: string, exponent: number, limit: number, format: FloatFormat): string {
  if (!format.alternate) {
    let end = digits.length;
    while (end > 1 && digits.charCodeAt(end - 1) === 48) end--;
    digits = digits.slice(0, end);
  }
  const point = format.alternate ? "." : "";
  if (exponent < -4 || exponent >= limit) {
    return digits[0] + (digits.length > 1 ? "." : point) + digits.slice(1) + exponentText(exponent);
  }
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  if (digits.length > exponent + 1) return `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
  return digits + "0".repeat(exponent + 1 - digits.length) + (format.addDot0 ? ".0" : point);
}

/** The shortest digits that read back, laid out as repr does but with the flags of `format`. */
function formatShortest(x: number, format: FloatFormat): string {
  if (x === 0) return layout("0", 0, 16, format);
  const text = x.toExponential();
  const mark = text.indexOf("e");
  return layout(text[0] + text.slice(2, mark), Number(text.slice(mark + 1)), 16, format);
}

const PLAIN: FloatFormat = {};

/** PyOS_double_to_string: the text with a leading `-` where negative, never a `+`. */
export function formatFloat(value: number, code: FloatCode, precision: number, format: FloatFormat = PLAIN): string {
  let negative = value < 0 || Object.is(value, -0);
  const x = negative ? -value : value;
  let text: string;
  const lower = code.toLowerCase();
  if (!Number.isFinite(value)) {
    text = Number.isNaN(value) ? "nan" : "inf";
  } else if (lower === "f") {
    text = formatFixed(x, precision);
    if (format.alternate && precision === 0) text += ".";
  } else if (lower === "e") {
    text = formatExponent(x, precision, format.alternate === true);
  } else {
    text = lower === "g" ? formatGeneral(x, precision, format) : formatShortest(x, format);
  }
  if (negative && format.noNegativeZero && !/[1-9]/.test(text.split("e")[0]) && Number.isFinite(value))
    negative = false;
  if (code !== lower) text = text.toUpperCase();
  return negative ? `-${text}` : text;
}
