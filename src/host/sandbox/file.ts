/** An open file or folder of the file system in memory. */
import { O_APPEND, SEEK_CUR, SEEK_END, SEEK_SET } from "../constants.ts";
import { HostError } from "../errno.ts";
import type { DirEntry, Stat, StatVfs } from "../host.ts";
import { OpenFile } from "../open-file.ts";
import type { SandboxFileSystem } from "./files.ts";
import type { Inode } from "./inode.ts";

export class SandboxFile extends OpenFile {
  readonly inode: Inode;
  private readonly owner: SandboxFileSystem;
  private position = 0;

  constructor(owner: SandboxFileSystem, inode: Inode, flags: number, path: string) {
    super(flags, path);
    this.owner = owner;
    this.inode = inode;
    inode.opened++;
  }

  read(buffer: Uint8Array): number {
    const count = this.pread(buffer, this.position);
    this.position += count;
    return count;
  }

  write(data: Uint8Array): number {
    if ((this.flags & O_APPEND) !== 0) this.position = this.inode.size;
    const count = this.inode.write(data, this.position);
    this.position += count;
    return count;
  }

  override pread(buffer: Uint8Array, offset: number): number {
    if (this.inode.isFolder) throw new HostError("EISDIR");
    return this.inode.read(buffer, offset);
  }

  override pwrite(data: Uint8Array, offset: number): number {
    // Linux appends even here (pwrite(2), BUGS).
    return this.inode.write(data, (this.flags & O_APPEND) !== 0 ? this.inode.size : offset);
  }

  override seek(offset: number, whence: number): number {
    if (whence !== SEEK_SET && whence !== SEEK_CUR && whence !== SEEK_END) throw new HostError("EINVAL");
    const base = whence === SEEK_SET ? 0 : whence === SEEK_CUR ? this.position : this.inode.size;
    if (base + offset < 0) throw new HostError("EINVAL");
    this.position = base + offset;
    return this.position;
  }

  stat(): Stat {
    return this.inode.stat();
  }

  override truncate(size: number): void {
    this.inode.truncate(size);
  }

  override sync(): void {}

  override chmod(mode: number): void {
    this.owner.changeMode(this.inode, mode);
  }

  override chown(uid: number, gid: number): void {
    this.owner.changeOwner(this.inode, uid, gid);
  }

  override utime(atime: bigint, mtime: bigint): void {
    this.owner.changeTimes(this.inode, atime, mtime);
  }

  override readdir(): DirEntry[] {
    return this.owner.listFolder(this.inode);
  }

  override statvfs(): StatVfs {
    return this.owner.statvfs("/");
  }

  close(): void {
    this.inode.opened--;
    this.inode.release();
  }
}
