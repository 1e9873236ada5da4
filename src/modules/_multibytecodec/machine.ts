/**
 * Runs a codec over a whole input and lets the error handler decide where it stops. Source: CPython
 * Modules/cjkcodecs/multibytecodec.c (multibytecodec_encode, multibytecodec_encerror, multibytecodec_decerror).
 */
import { type DecodeRun, type EncodeRun, type MultibyteCodec, TOO_FEW } from "../../kernel/codecs/multibyte/codec.ts";
import { ByteSink, CodeSink, handlerPosition } from "../../kernel/codecs/protocol.ts";
import { type Str, strCodes, strLength } from "../../kernel/str.ts";
import { call1 } from "../../objects/abstract/call.ts";
import { asInt } from "../../objects/abstract/number.ts";
import { str } from "../../objects/abstract/repr.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { lookupErrorHandler } from "../../objects/codecs/registry.ts";
import { typeError, unicodeDecodeError, unicodeEncodeError } from "../../objects/errors.ts";
import type { PyUnicodeError } from "../../objects/exceptions/base.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";

const REPLACEMENT = 0xfffd;
const QUESTION_MARK = "?".charCodeAt(0);

/** The exception of a call: one object serves all its errors. */
interface Failing {
  error: PyUnicodeError | undefined;
}

interface Failure {
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

function failureOf(result: number, at: number, length: number): Failure {
  return result === TOO_FEW
    ? { start: at, end: length, reason: "incomplete multibyte sequence" }
    : { start: at, end: at + result, reason: "illegal multibyte sequence" };
}

/** Shows an error handler what happened; it answers with its replacement and where to go on. */
function handle(
  failing: Failing,
  failure: Failure,
  errors: string,
  make: () => PyUnicodeError,
  complaint: string,
): [PyValue, PyValue] {
  failing.error ??= make();
  const { error } = failing;
  error.start = failure.start;
  error.end = failure.end;
  error.reason = failure.reason;
  if (errors === "strict") throw error;
  const answer = call1(lookupErrorHandler(errors), error);
  if (!(answer instanceof PyTuple) || answer.items.length !== 2 || asInt(answer.items[1]) === undefined) {
    throw typeError(complaint);
  }
  return [answer.items[0], answer.items[1]];
}

/** A decoder's input and output. */
export class Decoding implements DecodeRun, Failing {
  at = 0;
  error: PyUnicodeError | undefined;
  readonly out: CodeSink;
  readonly codec: MultibyteCodec;
  readonly data: Uint8Array;
  readonly state: Uint8Array;
  /** `error` is the exception that an earlier part of the same call made. */
  constructor(codec: MultibyteCodec, data: Uint8Array, state: Uint8Array, error?: PyUnicodeError) {
    this.error = error;
    this.codec = codec;
    this.data = data;
    this.state = state;
    this.out = new CodeSink(data.length);
  }

  /** Decodes; what remains begins a sequence. */
  feed(errors: string): void {
    while (this.at < this.data.length) {
      const result = this.codec.decode(this);
      if (result === 0 || result === TOO_FEW) return;
      this.fail(result, errors);
    }
  }

  /** Decodes all; a sequence that does not end is an error. */
  feedAll(errors: string): void {
    while (this.at < this.data.length) {
      const result = this.codec.decode(this);
      if (result === 0) return;
      this.fail(result, errors);
    }
  }

  /** Treats an error of the codec's. */
  fail(result: number, errors: string): void {
    const failure = failureOf(result, this.at, this.data.length);
    if (errors === "replace") this.out.push(REPLACEMENT);
    if (errors === "replace" || errors === "ignore") {
      this.at = failure.end;
      return;
    }
    const { start, end, reason } = failure;
    const make = () =>
      unicodeDecodeError(this.codec.encoding, new PyBytes(this.data.slice()), start, end, reason) as PyUnicodeError;
    const complaint = "decoding error handler must return (str, int) tuple";
    const [replacement, position] = handle(this, failure, errors, make, complaint);
    const text = asStr(replacement);
    if (text === undefined) throw typeError(complaint);
    this.out.pushText(text);
    this.at = positionOf(position, this.data.length);
  }
}

/** A position too big for C is as bad as one out of bounds, and shown as -1. */
function positionOf(value: PyValue, length: number): number {
  const int = asInt(value)!;
  return handlerPosition(typeof int === "bigint" ? -1 - length : (int as number), length);
}

/** Any object as text. */
export function textOf(value: PyValue): Str {
  return asStr(value) ?? str(value);
}

class Encoding implements EncodeRun, Failing {
  at = 0;
  error: PyUnicodeError | undefined = undefined;
  readonly codes: ArrayLike<number>;
  readonly out: ByteSink;
  readonly text: Str;
  readonly codec: MultibyteCodec;
  readonly state: Uint8Array;
  readonly flush: boolean;
  constructor(codec: MultibyteCodec, state: Uint8Array, text: Str, flush: boolean) {
    this.codec = codec;
    this.state = state;
    this.text = text;
    this.flush = flush;
    this.codes = strCodes(text);
    this.out = new ByteSink(2 * this.codes.length);
  }

  fail(result: number, errors: string): void {
    const failure = failureOf(result, this.at, this.codes.length);
    if (errors === "replace") this.replace();
    if (errors === "replace" || errors === "ignore") {
      this.at = failure.end;
      return;
    }
    const { start, end, reason } = failure;
    const make = () => unicodeEncodeError(this.codec.encoding, this.text, start, end, reason) as PyUnicodeError;
    const complaint = "encoding error handler must return (str, int) tuple";
    const [replacement, position] = handle(this, failure, errors, make, complaint);
    const text = asStr(replacement);
    if (text !== undefined)
      this.out.pushBytes(encodeText(this.codec, this.state, text, "strict", { flush: true }).bytes);
    else if (replacement instanceof PyBytes) this.out.pushBytes(replacement.data);
    else throw typeError(complaint);
    this.at = positionOf(position, this.codes.length);
  }

  /** A question mark, as the codec writes it in this state. */
  private replace(): void {
    const { codec, out, state } = this;
    const result = codec.encode({ codes: [QUESTION_MARK], at: 0, out, state, flush: false });
    if (result !== 0) out.push(QUESTION_MARK);
  }
}

/** The result of encoding: the bytes, and how many characters they stand for. */
export interface Encoded {
  readonly bytes: Uint8Array;
  readonly position: number;
}

/** Encodes a text. With `flush` nothing is left for later; with `reset` the state goes back to where it began. */
export function encodeText(
  codec: MultibyteCodec,
  state: Uint8Array,
  text: Str,
  errors: string,
  { flush, reset = false }: { flush: boolean; reset?: boolean },
): Encoded {
  if (strLength(text) === 0 && !reset) return { bytes: new Uint8Array(0), position: 0 };
  const run = new Encoding(codec, state, text, flush);
  while (run.at < run.codes.length) {
    const result = codec.encode(run);
    if (result === 0 || (result === TOO_FEW && !flush)) break;
    run.fail(result, errors);
    if (result === TOO_FEW) break;
  }
  if (reset) codec.encodeReset?.(state, run.out);
  return { bytes: run.out.result(), position: run.at };
}
