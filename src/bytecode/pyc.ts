/** `.pyc` files: a header of 16 bytes, then the marshalled code (PEP 552; Lib/importlib/_bootstrap_external.py). */
import { CodeUnit } from "./codeunit.ts";
import { dumpConst, loadConst } from "./marshal.ts";
import { MarshalError } from "./marshal-types.ts";
import { MAGIC_NUMBER } from "./opargs.ts";
import { sipHash13 } from "./siphash.ts";

/** How a file is checked against its source: by time and size, by hash, or not at all. */
export type PycHeader =
  | { readonly kind: "timestamp"; readonly mtime: number; readonly size: number }
  | { readonly kind: "checked-hash" | "unchecked-hash"; readonly hash: Uint8Array };

export const PYC_HEADER_SIZE = 16;

/** The magic number's four bytes (`importlib.util.MAGIC_NUMBER`). */
export const MAGIC_BYTES = Uint8Array.of(MAGIC_NUMBER & 0xff, MAGIC_NUMBER >> 8, 0x0d, 0x0a);

/** `_imp.source_hash(key, source)`: eight bytes of SipHash-1-3, the key's low half being `key`. */
export function sourceHash(source: Uint8Array, key = MAGIC_TOKEN): Uint8Array {
  const hash = sipHash13(BigInt(key), 0n, source);
  return Uint8Array.from({ length: 8 }, (_, i) => Number((hash >> BigInt(8 * i)) & 0xffn));
}

/** The magic number as one little-endian 32-bit number: the key for source hashes. */
export const MAGIC_TOKEN = MAGIC_NUMBER | (0x0d << 16) | (0x0a << 24);

/** A whole file. */
export function writePyc(header: PycHeader, code: CodeUnit): Uint8Array {
  const body = dumpConst(code, { refs: "shared" });
  const file = new Uint8Array(PYC_HEADER_SIZE + body.length);
  file.set(MAGIC_BYTES);
  const view = new DataView(file.buffer);
  if (header.kind === "timestamp") {
    view.setUint32(8, header.mtime >>> 0, true);
    view.setUint32(12, header.size >>> 0, true);
  } else {
    view.setUint32(4, header.kind === "checked-hash" ? 3 : 1, true);
    file.set(header.hash.subarray(0, 8), 8);
  }
  file.set(body, PYC_HEADER_SIZE);
  return file;
}

/** A file's header; undefined when it is not of this version or damaged. */
export function readPycHeader(file: Uint8Array): PycHeader | undefined {
  if (file.length < PYC_HEADER_SIZE) return undefined;
  for (let i = 0; i < 4; i++) {
    if (file[i] !== MAGIC_BYTES[i]) return undefined;
  }
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const flags = view.getUint32(4, true);
  if (flags === 0) return { kind: "timestamp", mtime: view.getUint32(8, true), size: view.getUint32(12, true) };
  if (flags !== 1 && flags !== 3) return undefined;
  return { kind: flags === 3 ? "checked-hash" : "unchecked-hash", hash: file.slice(8, 16) };
}

/** The code unit after the header; a damaged file raises a `MarshalError`. */
export function readPycCode(file: Uint8Array): CodeUnit {
  const code = loadConst(file, PYC_HEADER_SIZE);
  if (code instanceof CodeUnit) return code;
  throw new MarshalError("TypeError", "Non-code object in pyc file");
}
