/** Machine formats: how pickled arrays say what their bytes mean, on whatever machine. Source: CPython Modules/arraymodule.c (_array_reconstructor). */

import { utf16Decode, utf32Decode } from "../../kernel/codecs/utf16.ts";
import { type Str, strCodes, strToJs } from "../../kernel/str.ts";
import { parseStruct } from "../../kernel/struct-codec.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { unpackValues } from "../../objects/bytes/struct-values.ts";
import { decodeErrors } from "../../objects/codecs/handlers.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { isSubtype, PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { KINDS, kindOf } from "./array.ts";
import { arrayType, makeArray } from "./type.ts";

/** By machine format code: struct format of an item, or the text encoding. */
const FORMATS: readonly string[] = [
  "<B",
  "<b",
  "<H",
  ">H",
  "<h",
  ">h",
  "<I",
  ">I",
  "<i",
  ">i",
  "<Q",
  ">Q",
  "<q",
  ">q",
  "<f",
  ">f",
  "<d",
  ">d",
  "utf-16-le",
  "utf-16-be",
  "utf-32-le",
  "utf-32-be",
];

const BY_CODE: Readonly<Record<string, number>> = {
  B: 0,
  b: 1,
  H: 2,
  h: 4,
  I: 6,
  i: 8,
  L: 10,
  l: 12,
  Q: 10,
  q: 12,
  f: 14,
  d: 16,
  u: 20,
  w: 20,
};

/** The machine format code of a type code here. */
export function machineFormat(code: string): number {
  return BY_CODE[code];
}

export function reconstruct(type: PyValue, typecode: number, formatCode: number, data: PyValue): PyValue {
  if (!(type instanceof PyType)) throw typeError(`first argument must be a type object, not ${typeName(type)}`);
  if (!isSubtype(type, arrayType))
    throw typeError(`${strToJs(type.tp_name)} is not a subtype of ${strToJs(arrayType.tp_name)}`);
  const code = String.fromCodePoint(typecode);
  const kind = kindOf(code);
  if (kind === undefined) throw valueError("second argument must be a valid type code");
  if (formatCode < 0 || formatCode > 21) throw valueError("third argument must be a valid machine format code.");
  if (!(data instanceof PyBytes)) throw typeError(`fourth argument should be bytes, not ${typeName(data)}`);
  const format = FORMATS[formatCode];
  const bytes = data.data;
  if (format.startsWith("utf")) {
    const order = format.endsWith("be") ? 1 : -1;
    const decode = format.startsWith("utf-16") ? utf16Decode : utf32Decode;
    const text: Str = decode(bytes, order, decodeErrors("strict")).text;
    const made = makeArray(type, kind, 0);
    made.replace(0, 0, Uint32Array.from(strCodes(text)));
    return made;
  }
  const parsed = parseStruct(format);
  if (bytes.length % parsed.size !== 0) throw valueError("bytes length not a multiple of item size");
  // Another type code of the same size and kind may have to stand for the one of the other machine.
  const fitting =
    BY_CODE[code] === (formatCode & ~1) || BY_CODE[code] === formatCode ? kind : (fittingKind(format) ?? kind);
  const made = makeArray(type, fitting, bytes.length / parsed.size);
  for (let i = 0; i < made.size; i++) {
    const [value] = unpackValues(parsed, bytes, i * parsed.size);
    made.set(i, fitting.convert(value));
  }
  return made;
}

function fittingKind(format: string) {
  const letter = format[1];
  const size = parseStruct(format).size;
  const isSigned = letter === letter.toLowerCase();
  return KINDS.find((candidate) => {
    const { code } = candidate;
    if (code === "u" || code === "w" || candidate.itemsize !== size) return false;
    const isFloat = code === "f" || code === "d";
    if (isFloat !== (letter === "f" || letter === "d")) return false;
    return isFloat || (code === code.toLowerCase()) === isSigned;
  });
}

/** Converter of the type code argument. */
export function typeCode(value: PyValue): number {
  const text = asStr(value);
  if (text === undefined || strCodes(text).length !== 1) {
    throw typeError(`_array_reconstructor() argument 2 must be a unicode character, not ${typeName(value)}`);
  }
  return strCodes(text)[0];
}
