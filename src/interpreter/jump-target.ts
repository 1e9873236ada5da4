/** Where a trace function's assignment to `f_lineno` continues. Source: CPython Objects/frameobject.c (frame_lineno_set). */
import { valueError } from "../objects/errors.ts";
import type { PyFrame } from "./frame-object.ts";

/** Index of the first instruction of the line, or of the next line that has one. */
export function jumpTarget(self: PyFrame, line: number): number {
  const { code } = self.frame;
  const { firstlineno } = code.unit;
  if (line < firstlineno) throw valueError(`line ${line} comes before the current code block`);
  let best = -1;
  let bestLine = Number.POSITIVE_INFINITY;
  for (let i = 0; i < code.offsets.length - 1; i++) {
    const at = code.lineOf(i);
    if (at !== null && at >= line && at < bestLine) {
      best = i;
      bestLine = at;
    }
  }
  if (best < 0) throw valueError(`line ${line} comes after the current code block`);
  return best;
}
