/** Translation between Node's world and the host interface: errors, paths, stat results. */
import type { BigIntStats, Stats } from "node:fs";
import { HostError } from "../errno.ts";
import type { HostInt, Stat } from "../host.ts";

/** Runs a call of `node:fs`; its failure becomes a `HostError`. */
export function system<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw hostError(error);
  }
}

/** The `HostError` for an error that Node has thrown; anything else is passed on. */
export function hostError(error: unknown): unknown {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== "string") return error;
  if (code === "ERR_FS_EISDIR") return new HostError("EISDIR");
  if (code === "ERR_OUT_OF_RANGE" || code === "ERR_INVALID_ARG_VALUE") return new HostError("EINVAL");
  if (code === "ERR_FS_FILE_TOO_LARGE") return new HostError("EFBIG");
  if (code === "EOF") return new HostError("EIO");
  return /^E[A-Z0-9]+$/.test(code) ? new HostError(code) : error;
}

const ESCAPED = /[\udc80-\udcff]/;

/** A path for Node: bytes when it holds escaped ones. */
export function nativePath(path: string): string | Buffer {
  if (!ESCAPED.test(path)) return path;
  const bytes: number[] = [];
  for (const char of path) {
    const code = char.codePointAt(0)!;
    if (code >= 0xdc80 && code <= 0xdcff) bytes.push(code - 0xdc00);
    else for (const byte of Buffer.from(char, "utf8")) bytes.push(byte);
  }
  return Buffer.from(bytes);
}

/**
 * Nanoseconds as Node's seconds for the times of files, of which it takes the whole microseconds: the next one, so that copies are not older than
 * what they were made from; and from its middle, as the double next to its beginning may belong to the one before.
 */
export function fileTime(ns: bigint): number {
  return ns < 0n ? Number(ns) / 1e9 : (Number((ns + 999n) / 1000n) + 0.5) / 1e6;
}

/** The string for bytes of the system, with what is not UTF-8 escaped. */
export function escapedText(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  if (!text.includes("\ufffd") || Buffer.from(text, "utf8").equals(bytes)) return text;
  let result = "";
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length === 0) result += String.fromCharCode(0xdc00 + bytes[at++]!);
    else {
      result += bytes.toString("utf8", at, at + length);
      at += length;
    }
  }
  return result;
}

/** The length of the valid UTF-8 sequence at a place; 0 when there is none. */
function sequenceLength(bytes: Buffer, at: number): number {
  const first = bytes[at]!;
  const length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length < 2) return length;
  const part = bytes.subarray(at, at + length);
  return Buffer.from(part.toString("utf8"), "utf8").equals(part) ? length : 0;
}

const int = (value: bigint): HostInt => (value <= 9007199254740991n ? Number(value) : value);

export function toStat(stats: BigIntStats): Stat {
  return {
    st_mode: Number(stats.mode),
    st_ino: int(stats.ino),
    st_dev: int(stats.dev),
    st_nlink: Number(stats.nlink),
    st_uid: Number(stats.uid),
    st_gid: Number(stats.gid),
    st_size: Number(stats.size),
    st_blksize: Number(stats.blksize ?? 4096n),
    st_blocks: Number(stats.blocks ?? 0n),
    st_rdev: int(stats.rdev),
    st_atime_ns: stats.atimeNs,
    st_mtime_ns: stats.mtimeNs,
    st_ctime_ns: stats.ctimeNs,
  };
}

export type { Stats };
