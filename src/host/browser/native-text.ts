/** Texts to bytes and back by the encoder and the decoder that every platform has. */
import type { NativeText } from "../../kernel/native-text.ts";

declare const TextEncoder: new () => {
  encode(text: string): Uint8Array;
  encodeInto(text: string, target: Uint8Array): { written: number };
};
declare const TextDecoder: new (
  encoding: "utf-8",
  options: { ignoreBOM: true },
) => { decode(data: Uint8Array): string };

export function webText(): NativeText {
  const encoder = new TextEncoder();
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  return {
    writeUtf8: (target, at, text) => encoder.encodeInto(text, target.subarray(at)).written,
    encodeUtf8: (text) => encoder.encode(text),
    readUtf8: (data) => {
      decoder ??= new TextDecoder("utf-8", { ignoreBOM: true });
      return decoder.decode(data);
    },
  };
}
