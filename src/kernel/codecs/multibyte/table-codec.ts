/**
 * Codecs without a state whose sequences are in a table: one or two bytes, or three where EUC has them. What arithmetic adds
 * comes as two functions that are asked where the table says nothing.
 */
import type { ByteSink } from "../protocol.ts";
import type { CharTable } from "./char-table.ts";
import { ILLEGAL, PAIR } from "./char-table.ts";
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
  const { data, out } = run;
  const { toCode } = table;
  while (run.at < data.length) {
    const lead = data[run.at];
    const single = lead < PLAIN ? lead : toCode[lead];
    if (single !== 0 || lead === 0) {
      if (single === ILLEGAL) return ILLEGAL_ONE;
      out.push(single);
      run.at++;
      continue;
    }
    const more = extras.decode?.(run, lead);
    if (more !== undefined) {
      if (more !== 0) return more;
      continue;
    }
    const size = extras.triple === true && lead === SS3 ? 3 : 2;
    if (data.length - run.at < size) return TOO_FEW;
    const value = size === 3 ? toCode[tripleKey(data, run.at)] : toCode[(lead << 8) | data[run.at + 1]];
    if (value === 0 || (size === 2 && extras.triple === true && data[run.at + 1] < 0x80)) return ILLEGAL_ONE;
    if (value === ILLEGAL) return size;
    pushValue(out, value);
    run.at += size;
  }
  return 0;
}

/** The key of three bytes; 0, which means nothing, if they are not all in the upper half. */
function tripleKey(data: Uint8Array, at: number): number {
  const [second, third] = [data[at + 1], data[at + 2]];
  return second & third & 0x80 ? (second << 8) | (third & 0x7f) : 0;
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
  while (run.at < codes.length) {
    const code = codes[run.at];
    if (code < PLAIN) {
      out.push(code);
      run.at++;
      continue;
    }
    if (!matchPair(table, run, match)) return TOO_FEW;
    const { key, size } = match;
    if (key !== 0) pushKey(out, key, extras.triple === true);
    else if (extras.encode?.(code, out) !== true) return ILLEGAL_ONE;
    run.at += size;
  }
  return 0;
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
