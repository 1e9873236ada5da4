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
  // The set that was looked for last.
  let set: CharSet | undefined;
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
      const mark = state[FLAGS] & F_SHIFTED ? state[G1] : state[G0];
      if (set?.mark !== mark) set = config.sets.find((candidate) => candidate.mark === mark);
      const result = character(run, byte, mark === MARK.ASCII, set);
      if (result !== 0) return result;
    }
  }
  return 0;
}

function character(run: DecodeRun, byte: number, ascii: boolean, set: CharSet | undefined): number {
  const { data, out } = run;
  if (byte >= 0x80) return 1;
  if (byte < FIRST_GRAPHIC || ascii) {
    out.push(byte);
    run.at++;
    return 0;
  }
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

/** What may follow ESC in a sequence that designates a set: ( ) $ . & */
const DESIGNATING: ReadonlySet<number> = new Set([0x28, 0x29, 0x24, 0x2e, 0x26]);
/** ESC N. */
const SINGLE_SHIFT = 0x4e;

function escapeSequence(config: Iso2022Config, run: DecodeRun): number {
  const { data, out, state, at } = run;
  if (data.length - at < 2) return TOO_FEW;
  const kind = data[at + 1];
  if (DESIGNATING.has(kind)) return designate(config, run);
  if (config.useG2 === true && kind === SINGLE_SHIFT)
    return data.length - at < 3 ? TOO_FEW : singleShift(run, data[at + 2]);
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
  if (length > PREFIXED) return length;
  let middle = 0;
  for (let i = 1; i < length - 1; i++) middle = middle * 256 + data[at + i];
  const final = data[at + length - 1];
  const found = DESIGNATIONS.get(middle);
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

/** By what stands between ESC and the final byte, as a number. */
const DESIGNATIONS: ReadonlyMap<number, { readonly place: number; readonly double: boolean }> = new Map(
  [
    { middle: "$", place: G0, double: true },
    { middle: "(", place: G0, double: false },
    { middle: ")", place: G1, double: false },
    { middle: ".", place: G2, double: false },
    { middle: "$(", place: G0, double: true },
    { middle: "$)", place: G1, double: true },
    { middle: "&@\x1b$", place: G0, double: true },
  ].map(({ middle, ...rest }) => [Array.from(middle).reduce((sum, char) => sum * 256 + char.charCodeAt(0), 0), rest]),
);
const PREFIXED = 6;
