/** Strings as instructions make them. */
import { type Str, strFromJs, strToJs } from "../kernel/str.ts";
import { typeError } from "../objects/errors.ts";
import type { PyValue } from "../objects/object.ts";
import { asStr } from "../objects/str/str-object.ts";
import { typeName } from "../objects/typeof.ts";

/** Concatenation of two JavaScript strings into a canonical Python string. */
export function concatStrings(left: string, right: string): Str {
  if (left.length > 0 && right.length > 0 && (right.charCodeAt(0) & 0xfc00) === 0xdc00) {
    return strFromJs(left + right);
  }
  return left + right;
}

/** All pieces, each a str, joined. */
export function joinStrings(pieces: readonly PyValue[]): Str {
  let text = "";
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i];
    if (typeof piece === "string") text += piece;
    else return joinWide(pieces);
  }
  return hasSurrogate(text) ? strFromJs(text) : text;
}

function joinWide(pieces: readonly PyValue[]): Str {
  let text = "";
  pieces.forEach((piece, i) => {
    const part = asStr(piece);
    if (part === undefined) throw typeError(`sequence item ${i}: expected str instance, ${typeName(piece)} found`);
    text += strToJs(part);
  });
  return strFromJs(text);
}

/** Joining may put a lone high surrogate before a lone low one. */
function hasSurrogate(text: string): boolean {
  return text.length < 64 ? /[\udc00-\udfff]/.test(text) : strFromJs(text) !== text;
}
