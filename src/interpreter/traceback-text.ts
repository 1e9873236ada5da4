/**
 * The text of a traceback without the `traceback` module: for times when no Python code can be relied on.
 * Source: CPython Python/traceback.c (PyTraceBack_Print, tb_displayline).
 */
import { strToJs } from "../kernel/str.ts";
import { asInt } from "../objects/abstract/number.ts";
import { machine } from "../objects/machine.ts";
import { displayedLine } from "../objects/source-errors.ts";
import { type PyTraceback, tracebackLine } from "./traceback.ts";

/** How many entries are shown at most, the innermost ones; `sys.tracebacklimit`. */
const LIMIT = 1000;
/** A repeated entry is shown this often. */
const RECURSIVE_CUTOFF = 3;

/** The lines of the traceback's entries, without a heading. */
export function tracebackText(traceback: PyTraceback | null): string {
  const entries: PyTraceback[] = [];
  for (let at = traceback; at !== null; at = at.next) entries.push(at);
  const shown = limit();
  const parts: string[] = [];
  let last = "";
  let count = 0;
  for (const entry of shown >= entries.length ? entries : entries.slice(entries.length - shown)) {
    const line = tracebackLine(entry);
    const { filename, name } = entry.frame.code.unit;
    const heading = `  File "${strToJs(filename)}", line ${line ?? "None"}, in ${strToJs(name)}\n`;
    if (heading !== last) {
      parts.push(repeated(count));
      count = 0;
      last = heading;
    }
    if (++count > RECURSIVE_CUTOFF) continue;
    parts.push(heading);
    const source = line === null ? null : displayedLine(filename, line);
    if (source !== null) parts.push(`    ${source}\n`);
  }
  parts.push(repeated(count));
  return parts.join("");
}

function repeated(count: number): string {
  const more = count - RECURSIVE_CUTOFF;
  return more > 0 ? `  [Previous line repeated ${more} more time${more > 1 ? "s" : ""}]\n` : "";
}

function limit(): number {
  const value = machine.interp.sysdict.getStr("tracebacklimit");
  const asked = value === undefined || value === null ? undefined : asInt(value);
  return asked === undefined ? LIMIT : Math.max(Number(asked), 0);
}

/** The heading and the entries, or nothing where none are to be shown. */
export function tracebackWithHeading(traceback: PyTraceback | null): string {
  if (traceback === null || limit() === 0) return "";
  return `Traceback (most recent call last):\n${tracebackText(traceback)}`;
}
