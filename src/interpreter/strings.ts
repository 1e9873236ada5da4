/** Strings as instructions make them. Surrogates that come to lie side by side stay two code points. */
import { beginsLow, type Str, strConcat, strFromUnits } from "../kernel/str.ts";
import { typeError } from "../objects/errors.ts";
import type { PyValue } from "../objects/object.ts";
import { asStr } from "../objects/str/str-object.ts";
import { typeName } from "../objects/typeof.ts";

/** Concatenation of two JavaScript strings into a canonical Python string. */
export function concatStrings(left: string, right: string): Str {
  return beginsLow(right) ? strFromUnits(left + right) : left + right;
}

/** All pieces, each a str, joined. */
export function joinStrings(pieces: readonly PyValue[]): Str {
  let text = "";
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i];
    if (typeof piece !== "string" || beginsLow(piece)) return joinWide(pieces);
    text += piece;
  }
  return text;
}

function joinWide(pieces: readonly PyValue[]): Str {
  let text: Str = "";
  for (let i = 0; i < pieces.length; i++) {
    const part = asStr(pieces[i]);
    if (part === undefined) throw typeError(`sequence item ${i}: expected str instance, ${typeName(pieces[i])} found`);
    text = strConcat(text, part);
  }
  return text;
}
