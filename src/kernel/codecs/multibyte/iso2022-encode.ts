/** Encoding to ISO-2022: the first set that has a character is designated when it is not yet. */
import type { ByteSink } from "../protocol.ts";
import { type EncodeRun, ILLEGAL_ONE, TOO_FEW } from "./codec.ts";
import { type CharSet, DOUBLE, MARK } from "./iso2022-sets.ts";
import { ESC, F_SHIFTED, FLAGS, G0, G1, SI, SO } from "./iso2022-state.ts";
import type { PairMatch } from "./pairs.ts";

/** Back to ASCII. */
export function iso2022Reset(state: Uint8Array, out: ByteSink): void {
  shiftIn(state, out);
  toAscii(state, out);
}

function shiftIn(state: Uint8Array, out: ByteSink): void {
  if (state[FLAGS] & F_SHIFTED) out.push(SI);
  state[FLAGS] &= ~F_SHIFTED;
}

function toAscii(state: Uint8Array, out: ByteSink): void {
  if (state[G0] === MARK.ASCII) return;
  out.pushAscii("\x1b(B");
  state[G0] = MARK.ASCII;
}

const match: PairMatch = { key: 0, size: 1 };

export function iso2022Encode(sets: readonly CharSet[], run: EncodeRun): number {
  const { codes, out, state } = run;
  while (run.at < codes.length) {
    const code = codes[run.at];
    if (code < 0x80) {
      toAscii(state, out);
      shiftIn(state, out);
      out.push(code);
      run.at++;
      continue;
    }
    const set = setOf(sets, run);
    if (set === TOO_FEW) return TOO_FEW;
    if (set === undefined) return ILLEGAL_ONE;
    designate(set, state, out);
    if (set.width === 2) out.push(match.key >> 8);
    out.push(match.key & 0xff);
    run.at += match.size;
  }
  return 0;
}

/** The set for the next characters, which `match` then says; undefined if none has them. */
function setOf(sets: readonly CharSet[], run: EncodeRun): CharSet | typeof TOO_FEW | undefined {
  for (const set of sets) {
    if (!set.match(run, match)) return TOO_FEW;
    if (match.key !== 0) return set;
  }
  return undefined;
}

function designate({ mark, place, width }: CharSet, state: Uint8Array, out: ByteSink): void {
  if (place === G0) shiftIn(state, out);
  if (state[place] !== mark) {
    out.push(ESC);
    if (width === 2) out.pushAscii("$");
    // The oldest set with two bytes is designated without a word on where.
    if (mark !== MARK.JISX0208) out.pushAscii(place === G0 ? "(" : ")");
    out.push(mark & ~DOUBLE);
    state[place] = mark;
  }
  if (place === G1 && !(state[FLAGS] & F_SHIFTED)) {
    out.push(SO);
    state[FLAGS] |= F_SHIFTED;
  }
}
