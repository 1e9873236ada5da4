/** Number functions of builtins, and len. */
import { intWithPrefix } from "../../kernel/int-text.ts";
import { strCodeAt, strFromCode, strLength } from "../../kernel/str.ts";
import { lookupSpecial } from "../../objects/abstract/attributes.ts";
import { call } from "../../objects/abstract/call.ts";
import { lengthInt } from "../../objects/abstract/container.ts";
import { absolute, divmod, index, power } from "../../objects/abstract/number.ts";
import { PyByteArray } from "../../objects/bytes/bytearray-object.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { typeName } from "../../objects/typeof.ts";

export function builtinAbs(x: PyValue): PyValue {
  return absolute(x);
}

export function builtinBin(x: PyValue): PyValue {
  return intWithPrefix(index(x), 2);
}

export function builtinOct(x: PyValue): PyValue {
  return intWithPrefix(index(x), 8);
}

export function builtinHex(x: PyValue): PyValue {
  return intWithPrefix(index(x), 16);
}

export function builtinDivmod(x: PyValue, y: PyValue): PyValue {
  return divmod(x, y);
}

export function builtinPow(base: PyValue, exp: PyValue, mod: PyValue): PyValue {
  return power(base, exp, mod);
}

export function builtinChr(i: PyValue): PyValue {
  const code = index(i);
  if (code < 0 || code > 0x10ffff) throw valueError("chr() arg not in range(0x110000)");
  return strFromCode(Number(code));
}

export function builtinOrd(c: PyValue): PyValue {
  const text = asStr(c);
  if (text !== undefined) {
    const size = strLength(text);
    if (size === 1) return strCodeAt(text, 0);
    throw typeError(`ord() expected a character, but string of length ${size} found`);
  }
  if (c instanceof PyBytes || c instanceof PyByteArray) {
    if (c.data.length === 1) return c.data[0];
    throw typeError(`ord() expected a character, but string of length ${c.data.length} found`);
  }
  throw typeError(`ord() expected string of length 1, but ${typeName(c)} found`);
}

export function builtinRound(number: PyValue, ndigits: PyValue): PyValue {
  const method = lookupSpecial(number, "__round__");
  if (method === undefined) throw typeError(`type ${typeName(number)} doesn't define __round__ method`);
  return call(method, ndigits === null ? [] : [ndigits]);
}

export function builtinLen(value: PyValue): PyValue {
  return lengthInt(value);
}
