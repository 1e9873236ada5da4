/** What the front end throws and warns; `src/runtime` turns it into Python's exception and warning objects. */
import type { Str } from "../kernel/str.ts";

export type SyntaxErrorType = "SyntaxError" | "IndentationError" | "TabError" | "_IncompleteInputError";

/**
 * A source text that is not Python. Positions are CPython's attributes of SyntaxError: 1-based line, 1-based column in
 * characters (0 and -1 as CPython leaves them), `text` the offending line or null.
 */
export class SourceError extends Error {
  readonly type: SyntaxErrorType;
  readonly msg: string;
  filename: Str;
  readonly lineno: number | null;
  readonly offset: number | null;
  text: Str | null;
  readonly endLineno: number | null;
  readonly endOffset: number | null;
  /** Found in bytes that are no file's, before CPython's tokenizer is told their name: the exception's arguments are without it. */
  readonly unnamed: boolean;
  /** `SyntaxError._metadata`: the last statement before the error and the source, from which a typo is guessed. */
  metadata: { readonly lineno: number; readonly colOffset: number; readonly source: string } | null = null;

  constructor(
    type: SyntaxErrorType,
    msg: string,
    at: {
      filename: Str;
      lineno: number | null;
      offset: number | null;
      text: Str | null;
      endLineno: number | null;
      endOffset: number | null;
      unnamed?: boolean;
    },
  ) {
    super(msg);
    this.type = type;
    this.msg = msg;
    this.filename = at.filename;
    this.lineno = at.lineno;
    this.offset = at.offset;
    this.text = at.text;
    this.endLineno = at.endLineno;
    this.endOffset = at.endOffset;
    this.unnamed = at.unnamed === true;
  }
}

/** A front-end failure without a place: nesting, size, encoding, embedded null bytes. */
export class SourceFailure extends Error {
  readonly type:
    | "SyntaxError"
    | "RecursionError"
    | "MemoryError"
    | "OverflowError"
    | "ValueError"
    | "SystemError"
    | "UnicodeDecodeError";
  constructor(type: SourceFailure["type"], msg: string) {
    super(msg);
    this.type = type;
  }
}

export type SourceWarningCategory = "SyntaxWarning" | "DeprecationWarning";

/**
 * Receives each warning in source order. It returns false when the warning filter turns it into an error; the caller
 * then raises SyntaxError with the same message at its own position, as `_PyErr_EmitSyntaxWarning` does.
 */
export type WarningSink = (category: SourceWarningCategory, message: string, filename: Str, lineno: number) => boolean;
