/** Splitting, stripping and padding methods of str. Source: CPython Objects/unicodeobject.c. */
import { type Str, strFromCode, strLength } from "../../kernel/str.ts";
import {
  strCenter,
  strExpandTabs,
  strPad,
  strRSplit,
  strRSplitSpace,
  strSplit,
  strSplitLines,
  strSplitSpace,
  strStrip,
  strStripSpace,
  strZfill,
} from "../../kernel/str-split.ts";
import { isTrue } from "../abstract/compare.ts";
import { character } from "../converters.ts";
import type { ArgPlace } from "../declare.ts";
import { typeError, valueError } from "../errors.ts";
import { PyList } from "../list/list.ts";
import type { PyValue } from "../object.ts";
import { typeName } from "../typeof.ts";
import { asStr } from "./str-object.ts";

function value(self: PyValue): Str {
  return typeof self === "string" ? self : asStr(self)!;
}

/** The fill character argument of center, ljust, rjust. */
export function fillChar(fill: PyValue, place: ArgPlace): Str {
  const text = asStr(fill);
  if (text === undefined) throw typeError(`The fill character must be a unicode character, not ${typeName(fill)}`);
  if (strLength(text) !== 1) throw typeError("The fill character must be exactly one character long");
  return strFromCode(character(fill, place));
}

/** The `chars` argument of strip, lstrip, rstrip. */
export function stripChars(chars: PyValue, place: ArgPlace): Str | null {
  if (chars === null) return null;
  const text = asStr(chars);
  if (text === undefined) throw typeError(`${place.func} arg must be None or str`);
  return text;
}

export function strSplitMethod(self: PyValue, separator: PyValue, max: number): PyValue {
  if (separator === null) return new PyList(strSplitSpace(value(self), max));
  return new PyList(strSplit(value(self), separatorOf(separator), max));
}

export function strRSplitMethod(self: PyValue, separator: PyValue, max: number): PyValue {
  if (separator === null) return new PyList(strRSplitSpace(value(self), max));
  return new PyList(strRSplit(value(self), separatorOf(separator), max));
}

function separatorOf(separator: PyValue): Str {
  const text = asStr(separator);
  if (text === undefined) throw typeError(`must be str or None, not ${typeName(separator)}`);
  if (text === "") throw valueError("empty separator");
  return text;
}

export function strSplitLinesMethod(self: PyValue, keepEnds: PyValue): PyValue {
  return new PyList(strSplitLines(value(self), isTrue(keepEnds)));
}

export function strCenterMethod(self: PyValue, width: number, fill: Str): PyValue {
  return strCenter(value(self), width, fill);
}

export function strLJust(self: PyValue, width: number, fill: Str): PyValue {
  const text = value(self);
  return strPad(text, 0, Math.max(width - strLength(text), 0), fill);
}

export function strRJust(self: PyValue, width: number, fill: Str): PyValue {
  const text = value(self);
  return strPad(text, Math.max(width - strLength(text), 0), 0, fill);
}

export function strZFill(self: PyValue, width: number): PyValue {
  return strZfill(value(self), width);
}

export function strExpandTabsMethod(self: PyValue, size: number): PyValue {
  return strExpandTabs(value(self), size);
}

export function strStripMethod(self: PyValue, chars: Str | null): PyValue {
  return strip(self, chars, true, true);
}

export function strLStrip(self: PyValue, chars: Str | null): PyValue {
  return strip(self, chars, true, false);
}

export function strRStrip(self: PyValue, chars: Str | null): PyValue {
  return strip(self, chars, false, true);
}

function strip(self: PyValue, chars: Str | null, left: boolean, right: boolean): PyValue {
  const text = value(self);
  return chars === null ? strStripSpace(text, left, right) : strStrip(text, chars, left, right);
}
