/** The compiler's SyntaxErrors; columns are byte offsets plus one, as CPython leaves them in this stage. */

import type { Str } from "../kernel/str.ts";
import { SourceError } from "../parser/errors.ts";
import type { Location } from "./instruction-sequence.ts";

export function syntaxError(filename: Str, msg: string, loc: Location): SourceError {
  return new SourceError("SyntaxError", msg, {
    filename,
    lineno: loc.lineno,
    offset: loc.col + 1,
    text: null,
    endLineno: loc.endLineno,
    endOffset: loc.endCol + 1,
  });
}
