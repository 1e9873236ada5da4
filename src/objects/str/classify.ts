/** Case conversion and character tests of str. Source: CPython Objects/unicodeobject.c. */
import { type Str, strLength } from "../../kernel/str.ts";
import { allHave } from "../../kernel/unicode/case.ts";
import { ALPHA, DECIMAL, DIGIT, NUMERIC } from "../../kernel/unicode/ctype.ts";

export {
  isIdentifier as isIdentifierText,
  strIsAscii as isAsciiText,
  strIsPrintable as isPrintableText,
  strIsSpace as isSpaceText,
} from "../../kernel/str-ops.ts";
export {
  capitalize as capitalizeText,
  isLowerText as isLowerCase,
  isTitleText as isTitleCase,
  isUpperText as isUpperCase,
  swapcase as swapcaseText,
  toCasefold as casefoldText,
  toLower as lowerText,
  toTitle as titleText,
  toUpper as upperText,
} from "../../kernel/unicode/case.ts";

export function isDecimalText(text: Str): boolean {
  return all(text, DECIMAL);
}
export function isDigitText(text: Str): boolean {
  return all(text, DIGIT | DECIMAL);
}
export function isNumericText(text: Str): boolean {
  return all(text, NUMERIC | DIGIT | DECIMAL);
}
export function isAlphaText(text: Str): boolean {
  return all(text, ALPHA);
}
export function isAlnumText(text: Str): boolean {
  return all(text, ALPHA | DECIMAL | DIGIT | NUMERIC);
}

/** Whether there is a character and every one has one of the properties. */
function all(text: Str, flags: number): boolean {
  return strLength(text) > 0 && allHave(text, flags);
}
