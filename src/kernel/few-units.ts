/**
 * Short texts from units, unit by unit. V8 makes one piece of memory of a single call with all of them; texts put together from pieces are
 * ropes from 13 characters on, which the first comparison or lookup has to copy, and that takes longer than all the rest.
 */
const PIECE = 16;

const { fromCharCode } = String;

/** The text of the units from `from` up to `to`. */
export function textOfFew(units: ArrayLike<number>, from: number, to: number): string {
  const size = to - from;
  if (size <= PIECE) return size === 0 ? "" : piece(units, from, size);
  let text = "";
  let at = from;
  for (; to - at > PIECE; at += PIECE) text += piece(units, at, PIECE);
  return text + piece(units, at, to - at);
}

/** The text of 1 to 16 units. */
function piece(units: ArrayLike<number>, at: number, size: number): string {
  const a = units[at];
  if (size === 1) return fromCharCode(a);
  const b = units[at + 1];
  if (size === 2) return fromCharCode(a, b);
  const c = units[at + 2];
  if (size === 3) return fromCharCode(a, b, c);
  const d = units[at + 3];
  if (size === 4) return fromCharCode(a, b, c, d);
  const e = units[at + 4];
  if (size === 5) return fromCharCode(a, b, c, d, e);
  const f = units[at + 5];
  if (size === 6) return fromCharCode(a, b, c, d, e, f);
  const g = units[at + 6];
  if (size === 7) return fromCharCode(a, b, c, d, e, f, g);
  const h = units[at + 7];
  if (size === 8) return fromCharCode(a, b, c, d, e, f, g, h);
  const i = units[at + 8];
  if (size === 9) return fromCharCode(a, b, c, d, e, f, g, h, i);
  const j = units[at + 9];
  if (size === 10) return fromCharCode(a, b, c, d, e, f, g, h, i, j);
  const k = units[at + 10];
  if (size === 11) return fromCharCode(a, b, c, d, e, f, g, h, i, j, k);
  const l = units[at + 11];
  if (size === 12) return fromCharCode(a, b, c, d, e, f, g, h, i, j, k, l);
  const m = units[at + 12];
  if (size === 13) return fromCharCode(a, b, c, d, e, f, g, h, i, j, k, l, m);
  const n = units[at + 13];
  if (size === 14) return fromCharCode(a, b, c, d, e, f, g, h, i, j, k, l, m, n);
  const o = units[at + 14];
  if (size === 15) return fromCharCode(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o);
  return fromCharCode(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, units[at + 15]);
}
