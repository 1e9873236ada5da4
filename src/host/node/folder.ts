/** Listing folders and asking about volumes, shared by paths and open folders. */
import * as fs from "node:fs";
import { S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFREG, S_IFSOCK } from "../constants.ts";
import type { DirEntry, HostInt, StatVfs } from "../host.ts";
import { escapedText, nativePath, system } from "./errors.ts";

export function readFolder(path: string): DirEntry[] {
  const entries = system(() => fs.readdirSync(nativePath(path), { withFileTypes: true, encoding: "buffer" }));
  return (entries as unknown as (Buffer | NamedKinds)[]).map((entry) =>
    // Bun gives the names alone: what they are has to be asked for.
    Buffer.isBuffer(entry)
      ? { name: escapedText(entry), type: 0, ino: 0 }
      : { name: escapedText(entry.name), type: typeBits(entry), ino: 0 },
  );
}

interface NamedKinds {
  readonly name: Buffer;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
  isFIFO(): boolean;
  isSocket(): boolean;
  isCharacterDevice(): boolean;
  isBlockDevice(): boolean;
}

function typeBits(entry: NamedKinds): number {
  if (entry.isFile()) return S_IFREG;
  if (entry.isDirectory()) return S_IFDIR;
  if (entry.isSymbolicLink()) return S_IFLNK;
  if (entry.isFIFO()) return S_IFIFO;
  if (entry.isSocket()) return S_IFSOCK;
  if (entry.isCharacterDevice()) return S_IFCHR;
  return entry.isBlockDevice() ? S_IFBLK : 0;
}

const int = (value: bigint): HostInt => (value <= 9007199254740991n ? Number(value) : value);

export function statvfsOf(path: string): StatVfs {
  const stats = system(() => fs.statfsSync(nativePath(path), { bigint: true }));
  return {
    f_bsize: Number(stats.bsize),
    f_frsize: Number(stats.bsize),
    f_blocks: int(stats.blocks),
    f_bfree: int(stats.bfree),
    f_bavail: int(stats.bavail),
    f_files: int(stats.files),
    f_ffree: int(stats.ffree),
    f_favail: int(stats.ffree),
    f_flag: 0,
    f_namemax: 255,
  };
}
