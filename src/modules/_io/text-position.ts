/**
 * Positions in text files: `tell` gives a cookie, an int that packs where to seek in the buffer, the decoder's flags there, and
 * how many bytes to feed and characters to skip from there. Source: CPython Modules/_io/textio.c (_io_TextIOWrapper_tell_impl).
 */
import { normInt } from "../../kernel/int.ts";
import { strLength } from "../../kernel/str.ts";
import { callMethod } from "../../objects/abstract/call.ts";
import { richCompareBool } from "../../objects/abstract/compare.ts";
import { index } from "../../objects/abstract/number.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { newException, typeError, valueError } from "../../objects/errors.ts";
import { PyExc_OSError } from "../../objects/exceptions/types.ts";
import type { Int, PyValue } from "../../objects/object.ts";
import { Py_EQ } from "../../objects/slots.ts";
import { typeName } from "../../objects/typeof.ts";
import { unsupported } from "./errors.ts";
import type { TextDecoder } from "./newlines.ts";
import type { PyTextIOWrapper } from "./textio.ts";

interface Cookie {
  start: number;
  flags: Int;
  feed: number;
  skip: number;
  eof: boolean;
}

const EMPTY = new Uint8Array(0);

function pack(cookie: Cookie): Int {
  const { start, flags, feed, skip, eof } = cookie;
  if (flags === 0 && feed === 0 && skip === 0 && !eof) return start;
  const big =
    BigInt(start) |
    (BigInt.asUintN(32, BigInt(flags)) << 64n) |
    (BigInt(feed) << 96n) |
    (BigInt(skip) << 128n) |
    ((eof ? 1n : 0n) << 160n);
  return normInt(big);
}

function unpack(value: Int): Cookie {
  const big = BigInt(value);
  const part = (shift: bigint, bits: number): number => Number(BigInt.asIntN(bits, big >> shift));
  return {
    start: part(0n, 64),
    flags: part(64n, 32),
    feed: part(96n, 32),
    skip: part(128n, 32),
    eof: (big >> 160n) % 2n === 1n,
  };
}

function setDecoder(decoder: TextDecoder, cookie: Cookie): void {
  if (cookie.start === 0 && cookie.flags === 0) decoder.reset();
  else decoder.setstate(EMPTY, cookie.flags);
}

export function textTell(self: PyTextIOWrapper): PyValue {
  if (!self.seekable) throw unsupported("underlying stream is not seekable");
  if (!self.telling) throw newException(PyExc_OSError, "telling position disabled by next() call");
  self.writePending();
  callMethod(self, "flush");
  const at = callMethod(self.buffer, "tell");
  const { decoder, snapshot } = self;
  if (decoder === null || snapshot === null) return at;
  const { input } = snapshot;
  const cookie: Cookie = {
    start: Number(index(at)) - input.length,
    flags: snapshot.flags,
    feed: 0,
    skip: 0,
    eof: false,
  };
  if (self.used === 0) return pack(cookie);
  const [buffered, flags] = decoder.getstate();
  try {
    reconstruct(self, decoder, input, cookie);
  } finally {
    decoder.setstate(buffered, flags);
  }
  return pack(cookie);
}

/** Finds the last place before the position at which decoding can begin anew. */
function reconstruct(self: PyTextIOWrapper, decoder: TextDecoder, input: Uint8Array, cookie: Cookie): void {
  let toSkip = self.used;
  let skipBytes = Math.floor(self.ratio * toSkip);
  let back = 1;
  while (skipBytes > 0) {
    setDecoder(decoder, cookie);
    const chars = strLength(decoder.decode(input.slice(0, skipBytes), false));
    if (chars <= toSkip) {
      const [rest, flags] = decoder.getstate();
      if (rest.length === 0) {
        cookie.flags = flags;
        toSkip -= chars;
        break;
      }
      skipBytes -= rest.length;
      back = 1;
    } else {
      skipBytes -= back;
      back *= 2;
    }
  }
  if (skipBytes <= 0) {
    skipBytes = 0;
    setDecoder(decoder, cookie);
  }
  cookie.start += skipBytes;
  cookie.skip = toSkip;
  if (toSkip === 0) return;
  let chars = 0;
  let at = skipBytes;
  for (; at < input.length; at++) {
    chars += strLength(decoder.decode(input.slice(at, at + 1), false));
    cookie.feed++;
    const [rest, flags] = decoder.getstate();
    if (rest.length === 0 && chars <= toSkip) {
      cookie.start += cookie.feed;
      toSkip -= chars;
      cookie.flags = flags;
      cookie.feed = 0;
      chars = 0;
    }
    if (chars >= toSkip) break;
  }
  if (at === input.length) {
    chars += strLength(decoder.decode(EMPTY, true));
    cookie.eof = true;
    if (chars < toSkip) throw newException(PyExc_OSError, "can't reconstruct logical file position");
  }
  cookie.skip = toSkip;
}

export function textSeek(self: PyTextIOWrapper, cookieObject: PyValue, whence: number): PyValue {
  if (!self.seekable) throw unsupported("underlying stream is not seekable");
  let target = cookieObject;
  if (whence === 1) {
    if (!richCompareBool(target, 0, Py_EQ)) throw unsupported("can't do nonzero cur-relative seeks");
    target = callMethod(self, "tell");
  } else if (whence === 2) return seekEnd(self, target);
  else if (whence !== 0) throw valueError(`invalid whence (${whence}, should be 0, 1 or 2)`);
  const value = index(target);
  if (value < 0) throw valueError(`negative seek position ${reprJs(target)}`);
  callMethod(self, "flush");
  const cookie = unpack(value);
  callMethod(self.buffer, "seek", [cookie.start]);
  self.forget();
  const { decoder } = self;
  if (decoder !== null) setDecoder(decoder, cookie);
  if (cookie.skip !== 0) restore(self, decoder, cookie);
  else self.snapshot = { flags: cookie.flags, input: EMPTY };
  self.encoder?.reset(cookie.start === 0 && cookie.flags === 0);
  return target;
}

function restore(self: PyTextIOWrapper, decoder: TextDecoder | null, cookie: Cookie): void {
  const input = callMethod(self.buffer, "read", [cookie.feed]);
  if (!(input instanceof PyBytes)) {
    throw typeError(`underlying read() should have returned a bytes object, not '${typeName(input)}'`);
  }
  if (decoder === null) throw unsupported("not readable");
  self.snapshot = { flags: cookie.flags, input: input.data };
  self.decoded = decoder.decode(input.data, cookie.eof);
  self.used = 0;
  if (strLength(self.decoded) < cookie.skip) {
    throw newException(PyExc_OSError, "can't restore logical file position");
  }
  self.used = cookie.skip;
}

function seekEnd(self: PyTextIOWrapper, target: PyValue): PyValue {
  if (!richCompareBool(target, 0, Py_EQ)) throw unsupported("can't do nonzero end-relative seeks");
  callMethod(self, "flush");
  self.forget();
  self.decoder?.reset();
  const at = callMethod(self.buffer, "seek", [0, 2]);
  self.encoder?.reset(at === 0);
  return at;
}
