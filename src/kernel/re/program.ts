/**
 * A compiled pattern and its matches: what the `_sre` module is built on.
 *
 * A `ReProgram` runs over an `ReSubject`. Where the pattern translates, a JavaScript RegExp finds the match and group
 * positions are computed only when asked for; else, and whenever the RegExp gives up, the matcher of engine.ts runs.
 */
import { KernelError } from "../error.ts";
import { interrupt } from "../interrupt.ts";
import { type Str, strSlice } from "../str.ts";
import type { Codes } from "./charset.ts";
import { runMatch } from "./engine.ts";
import * as op from "./opcodes.ts";
import { runSearch } from "./search.ts";
import { MatchState } from "./state.ts";
import { type Limit, type Translation, translate } from "./translate.ts";
import { validateCode } from "./validate.ts";

const BEYOND_ASCII = /[^\0-\x7f]/;
const BEYOND_LATIN1 = /[^\0-\xff]/;

/** A text or byte string to be searched, in the forms that the tiers need; each is made once. */
export class ReSubject {
  readonly text: Str | undefined;
  readonly bytes: Uint8Array | undefined;
  readonly length: number;
  private codesCache: Codes | undefined;
  private jsCache: string | undefined;
  private limitCache: Limit | 0 | undefined;

  private constructor(text: Str | undefined, bytes: Uint8Array | undefined) {
    this.text = text;
    this.bytes = bytes;
    this.length = bytes !== undefined ? bytes.length : typeof text === "string" ? text.length : text!.codes.length;
    if (bytes !== undefined) this.codesCache = bytes;
    else if (typeof text === "string") this.jsCache = text;
    else this.codesCache = text!.codes;
  }

  /** The subject for a text; the latest ones are kept, since loops match against one text again and again. */
  static ofStr(text: Str): ReSubject {
    for (let i = 0; i < recent.length; i++) if (recent[i].text === text) return recent[i];
    const subject = new ReSubject(text, undefined);
    if (subject.length > 32) {
      recent[nextRecent] = subject;
      nextRecent = (nextRecent + 1) & 3;
    }
    return subject;
  }

  /** The subject for bytes, which must not change while it is used. */
  static ofBytes(bytes: Uint8Array): ReSubject {
    return new ReSubject(undefined, bytes);
  }

  get codes(): Codes {
    if (this.codesCache === undefined) {
      const text = this.text as string;
      const codes = new Uint16Array(text.length);
      for (let i = 0; i < text.length; i++) codes[i] = text.charCodeAt(i);
      this.codesCache = codes;
    }
    return this.codesCache;
  }

  /** The text as a JavaScript string, bytes as Latin-1; only where `limit` is not 0. */
  get js(): string {
    if (this.jsCache === undefined) {
      let text = "";
      const bytes = this.bytes!;
      for (let i = 0; i < bytes.length; i += 8192) {
        text += String.fromCharCode.apply(null, bytes.subarray(i, i + 8192) as unknown as number[]);
      }
      this.jsCache = text;
    }
    return this.jsCache;
  }

  /** Which translation fits: 0 for wide texts, which have none. */
  get limit(): Limit | 0 {
    if (this.limitCache === undefined) {
      if (this.bytes !== undefined) this.limitCache = 256;
      else if (typeof this.text !== "string") this.limitCache = 0;
      else this.limitCache = !BEYOND_ASCII.test(this.text) ? 128 : !BEYOND_LATIN1.test(this.text) ? 256 : 65536;
    }
    return this.limitCache;
  }

  slice(start: number, end: number): Str | Uint8Array {
    return this.bytes !== undefined ? this.bytes.slice(start, end) : strSlice(this.text!, start, end);
  }
}

const recent: ReSubject[] = [];
let nextRecent = 0;

/** The expressions of one translation. */
interface Native {
  translation: Translation;
  /** Longer subjects may take a running RegExp more than a second, or hours. */
  quick: Readonly<Record<ReMode, number>>;
  endless: Readonly<Record<ReMode, number>>;
  sticky: RegExp;
  global: RegExp;
  full: RegExp | undefined;
  indices: RegExp | undefined;
  fullIndices: RegExp | undefined;
}

export type ReMode = "match" | "fullmatch" | "search";

/** A successful match. Positions are code points or bytes; a group that took no part has -1. */
export class ReMatch {
  readonly subject: ReSubject;
  readonly start: number;
  readonly end: number;
  /** The number of the last group that was closed, or -1. */
  readonly lastindex: number;
  /** Start and end of each group from 1 on; computed late for native matches. */
  private spans: Int32Array | undefined;
  private readonly program: ReProgram;
  private readonly native: Native | undefined;
  private readonly full: boolean;
  private readonly limitEnd: number;
  /** What the RegExp found, whose texts serve when no positions are asked for. */
  private readonly found: RegExpExecArray | undefined;

