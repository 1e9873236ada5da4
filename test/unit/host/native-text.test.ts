import assert from "node:assert/strict";
import test from "node:test";
import { webText } from "../../../src/host/browser/native-text.ts";
import { nodeText } from "../../../src/host/node/native-text.ts";
import type { DecodeErrors, EncodeErrors } from "../../../src/kernel/codecs/protocol.ts";
import { asciiDecode, asciiEncode, latin1Decode, latin1Encode } from "../../../src/kernel/codecs/single-byte.ts";
import { utf8Decode, utf8Encode } from "../../../src/kernel/codecs/utf8.ts";
import { KernelError } from "../../../src/kernel/error.ts";
import { installNativeText, type NativeText } from "../../../src/kernel/native-text.ts";
import { asciiText, type Str } from "../../../src/kernel/str.ts";

const refuse = (encoding: string): never => {
  throw new KernelError("ValueError", encoding);
};
const errors: DecodeErrors & EncodeErrors = { handle: refuse, fail: refuse };

/** Texts around every limit: long, in pieces, longer than pieces; each kind of character first, last and in the midst. */
function* texts(): Generator<string> {
  for (const size of [0, 5, 31, 32, 33, 100, 341, 342, 1024, 1025, 5000]) {
    const plain = "abc xyz 019\n".repeat(size / 12 + 1).slice(0, size);
    yield plain;
    for (const odd of [
      "\x7f",
      "\x80",
      "\xff",
      "\u0100",
      "\u07ff",
      "\u0800",
      "\uffff",
      "\ud800",
      "\udfff",
      "\udc00\ud800",
    ]) {
      yield odd + plain;
      yield plain + odd;
      yield plain.slice(0, size >> 1) + odd + plain.slice(size >> 1);
    }
  }
}

function attempt(work: () => Uint8Array | Str | undefined): unknown {
  try {
    const result = work();
    return result instanceof Uint8Array ? [...result] : result;
  } catch (error) {
    if (error instanceof KernelError) return `${error.type} refused`;
    throw error;
  }
}

function everything(): unknown[] {
  return [...texts()].map((text) => {
    const utf8 = new TextEncoder().encode(text);
    const latin1 = Uint8Array.from(text, (ch) => ch.charCodeAt(0));
    return [
      attempt(() => utf8Encode(text, errors)),
      attempt(() => asciiEncode(text, errors)),
      attempt(() => latin1Encode(text, errors)),
      attempt(() => utf8Decode(utf8, errors).text),
      attempt(() => utf8Decode(utf8.subarray(0, -1), errors).text),
      utf8Decode(utf8.subarray(0, -1), errors, false),
      attempt(() => utf8Decode(latin1, errors).text),
      attempt(() => asciiDecode(utf8, errors)),
      attempt(() => latin1Decode(latin1)),
      attempt(() => asciiText(utf8, 1, utf8.length)),
    ];
  });
}

const PLATFORMS: Readonly<Record<string, () => NativeText>> = { Node: nodeText, browsers: webText };

for (const [name, make] of Object.entries(PLATFORMS)) {
  test(`the loops and the functions of ${name} turn texts into the same bytes, and back`, () => {
    installNativeText(undefined);
    const expected = everything();
    const native = make();
    let calls = 0;
    installNativeText({
      ...native,
      writeUtf8(target, at, text) {
        calls++;
        return native.writeUtf8(target, at, text);
      },
    });
    assert.deepEqual(everything(), expected);
    assert.ok(calls > 0);
  });
}
