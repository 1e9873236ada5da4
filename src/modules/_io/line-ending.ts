/** Where lines end. Source: CPython Modules/_io/textio.c (_PyIO_find_line_ending). */
import { type Str, strCodeAt, strLength } from "../../kernel/str.ts";

/** How a stream recognizes the ends of lines. */
export interface LineEnds {
  /** "\n" only, since others were translated. */
  readonly translated: boolean;
  /** "\n", "\r" and "\r\n". */
  readonly universal: boolean;
  /** Otherwise this. */
  readonly newline: string;
}

/** What can be said to end lines; "": any of the others. */
export const LINE_ENDS: readonly string[] = ["", "\n", "\r", "\r\n"];

/** The index behind the first line's end at or after `start`, or -1. `universal` needs one character behind a "\r" at the end. */
export function findLineEnd(text: Str, start: number, ends: LineEnds): number {
  if (ends.translated) return after(text, "\n", start);
  if (!ends.universal) return after(text, ends.newline, start);
  const length = strLength(text);
  for (let i = start; i < length; i++) {
    const code = strCodeAt(text, i);
    if (code === 10) return i + 1;
    if (code === 13) return i + 1 < length && strCodeAt(text, i + 1) === 10 ? i + 2 : i + 1;
  }
  return -1;
}

function after(text: Str, end: string, start: number): number {
  if (typeof text === "string") {
    const at = text.indexOf(end, start);
    return at < 0 ? -1 : at + end.length;
  }
  const { codes } = text;
  const first = end.charCodeAt(0);
  for (let i = start; i < codes.length; i++) {
    if (codes[i] === first && (end.length === 1 || codes[i + 1] === end.charCodeAt(1))) return i + end.length;
  }
  return -1;
}
