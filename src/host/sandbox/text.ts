/** Text for streams that carry bytes. The codecs are every platform's own. */
import type { InputSource, OutputSink } from "./streams.ts";
import { askingInput, fixedInput } from "./streams.ts";

declare const TextDecoder: new () => { decode(data?: Uint8Array, options?: { stream?: boolean }): string };
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** Passes a program's output on as text; what is no UTF-8 becomes U+FFFD. */
export function textSink(write: (text: string) => void): OutputSink {
  const decoder = new TextDecoder();
  return (data) => {
    const text = decoder.decode(data, { stream: true });
    if (text !== "") write(text);
  };
}

export function encodeText(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** What an owner may give as standard input: everything at once, or a function that is asked for the next piece. */
export type Input =
  | string
  | Uint8Array
  | (() => string | Uint8Array | null | undefined | Promise<string | Uint8Array | null | undefined>);

export function inputSource(input: Input): InputSource {
  if (typeof input === "string") return fixedInput(encodeText(input));
  if (input instanceof Uint8Array) return fixedInput(input);
  return askingInput(async () => {
    const piece = await input();
    return typeof piece === "string" ? encodeText(piece) : piece;
  });
}
