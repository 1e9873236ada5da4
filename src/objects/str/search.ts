/** Searching and replacing methods of str. Source: CPython Objects/unicodeobject.c, stringlib/find.h. */
import { type Str, strEqual, strLength, strSlice } from "../../kernel/str.ts";
import {
  strCount,
  strFind,
  strPartition,
  strReplace,
  strRFind,
  strRPartition,
  strTailMatch,
} from "../../kernel/str-search.ts";
import { sliceIndex } from "../abstract/slice-index.ts";
import { typeError, valueError } from "../errors.ts";
import type { PyValue } from "../object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { typeName } from "../typeof.ts";
import { asStr } from "./str-object.ts";

const END = Number.MAX_SAFE_INTEGER;

function from(start: PyValue): number {
  return start === null ? 0 : sliceIndex(start);
}

function to(end: PyValue): number {
  return end === null ? END : sliceIndex(end);
}

function value(self: PyValue): Str {
  return typeof self === "string" ? self : asStr(self)!;
}

export function strFindMethod(self: PyValue, sub: Str, start: PyValue, end: PyValue): PyValue {
  return strFind(value(self), sub, from(start), to(end));
}

export function strRFindMethod(self: PyValue, sub: Str, start: PyValue, end: PyValue): PyValue {
  return strRFind(value(self), sub, from(start), to(end));
}

export function strIndexMethod(self: PyValue, sub: Str, start: PyValue, end: PyValue): PyValue {
  return found(strFind(value(self), sub, from(start), to(end)));
}

export function strRIndexMethod(self: PyValue, sub: Str, start: PyValue, end: PyValue): PyValue {
  return found(strRFind(value(self), sub, from(start), to(end)));
}

function found(index: number): number {
  if (index < 0) throw valueError("substring not found");
  return index;
}

export function strCountMethod(self: PyValue, sub: Str, start: PyValue, end: PyValue): PyValue {
  return strCount(value(self), sub, from(start), to(end));
}

export function strReplaceMethod(self: PyValue, old: Str, by: Str, count: number): PyValue {
  return strReplace(value(self), old, by, count);
}

export function strPartitionMethod(self: PyValue, separator: Str): PyValue {
  if (separator === "") throw valueError("empty separator");
  return new PyTuple(strPartition(value(self), separator));
}

export function strRPartitionMethod(self: PyValue, separator: Str): PyValue {
  if (separator === "") throw valueError("empty separator");
  return new PyTuple(strRPartition(value(self), separator));
}

export function strStartsWith(self: PyValue, prefix: PyValue, start: PyValue, end: PyValue): PyValue {
  if (typeof self === "string" && typeof prefix === "string" && start === null && end === null) {
    return self.startsWith(prefix);
  }
  return tailMatch("startswith", self, prefix, start, end, false);
}

export function strEndsWith(self: PyValue, suffix: PyValue, start: PyValue, end: PyValue): PyValue {
  if (typeof self === "string" && typeof suffix === "string" && start === null && end === null) {
    return self.endsWith(suffix);
  }
  return tailMatch("endswith", self, suffix, start, end, true);
}

function tailMatch(name: string, self: PyValue, part: PyValue, start: PyValue, end: PyValue, atEnd: boolean): boolean {
  const text = value(self);
  const [low, high] = [from(start), to(end)];
  if (part instanceof PyTuple) {
    for (const item of part.items) {
      const candidate = asStr(item);
      if (candidate === undefined) throw typeError(`tuple for ${name} must only contain str, not ${typeName(item)}`);
      if (strTailMatch(text, candidate, low, high, atEnd)) return true;
    }
    return false;
  }
  const candidate = asStr(part);
  if (candidate === undefined) {
    throw typeError(`${name} first arg must be str or a tuple of str, not ${typeName(part)}`);
  }
  return strTailMatch(text, candidate, low, high, atEnd);
}

export function strRemovePrefix(self: PyValue, prefix: Str): PyValue {
  const text = value(self);
  const size = strLength(prefix);
  return strEqual(strSlice(text, 0, size), prefix) ? strSlice(text, size, strLength(text)) : text;
}

export function strRemoveSuffix(self: PyValue, suffix: Str): PyValue {
  const text = value(self);
  const size = strLength(suffix);
  const length = strLength(text);
  if (size === 0 || size > length) return text;
  return strEqual(strSlice(text, length - size, length), suffix) ? strSlice(text, 0, length - size) : text;
}
