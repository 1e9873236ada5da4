/** `str % values`. Source: CPython Objects/unicodeobject.c (PyUnicode_Format, unicode_format_arg). */
import {
  finishNumber,
  finishText,
  type PercentItem,
  PercentParser,
  type PercentTemplate,
  percentFloat,
  percentInt,
  percentTemplate,
  unsupportedFormat,
} from "../../kernel/percent.ts";
import { type Str, strConcat, strFromCode, strLength } from "../../kernel/str.ts";
import { strJoin } from "../../kernel/str-join.ts";
import { asDouble, asInt, hasIndex, index, toInt } from "../abstract/number.ts";
import { ascii, repr, str } from "../abstract/repr.ts";
import { isException, overflowError, typeError } from "../errors.ts";
import { PyExc_TypeError } from "../exceptions/types.ts";
import { machine } from "../machine.ts";
import type { Int, PyValue } from "../object.ts";
import { fullTypeName, typeName, typeOf } from "../typeof.ts";
import { PercentValues } from "./percent-values.ts";
import { asStr } from "./str-object.ts";

export function percentFormat(text: Str, right: PyValue): PyValue {
  const isMapping = asStr(right) === undefined && typeOf(right).mp_subscript !== undefined;
  const values = new PercentValues(right, isMapping, "string");
  const template = percentTemplate(text);
  return template === null ? fillReading(text, values) : fill(template, values);
}

function fill({ literals, items }: PercentTemplate, values: PercentValues): Str {
  let out = literals[0];
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (item.key !== undefined) values.byKey(item.key);
    const piece = formatItem(item, values.take());
    // Not the piece and the literal first: of what is put together the first character is known only once it is copied.
    out = strConcat(strConcat(out, piece), literals[i + 1]);
  }
  values.finish();
  return out;
}

/** Fills a format while it is read: a value may come before an error in what follows. */
function fillReading(text: Str, values: PercentValues): Str {
  const parser = new PercentParser(text);
  const parts: Str[] = [];
  for (;;) {
    parts.push(parser.literal());
    if (!parser.more) break;
    const item = parser.item(
      (key) => values.byKey(key),
      (type) => values.star(type),
    );
    parts.push(formatItem(item, values.take()));
  }
  values.finish();
  return strJoin("", parts);
}

function formatItem(item: PercentItem, value: PyValue): Str {
  if (item.isBare) {
    if (item.type === 115) return str(value);
    if (item.type === 100 && typeof value === "number") return String(value);
  }
  switch (String.fromCharCode(item.type)) {
    case "s":
      return finishText(str(value), item);
    case "r":
      return finishText(repr(value), item);
    case "a":
      return finishText(ascii(value), item);
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
      return finishNumber(percentFloat(asDouble(value), item), item);
    case "c":
      return finishText(characterFor(value), item);
    default:
      throw unsupportedFormat(item);
  }
}

/** mainformatlong: d, i, u accept any real number; o, x, X only integers. */
function integerFor(item: PercentItem, value: PyValue): Int {
  const letter = String.fromCharCode(item.type);
  const int = asInt(value);
  if (int !== undefined) return int;
  const isHex = letter === "x" || letter === "X" || letter === "o";
  try {
    if (isHex) {
      if (hasIndex(value)) return index(value);
    } else if (typeOf(value).nb_index !== undefined || typeOf(value).nb_int !== undefined) return toInt(value);
  } catch (caught) {
    if (!isException(caught, PyExc_TypeError)) throw caught;
  }
  const wanted = isHex ? "an integer" : "a real number";
  throw typeError(`%${letter} format: ${wanted} is required, not ${typeName(value)}`);
}

function characterFor(value: PyValue): Str {
  const text = asStr(value);
  if (text !== undefined) {
    if (strLength(text) === 1) return text;
    throw typeError(`%c requires an int or a unicode character, not a string of length ${strLength(text)}`);
  }
  if (!hasIndex(value)) throw typeError(`%c requires an int or a unicode character, not ${fullTypeName(value)}`);
  const int = index(value);
  if (int < 0 || int > 0x10ffff) throw overflowError("%c arg not in range(0x110000)");
  return strFromCode(Number(int));
}
