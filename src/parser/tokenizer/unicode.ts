/** The Unicode questions that the tokenizer asks, behind one door. */

const XID_START = /^[\p{XID_Start}_]/u;
const XID_CONTINUE = /^\p{XID_Continue}/u;
const UNPRINTABLE = /^[\p{C}\p{Z}]/u;

/** The index in UTF-16 units of the first character that keeps `text` from being an identifier; its length if none. */
export function scanIdentifier(text: string): number {
  let i = 0;
  while (i < text.length) {
    const char = String.fromCodePoint(text.codePointAt(i)!);
    if (!(i === 0 ? XID_START : XID_CONTINUE).test(char)) return i;
    i += char.length;
  }
  return i;
}

/** `str.isprintable` for one code point. */
export function isPrintable(code: number): boolean {
  return code < 127 ? code >= 32 : code !== 0x7f && !UNPRINTABLE.test(String.fromCodePoint(code));
}
