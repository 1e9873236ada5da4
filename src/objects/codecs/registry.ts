/** The codec registry: search functions, their cached results, error handlers. Source: CPython Python/codecs.c. */
import { standardDecodeError, standardEncodeError } from "../../kernel/codecs/errors.ts";
import { strToJs } from "../../kernel/str.ts";
import { getAttr } from "../abstract/attributes.ts";
import { call } from "../abstract/call.ts";
import { isTrue } from "../abstract/compare.ts";
import { Builtin } from "../binder.ts";
import { PyBuiltinFunction } from "../builtin-function.ts";
import { PyBytes } from "../bytes/bytes-object.ts";
import { object } from "../converters.ts";
import { fn, posOnly } from "../declare.ts";
import { lookupError, newException, typeError } from "../errors.ts";
import { PyUnicodeError } from "../exceptions/base.ts";
import { PyExc_LookupError } from "../exceptions/types.ts";
import { importModule } from "../import-hook.ts";
import { machine } from "../machine.ts";
import type { PyValue } from "../object.ts";
import { asStr } from "../str/str-object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { typeName } from "../typeof.ts";

interface Registry {
  readonly search: PyValue[];
  readonly cache: Map<string, PyValue>;
  readonly handlers: Map<string, PyValue>;
  /** Whether the `encodings` package, which registers the search function, was imported. */
  ready: boolean;
}

const KEY = {};

export function registry(): Registry {
  return machine.interp.state<Registry>(KEY, () => ({
    search: [],
    cache: new Map(),
    handlers: standardHandlers(),
    ready: false,
  }));
}

/** _Py_normalize_encoding: lower case, each run of other characters than letters, digits and dots one underscore. */
function normalize(encoding: string): string {
  if (encoding !== lastEncoding) {
    lastEncoding = encoding;
    lastNormalized = encoding
      .replace(/[^A-Za-z0-9.]+/g, "_")
      .replace(/^_/, "")
      .toLowerCase();
  }
  return lastNormalized;
}

/** A program mostly asks for one encoding again and again. */
let lastEncoding = "";
let lastNormalized = "";

/** `codecs.lookup(encoding)`: the CodecInfo tuple. */
export function lookupCodec(encoding: string): PyTuple {
  const name = normalize(encoding);
  const state = registry();
  const known = state.cache.get(name);
  if (known !== undefined) return known as PyTuple;
  if (!state.ready) {
    state.ready = true;
    importModule("encodings");
  }
  for (const search of state.search) {
    const result = call(search, [name]);
    if (result === null) continue;
    if (!(result instanceof PyTuple) || result.items.length !== 4) {
      throw typeError("codec search functions must return 4-tuples");
    }
    state.cache.set(name, result);
    return result;
  }
  throw newException(PyExc_LookupError, `unknown encoding: ${encoding}`);
}

/** A codec for str/bytes conversions; binary transforms are refused with the function to use instead, if there is one. */
export function lookupTextCodec(encoding: string, instead: string | null): PyTuple {
  const codec = lookupCodec(encoding);
  if (codec.type.spec === null && !isTrue(getAttr(codec, "_is_text_encoding"))) {
    const advice = instead === null ? "" : `; use ${instead} to handle arbitrary codecs`;
    throw lookupError(`'${encoding}' is not a text encoding${advice}`);
  }
  return codec;
}

export function lookupErrorHandler(name: string): PyValue {
  const handler = registry().handlers.get(name);
  if (handler === undefined) throw lookupError(`unknown error handler name '${name}'`);
  return handler;
}

const STANDARD = [
  "strict",
  "ignore",
  "replace",
  "xmlcharrefreplace",
  "backslashreplace",
  "namereplace",
  "surrogatepass",
  "surrogateescape",
];

export function isStandardHandler(name: string): boolean {
  return STANDARD.includes(name);
}

/** The standard handlers as Python functions. */
function standardHandlers(): Map<string, PyValue> {
  const handlers = new Map<string, PyValue>();
  for (const name of STANDARD) {
    const spec = fn(
      [posOnly("exception", object)],
      `Implements the '${name}' error handling.`,
      (error) => runStandard(name, error),
      { signature: null },
    );
    const title = `${name}_errors`;
    handlers.set(name, new PyBuiltinFunction(new Builtin(title, title, spec), undefined, "_codecs"));
  }
  return handlers;
}

function runStandard(handler: string, error: PyValue): PyValue {
  if (!(error instanceof PyUnicodeError)) {
    if (handler === "strict" && isExceptionValue(error)) throw error;
    throw typeError(
      handler === "strict"
        ? "codec must pass exception instance"
        : `don't know how to handle ${typeName(error)} in error callback`,
    );
  }
  if (handler === "strict") throw error;
  const encoding = error.encoding === undefined ? "" : strToJs(asStr(error.encoding) ?? "");
  const { object: source } = error;
  const kind = strToJs(error.type.name);
  if (source instanceof PyBytes) {
    const start = Math.min(Math.max(error.start, 0), source.data.length);
    const end = Math.min(Math.max(error.end, 1), source.data.length);
    const result = standardDecodeError(handler, encoding, source.data, start, end);
    if (result === undefined) throw unhandled(handler, error, kind);
    return new PyTuple([result.text, result.position]);
  }
  const text = source === undefined ? undefined : asStr(source);
  if (text === undefined) throw typeError("object attribute must be unicode");
  if (kind === "UnicodeTranslateError") return translateError(handler, error, kind);
  const result = standardEncodeError(handler, encoding, text, error.start, error.end);
  if (result === undefined) throw unhandled(handler, error, kind);
  const { replacement } = result;
  return new PyTuple([replacement instanceof Uint8Array ? new PyBytes(replacement) : replacement, result.position]);
}

function translateError(handler: string, error: PyUnicodeError, kind: string): PyValue {
  const count = Math.max(error.end - error.start, 0);
  if (handler === "ignore") return new PyTuple(["", error.end]);
  if (handler === "replace") return new PyTuple(["\ufffd".repeat(count), error.end]);
  const result =
    handler === "backslashreplace"
      ? standardEncodeError(handler, "", asStr(error.object!)!, error.start, error.end)
      : undefined;
  if (result === undefined) throw unhandled(handler, error, kind);
  return new PyTuple([result.replacement as string, result.position]);
}

/** Surrogate handlers re-raise what they cannot treat; the others refuse the exception's class. */
function unhandled(handler: string, error: PyUnicodeError, kind: string): PyValue {
  if (handler.startsWith("surrogate")) return error;
  return typeError(`don't know how to handle ${kind} in error callback`);
}

function isExceptionValue(value: PyValue): boolean {
  return typeof value === "object" && value !== null && "traceback" in value && "args" in value;
}
