/**
 * ISO-2022: character sets that escape sequences designate to G0 … G2. State: the marks of the designated sets, then flags.
 * Behaviour: CPython Modules/cjkcodecs/_codecs_iso2022.c.
 */
import { type DecodeRun, type MultibyteCodec, TOO_FEW } from "./codec.ts";
import { iso2022Encode, iso2022Reset } from "./iso2022-encode.ts";
import { type CharSet, DOUBLE, greekCode, MARK } from "./iso2022-sets.ts";
import { ESC, F_SHIFTED, FLAGS, G0, G1, G2, SI, SO } from "./iso2022-state.ts";
import { pushValue } from "./table-codec.ts";

const LF = 0x0a;
const FIRST_GRAPHIC = 0x20;
/** The rest of an escape sequence of another kind is passed on. */
const F_ESC_THROUGHOUT = 2;
const MAX_ESCAPE = 16;

export interface Iso2022Config {
  readonly encoding: string;
  readonly sets: readonly CharSet[];
  /** SO and SI are plain characters. */
  readonly noShift?: boolean;
  /** ESC N takes one character from G2. */
  readonly useG2?: boolean;
  /** ESC & @ may stand before the designation of JIS X 0208. */
  readonly jisx0208Prefix?: boolean;
}

export function iso2022Codec(config: Iso2022Config): MultibyteCodec {
  return {
    encoding: config.encoding,
    encodeStart: [MARK.ASCII, MARK.ASCII],
    decodeStart: [MARK.ASCII, MARK.ASCII, MARK.ASCII],
    decode: (run) => decode(config, run),
    encode: (run) => iso2022Encode(config.sets, run),
    encodeReset: iso2022Reset,
    decodeReset(state) {
      state[G0] = MARK.ASCII;
      state[FLAGS] &= ~F_SHIFTED;
    },
  };
}

function decode(config: Iso2022Config, run: DecodeRun): number {
  const { data, out, state } = run;
  while (run.at < data.length) {
    const byte = data[run.at];
    if (state[FLAGS] & F_ESC_THROUGHOUT) {
      out.push(byte);
      run.at++;
      if (endsEscape(byte)) state[FLAGS] &= ~F_ESC_THROUGHOUT;
    } else if (byte === ESC) {
      const result = escapeSequence(config, run);
      if (result !== 0) return result;
    } else if ((byte === SI || byte === SO) && config.noShift !== true) {
      if (byte === SO) state[FLAGS] |= F_SHIFTED;
      else state[FLAGS] &= ~F_SHIFTED;
      run.at++;
    } else {
      if (byte === LF) state[FLAGS] &= ~F_SHIFTED;
      const result = character(config, run, byte);
      if (result !== 0) return result;
    }
  }
  return 0;
}

function character({ sets }: Iso2022Config, run: DecodeRun, byte: number): number {
  const { data, out, state } = run;
  if (byte >= 0x80) return 1;
  const mark = state[FLAGS] & F_SHIFTED ? state[G1] : state[G0];
  if (byte < FIRST_GRAPHIC || mark === MARK.ASCII) {
    out.push(byte);
    run.at++;
    return 0;
  }
  const set = sets.find((candidate) => candidate.mark === mark);
  const width = set?.width ?? 1;
  if (data.length - run.at < width) return TOO_FEW;
  const value = set?.decode(byte, data[run.at + 1]) ?? 0;
  if (value === 0) return width;
  pushValue(out, value);
  run.at += width;
  return 0;
}

function endsEscape(byte: number): boolean {
  return byte >= 0x40 && byte <= 0x5a;
}

const DESIGNATING = "()$.&";

function escapeSequence(config: Iso2022Config, run: DecodeRun): number {
  const { data, out, state, at } = run;
  if (data.length - at < 2) return TOO_FEW;
  const kind = String.fromCharCode(data[at + 1]);
  if (DESIGNATING.includes(kind)) return designate(config, run);
  if (config.useG2 === true && kind === "N") return data.length - at < 3 ? TOO_FEW : singleShift(run, data[at + 2]);
  out.push(ESC);
  state[FLAGS] |= F_ESC_THROUGHOUT;
  run.at++;
  return 0;
}

/** One character of G2; of the byte's high bit only the Greek set makes anything. */
function singleShift(run: DecodeRun, byte: number): number {
  const set = run.state[G2];
  const code = set === MARK.ISO8859_7 ? greekCode(byte) : set === MARK.ISO8859_1 ? byte + 0x80 : byte;
  if (set === MARK.ISO8859_7 ? code === 0 && byte !== 0x80 : byte >= 0x80) return 3;
  run.out.push(code);
  run.at += 3;
  return 0;
}

/** How long the escape sequence at the run's place is; 0 if it has no end, TOO_FEW if that has not come yet. */
function escapeLength({ data, at }: DecodeRun, prefix: boolean): number {
  for (let i = 1; i < MAX_ESCAPE; i++) {
    if (at + i >= data.length) return TOO_FEW;
    if (endsEscape(data[at + i])) return i + 1;
    // "&@" is passed over.
    if (prefix && at + i + 1 < data.length && data[at + i] === 0x26 && data[at + i + 1] === 0x40) i += 2;
  }
  return 0;
}

function designate(config: Iso2022Config, run: DecodeRun): number {
  const { data, state, at } = run;
  const length = escapeLength(run, config.jisx0208Prefix === true);
  if (length === TOO_FEW) return TOO_FEW;
  if (length === 0) return 1;
  const middle = String.fromCharCode(...data.subarray(at + 1, at + length - 1));
  const final = data[at + length - 1];
  const found = DESIGNATIONS[middle];
  if (found === undefined) return length;
  const { place, double } = found;
  if (place === G2 && config.useG2 !== true) return length;
  if (length === PREFIXED && (config.jisx0208Prefix !== true || (final | DOUBLE) !== MARK.JISX0208)) return length;
  const mark = double ? final | DOUBLE : final;
  if (mark !== MARK.ASCII && !config.sets.some((set) => set.mark === mark)) return length;
  state[place] = mark;
  run.at += length;
  return 0;
}

/** What stands between ESC and the final byte. */
const DESIGNATIONS: Readonly<Record<string, { place: number; double: boolean } | undefined>> = {
  $: { place: G0, double: true },
  "(": { place: G0, double: false },
  ")": { place: G1, double: false },
  ".": { place: G2, double: false },
  "$(": { place: G0, double: true },
  "$)": { place: G1, double: true },
  "&@\x1b$": { place: G0, double: true },
};
const PREFIXED = 6;
