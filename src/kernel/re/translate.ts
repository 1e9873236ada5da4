/**
 * The second tier: turns a compiled pattern into the source of a JavaScript RegExp where the two provably agree.
 *
 * Every character set is written out as the ranges that *our* tables give it, for subjects below a limit (ASCII, Latin-1
 * or the BMP), so no notion of case or class is taken from the engine. What differs is refused, and the backtracking
 * matcher does it: captures inside repeats that an iteration may skip (JavaScript forgets them, Python does not), repeats
 * of something that can be empty, references to groups that may be unset, atomic and possessive parts, conditionals.
 * Refused too are nested repeats that could backtrack exponentially, since a running RegExp cannot be interrupted; how long the others may
 * take is told as a power of the text's length.
 */
import { inCategory, matchesOne, unitLength } from "./charset.ts";
import * as op from "./opcodes.ts";

export interface Translation {
  source: string;
  /** Group numbers in the order in which their ends stand in the pattern: the last that took part is `lastindex`. */
  closing: number[];
  /** The time that a failing match takes may grow with the text's length to this power; and one that must reach the text's end. */
  degree: number;
  fullDegree: number;
}

/** Subjects' largest character plus one. */
export type Limit = 128 | 256 | 65536;

/** Thrown inside the translator: the pattern is left to the matcher. */
const REFUSED = Symbol("refused");

/** A set of characters: a bit for each of ASCII, four words of them, and a word for all others. */
type Chars = Int32Array;
const WORDS = 5;

/** What is known of a translated part. */
interface Part {
  source: string;
  min: number;
  /** All characters that items in it can consume, and those it can begin with. */
  consumes: Chars;
  first: Chars;
  /** Whether the number of characters can vary. */
  variable: boolean;
  /** Whether it is one mandatory single-character item. */
  unit: boolean;
}

const NOTHING: Chars = new Int32Array(WORDS);

/** Repeats in a row among which a text can be divided at will: the time grows with its length to the power of their number. */
const MOST_RIVALS = 3;

function union(a: Chars, b: Chars): Chars {
  const both = new Int32Array(WORDS);
  for (let i = 0; i < WORDS; i++) both[i] = a[i] | b[i];
  return both;
}

function disjoint(a: Chars, b: Chars): boolean {
  for (let i = 0; i < WORDS; i++) if ((a[i] & b[i]) !== 0) return false;
  return true;
}

function addChar(chars: Chars, ch: number): void {
  if (ch < 128) chars[ch >> 5] |= 1 << (ch & 31);
  else chars[WORDS - 1] = 1;
}

const escaped = (ch: number): string =>
  (ch >= 48 && ch <= 57) || (ch >= 65 && ch <= 90) || (ch >= 97 && ch <= 122)
    ? String.fromCharCode(ch)
    : `\\u${ch.toString(16).padStart(4, "0")}`;

/** An item that is one character: its source, and which characters it can be. */
interface Unit {
  readonly source: string;
  readonly chars: Chars;
}

/** By limit and code words, but for literals; the expensive ones (\w over the BMP) are wanted again and again. */
const units = new Map<string, Unit>();
/** Sources of the characters of words, by limit. */
const words = new Map<Limit, string>();

/** The source of a class with exactly the characters below `limit` that `test` accepts. */
function classSource(limit: Limit, test: (ch: number) => boolean): string {
  const inside: string[] = [];
  const outside: string[] = [];
  let start = 0;
  let state = test(0);
  for (let ch = 1; ch <= limit; ch++) {
    const now = ch < limit && test(ch);
    if (ch < limit && now === state) continue;
    const end = ch - 1;
    (state ? inside : outside).push(start === end ? escaped(start) : `${escaped(start)}-${escaped(end)}`);
    start = ch;
    state = now;
  }
  return inside.length <= outside.length ? `[${inside.join("")}]` : `[^${outside.join("")}]`;
}

