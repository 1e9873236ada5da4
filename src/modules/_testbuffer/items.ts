/** Items of an ndarray, as the struct module packs and unpacks them. Source: CPython Modules/_testbuffer.c (pack_from_list, unpack_single). */
import { strToJs } from "../../kernel/str.ts";
import { parseStruct, type StructFormat } from "../../kernel/struct-codec.ts";
import { TextMemo } from "../../kernel/text-memo.ts";
import { getAttr } from "../../objects/abstract/attributes.ts";
import { call } from "../../objects/abstract/call.ts";
import { asInt } from "../../objects/abstract/number.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { packValues, unpackValues } from "../../objects/bytes/struct-values.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { importModule } from "../../objects/import-hook.ts";
import { PyList } from "../../objects/list/list.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";

const formats: TextMemo<StructFormat> = new TextMemo(100, 1000);

function parsed(format: string): StructFormat {
  return formats.find(format) ?? formats.keep(format, parseStruct(format));
}

/** The text of a format argument and the size of its items; struct.calcsize complains of what is none. */
export function formatArgument(format: PyValue): [text: string, itemsize: number] {
  const itemsize = call(getAttr(importModule("struct"), "calcsize"), [format]);
  if (itemsize === 0) throw valueError("itemsize must not be zero");
  const text = asStr(format);
  if (text === undefined) throw typeError("bad argument type for built-in operation");
  return [strToJs(text), itemsize as number];
}

/** Items of no format are bytes. */
export function packItem(data: Uint8Array, at: number, format: string | null, item: PyValue): void {
  const layout = parsed(format ?? "B");
  const values = valuesOf(item, layout.count);
  data.fill(0, at, at + layout.size);
  packValues(layout, data, at, values);
}

function valuesOf(item: PyValue, count: number): readonly PyValue[] {
  if (count === 1 && (asInt(item) !== undefined || item instanceof PyFloat || item instanceof PyBytes)) return [item];
  if ((item instanceof PyList || item instanceof PyTuple) && item.items.length === count) return item.items;
  throw valueError("mismatch between initializer element and format string");
}

export function unpackItem(data: Uint8Array, at: number, format: string | null): PyValue {
  const values = unpackValues(parsed(format ?? "B"), data, at);
  return values.length === 1 ? values[0] : new PyTuple(values);
}
