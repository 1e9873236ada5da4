/**
 * Normalization forms NFC, NFD, NFKC and NFKD from our own tables, so that the Unicode version is ours and not the
 * JavaScript engine's. Behaviour: CPython Modules/unicodedata.c (nfd_nfkd, nfc_nfkc).
 */
import { charge, chargeFor } from "../interrupt.ts";
import { type Str, strFromCodes } from "../str.ts";
import { type UnicodeDatabase, ucd } from "./database.ts";
import { decodeSet } from "./decode.ts";
import { COMPOSITION_EXCLUSIONS } from "./generated/database.ts";

export type NormalForm = "NFC" | "NFD" | "NFKC" | "NFKD";

// Hangul syllables decompose by arithmetic.
const S_BASE = 0xac00;
const L_BASE = 0x1100;
const V_BASE = 0x1161;
const T_BASE = 0x11a7;
const V_COUNT = 21;
const T_COUNT = 28;
const S_COUNT = 19 * V_COUNT * T_COUNT;

/** Below these code points a text is its own normal form. */
const UNCHANGED: Record<NormalForm, number> = { NFC: 0x300, NFD: 0xc0, NFKC: 0xa0, NFKD: 0xa0 };

let pairs: Map<number, number> | undefined;

/** first * 2**21 + second → the composed code point. */
function compositions(): Map<number, number> {
  if (pairs !== undefined) return pairs;
  pairs = new Map();
  const excluded = decodeSet(COMPOSITION_EXCLUSIONS);
  for (let code = 0xc0; code < 0x30000; code++) {
    const entry = ucd.decomposition(code);
    if (entry === undefined || entry.tag !== "" || entry.codes.length !== 2 || excluded.has(code)) continue;
    pairs.set(entry.codes[0] * 0x200000 + entry.codes[1], code);
  }
  return pairs;
}

function decomposeInto(out: number[], code: number, compat: boolean, database: UnicodeDatabase): void {
  if (code >= S_BASE && code < S_BASE + S_COUNT) {
    const index = code - S_BASE;
    out.push(L_BASE + Math.floor(index / (V_COUNT * T_COUNT)));
    out.push(V_BASE + Math.floor((index % (V_COUNT * T_COUNT)) / T_COUNT));
    if (index % T_COUNT !== 0) out.push(T_BASE + (index % T_COUNT));
    return;
  }
  const corrected = database.old ? database.correction(code) : undefined;
  if (corrected !== undefined) {
    decomposeInto(out, corrected, compat, database);
    return;
  }
  const entry = database.decomposition(code);
  if (entry === undefined || (entry.tag !== "" && !compat)) {
    out.push(code);
    return;
  }
  for (let i = 0; i < entry.codes.length; i++) decomposeInto(out, entry.codes[i], compat, database);
}

/**
 * Puts runs of combining marks into canonical order (a stable insertion sort by class). CPython takes the classes of the
 * current version even when it normalizes to 3.2.0.
 */
function order(codes: number[]): void {
  const classes = codes.map((code) => ucd.combining(code));
  for (let i = 1; i < codes.length; i++) {
    const own = classes[i];
    if (own === 0 || classes[i - 1] <= own) continue;
    const code = codes[i];
    let at = i;
    while (at > 0 && classes[at - 1] > own) {
      codes[at] = codes[at - 1];
      classes[at] = classes[at - 1];
      at--;
    }
    codes[at] = code;
    classes[at] = own;
  }
}

function compose(codes: number[]): number[] {
  const table = compositions();
  const out: number[] = [];
  let starter = -1;
  let lastClass = 0;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    const own = ucd.combining(code);
    if (starter >= 0 && (lastClass < own || (lastClass === 0 && starter === out.length - 1))) {
      const composed = composePair(table, out[starter], code);
      if (composed !== undefined) {
        out[starter] = composed;
        continue;
      }
    }
    if (own === 0) {
      starter = out.length;
      lastClass = 0;
    } else {
      lastClass = own;
    }
    out.push(code);
  }
  return out;
}

function composePair(table: Map<number, number>, first: number, second: number): number | undefined {
  if (first >= L_BASE && first < L_BASE + 19 && second >= V_BASE && second < V_BASE + V_COUNT) {
    return S_BASE + ((first - L_BASE) * V_COUNT + (second - V_BASE)) * T_COUNT;
  }
  if (first >= S_BASE && first < S_BASE + S_COUNT && (first - S_BASE) % T_COUNT === 0) {
    if (second > T_BASE && second < T_BASE + T_COUNT) return first + second - T_BASE;
  }
  return table.get(first * 0x200000 + second);
}

/** The text in a normal form. */
export function normalize(form: NormalForm, text: Str, database: UnicodeDatabase = ucd): Str {
  const limit = UNCHANGED[form];
  const wide = typeof text === "string" ? undefined : text.codes;
  const length = wide === undefined ? (text as string).length : wide.length;
  chargeFor(length);
  let i = 0;
  while (i < length && (wide === undefined ? (text as string).charCodeAt(i) : wide[i]) < limit) i++;
  if (i === length) return text;
  charge(length);
  const compat = form === "NFKC" || form === "NFKD";
  const codes: number[] = [];
  for (let k = 0; k < length; k++) {
    decomposeInto(codes, wide === undefined ? (text as string).charCodeAt(k) : wide[k], compat, database);
  }
  order(codes);
  return strFromCodes(form === "NFC" || form === "NFKC" ? compose(codes) : codes);
}

export function isNormalized(form: NormalForm, text: Str, database: UnicodeDatabase = ucd): boolean {
  const normal = normalize(form, text, database);
  if (normal === text) return true;
  if (typeof normal === "string" || typeof text === "string") return false;
  if (normal.codes.length !== text.codes.length) return false;
  for (let i = 0; i < normal.codes.length; i++) if (normal.codes[i] !== text.codes[i]) return false;
  return true;
}
