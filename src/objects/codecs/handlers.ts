/**
 * Error handlers: the standard ones run as plain functions, registered ones (`codecs.register_error`) are called with an
 * exception object. Source: CPython Objects/unicodeobject.c (unicode_decode_call_errorhandler_writer), Python/codecs.c.
 */
import { standardDecodeError, standardEncodeError } from "../../kernel/codecs/errors.ts";
import {
  type DecodeErrors,
  type DecodeResult,
  type EncodeErrors,
  type EncodeResult,
  handlerPosition,
} from "../../kernel/codecs/protocol.ts";
import { type Str, strLength } from "../../kernel/str.ts";
import { call } from "../abstract/call.ts";
import { ssizeIndex } from "../abstract/number.ts";
import { PyBytes } from "../bytes/bytes-object.ts";
import { typeError, unicodeDecodeError, unicodeEncodeError } from "../errors.ts";
import { PyUnicodeError } from "../exceptions/base.ts";
import type { PyValue } from "../object.ts";
import { asStr } from "../str/str-object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { lookupErrorHandler } from "./registry.ts";

const STANDARD = new Set([
  "ignore",
  "replace",
  "backslashreplace",
  "surrogateescape",
  "surrogatepass",
  "xmlcharrefreplace",
  "namereplace",
]);

/** The handler of decoding errors called `errors`. */
export function decodeErrors(errors: string): DecodeErrors {
  return new DecodingHandler(errors);
}

/** A class and not closures: one is made for every text that is decoded, and most have no errors. */
class DecodingHandler implements DecodeErrors {
  private readonly errors: string;

  constructor(errors: string) {
    this.errors = errors;
  }

  handle(encoding: string, data: Uint8Array, start: number, end: number, reason: string): DecodeResult {
    const { errors } = this;
    if (STANDARD.has(errors)) {
      const result = standardDecodeError(errors, encoding, data, start, end);
      if (result !== undefined) return result;
      throw unicodeDecodeError(encoding, new PyBytes(data.slice()), start, end, reason);
    }
    const error = unicodeDecodeError(encoding, new PyBytes(data.slice()), start, end, reason);
    if (errors === "strict") throw error;
    return callDecodeHandler(errors, error, data);
  }
}

function callDecodeHandler(errors: string, error: PyValue, data: Uint8Array): DecodeResult {
  const result = call(lookupErrorHandler(errors), [error]);
  const [replacement, position] = pairOf(result, "decoding error handler must return (str, int) tuple");
  const text = asStr(replacement);
  if (text === undefined) throw typeError("decoding error handler must return (str, int) tuple");
  const changed = error instanceof PyUnicodeError && error.object instanceof PyBytes ? error.object.data : data;
  const same = changed.length === data.length && changed.every((byte, i) => byte === data[i]);
  const input = same ? data : changed;
  return { text, position: handlerPosition(position, input.length), ...(same ? {} : { data: input }) } as DecodeResult;
}

function pairOf(result: PyValue, message: string): [PyValue, number] {
  if (!(result instanceof PyTuple) || result.items.length !== 2) throw typeError(message);
  return [result.items[0], ssizeIndex(result.items[1])];
}

/** The handler of encoding errors called `errors`. */
export function encodeErrors(errors: string): EncodeErrors {
  if (errors !== "strict") return new EncodingHandler(errors);
  strictEncoding ??= new EncodingHandler(errors);
  return strictEncoding;
}

let strictEncoding: EncodeErrors | undefined;

class EncodingHandler implements EncodeErrors {
  private readonly errors: string;

  constructor(errors: string) {
    this.errors = errors;
  }

  handle(encoding: string, text: Str, start: number, end: number, reason: string): EncodeResult {
    const { errors } = this;
    if (STANDARD.has(errors)) {
      const result = standardEncodeError(errors, encoding, text, start, end);
      return result ?? this.fail(encoding, text, start, end, reason);
    }
    if (errors === "strict") return this.fail(encoding, text, start, end, reason);
    return callEncodeHandler(errors, unicodeEncodeError(encoding, text, start, end, reason), text);
  }

  fail(encoding: string, text: Str, start: number, end: number, reason: string): never {
    throw unicodeEncodeError(encoding, text, start, end, reason);
  }
}

function callEncodeHandler(errors: string, error: PyValue, text: Str): EncodeResult {
  const message = "encoding error handler must return (str/bytes, int) tuple";
  const [replacement, position] = pairOf(call(lookupErrorHandler(errors), [error]), message);
  const at = handlerPosition(position, strLength(text));
  if (replacement instanceof PyBytes) return { replacement: replacement.data, position: at };
  const string = asStr(replacement);
  if (string === undefined) throw typeError(message);
  return { replacement: string, position: at };
}
