/** Inodes of the file system in memory: what names point to. */
import { S_IFDIR, S_IFLNK, S_IFMT, S_IFREG } from "../constants.ts";
import { HostError } from "../errno.ts";
import type { Stat } from "../host.ts";
import type { OpenFile } from "../open-file.ts";

/** Makes the open file of a device; devices have no contents of their own. */
export type Device = (flags: number, path: string) => OpenFile;

/** What all inodes of one file system share. */
export interface Volume {
  now(): bigint;
  /** Counts bytes in use; throws ENOSPC when they would exceed the limit. */
  charge(bytes: number): void;
}

const BLOCK = 4096;
let lastNumber = 1;

export class Inode {
  readonly ino = ++lastNumber;
  readonly volume: Volume;
  mode: number;
  uid: number;
  gid: number;
  /** How many names point here; folders count themselves and their subfolders, as everywhere. */
  nlink = 0;
  atime: bigint;
  mtime: bigint;
  ctime: bigint;
  /** Names of a folder. */
  readonly entries: Map<string, Inode> | null;
  /** The folder that holds this folder; the outermost holds itself. */
  parent: Inode | null = null;
  /** Where a symbolic link points. */
  target = "";
  /** What a character device does. */
  device: Device | null = null;
  /** How many open files refer to it. */
  opened = 0;
  private data = new Uint8Array(0);
  private length = 0;

  constructor(volume: Volume, mode: number, uid: number, gid: number) {
    this.volume = volume;
    this.mode = mode;
    this.uid = uid;
    this.gid = gid;
    this.entries = (mode & S_IFMT) === S_IFDIR ? new Map() : null;
    this.atime = this.mtime = this.ctime = volume.now();
  }

  get isFolder(): boolean {
    return this.entries !== null;
  }

  get isLink(): boolean {
    return (this.mode & S_IFMT) === S_IFLNK;
  }

  get isFile(): boolean {
    return (this.mode & S_IFMT) === S_IFREG;
  }

  get size(): number {
    return this.isLink ? utf8Length(this.target) : this.isFolder ? BLOCK : this.length;
  }

  read(buffer: Uint8Array, offset: number): number {
    const part = this.data.subarray(offset, Math.min(this.length, offset + buffer.length));
    buffer.set(part);
    if (part.length > 0) this.atime = this.volume.now();
    return part.length;
  }

  write(data: Uint8Array, offset: number): number {
    if (data.length === 0) return 0;
    this.ensure(offset + data.length);
    this.data.set(data, offset);
    if (offset + data.length > this.length) this.length = offset + data.length;
    this.modified();
    return data.length;
  }

  truncate(size: number): void {
    if (size > this.length) this.ensure(size);
    else if (size < this.data.length / 4) {
      this.volume.charge(size - this.data.length);
      this.data = this.data.slice(0, size);
    } else this.data.fill(0, size, this.length);
    this.length = size;
    this.modified();
  }

  /** The last name and the last open file have gone. */
  release(): void {
    if (this.nlink > 0 || this.opened > 0 || !this.isFile) return;
    this.volume.charge(-this.data.length);
    this.data = new Uint8Array(0);
    this.length = 0;
  }

  modified(): void {
    this.mtime = this.ctime = this.volume.now();
  }

  stat(): Stat {
    return {
      st_mode: this.mode,
      st_ino: this.ino,
      st_dev: 2049,
      st_nlink: this.nlink,
      st_uid: this.uid,
      st_gid: this.gid,
      st_size: this.size,
      st_blksize: BLOCK,
      st_blocks: this.isFile ? Math.ceil(this.length / BLOCK) * 8 : 0,
      st_rdev: 0,
      st_atime_ns: this.atime,
      st_mtime_ns: this.mtime,
      st_ctime_ns: this.ctime,
    };
  }

  private ensure(size: number): void {
    if (size > 2 ** 31) throw new HostError("EFBIG");
    if (size <= this.data.length) return;
    const capacity = Math.max(size, Math.min(this.data.length * 2, this.data.length + 16 * 1024 * 1024));
    this.volume.charge(capacity - this.data.length);
    const grown = new Uint8Array(capacity);
    grown.set(this.data.subarray(0, this.length));
    this.data = grown;
  }
}

/** The length in bytes of a path, in which escaped bytes count one each. */
export function utf8Length(text: string): number {
  let length = 0;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    length += code < 0x80 || (code >= 0xdc80 && code <= 0xdcff) ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}
