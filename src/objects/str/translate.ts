/** str.translate and str.maketrans. Source: CPython Objects/unicodeobject.c. */
import { type Str, strCodeAt, strFromCode, strLength } from "../../kernel/str.ts";
import { strTranslate } from "../../kernel/str-ops.ts";
import { getItem } from "../abstract/container.ts";
import { asInt } from "../abstract/number.ts";
import { PyDict } from "../dict/dict.ts";
import { dictType } from "../dict/type.ts";
import { isException, typeError, valueError } from "../errors.ts";
import { PyExc_LookupError } from "../exceptions/types.ts";
import type { PyValue } from "../object.ts";
import { asStr } from "./str-object.ts";

export function strTranslateMethod(self: PyValue, table: PyValue): PyValue {
  return strTranslate(asStr(self)!, (code) => lookup(table, code));
}

/** What a character becomes: text, null to delete it, undefined to keep it. */
function lookup(table: PyValue, code: number): Str | null | undefined {
  const found = entry(table, code);
  if (found === undefined || found === null) return found;
  const int = asInt(found);
  if (int !== undefined) {
    if (int < 0 || int > 0x10ffff) throw valueError("character mapping must be in range(0x110000)");
    return strFromCode(Number(int));
  }
  const text = asStr(found);
  if (text === undefined) throw typeError("character mapping must return integer, None or str");
  return text;
}

/** The table's value for a character, undefined when it has none. */
function entry(table: PyValue, code: number): PyValue | undefined {
  // Most characters are not in the table: an exception for each would take ten times as long as the rest.
  if (table instanceof PyDict && table.type === dictType) return table.get(code);
  try {
    return getItem(table, code);
  } catch (caught) {
    if (isException(caught, PyExc_LookupError)) return undefined;
    throw caught;
  }
}

export function strMakeTrans(x: PyValue, y: Str | undefined, z: Str | undefined): PyValue {
  const table = new PyDict();
  if (y !== undefined) {
    const from = asStr(x);
    if (from === undefined) throw typeError("first maketrans argument must be a string if there is a second argument");
    if (strLength(from) !== strLength(y)) {
      throw valueError("the first two maketrans arguments must have equal length");
    }
    for (let i = 0; i < strLength(from); i++) table.set(strCodeAt(from, i), strCodeAt(y, i));
    if (z !== undefined) for (let i = 0; i < strLength(z); i++) table.set(strCodeAt(z, i), null);
    return table;
  }
  if (!(x instanceof PyDict)) throw typeError("if you give only one argument to maketrans it must be a dict");
  for (const key of x.keysArray()) {
    const text = asStr(key);
    if (text !== undefined) {
      if (strLength(text) !== 1) throw valueError("string keys in translate table must be of length 1");
      table.set(strCodeAt(text, 0), x.get(key)!);
    } else if (asInt(key) !== undefined) table.set(key, x.get(key)!);
    else throw typeError("keys in translate table must be strings or integers");
  }
  return table;
}
