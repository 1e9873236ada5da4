/** `bytes % values`. Source: CPython Objects/bytesobject.c (_PyBytes_FormatEx). */
import { NO_BYTES } from "../../kernel/byte-room.ts";
import { bytesJoin } from "../../kernel/bytes-ops.ts";
import {
  finishNumber,
  finishText,
  latin1Text,
  type PercentItem,
  PercentParser,
  percentFloat,
  percentInt,
  unsupportedFormat,
} from "../../kernel/percent.ts";
import type { Str } from "../../kernel/str.ts";
import { asDouble, asInt, hasIndex, index, toInt } from "../abstract/number.ts";
import { ascii } from "../abstract/repr.ts";
import { isException, overflowError, typeError } from "../errors.ts";
import { PyExc_TypeError } from "../exceptions/types.ts";
import { machine } from "../machine.ts";
import type { Int, PyValue } from "../object.ts";
import { PercentValues } from "../str/percent-values.ts";
import { asStr } from "../str/str-object.ts";
import { fullTypeName, typeName, typeOf } from "../typeof.ts";
import { PyByteArray } from "./bytearray-object.ts";
import { bytesIfLike, callDunderBytes, hasBuffer } from "./bytes-like.ts";
import { PyBytes } from "./bytes-object.ts";

export function bytesPercent(format: Uint8Array, right: PyValue): Uint8Array {
  const parser = new PercentParser(latin1Text(format));
  const isMapping =
    typeOf(right).mp_subscript !== undefined &&
    !(right instanceof PyBytes || right instanceof PyByteArray || asStr(right) !== undefined);
  const values = new PercentValues(right, isMapping, "bytes");
  const parts: Uint8Array[] = [];
  for (;;) {
    parts.push(latin1(parser.literal()));
    if (!parser.more) break;
    const item = parser.item(
      (key) => values.byKey(new PyBytes(latin1(key))),
      (type) => values.star(type),
    );
    parts.push(latin1(formatItem(item, values.take())));
  }
  values.finish();
  return bytesJoin(NO_BYTES, parts);
}

function latin1(text: Str): Uint8Array {
  const string = text as string;
  const data = new Uint8Array(string.length);
  for (let i = 0; i < data.length; i++) data[i] = string.charCodeAt(i);
  return data;
}

/** The item's bytes, as Latin-1 text. */
function formatItem(item: PercentItem, value: PyValue): Str {
  switch (String.fromCharCode(item.type)) {
    case "r":
    case "a":
      return finishText(ascii(value), item);
    case "s":
    case "b":
      return finishText(latin1Text(bytesFor(value)), item);
    case "d":
    case "i":
    case "u":
    case "o":
    case "x":
    case "X":
      return finishNumber(percentInt(integerFor(item, value), item, machine.interp.intMaxStrDigits), item);
    case "e":
    case "E":
    case "f":
    case "F":
    case "g":
    case "G":
      return finishNumber(percentFloat(floatFor(value), item), item);
    case "c":
      return finishText(String.fromCharCode(byteFor(value)), item);
    default:
      throw unsupportedFormat(item);
  }
}

/** format_obj. */
function bytesFor(value: PyValue): Uint8Array {
  if (value instanceof PyBytes || value instanceof PyByteArray) return value.data;
  const special = callDunderBytes(value);
  if (special !== undefined) return special.data;
  if (hasBuffer(value)) return bytesIfLike(value)!;
  throw typeError(`%b requires a bytes-like object, or an object that implements __bytes__, not '${typeName(value)}'`);
}

function floatFor(value: PyValue): number {
  try {
    return asDouble(value);
  } catch (caught) {
    if (!isException(caught, PyExc_TypeError)) throw caught;
    throw typeError(`float argument required, not ${typeName(value)}`);
  }
}

function integerFor(item: PercentItem, value: PyValue): Int {
  const int = asInt(value);
  if (int !== undefined) return int;
  const letter = String.fromCharCode(item.type);
  const exact = letter === "x" || letter === "X" || letter === "o";
  const type = typeOf(value);
  try {
    if (exact && hasIndex(value)) return index(value);
    if (!exact && (type.nb_int !== undefined || type.nb_index !== undefined)) return toInt(value);
  } catch (caught) {
    if (!isException(caught, PyExc_TypeError)) throw caught;
  }
  throw typeError(`%${letter} format: ${exact ? "an integer" : "a real number"} is required, not ${typeName(value)}`);
}

function byteFor(value: PyValue): number {
  if (value instanceof PyBytes || value instanceof PyByteArray) {
    const { data } = value;
    if (data.length === 1) return data[0];
    const kind = value instanceof PyBytes ? "bytes" : "bytearray";
    throw typeError(
      `%c requires an integer in range(256) or a single byte, not a ${kind} object of length ${data.length}`,
    );
  }
  if (!hasIndex(value)) {
    throw typeError(`%c requires an integer in range(256) or a single byte, not ${fullTypeName(value)}`);
  }
  const int = index(value);
  if (int < 0 || int > 255) throw overflowError("%c arg not in range(256)");
  return int as number;
}
