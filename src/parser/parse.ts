/**
 * Source text or bytes in, abstract syntax tree out: CPython `_PyPegen_run_parser_from_string` in Parser/pegen.c.
 *
 * Modules and expressions go through the generated parser first. What it rejects, or what is too deep for it, is parsed
 * again from the start by the machine, which knows why (machine.ts); warnings that were given are not given twice.
 */
import type { Str } from "../kernel/str.ts";
import { unicodeLookup } from "../kernel/unicode/names.ts";
import { syntaxErrorFor } from "./diagnose.ts";
import { SourceError, SourceFailure, type WarningSink } from "./errors.ts";
import { parseFast } from "./fast.ts";
import type { mod } from "./generated/ast.ts";
import { Machine } from "./machine.ts";
import { Parser, type ParserSettings, type StartRule } from "./parser.ts";
import { decodeSource, type SourceDecoder } from "./source/decode.ts";
import { type DecodedSource, sourceFromText } from "./source/decoded.ts";
import type { NameLookup } from "./strings/escapes.ts";
import { DEFAULT_MAX_STR_DIGITS } from "./strings/numbers.ts";
import { errorAtToken } from "./tokenizer/errors.ts";
import { E_EOF, E_EOFS, E_EOLS } from "./tokenizer/state.ts";
import { Tokenizer } from "./tokenizer/tokenizer.ts";

export const PyCF_DONT_IMPLY_DEDENT = 0x0200;
export const PyCF_TYPE_COMMENTS = 0x1000;
export const PyCF_ALLOW_INCOMPLETE_INPUT = 0x4000;
export const CO_FUTURE_BARRY_AS_BDFL = 0x400000;

export type ParseMode = "exec" | "eval" | "single" | "func_type";

export interface ParseOptions {
  readonly filename: Str;
  readonly mode: ParseMode;
  /** `PyCF_*` and `CO_FUTURE_*` bits; others are ignored. */
  readonly flags?: number;
  readonly typeComments?: boolean;
  /** The minor version whose syntax is accepted; 14 by default. */
  readonly featureVersion?: number;
  readonly warn?: WarningSink;
  readonly lookupName?: NameLookup;
  readonly maxStrDigits?: number;
  readonly decode?: SourceDecoder;
  /** The interpreter reads the source from a file or a pipe itself. */
  readonly fromFile?: boolean;
  /** Lines typed at a prompt, one more at each call; `source` is what was typed before. */
  readonly readline?: () => string;
}

const START: Readonly<Record<ParseMode, StartRule>> = {
  exec: "file",
  eval: "eval",
  single: "interactive",
  func_type: "func_type",
};

/** Parses; throws SourceError or SourceFailure. */
export function parse(source: Str | Uint8Array | DecodedSource, options: ParseOptions): mod {
  const decoded = decode(source, options);
  const flags = options.flags ?? 0;
  const startRule = START[options.mode];
  const warnings = new ReplayedWarnings(options.warn ?? (() => true));
  const settings: ParserSettings = {
    startRule,
    featureVersion: options.featureVersion ?? 14,
    barryAsFlufl: (flags & CO_FUTURE_BARRY_AS_BDFL) !== 0,
    dontImplyDedent: (flags & PyCF_DONT_IMPLY_DEDENT) !== 0,
    maxStrDigits: options.maxStrDigits ?? DEFAULT_MAX_STR_DIGITS,
    warn: warnings.sink,
    lookupName: options.lookupName ?? unicodeLookup,
  };
  const newParser = (): Parser => {
    const tok = new Tokenizer(decoded, {
      filename: options.filename,
      typeComments: (options.typeComments ?? false) || (flags & PyCF_TYPE_COMMENTS) !== 0,
      interactive: options.readline !== undefined,
      readline: options.readline,
      warn: warnings.sink,
    });
    return new Parser(tok, settings);
  };
  if (startRule === "file" || startRule === "eval") {
    const tree = parseFast(newParser(), startRule);
    if (tree !== null) return tree;
    warnings.replay();
  }
  return runParser(newParser(), startRule, (flags & PyCF_ALLOW_INCOMPLETE_INPUT) !== 0);
}

function decode(source: Str | Uint8Array | DecodedSource, options: ParseOptions): DecodedSource {
  const execInput = options.mode === "exec";
  if (source instanceof Uint8Array) {
    const { filename, fromFile } = options;
    return decodeSource(source, { filename, execInput, decode: options.decode, fromFile });
  }
  return typeof source === "object" && "text" in source ? source : sourceFromText(source, execInput);
}

/** `_PyPegen_run_parser`. */
function runParser(p: Parser, startRule: StartRule, allowIncomplete: boolean): mod {
  const machine = new Machine(p);
  let tree: unknown = null;
  let error: unknown = null;
  try {
    tree = machine.run(startRule);
  } catch (caught) {
    error = caught;
  }
  if (tree !== null && error === null) {
    if (startRule === "interactive" && moreStatements(p)) {
      throw errorAtToken(
        p.tok,
        "SyntaxError",
        "multiple statements found while compiling a single statement",
        p.lastToken,
      );
    }
    return tree as mod;
  }
  if (error !== null && !(error instanceof SourceError) && !(error instanceof SourceFailure)) throw error;
  if (allowIncomplete && endOfSource(p))
    throw errorAtToken(p.tok, "_IncompleteInputError", "incomplete input", p.lastToken);
  if (error instanceof SourceFailure) throw error;
  throw syntaxErrorFor(p, machine, startRule, error);
}

const endOfSource = (p: Parser): boolean => {
  const { done } = p.tok;
  return done === E_EOF || done === E_EOFS || done === E_EOLS;
};

/** `bad_single_statement`: whether anything but blanks and comments follows what was parsed. */
function moreStatements(p: Parser): boolean {
  const { src, cur } = p.tok;
  return !/^(?:[ \t\n\f]|#[^\n]*)*$/.test(src.slice(cur));
}

/** Passes warnings on; after `replay`, the ones given before are answered as they were. */
class ReplayedWarnings {
  private readonly target: WarningSink;
  private readonly answers: boolean[] = [];
  private next = 0;

  constructor(target: WarningSink) {
    this.target = target;
  }

  readonly sink: WarningSink = (category, message, filename, lineno) => {
    if (this.next === this.answers.length) this.answers.push(this.target(category, message, filename, lineno));
    return this.answers[this.next++];
  };

  replay(): void {
    this.next = 0;
  }
}
