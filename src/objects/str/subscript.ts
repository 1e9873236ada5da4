/** Length, indexing and slicing of str. */
import { type Str, strFromCode, strLength, strSlice, strSliceStep } from "../../kernel/str.ts";
import { hasIndex, ssizeIndex } from "../abstract/number.ts";
import { indexError, typeError } from "../errors.ts";
import type { PyValue } from "../object.ts";
import { PySlice, sliceRange } from "../slice.ts";
import { typeName } from "../typeof.ts";
import { asStr } from "./str-object.ts";

export function strLen(self: PyValue): number {
  return typeof self === "string" ? self.length : strLength(asStr(self)!);
}

export function strItem(self: PyValue, i: number): PyValue {
  const text = typeof self === "string" ? self : asStr(self)!;
  if (i < 0 || i >= strLength(text)) throw indexError("string index out of range");
  return typeof text === "string" ? text[i] : strFromCode(text.codes[i]);
}

export function strSubscript(self: PyValue, key: PyValue): PyValue {
  if (typeof key === "number") return strItem(self, key < 0 ? key + strLen(self) : key);
  if (key instanceof PySlice) {
    const text: Str = typeof self === "string" ? self : asStr(self)!;
    const { start, step, count: length } = sliceRange(key, strLength(text));
    if (length === 0) return "";
    return step === 1 ? strSlice(text, start, start + length) : strSliceStep(text, start, step, length);
  }
  if (!hasIndex(key)) throw typeError(`string indices must be integers, not '${typeName(key)}'`);
  const i = ssizeIndex(key, indexError);
  return strItem(self, i < 0 ? i + strLen(self) : i);
}