class Translator {
  private readonly code: Uint32Array;
  private readonly limit: Limit;
  readonly closing: number[] = [];
  /** Groups that are certainly set at the place being translated. */
  private sure = new Set<number>();
  private repeatDepth = 0;
  /** Whether a capture may stand here: not in a repeat's alternatives, not in what is asserted backwards or negated. */
  private captures = true;
  /** The greatest number of repeats in a row that can divide a text among them, and that of those with which the pattern ends. */
  rivals = 0;
  lastRivals = 0;

  constructor(code: Uint32Array, limit: Limit) {
    this.code = code;
    this.limit = limit;
  }

  /** Translates the words from `pc` up to `end`. */
  sequence(pc: number, end: number): Part {
    const parts: Part[] = [];
    while (pc < end) {
      const length = unitLength(this.code, pc);
      if (length > 0) {
        parts.push(this.unit(pc));
        pc += length;
      } else {
        pc = this.item(pc, parts);
      }
    }
    this.countRivals(parts);
    return join(parts);
  }

  /** Looks for rows of parts of variable length, each of which can take characters of the one before. */
  private countRivals(parts: readonly Part[]): void {
    let row = 0;
    let last: Part | null = null;
    // The rows of what has been translated so far are followed by something that may not match.
    this.rivals = Math.max(this.rivals, this.lastRivals);
    for (const part of parts) {
      if (part.min > 0 || isCondition(part)) this.rivals = Math.max(this.rivals, row);
      if (part.consumes === NOTHING) continue;
      if (!part.variable) row = 0;
      else row = last !== null && !disjoint(last.consumes, part.consumes) ? row + 1 : 1;
      if (row > MOST_RIVALS) throw REFUSED;
      last = part;
    }
    this.lastRivals = row;
  }

  private unit(pc: number): Part {
    const { source, chars } = this.unitForm(pc);
    return { source, min: 1, consumes: chars, first: chars, variable: false, unit: true };
  }

  private unitForm(pc: number): Unit {
    const { code, limit } = this;
    if (code[pc] === op.LITERAL) {
      const chars = new Int32Array(WORDS);
      if (code[pc + 1] < limit) addChar(chars, code[pc + 1]);
      return { source: code[pc + 1] < limit ? escaped(code[pc + 1]) : "[]", chars };
    }
    const key = `${limit}:${code.subarray(pc, pc + unitLength(code, pc)).join(",")}`;
    let unit = units.get(key);
    if (unit === undefined) units.set(key, (unit = { source: this.unitSource(pc), chars: this.unitChars(pc) }));
    return unit;
  }

  private unitChars(pc: number): Chars {
    const chars = new Int32Array(WORDS);
    for (let ch = 0; ch < 128; ch++) if (matchesOne(this.code, pc, ch)) addChar(chars, ch);
    // Some stand for all others.
    if (this.limit > 128)
      for (const ch of [0xe9, 0x100, 0x416, 0x4e00]) if (matchesOne(this.code, pc, ch)) addChar(chars, ch);
    return chars;
  }

  private unitSource(pc: number): string {
    const { code, limit } = this;
    if (code[pc] === op.ANY) return "[^\\n]";
    if (code[pc] === op.ANY_ALL) return "[^]";
    return classSource(limit, (ch) => matchesOne(code, pc, ch));
  }

  /** Translates one item that is no single character; returns where the next begins. */
  private item(pc: number, parts: Part[]): number {
    const code = this.code;
    switch (code[pc]) {
      case op.MARK:
        this.mark(code[pc + 1], parts);
        return pc + 2;
      case op.AT:
        parts.push(bare(this.position(code[pc + 1])));
        return pc + 2;
      case op.BRANCH:
        return this.branch(pc, parts);
      case op.REPEAT_ONE:
      case op.MIN_REPEAT_ONE: {
        const body = this.sequence(pc + 4, pc + code[pc + 1]);
        parts.push(repeated(body, code[pc + 2], code[pc + 3], code[pc] === op.MIN_REPEAT_ONE));
        return pc + 1 + code[pc + 1];
      }
      case op.REPEAT:
        return this.repeat(pc, parts);
      case op.ASSERT:
      case op.ASSERT_NOT:
        return this.assertion(pc, parts);
      case op.GROUPREF:
        if (this.repeatDepth > 0 || !this.sure.has(code[pc + 1] + 1)) throw REFUSED;
        parts.push({ ...bare(`(?:\\${code[pc + 1] + 1})`), variable: true });
        return pc + 2;
      case op.JUMP:
      case op.INFO:
        return pc + 1 + code[pc + 1];
      default:
        throw REFUSED;
    }
  }

