/** GB2312, GBK, GB18030 and HZ. Behaviour: CPython Modules/cjkcodecs/_codecs_cn.c. */
import { decodeNumbers } from "../../unicode/decode.ts";
import type { ByteSink } from "../protocol.ts";
import { type DecodeRun, type EncodeRun, ILLEGAL_ONE, type MultibyteCodec, TOO_FEW } from "./codec.ts";
import { GB18030_RANGES } from "./generated/tables.ts";
import { tableCodec } from "./table-codec.ts";
import { charTable } from "./tables.ts";

/** Four bytes: 0x81…0xfe and 0x30…0x39 by turns, a number in mixed radix. */
const FIRST_LETTER = 0x81;
const FIRST_DIGIT = 0x30;
const LETTERS = 126;
const DIGITS = 10;
/** Numbers of the BMP end here; those of the other planes begin with this lead. */
const BMP_NUMBERS = 39420;
const BMP_LEADS = 4;
const ASTRAL_LEAD = 15;
const ASTRAL_NUMBER = ASTRAL_LEAD * DIGITS * LETTERS * DIGITS;
const MAX_CODE = 0x10ffff;

/** Runs of four-byte sequences: first code points, and their numbers. */
let ranges: { codes: number[]; numbers: number[] } | undefined;

function bmpRanges(): { codes: number[]; numbers: number[] } {
  if (ranges === undefined) {
    const flat = decodeNumbers(GB18030_RANGES());
    ranges = { codes: flat.filter((_, i) => i % 2 === 0), numbers: flat.filter((_, i) => i % 2 === 1) };
  }
  return ranges;
}

/** Where the last element that is not greater than `value` lies. */
function lastNotAbove(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function decodeFour(run: DecodeRun, lead: number): number | undefined {
  const { data, at } = run;
  if (data.length - at < 2) return TOO_FEW;
  const second = data[at + 1] - FIRST_DIGIT;
  if (second < 0 || second >= DIGITS) return undefined;
  if (data.length - at < 4) return TOO_FEW;
  const first = lead - FIRST_LETTER;
  const third = data[at + 2] - FIRST_LETTER;
  const fourth = data[at + 3] - FIRST_DIGIT;
  if (first < 0 || first >= LETTERS || third < 0 || third >= LETTERS || fourth < 0 || fourth >= DIGITS)
    return ILLEGAL_ONE;
  const code = codeOfNumber(first, ((first * DIGITS + second) * LETTERS + third) * DIGITS + fourth);
  if (code < 0) return ILLEGAL_ONE;
  run.out.push(code);
  run.at += 4;
  return 0;
}

/** -1 if there is none. */
function codeOfNumber(first: number, number: number): number {
  if (first < BMP_LEADS && number < BMP_NUMBERS) {
    const { codes, numbers } = bmpRanges();
    const range = lastNotAbove(numbers, number);
    return codes[range] + number - numbers[range];
  }
  const code = first < ASTRAL_LEAD ? -1 : number - ASTRAL_NUMBER + 0x10000;
  return code <= MAX_CODE ? code : -1;
}

function encodeFour(code: number, out: ByteSink): boolean {
  let number = code - 0x10000 + ASTRAL_NUMBER;
  if (code < 0x10000) {
    const { codes, numbers } = bmpRanges();
    const range = lastNotAbove(codes, code);
    number = numbers[range] + code - codes[range];
    if (range + 1 < numbers.length ? number >= numbers[range + 1] : number >= BMP_NUMBERS) return false;
  }
  const fourth = number % DIGITS;
  const third = Math.floor(number / DIGITS) % LETTERS;
  const rest = Math.floor(number / (DIGITS * LETTERS));
  out.push(FIRST_LETTER + Math.floor(rest / DIGITS));
  out.push(FIRST_DIGIT + (rest % DIGITS));
  out.push(FIRST_LETTER + third);
  out.push(FIRST_DIGIT + fourth);
  return true;
}

const TILDE = 0x7e;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const NEWLINE = 0x0a;
/** Both high bits, which HZ leaves out. */
const HIGH_BITS = 0x8080;

/** HZ: GB2312 in seven bits between `~{` and `~}`; the state's first byte says whether it is on. */
const hz: MultibyteCodec = {
  encoding: "hz",
  decode: hzDecode,
  encode: hzEncode,
  encodeReset(state, out) {
    if (state[0] !== 0) out.pushAscii("~}");
    state[0] = 0;
  },
  decodeReset(state) {
    state[0] = 0;
  },
};

function hzDecode(run: DecodeRun): number {
  const { data, out, state } = run;
  const { toCode } = charTable("gb2312");
  while (run.at < data.length) {
    const byte = data[run.at];
    const double = byte === TILDE || (state[0] !== 0 && byte < 0x80);
    if (double && data.length - run.at < 2) return TOO_FEW;
    const next = double ? data[run.at + 1] : 0;
    if (byte === TILDE) {
      if (next === CLOSE && state[0] === 1) state[0] = 0;
      else if (state[0] !== 0) return ILLEGAL_ONE;
      else if (next === TILDE) out.push(TILDE);
      else if (next === OPEN) state[0] = 1;
      else if (next !== NEWLINE) return ILLEGAL_ONE;
    } else if (byte >= 0x80) {
      return ILLEGAL_ONE;
    } else if (!double) {
      out.push(byte);
    } else {
      const code = next < 0x80 ? toCode[((byte << 8) | next) ^ HIGH_BITS] : 0;
      if (code === 0) return ILLEGAL_ONE;
      out.push(code);
    }
    run.at += double ? 2 : 1;
  }
  return 0;
}

function hzEncode(run: EncodeRun): number {
  const { codes, out, state } = run;
  const { toKey } = charTable("gb2312");
  for (; run.at < codes.length; run.at++) {
    const code = codes[run.at];
    if (code < 0x80) {
      if (state[0] !== 0) out.pushAscii("~}");
      state[0] = 0;
      out.push(code);
      if (code === TILDE) out.push(TILDE);
      continue;
    }
    const key = code < 0x10000 ? toKey[code] : 0;
    if (key === 0) return ILLEGAL_ONE;
    if (state[0] === 0) out.pushAscii("~{");
    state[0] = 1;
    out.push((key >> 8) & 0x7f);
    out.push(key & 0x7f);
  }
  return 0;
}

export const CODECS_CN: readonly MultibyteCodec[] = [
  tableCodec("gb2312"),
  tableCodec("gbk"),
  tableCodec("gb18030", { decode: decodeFour, encode: encodeFour }),
  hz,
];
