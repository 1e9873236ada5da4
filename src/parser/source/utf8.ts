/** UTF-8 as the tokenizer reads it: validity as in `valid_utf8` (Parser/tokenizer/helpers.c), decoding with replacement. */

const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80;

/** The length of the valid sequence at `i`, or 0. Surrogates, overlong forms and values above U+10FFFF are invalid. */
function sequenceLength(data: Uint8Array, i: number, end: number): number {
  const a = data[i];
  if (a < 0x80) return 1;
  if (a < 0xc2 || a > 0xf4) return 0;
  const length = a < 0xe0 ? 2 : a < 0xf0 ? 3 : 4;
  if (i + length > end) return 0;
  const b = data[i + 1];
  if ((a === 0xe0 && b < 0xa0) || (a === 0xed && b >= 0xa0) || (a === 0xf0 && b < 0x90) || (a === 0xf4 && b >= 0x90)) {
    return 0;
  }
  for (let k = 1; k < length; k++) if (!isContinuation(data[i + k])) return 0;
  return length;
}

/** The end of the run of ASCII bytes at `start`. */
function asciiEnd(data: Uint8Array, start: number, end: number): number {
  let i = start;
  while (i < end && data[i] < 0x80) i++;
  return i;
}

/** The index of the first byte that starts no valid sequence, or -1. */
export function findInvalidUtf8(data: Uint8Array, start: number, end: number): number {
  for (let i = asciiEnd(data, start, end); i < end; ) {
    const length = sequenceLength(data, i, end);
    if (length === 0) return i;
    i += length;
  }
  return -1;
}

/** How many bytes at `i`, where no sequence is valid, one replacement character stands for: the longest valid start. */
function brokenLength(data: Uint8Array, i: number, end: number): number {
  const a = data[i];
  if (a < 0xc2 || a > 0xf4) return 1;
  const b = i + 1 < end ? data[i + 1] : 0;
  const low = a === 0xe0 ? 0xa0 : a === 0xf0 ? 0x90 : 0x80;
  const high = a === 0xed ? 0x9f : a === 0xf4 ? 0x8f : 0xbf;
  if (a < 0xe0 || b < low || b > high) return 1;
  return a >= 0xf0 && i + 2 < end && isContinuation(data[i + 2]) ? 3 : 2;
}

/** Decodes to UTF-16 text, U+FFFD for what is invalid. */
export function decodeUtf8(data: Uint8Array, start: number, end: number): string {
  const plain = asciiEnd(data, start, end);
  if (plain === end) return decodeLatin1(data, start, end);
  let text = decodeLatin1(data, start, plain);
  const units: number[] = [];
  for (let i = plain; i < end; ) {
    const a = data[i];
    const length = sequenceLength(data, i, end);
    if (length <= 1) {
      units.push(length === 1 ? a : 0xfffd);
      i += length === 1 ? 1 : brokenLength(data, i, end);
    } else {
      let code = a & (0x7f >> length);
      for (let k = 1; k < length; k++) code = (code << 6) | (data[i + k] & 0x3f);
      if (code > 0xffff) units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + (code & 0x3ff));
      else units.push(code);
      i += length;
    }
    if (units.length >= 4096) {
      text += String.fromCharCode.apply(null, units);
      units.length = 0;
    }
  }
  return text + String.fromCharCode.apply(null, units);
}

/** Decodes bytes one to one (ISO 8859-1). */
export function decodeLatin1(data: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let i = start; i < end; i += 4096) {
    text += String.fromCharCode.apply(null, data.subarray(i, Math.min(i + 4096, end)) as unknown as number[]);
  }
  return text;
}
