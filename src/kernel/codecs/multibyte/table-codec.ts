/**
 * Codecs without a state whose sequences are in a table: one or two bytes, or three where EUC has them. What arithmetic adds
 * comes as two functions that are asked where the table says nothing.
 */
import type { ByteSink } from "../protocol.ts";
import { type CharTable, ILLEGAL, PAIR, TABLE_LIMIT } from "./char-table.ts";
import { type DecodeRun, type EncodeRun, ILLEGAL_ONE, type MultibyteCodec, TOO_FEW } from "./codec.ts";
import { matchPair, type PairMatch } from "./pairs.ts";
import type { TableName } from "./plans.ts";
import { charTable } from "./tables.ts";

/** Characters below this are themselves in every codec. */
const PLAIN = 0x5c;
/** EUC's single shift to the set with two more bytes. */
const SS3 = 0x8f;

interface Extras {
  /** Whether 0x8f begins sequences of three bytes. */
  readonly triple?: boolean;
  /** Takes a sequence that the table does not have; it answers as a codec does, or with undefined if it is none of its own. */
  readonly decode?: (run: DecodeRun, lead: number) => number | undefined;
  /** Takes a code point without a key; it answers whether it could. */
  readonly encode?: (code: number, out: ByteSink) => boolean;
}

export function tableCodec(encoding: TableName, extras: Extras = {}): MultibyteCodec {
  return {
    encoding,
    decode: (run) => tableDecode(run, charTable(encoding), extras),
    encode: (run) => tableEncode(run, charTable(encoding), extras),
  };
}

function tableDecode(run: DecodeRun, table: CharTable, extras: Extras): number {
  const { data } = run;
  for (;;) {
    decodePlain(run, table.toCode, extras.triple === true);
    if (run.at === data.length) return 0;
    const result = decodeOne(run, table.toCode, extras);
    if (result !== 0) return result;
  }
}

/** Takes what the table has, in one and two bytes, up to anything else. */
function decodePlain(run: DecodeRun, toCode: Int32Array, triple: boolean): void {
  const { data, out } = run;
  let { at } = run;
  out.reserve(data.length - at);
  const { codes } = out;
  let { length } = out;
  while (at < data.length) {
    const lead = data[at];
    let value = lead < PLAIN ? lead : toCode[lead];
    let size = 1;
    if (value === 0 && lead !== 0) {
      if (at + 1 === data.length) break;
      const trail = data[at + 1];
      value = triple && trail < 0x80 ? 0 : toCode[(lead << 8) | trail];
      if (value === 0) break;
      size = 2;
    }
    if (value >= ILLEGAL) break;
    codes[length++] = value;
    at += size;
  }
  run.at = at;
  out.length = length;
}

function decodeOne(run: DecodeRun, toCode: Int32Array, extras: Extras): number {
  const { data, at, out } = run;
  const lead = data[at];
  if (toCode[lead] === ILLEGAL) return ILLEGAL_ONE;
  const result = extras.decode?.(run, lead);
  if (result !== undefined) return result;
  const triple = extras.triple === true;
  const size = triple && lead === SS3 ? 3 : 2;
  if (data.length - at < size) return TOO_FEW;
  const value = size === 3 ? tripleKeyed(toCode, data, at) : toCode[(lead << 8) | data[at + 1]];
  if (value === 0 || (size === 2 && triple && data[at + 1] < 0x80)) return ILLEGAL_ONE;
  if (value === ILLEGAL) return size;
  pushValue(out, value);
  run.at += size;
  return 0;
}

/** The value of three bytes; none if they are not all in the upper half. */
function tripleKeyed(toCode: Int32Array, data: Uint8Array, at: number): number {
  const [second, third] = [data[at + 1], data[at + 2]];
  return second & third & 0x80 ? toCode[(second << 8) | (third & 0x7f)] : 0;
}

/** Writes a table's value: a code point, or a pair. */
export function pushValue(out: { push(code: number): void }, value: number): void {
  if (value > ILLEGAL) {
    out.push(Math.floor(value / PAIR));
    out.push(value % PAIR);
  } else {
    out.push(value);
  }
}

const match: PairMatch = { key: 0, size: 1 };

function tableEncode(run: EncodeRun, table: CharTable, extras: Extras): number {
  const { codes, out } = run;
  const triple = extras.triple === true;
  for (;;) {
    encodePlain(run, table, triple);
    if (run.at === codes.length) return 0;
    if (!matchPair(table, run, match)) return TOO_FEW;
    const { key, size } = match;
    if (key !== 0) pushKey(out, key, triple);
    else if (extras.encode?.(codes[run.at], out) !== true) return ILLEGAL_ONE;
    run.at += size;
  }
}

/** Takes what stands alone and has one or two bytes, up to anything else. */
function encodePlain(run: EncodeRun, { toKey, pairFirsts }: CharTable, triple: boolean): void {
  const { codes, out } = run;
  const pairs = pairFirsts.size > 0;
  let { at } = run;
  out.reserve(2 * (codes.length - at));
  const { bytes } = out;
  let { length } = out;
  for (; at < codes.length; at++) {
    const code = codes[at];
    const key = code < PLAIN ? code : code < TABLE_LIMIT ? toKey[code] : 0;
    if (key >= 0x100) {
      if ((triple && (key & 0x80) === 0) || (pairs && pairFirsts.has(code))) break;
      bytes[length++] = key >> 8;
    } else if (key === 0 && code !== 0) {
      break;
    }
    bytes[length++] = key;
  }
  run.at = at;
  out.length = length;
}

function pushKey(out: ByteSink, key: number, triple: boolean): void {
  if (key < 0x100) {
    out.push(key);
    return;
  }
  if (triple && (key & 0x80) === 0) {
    out.push(SS3);
    key |= 0x80;
  }
  out.push(key >> 8);
  out.push(key & 0xff);
}