  constructor(
    program: ReProgram,
    subject: ReSubject,
    start: number,
    end: number,
    lastindex: number,
    spans: Int32Array | undefined,
    native: Native | undefined,
    full: boolean,
    limitEnd: number,
    found: RegExpExecArray | undefined = undefined,
  ) {
    this.program = program;
    this.subject = subject;
    this.start = start;
    this.end = end;
    this.lastindex = lastindex;
    this.spans = spans;
    this.native = native;
    this.full = full;
    this.limitEnd = limitEnd;
    this.found = found;
  }

  private load(): Int32Array {
    this.spans ??= this.program.nativeSpans(this.native!, this.subject, this.start, this.full, this.limitEnd);
    return this.spans;
  }

  groupStart(group: number): number {
    return group === 0 ? this.start : this.load()[group * 2 - 2];
  }

  groupEnd(group: number): number {
    return group === 0 ? this.end : this.load()[group * 2 - 1];
  }

  /** The text of a group, or `undefined` if it took no part. */
  group(group: number): Str | Uint8Array | undefined {
    if (group === 0) return this.subject.slice(this.start, this.end);
    if (this.found !== undefined && this.subject.bytes === undefined) return this.found[group];
    const spans = this.load();
    const start = spans[group * 2 - 2];
    return start < 0 ? undefined : this.subject.slice(start, spans[group * 2 - 1]);
  }
}

/** Steps of a RegExp, which cannot be interrupted: about a second of them, and hours. */
const SECOND = 1e9;
const HOURS = 1e13;

/** The lengths of subjects for which a translation may take so many steps. */
function lengthsFor(steps: number, { degree, fullDegree }: Translation): Readonly<Record<ReMode, number>> {
  const length = (power: number): number => steps ** (1 / power);
  return { match: length(degree), fullmatch: length(fullDegree), search: length(degree === 0 ? 0 : degree + 1) };
}

/** Whether the matcher has to do it, which can be interrupted: soon, where somebody counts on that; else where there would be no end. */
function takesLong({ quick, endless }: Native, mode: ReMode, length: number): boolean {
  return length > quick[mode] && (length > endless[mode] || interrupt.awaited());
}

const NO_SPANS = new Int32Array(0);

/** So many runs over texts of less than so many characters are left to the matcher, before the pattern is translated. */
const BEFORE_NARROW = { runs: 4, length: 128 };
const BEFORE_WIDE = { runs: 16, length: 512 };

export class ReProgram {
  readonly code: Uint32Array;
  readonly groups: number;
  /** The least number of characters of a match. */
  private readonly minWidth: number;
  /** The pattern when all of it is one literal. */
  private readonly literal: string | undefined;
  /** Translations by limit; `null` where there is none. */
  private readonly natives = new Map<Limit, Native | null>();
  private runs = 0;

  /** Throws the RuntimeError "invalid SRE code" for an array that no compiler made. */
  constructor(code: ArrayLike<number>, groups: number) {
    validateCode(code, groups);
    this.code = Uint32Array.from(code);
    this.groups = groups;
    const hasInfo = this.code[0] === op.INFO;
    this.minWidth = hasInfo ? this.code[3] : 0;
    if (hasInfo && this.code[2] & op.INFO_LITERAL && groups === 0) {
      const prefix = this.code.subarray(7, 7 + this.code[5]);
      if (prefix.every((ch) => ch < 0xd800)) this.literal = String.fromCharCode(...prefix);
    }
  }

  /** Whether the pattern has a JavaScript translation for subjects below `limit`. */
  isNative(limit: Limit): boolean {
    return this.nativeFor(limit) !== null;
  }

  /** Leaves the pattern to the matcher alone: for tests, and for hosts that must be able to interrupt every search. */
  disableNative(): void {
    for (const limit of [128, 256, 65536] as const) this.natives.set(limit, null);
  }

  private nativeFor(limit: Limit): Native | null {
    let native = this.natives.get(limit);
    if (native === undefined) {
      const translation = translate(this.code, limit);
      native = null;
      if (translation !== null) {
        try {
          native = {
            translation,
            quick: lengthsFor(SECOND, translation),
            endless: lengthsFor(HOURS, translation),
            sticky: new RegExp(translation.source, "y"),
            global: new RegExp(translation.source, "g"),
            full: undefined,
            indices: undefined,
            fullIndices: undefined,
          };
        } catch {
          // Too large for the engine: the matcher does it.
          native = null;
        }
      }
      this.natives.set(limit, native);
    }
    return native;
  }

