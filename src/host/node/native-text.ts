/** Texts to and from bytes by the methods of Node's `Buffer`, which take any array of bytes. */
import { Buffer, isAscii } from "node:buffer";
import type { NativeText } from "../../kernel/native-text.ts";
import { webText } from "../browser/native-text.ts";

/** Methods that Node has and documents under other names (`buffer.write(…, "utf8")`, `buffer.toString("latin1")`). */
interface Methods {
  utf8Write?(this: Uint8Array, text: string, at: number, size: number): number;
  utf8Slice?(this: Uint8Array, start: number, end: number): string;
  latin1Slice?(this: Uint8Array, start: number, end: number): string;
}

export function nodeText(): NativeText {
  const web = webText();
  const { utf8Write, utf8Slice, latin1Slice } = Buffer.prototype as Methods;
  return {
    writeUtf8: utf8Write
      ? (target, at, text) => utf8Write.call(target, text, at, Math.min(text.length * 3, target.length - at))
      : web.writeUtf8,
    encodeUtf8: web.encodeUtf8,
    readUtf8: utf8Slice ? (data) => utf8Slice.call(data, 0, data.length) : web.readUtf8,
    isAsciiText: (text) => Buffer.byteLength(text) === text.length,
    isAscii,
    compare: Buffer.compare,
    readLatin1: latin1Slice ? (data, from, to) => latin1Slice.call(data, from, to) : undefined,
  };
}
