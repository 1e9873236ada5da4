/** _json: what Lib/json takes instead of its own Python code. Source: CPython Modules/_json.c. */
import type { Str } from "../../kernel/str.ts";
import { object, ssize, truth } from "../../objects/converters.ts";
import { defineModule, fn, posOnly } from "../../objects/declare.ts";
import { typeError } from "../../objects/errors.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { typeName } from "../../objects/typeof.ts";
import { encoderType } from "./encoder.ts";
import { scannerType } from "./scanner.ts";
import { encodeAscii, encodePlain, scanEnd, scanString, sourceOf } from "./strings.ts";

export default defineModule({
  name: "_json",
  doc: "Speedups for the json package.",
  functions: {
    encode_basestring_ascii: fn(
      [posOnly("string", object)],
      "The JSON form of a string, in ASCII.",
      (value) => encodeAscii(textOf(value)),
      { signature: null },
    ),
    encode_basestring: fn(
      [posOnly("string", object)],
      "The JSON form of a string.",
      (value) => encodePlain(textOf(value)),
      { signature: null },
    ),
    scanstring: fn(
      [posOnly("string", object), posOnly("end", ssize), posOnly("strict", truth, true)],
      "The string that begins before index `end`, and the index behind it.",
      scan,
      { signature: null, parsed: "named" },
    ),
  },
  types: () => ({ make_scanner: scannerType, make_encoder: encoderType }),
});

function textOf(value: PyValue): Str {
  const text = asStr(value);
  if (text === undefined) throw typeError(`first argument must be a string, not ${typeName(value)}`);
  return text;
}

function scan(value: PyValue, at: number, strict: boolean): PyValue {
  const result = scanString(sourceOf(textOf(value)), at, strict, false);
  return new PyTuple([result, scanEnd]);
}