  private mark(gid: number, parts: Part[]): void {
    if (!this.captures) throw REFUSED;
    if (gid & 1) {
      this.closing.push((gid >> 1) + 1);
      this.sure.add((gid >> 1) + 1);
    }
    parts.push(bare(gid & 1 ? ")" : "("));
  }

  private position(at: number): string {
    switch (at) {
      case op.AT_BEGINNING:
      case op.AT_BEGINNING_STRING:
        return "^";
      case op.AT_BEGINNING_LINE:
        return "(?<![^\\n])";
      case op.AT_END:
        return "(?=\\n?$)";
      case op.AT_END_LINE:
        return "(?![^\\n])";
      case op.AT_END_STRING:
        return "$";
      case op.AT_BOUNDARY:
      case op.AT_LOC_BOUNDARY:
        return "\\b";
      case op.AT_NON_BOUNDARY:
      case op.AT_LOC_NON_BOUNDARY:
        return "\\B";
    }
    if (this.limit === 128) return at === op.AT_UNI_BOUNDARY ? "\\b" : "\\B";
    let word = words.get(this.limit);
    if (word === undefined) words.set(this.limit, (word = classSource(this.limit, (ch) => inCategory(14, ch))));
    return at === op.AT_UNI_BOUNDARY
      ? `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`
      : `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`;
  }

  private branch(pc: number, parts: Part[]): number {
    const code = this.code;
    const { sure, captures } = this;
    const alternatives: Part[] = [];
    let at = pc + 1;
    let next = 0;
    if (this.repeatDepth > 0) this.captures = false;
    for (; code[at] !== 0; at += code[at]) {
      // Each alternative ends with a jump behind the whole.
      const jump = at + code[at] - 2;
      if (code[jump] !== op.JUMP) throw REFUSED;
      next = jump + 1 + code[jump + 1];
      this.sure = new Set(sure);
      alternatives.push(this.sequence(at + 1, jump));
    }
    this.sure = sure;
    this.captures = captures;
    if (this.repeatDepth > 0) {
      for (let i = 0; i < alternatives.length; i++) {
        for (let k = 0; k < i; k++) if (!disjoint(alternatives[i].first, alternatives[k].first)) throw REFUSED;
        if (alternatives[i].min === 0) throw REFUSED;
      }
    }
    parts.push({
      source: `(?:${alternatives.map((part) => part.source).join("|")})`,
      min: Math.min(...alternatives.map((part) => part.min)),
      consumes: alternatives.reduce<Chars>((set, part) => union(set, part.consumes), NOTHING),
      first: alternatives.reduce<Chars>((set, part) => union(set, part.first), NOTHING),
      variable: alternatives.some((part) => part.variable),
      unit: alternatives.every((part) => part.unit),
    });
    return next;
  }

  private repeat(pc: number, parts: Part[]): number {
    const code = this.code;
    const until = pc + 1 + code[pc + 1];
    const sure = this.sure;
    const captures = this.captures;
    // Of nested repeats, the inner one may be skipped by an iteration of the outer one.
    if (this.repeatDepth > 0) this.captures = false;
    this.sure = new Set(sure);
    this.repeatDepth++;
    const body = this.sequence(pc + 4, until);
    this.repeatDepth--;
    this.sure = sure;
    this.captures = captures;
    if (body.min === 0) throw REFUSED;
    if (body.variable && code[pc + 3] > 1 && !this.delimited(pc + 4, until)) throw REFUSED;
    parts.push(repeated(body, code[pc + 2], code[pc + 3], code[until] === op.MIN_UNTIL));
    return until + 1;
  }

