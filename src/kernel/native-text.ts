/**
 * What platforms do faster than a loop here: long texts to and from bytes. The host installs it; without it the loops do everything,
 * with the same results.
 */
export interface NativeText {
  /**
   * Writes a text as UTF-8 from `at` on, where there is room for it; how many bytes that took. What it writes for a
   * surrogate without its other half takes three bytes, whatever it is.
   */
  writeUtf8(target: Uint8Array, at: number, text: string): number;
  /** The same into an array of just that size. */
  encodeUtf8(text: string): Uint8Array;
  /** The text of UTF-8, with U+FFFD for what is none. */
  readUtf8(data: Uint8Array): string;
  /** Whether all characters are below 128. */
  readonly isAsciiText?: ((text: string) => boolean) | undefined;
  /** Whether all bytes are below 128. */
  readonly isAscii?: ((data: Uint8Array) => boolean) | undefined;
  /** Negative, 0 or positive, by the first bytes that differ, then by length. */
  readonly compare?: ((a: Uint8Array, b: Uint8Array) => number) | undefined;
  /** The text whose characters have the values of the bytes from `from` up to `to`. */
  readonly readLatin1?: ((data: Uint8Array, from: number, to: number) => string) | undefined;
}

export let nativeText: NativeText | undefined;

export function installNativeText(installed: NativeText | undefined): void {
  nativeText = installed;
}

/** Calling the platform, for this or for a pattern, takes as long as a loop over so many characters. */
export const LONG_TEXT = 32;
