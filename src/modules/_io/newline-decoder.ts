/** IncrementalNewlineDecoder, the Python class. Source: CPython Modules/_io/textio.c. */
import { intAdd, intAnd, intLShift, intRShift } from "../../kernel/int.ts";
import type { Str } from "../../kernel/str.ts";
import { callMethod } from "../../objects/abstract/call.ts";
import { index } from "../../objects/abstract/number.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { object, truth } from "../../objects/converters.ts";
import { defineType, getset, method, param, posOnly } from "../../objects/declare.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { Newlines } from "./newlines.ts";

class PyNewlineDecoder extends PyObject {
  decoder: PyValue = null;
  /** null before `__init__`. */
  newlines: Newlines | null = null;
}

export const incrementalNewlineDecoderType: PyType = defineType<PyNewlineDecoder>({
  name: "_io.IncrementalNewlineDecoder",
  basicsize: 40,
  doc: "Codec used when reading in universal newlines mode: it wraps another incremental decoder, translates newlines into \\n when asked, and records which it saw.",
  flags: ["basetype", "heaptype", "immutable"],
  alloc: (type) => new PyNewlineDecoder(type),
  init: method(
    [param("decoder", object), param("translate", truth), param("errors", object, "strict")],
    "",
    (self: PyNewlineDecoder, decoder, translate) => {
      self.decoder = decoder;
      self.newlines = new Newlines(translate);
      return null;
    },
  ),
  methods: {
    decode: method([param("input", object), param("final", truth, false)], null, decode),
    getstate: method([], null, getState),
    setstate: method([posOnly("state", object)], null, setState),
    reset: method([], null, (self: PyNewlineDecoder) => {
      ready(self).reset();
      return self.decoder === null ? null : callMethod(self.decoder, "reset");
    }),
  },
  getset: { newlines: getset((self: PyNewlineDecoder) => ready(self).value(), undefined, null) },
});

function ready(self: PyNewlineDecoder): Newlines {
  if (self.newlines === null) throw valueError("IncrementalNewlineDecoder.__init__() not called");
  return self.newlines;
}

function decode(self: PyNewlineDecoder, input: PyValue, final: boolean): PyValue {
  const newlines = ready(self);
  const output = self.decoder === null ? input : callMethod(self.decoder, "decode", [input, final]);
  const text = asStr(output);
  if (text === undefined) throw typeError(`decoder should return a string result, not '${typeName(output)}'`);
  return newlines.feed(text as Str, final);
}

function getState(self: PyNewlineDecoder): PyValue {
  const { pendingCr } = ready(self);
  let buffer: PyValue = new PyBytes(new Uint8Array(0));
  let flags: number | bigint = 0;
  if (self.decoder !== null) {
    const state = callMethod(self.decoder, "getstate");
    if (!(state instanceof PyTuple)) throw typeError("illegal decoder state");
    if (state.items.length !== 2) throw typeError("illegal decoder state");
    [buffer] = state.items;
    flags = index(state.items[1]);
  }
  return new PyTuple([buffer, intAdd(intLShift(flags, 1), pendingCr ? 1 : 0)]);
}

function setState(self: PyNewlineDecoder, state: PyValue): PyValue {
  const newlines = ready(self);
  if (!(state instanceof PyTuple)) throw typeError("state argument must be a tuple");
  if (state.items.length !== 2) throw typeError("setstate(): illegal state argument");
  const [buffer, value] = state.items;
  const flags = index(value);
  newlines.pendingCr = intAnd(flags, 1) !== 0;
  if (self.decoder === null) return null;
  return callMethod(self.decoder, "setstate", [new PyTuple([buffer, intRShift(flags, 1)])]);
}