  /**
   * Whether an iteration's limits are plain to see: its first or last item is a character that no other item of the body
   * can consume, so that a text divides into iterations in one way only.
   */
  private delimited(pc: number, end: number): boolean {
    const parts: Part[] = [];
    const probe = new Translator(this.code, this.limit);
    probe.repeatDepth = 1;
    while (pc < end) {
      const length = unitLength(this.code, pc);
      if (length > 0) {
        parts.push(probe.unit(pc));
        pc += length;
      } else {
        pc = probe.item(pc, parts);
      }
    }
    const items = parts.filter((part) => part.source !== "(" && part.source !== ")");
    const ends = [0, items.length - 1];
    return ends.some(
      (i) =>
        items[i].unit &&
        disjoint(
          items[i].first,
          items.reduce<Chars>((set, part, k) => (k === i ? set : union(set, part.consumes)), NOTHING),
        ),
    );
  }

  private assertion(pc: number, parts: Part[]): number {
    const code = this.code;
    const negative = code[pc] === op.ASSERT_NOT;
    const back = code[pc + 2];
    const end = pc + 1 + code[pc + 1];
    const { sure, captures } = this;
    if (negative || back > 0 || this.repeatDepth > 0) this.captures = false;
    if (negative) this.sure = new Set(sure);
    const body = this.sequence(pc + 3, end - 1);
    if (negative) this.sure = sure;
    this.captures = captures;
    if (back > 0 && body.variable) throw REFUSED;
    const kind = back > 0 ? (negative ? "(?<!" : "(?<=") : negative ? "(?!" : "(?=";
    parts.push(bare(`${kind}${body.source})`));
    return end;
  }
}

/** Whether a part without characters of its own can fail: it is none of a group's parentheses. */
function isCondition({ source, consumes }: Part): boolean {
  return consumes === NOTHING && source !== "(" && source !== ")";
}

/** A part that consumes nothing. */
function bare(source: string): Part {
  return { source, min: 0, consumes: NOTHING, first: NOTHING, variable: false, unit: false };
}

function join(parts: Part[]): Part {
  let first: Chars = NOTHING;
  let open = true;
  let consumes: Chars = NOTHING;
  let min = 0;
  let variable = false;
  let source = "";
  for (const part of parts) {
    source += part.source;
    min += part.min;
    variable ||= part.variable;
    consumes = union(consumes, part.consumes);
    if (open) first = union(first, part.first);
    if (part.min > 0) open = false;
  }
  return { source, min, consumes, first, variable, unit: parts.length === 1 && parts[0].unit };
}

function repeated(body: Part, min: number, max: number, lazy: boolean): Part {
  const quantifier =
    max === op.MAXREPEAT
      ? min === 0
        ? "*"
        : min === 1
          ? "+"
          : `{${min},}`
      : min === 0 && max === 1
        ? "?"
        : min === max
          ? `{${min}}`
          : `{${min},${max}}`;
  const simple = body.unit && /^(?:[A-Za-z0-9]|\\u[0-9a-f]{4}|\[(?:[^\]\\]|\\.)*\])$/.test(body.source);
  return {
    source: (simple ? body.source : `(?:${body.source})`) + quantifier + (lazy ? "?" : ""),
    min: body.min * min,
    consumes: body.consumes,
    first: body.first,
    variable: body.variable || min !== max,
    unit: false,
  };
}

/** The JavaScript source for a code array, or `null` where only the matcher will do. */
export function translate(code: Uint32Array, limit: Limit): Translation | null {
  const translator = new Translator(code, limit);
  let pc = 0;
  if (code[0] === op.INFO) pc = 1 + code[1];
  try {
    const part = translator.sequence(pc, code.length - 1);
    if (code[code.length - 1] !== op.SUCCESS) return null;
    const { closing, rivals, lastRivals } = translator;
    return { source: part.source, closing, degree: rivals, fullDegree: Math.max(rivals, lastRivals) };
  } catch (error) {
    if (error === REFUSED) return null;
    throw error;
  }
}
