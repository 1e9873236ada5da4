/** MultibyteIncrementalEncoder and …Decoder. Source: CPython Modules/cjkcodecs/multibytecodec.c. */
import { STATE_SIZE, TOO_FEW } from "../../kernel/codecs/multibyte/codec.ts";
import { ByteSink } from "../../kernel/codecs/protocol.ts";
import { utf8Decode, utf8Encode } from "../../kernel/codecs/utf8.ts";
import { intFromBytes, intToBytes } from "../../kernel/int-text.ts";
import { genericGetAttr } from "../../objects/abstract/attributes.ts";
import { asInt } from "../../objects/abstract/number.ts";
import { bytesLike } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { decodeErrors, encodeErrors } from "../../objects/codecs/handlers.ts";
import { cstring, instanceOf, intObject, object, truth } from "../../objects/converters.ts";
import { defineType, method, param, posOnly } from "../../objects/declare.ts";
import { newException, typeError } from "../../objects/errors.ts";
import { PyExc_UnicodeError } from "../../objects/exceptions/types.ts";
import type { Int, PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { tupleType } from "../../objects/tuple/type.ts";
import type { PyType } from "../../objects/type-object.ts";
import {
  begin,
  decodeMore,
  encodeMore,
  errorsAttribute,
  keepRest,
  MAX_PENDING_BYTES,
  noInit,
  pendingError,
  StatefulDecoder,
  StatefulEncoder,
} from "./stateful.ts";

/** Two characters in UTF-8. */
const MAX_PENDING_TEXT = 8;

export const incrementalEncoderType: PyType = defineType<StatefulEncoder>({
  name: "_multibytecodec.MultibyteIncrementalEncoder",
  doc: null,
  flags: ["basetype", "gc", "heaptype", "immutable"],
  signature: null,
  alloc: (type) => new StatefulEncoder(type),
  new: method(
    [param("errors", cstring, "strict")],
    "",
    (type: PyType, errors) => begin(type.tp_alloc!(type) as StatefulEncoder, type, errors),
    { parsed: "named", shownAs: "IncrementalEncoder" },
  ),
  slots: { tp_init: noInit, tp_getattro: genericGetAttr },
  methods: {
    encode: method(
      [param("input", object), param("final", truth, false)],
      null,
      (self: StatefulEncoder, input, final) => new PyBytes(encodeMore(self, input, final)),
    ),
    getstate: method([], null, encoderState),
    setstate: method([posOnly("state", intObject)], null, setEncoderState),
    reset: method([], null, (self: StatefulEncoder) => {
      self.codec.encodeReset?.(self.state, new ByteSink(0));
      self.pending = "";
      return null;
    }),
  },
  getset: { errors: errorsAttribute },
});

/** One number: the length of the waiting text, that text, and the codec's state, as bytes from the lowest on. */
function encoderState(self: StatefulEncoder): PyValue {
  const pending = utf8Encode(self.pending, encodeErrors("strict"));
  const bytes = new Uint8Array(1 + pending.length + STATE_SIZE);
  bytes[0] = pending.length;
  bytes.set(pending, 1);
  bytes.set(self.state, 1 + pending.length);
  return intFromBytes(bytes, true, false);
}

function setEncoderState(self: StatefulEncoder, state: Int): PyValue {
  const bytes = intToBytes(state, 1 + MAX_PENDING_TEXT + STATE_SIZE, true, false);
  const size = bytes[0];
  if (size > MAX_PENDING_TEXT) throw newException(PyExc_UnicodeError, "pending buffer too large");
  self.pending = utf8Decode(bytes.subarray(1, 1 + size), decodeErrors("strict"), true).text;
  self.state.set(bytes.subarray(1 + size, 1 + size + STATE_SIZE));
  return null;
}

export const incrementalDecoderType: PyType = defineType<StatefulDecoder>({
  name: "_multibytecodec.MultibyteIncrementalDecoder",
  doc: null,
  flags: ["basetype", "gc", "heaptype", "immutable"],
  signature: null,
  alloc: (type) => new StatefulDecoder(type),
  new: method(
    [param("errors", cstring, "strict")],
    "",
    (type: PyType, errors) => begin(type.tp_alloc!(type) as StatefulDecoder, type, errors),
    { parsed: "named", shownAs: "IncrementalDecoder" },
  ),
  slots: { tp_init: noInit, tp_getattro: genericGetAttr },
  methods: {
    decode: method([param("input", bytesLike), param("final", truth, false)], null, decode),
    getstate: method(
      [],
      null,
      (self: StatefulDecoder) =>
        new PyTuple([new PyBytes(self.pending.slice()), intFromBytes(self.state, true, false)]),
    ),
    setstate: method(
      [
        posOnly(
          "state",
          instanceOf<PyTuple>(() => tupleType),
        ),
      ],
      null,
      setDecoderState,
    ),
    reset: method([], null, (self: StatefulDecoder) => {
      self.codec.decodeReset?.(self.state);
      self.pending = new Uint8Array(0);
      return null;
    }),
  },
  getset: { errors: errorsAttribute },
});

/** A sequence that ends too early is there again after the error. */
function decode(self: StatefulDecoder, input: Uint8Array, final: boolean): PyValue {
  const before = self.pending;
  const run = decodeMore(self, input);
  try {
    if (final && run.at < run.data.length) run.fail(TOO_FEW, self.errors);
  } catch (error) {
    self.pending = before;
    throw error;
  }
  keepRest(self, run);
  return run.out.text();
}

function setDecoderState(self: StatefulDecoder, { items }: PyTuple): PyValue {
  const [buffer, state] = items;
  const int = items.length === 2 ? asInt(state) : undefined;
  if (!(buffer instanceof PyBytes) || int === undefined) throw typeError("setstate(): illegal state argument");
  const bytes = intToBytes(int, STATE_SIZE, true, false);
  if (buffer.data.length > MAX_PENDING_BYTES) throw pendingError(self, buffer.data, "pending buffer too large");
  self.pending = buffer.data.slice();
  self.state.set(bytes);
  return null;
}
