/**
 * _tokenize: the tokenizer as an iterator over 5-tuples, for the tokenize module. The tokens are made in parser/tokenizer;
 * here lines come from a Python callable. Source: CPython Python/Python-tokenize.c, Parser/tokenizer/readline_tokenizer.c.
 */

import { translating, warningSink } from "../interpreter/source.ts";
import { type Str, strToJs } from "../kernel/str.ts";
import { genericGetAttr } from "../objects/abstract/attributes.ts";
import { call } from "../objects/abstract/call.ts";
import { Builtin } from "../objects/binder.ts";
import { PyBytes } from "../objects/bytes/bytes-object.ts";
import { encodeText } from "../objects/codecs/builtin.ts";
import { decodeObject } from "../objects/codecs/decode.ts";
import { cstring, object, truth } from "../objects/converters.ts";
import { defineModule, defineType, kwOnly, method, posOnly } from "../objects/declare.ts";
import { swallow, typeError } from "../objects/errors.ts";
import { PyExc_StopIteration } from "../objects/exceptions/types.ts";
import { selfIter } from "../objects/iterators/common.ts";
import { type KwNames, PyObject, type PyValue } from "../objects/object.ts";
import { asStr } from "../objects/str/str-object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import type { PyType } from "../objects/type-object.ts";
import { TokenizerIter } from "../parser/tokenizer/iter.ts";

class PyTokenizerIter extends PyObject {
  readonly tokens: TokenizerIter;
  constructor(type: PyType, tokens: TokenizerIter) {
    super(type);
    this.tokens = tokens;
  }
}

const tokenizerIterType = defineType<PyTokenizerIter>({
  name: "_tokenize.TokenizerIter",
  basicsize: 64,
  doc: null,
  flags: ["heaptype", "immutable"],
  slots: { tp_getattro: genericGetAttr, tp_new: tokenizerIterNew, tp_iter: selfIter, tp_iternext: tokenizerIterNext },
});

export default defineModule({
  name: "_tokenize",
  doc: null,
  types: () => ({ TokenizerIter: tokenizerIterType }),
});

let binder: Builtin | undefined;

/** Argument Clinic knows the class by another name than Python does. */
function tokenizerIterNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  binder ??= new Builtin(
    "tokenizeriter",
    "tokenizeriter",
    method([posOnly("readline", object), kwOnly("extra_tokens", truth), kwOnly("encoding", cstring, null)], "", create),
  );
  return binder.call(type, args, kwnames);
}

function create(type: PyType, readline: PyValue, extraTokens: boolean, encoding: string | null): PyValue {
  const nextLine = () => lineFrom(readline, encoding);
  return new PyTokenizerIter(type, new TokenizerIter(nextLine, extraTokens, warningSink()));
}

/** The next line, or "" at the end (tok_readline_string). */
function lineFrom(readline: PyValue, encoding: string | null): string {
  let line: PyValue;
  try {
    line = call(readline, []);
  } catch (caught) {
    swallow(caught, PyExc_StopIteration);
    return "";
  }
  let text: Str | undefined;
  if (encoding === null) {
    text = asStr(line);
    if (text === undefined) throw typeError("readline() returned a non-string object");
  } else {
    if (!(line instanceof PyBytes)) throw typeError("readline() returned a non-bytes object");
    text = decodeObject(line, encoding, "replace");
  }
  const js = strToJs(text);
  // A surrogate cannot be encoded to the UTF-8 that CPython reads: the same exception comes out of the attempt.
  if (/[\ud800-\udfff]/.test(js)) encodeText(text, "utf-8", "strict");
  return js;
}

function tokenizerIterNext(self: PyTokenizerIter): PyValue | undefined {
  const token = translating(() => self.tokens.next());
  if (token === null) return undefined;
  return new PyTuple([
    token.type,
    token.string,
    new PyTuple([token.lineno, token.column]),
    new PyTuple([token.endLineno, token.endColumn]),
    token.line,
  ]);
}
