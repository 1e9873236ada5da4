/**
 * The packed library as part of the file system.
 *
 * Below the mount point the archive answers first and the file system below it second, so that a folder such as
 * site-packages can lie inside the library's. The archive is read-only. Paths are recognised as text: symbolic links and
 * the current folder play no part in them.
 */
import type { Archive } from "./archive.ts";
import {
  O_ACCMODE,
  O_CREAT,
  O_DIRECTORY,
  O_EXCL,
  O_RDONLY,
  S_IFDIR,
  S_IFREG,
  SEEK_CUR,
  SEEK_END,
  SEEK_SET,
  W_OK,
  X_OK,
} from "./constants.ts";
import { DescriptorTable } from "./descriptors.ts";
import { HostError } from "./errno.ts";
import type { DirEntry, Stat } from "./host.ts";
import { OpenFile } from "./open-file.ts";

/** A device number that no real file system is likely to have. */
const DEVICE = 0x7a1_7a1;

export abstract class MountingFileSystem extends DescriptorTable {
  private point = "";
  private archive: Archive | null = null;

  /** Shows the archive's files at the absolute path `point`. */
  mountLibrary(point: string, archive: Archive): void {
    this.point = point;
    this.archive = archive;
  }

  /** The path inside the archive when there is such a file or folder in it; else null. */
  protected libraryPath(path: string): string | null {
    if (this.archive === null || !path.startsWith("/")) return null;
    const clean = path.includes("//") || path.includes("/.") || path.endsWith("/") ? normalize(path) : path;
    if (!clean.startsWith(this.point)) return null;
    if (clean.length === this.point.length) return "";
    if (clean.charCodeAt(this.point.length) !== 47) return null;
    const inside = clean.slice(this.point.length + 1);
    return this.archive.size(inside) !== undefined || this.archive.isFolder(inside) ? inside : null;
  }

  protected libraryStat(inside: string): Stat {
    return archiveStat(this.archive!, inside);
  }

  protected libraryAccess(inside: string, mode: number): void {
    if ((mode & W_OK) !== 0) throw new HostError("EROFS");
    if ((mode & X_OK) !== 0 && !this.archive!.isFolder(inside)) throw new HostError("EACCES");
  }

  /** The archive's names together with those of the folder below, which `lower` lists. */
  protected libraryReaddir(inside: string, lower: () => DirEntry[]): DirEntry[] {
    const names = this.archive!.list(inside);
    if (names === undefined) throw new HostError("ENOTDIR");
    const entries = archiveEntries(this.archive!, inside, names);
    try {
      for (const entry of lower()) if (!names.includes(entry.name)) entries.push(entry);
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
    }
    return entries;
  }

  protected libraryOpen(inside: string, path: string, flags: number): number {
    if ((flags & (O_CREAT | O_EXCL)) === (O_CREAT | O_EXCL)) throw new HostError("EEXIST");
    const isFolder = this.archive!.isFolder(inside);
    if ((flags & O_ACCMODE) !== O_RDONLY) throw new HostError(isFolder ? "EISDIR" : "EROFS");
    if (!isFolder && (flags & O_DIRECTORY) !== 0) throw new HostError("ENOTDIR");
    return this.install(new ArchiveFile(this.archive!, inside, flags & ~O_CREAT, path));
  }
}

/** An open file (or folder) of the archive. */
class ArchiveFile extends OpenFile {
  private readonly archive: Archive;
  private readonly inside: string;
  private bytes: Uint8Array | null = null;
  private position = 0;

  constructor(archive: Archive, inside: string, flags: number, path: string) {
    super(flags, path);
    this.archive = archive;
    this.inside = inside;
  }

  read(buffer: Uint8Array): number {
    const count = this.pread(buffer, this.position);
    this.position += count;
    return count;
  }

  override pread(buffer: Uint8Array, offset: number): number {
    this.bytes ??= this.archive.read(this.inside) ?? null;
    if (this.bytes === null) throw new HostError("EISDIR");
    const part = this.bytes.subarray(offset, offset + buffer.length);
    buffer.set(part);
    return part.length;
  }

  write(): number {
    throw new HostError("EBADF");
  }

  override seek(offset: number, whence: number): number {
    if (whence !== SEEK_SET && whence !== SEEK_CUR && whence !== SEEK_END) throw new HostError("EINVAL");
    const base = whence === SEEK_SET ? 0 : whence === SEEK_CUR ? this.position : (this.archive.size(this.inside) ?? 0);
    if (base + offset < 0) throw new HostError("EINVAL");
    this.position = base + offset;
    return this.position;
  }

  stat(): Stat {
    return archiveStat(this.archive, this.inside);
  }

  override readdir(): DirEntry[] {
    const names = this.archive.list(this.inside);
    if (names === undefined) throw new HostError("ENOTDIR");
    return archiveEntries(this.archive, this.inside, names);
  }

  override sync(): void {}

  close(): void {
    this.bytes = null;
  }
}

function archiveEntries(archive: Archive, inside: string, names: readonly string[]): DirEntry[] {
  const prefix = inside === "" ? "" : `${inside}/`;
  return names.map((name) => ({
    name,
    type: archive.size(prefix + name) === undefined ? S_IFDIR : S_IFREG,
    ino: inode(prefix + name),
  }));
}

function archiveStat(archive: Archive, inside: string): Stat {
  const size = archive.size(inside);
  const time = BigInt(archive.mtime) * 1_000_000_000n;
  return {
    st_mode: size === undefined ? S_IFDIR | 0o555 : S_IFREG | 0o444,
    st_ino: inode(inside),
    st_dev: DEVICE,
    st_nlink: size === undefined ? 2 : 1,
    st_uid: 0,
    st_gid: 0,
    st_size: size ?? 4096,
    st_blksize: 4096,
    st_blocks: Math.ceil((size ?? 4096) / 512),
    st_rdev: 0,
    st_atime_ns: time,
    st_mtime_ns: time,
    st_ctime_ns: time,
  };
}

/** A number for a path: two FNV-1a hashes side by side, 52 bits in all. */
function inode(path: string): number {
  let low = 0x811c9dc5;
  let high = 0x01234567;
  for (let i = 0; i < path.length; i++) {
    low = Math.imul(low ^ path.charCodeAt(i), 0x01000193);
    high = Math.imul(high ^ path.charCodeAt(i), 0x01000193);
  }
  return (high >>> 12) * 4294967296 + (low >>> 0);
}

function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return `/${parts.join("/")}`;
}