  /**
   * Matches in `subject` from `start` up to `end` (both in range). `mustAdvance` refuses an empty match at `start`: the
   * previous match was empty and ended there.
   */
  run(subject: ReSubject, start: number, end: number, mode: ReMode, mustAdvance = false): ReMatch | null {
    if (mustAdvance && this.minWidth === 0) return this.runAdvancing(subject, start, end, mode);
    if (start > end || end - start < this.minWidth)
      return start > end ? this.runEngine(subject, start, end, mode) : null;
    if (this.literal !== undefined && mode === "search" && subject.limit !== 0) {
      const at = (end === subject.length ? subject.js : subject.js.slice(0, end)).indexOf(this.literal, start);
      if (at < 0) return null;
      return new ReMatch(this, subject, at, at + this.literal.length, -1, NO_SPANS, undefined, false, end);
    }
    const limit = subject.limit;
    if (limit === 0) return this.runEngine(subject, start, end, mode);
    // Translating pays only for patterns or texts that matter; building classes over the whole BMP takes longer.
    if (!this.natives.has(limit)) {
      const { runs, length } = limit === 65536 ? BEFORE_WIDE : BEFORE_NARROW;
      if (++this.runs < runs && end - start < length) return this.runEngine(subject, start, end, mode);
    }
    const native = this.nativeFor(limit);
    if (native === null || takesLong(native, mode, end - start)) return this.runEngine(subject, start, end, mode);
    return this.runNative(native, subject, start, end, mode);
  }

  /** The first place is tried by the matcher, which knows `mustAdvance`; further ones need it no more. */
  private runAdvancing(subject: ReSubject, start: number, end: number, mode: ReMode): ReMatch | null {
    if (start > end) return null;
    const found = this.runEngine(subject, start, end, mode === "search" ? "match" : mode, true);
    if (found !== null || mode !== "search") return found;
    return start < end ? this.run(subject, start + 1, end, "search") : null;
  }

  private runNative(native: Native, subject: ReSubject, start: number, end: number, mode: ReMode): ReMatch | null {
    let regexp: RegExp;
    if (mode === "fullmatch") {
      native.full ??= new RegExp(`(?:${native.translation.source})$`, "y");
      regexp = native.full;
    } else {
      regexp = mode === "match" ? native.sticky : native.global;
    }
    regexp.lastIndex = start;
    let found: RegExpExecArray | null;
    try {
      found = regexp.exec(end === subject.length ? subject.js : subject.js.slice(0, end));
    } catch {
      // The engine's own stack was not enough.
      return this.runEngine(subject, start, end, mode);
    }
    if (found === null) return null;
    const at = found.index;
    let lastindex = -1;
    const closing = native.translation.closing;
    for (let i = closing.length - 1; i >= 0; i--) {
      if (found[closing[i]] !== undefined) {
        lastindex = closing[i];
        break;
      }
    }
    const spans = this.groups === 0 ? NO_SPANS : undefined;
    return new ReMatch(
      this,
      subject,
      at,
      at + found[0].length,
      lastindex,
      spans,
      native,
      mode === "fullmatch",
      end,
      found,
    );
  }

  /** The group positions of a native match that began at `start`: the same match again, with indices. */
  nativeSpans(native: Native, subject: ReSubject, start: number, full: boolean, end: number): Int32Array {
    let regexp: RegExp;
    if (full) {
      native.fullIndices ??= new RegExp(`(?:${native.translation.source})$`, "dy");
      regexp = native.fullIndices;
    } else {
      native.indices ??= new RegExp(native.translation.source, "dy");
      regexp = native.indices;
    }
    regexp.lastIndex = start;
    const found = regexp.exec(end === subject.length ? subject.js : subject.js.slice(0, end))!;
    const spans = new Int32Array(this.groups * 2).fill(-1);
    const indices = found.indices!;
    for (let group = 1; group <= this.groups; group++) {
      const pair = indices[group];
      if (pair === undefined) continue;
      spans[group * 2 - 2] = pair[0];
      spans[group * 2 - 1] = pair[1];
    }
    return spans;
  }

  private runEngine(subject: ReSubject, start: number, end: number, mode: ReMode, mustAdvance = false): ReMatch | null {
    const state = new MatchState(this.code, this.groups, subject.codes, start, end);
    state.matchAll = mode === "fullmatch";
    state.mustAdvance = mustAdvance;
    const found = mode === "search" ? runSearch(state) : runMatch(state, 0, true);
    if (!found) return null;
    const spans = new Int32Array(this.groups * 2).fill(-1);
    for (let i = 0; i < spans.length; i += 2) {
      if (i + 1 > state.lastmark || state.marks[i] < 0 || state.marks[i + 1] < 0) continue;
      if (state.marks[i] > state.marks[i + 1]) {
        throw new KernelError(
          "SystemError",
          "The span of capturing group is wrong, please report a bug for the re module.",
        );
      }
      spans[i] = state.marks[i];
      spans[i + 1] = state.marks[i + 1];
    }
    return new ReMatch(this, subject, state.start, state.ptr, state.lastindex, spans, undefined, false, end);
  }
}
