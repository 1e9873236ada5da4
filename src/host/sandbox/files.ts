/**
 * A complete POSIX file system in memory.
 *
 * Permissions, symbolic and hard links, files that stay readable after their last name has gone, the flags of `open` and the
 * rules of `rename` are Linux's, error by error; test/unit/host/ compares it with the real one.
 */
import {
  O_ACCMODE,
  O_CREAT,
  O_DIRECTORY,
  O_EXCL,
  O_NOFOLLOW,
  O_PATH,
  O_RDONLY,
  O_TMPFILE,
  O_TRUNC,
  O_WRONLY,
  R_OK,
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFLNK,
  S_IFMT,
  S_IFREG,
  S_ISGID,
  S_ISVTX,
  W_OK,
  X_OK,
} from "../constants.ts";
import { HostError } from "../errno.ts";
import type { DirEntry, FileSystem, Stat, StatVfs } from "../host.ts";
import { MountingFileSystem } from "../mount.ts";
import { Channel, PipeReader, PipeWriter } from "../pipe.ts";
import { SandboxFile } from "./file.ts";
import { type Device, Inode, type Volume } from "./inode.ts";
import { find, type Place, pathOf, type Walker, walk } from "./walk.ts";

/** Who the process is, and what it may use. */
export interface SandboxFileOptions {
  readonly uid: number;
  readonly gid: number;
  /** How many bytes all files together may hold. */
  readonly capacity: number;
  /** Nanoseconds since 1970, for the files' dates. */
  readonly now: () => bigint;
}

const BLOCK = 4096;

export class SandboxFileSystem extends MountingFileSystem implements FileSystem, Walker, Volume {
  readonly root: Inode;
  cwd: Inode;
  private readonly options: SandboxFileOptions;
  private readonly channels = new WeakMap<Inode, Channel>();
  private mask = 0o022;
  private uid: number;
  private gid: number;
  private used = 0;

  constructor(options: SandboxFileOptions) {
    super();
    this.options = options;
    this.uid = options.uid;
    this.gid = options.gid;
    this.root = new Inode(this, S_IFDIR | 0o755, 0, 0);
    this.root.parent = this.root;
    this.root.nlink = 2;
    this.cwd = this.root;
  }

  now(): bigint {
    return this.options.now();
  }

  charge(bytes: number): void {
    if (bytes > 0 && this.used + bytes > this.options.capacity) throw new HostError("ENOSPC");
    this.used += bytes;
  }

  /** Lets the owner of the sandbox arrange files that its program may not change. */
  asRoot(action: () => void): void {
    const { uid, gid } = this;
    this.uid = this.gid = 0;
    try {
      action();
    } finally {
      this.uid = uid;
      this.gid = gid;
    }
  }

  require(inode: Inode, mode: number): void {
    if (!this.allows(inode, mode)) throw new HostError("EACCES");
  }

  getcwd(): string {
    return pathOf(this.root, this.cwd);
  }

  chdir(path: string): void {
    this.enter(find(this, path));
  }

  fchdir(fd: number): void {
    const file = this.file(fd);
    if (!(file instanceof SandboxFile)) throw new HostError("ENOTDIR");
    this.enter(file.inode);
  }

  umask(mask: number): number {
    const former = this.mask;
    this.mask = mask & 0o777;
    return former;
  }

  open(path: string, flags: number, mode = 0o777): number {
    const inside = this.libraryPath(this.absolute(path));
    if (inside !== null) return this.libraryOpen(inside, path, flags);
    if ((flags & O_TMPFILE) === O_TMPFILE) return this.openUnnamed(path, flags, mode);
    const exclusive = (flags & (O_CREAT | O_EXCL)) === (O_CREAT | O_EXCL);
    const place = walk(this, path, !exclusive && (flags & O_NOFOLLOW) === 0);
    let inode = place.inode;
    if (inode === null) {
      if ((flags & O_CREAT) === 0) throw new HostError("ENOENT");
      if (place.slash) throw new HostError("EISDIR");
      if ((flags & O_DIRECTORY) !== 0) throw new HostError("EINVAL");
      inode = this.create(place, S_IFREG | (mode & 0o7777 & ~this.mask));
      return this.installFile(inode, flags, path);
    }
    if (exclusive) throw new HostError("EEXIST");
    if (place.slash && (flags & O_CREAT) !== 0) throw new HostError("EISDIR");
    if (inode.isLink && (flags & O_PATH) === 0) throw new HostError((flags & O_DIRECTORY) !== 0 ? "ENOTDIR" : "ELOOP");
    if (!inode.isFolder && (place.slash || (flags & O_DIRECTORY) !== 0)) throw new HostError("ENOTDIR");
    const access = flags & O_ACCMODE;
    if (inode.isFolder && (access !== O_RDONLY || (flags & (O_CREAT | O_TRUNC)) !== 0)) throw new HostError("EISDIR");
    if ((flags & O_PATH) === 0) {
      this.require(inode, access === O_RDONLY ? R_OK : access === O_WRONLY ? W_OK : R_OK | W_OK);
      if ((flags & O_TRUNC) !== 0 && inode.isFile) {
        this.require(inode, W_OK);
        inode.truncate(0);
      }
    }
    return this.installFile(inode, flags, path);
  }

  stat(path: string): Stat {
    const inside = this.libraryPath(this.absolute(path));
    return inside === null ? find(this, path).stat() : this.libraryStat(inside);
  }

  lstat(path: string): Stat {
    const inside = this.libraryPath(this.absolute(path));
    return inside === null ? find(this, path, false).stat() : this.libraryStat(inside);
  }

  access(path: string, mode: number): void {
    const inside = this.libraryPath(this.absolute(path));
    if (inside !== null) this.libraryAccess(inside, mode);
    else {
      const inode = find(this, path);
      if (mode !== 0) this.require(inode, mode);
    }
  }

  readdir(path: string): DirEntry[] {
    const list = (): DirEntry[] => {
      const inode = find(this, path);
      if (!inode.isFolder) throw new HostError("ENOTDIR");
      this.require(inode, R_OK);
      return this.listFolder(inode);
    };
    const inside = this.libraryPath(this.absolute(path));
    return inside === null ? list() : this.libraryReaddir(inside, list);
  }

  mkdir(path: string, mode = 0o777): void {
    const place = this.freePlace(path);
    this.create(place, S_IFDIR | (mode & 0o1777 & ~this.mask));
  }

  rmdir(path: string): void {
    const place = walk(this, path, false);
    const { folder, name, inode } = place;
    if (inode === null) throw new HostError("ENOENT");
    if (inode === this.root) throw new HostError("EBUSY");
    if (name === ".") throw new HostError("EINVAL");
    if (name === "..") throw new HostError("ENOTEMPTY");
    this.requireRemovable(folder, inode);
    if (!inode.isFolder) throw new HostError("ENOTDIR");
    if (inode.entries!.size > 0) throw new HostError("ENOTEMPTY");
    this.detach(folder, name, inode);
  }

  unlink(path: string): void {
    const { folder, name, inode, slash } = walk(this, path, false);
    if (inode === null) throw new HostError("ENOENT");
    if (inode.isFolder) throw new HostError("EISDIR");
    if (slash) throw new HostError("ENOTDIR");
    this.requireRemovable(folder, inode);
    this.detach(folder, name, inode);
  }

  rename(from: string, to: string): void {
    const source = walk(this, from, false);
    const target = walk(this, to, false);
    const moved = source.inode;
    for (const { name } of [source, target]) {
      if (name === "." || name === ".." || name === "") throw new HostError("EBUSY");
    }
    if (moved === null) throw new HostError("ENOENT");
    if (!moved.isFolder && (source.slash || target.slash)) throw new HostError("ENOTDIR");
    for (let at = target.folder; moved.isFolder; at = at.parent!) {
      if (at === moved) throw new HostError("EINVAL");
      if (at === this.root) break;
    }
    const replaced = target.inode;
    for (let at = source.folder; replaced?.isFolder; at = at.parent!) {
      if (at === replaced) throw new HostError("ENOTEMPTY");
      if (at === this.root) break;
    }
    if (moved === replaced) return;
    this.requireRemovable(source.folder, moved);
    if (replaced === null) this.require(target.folder, W_OK | X_OK);
    else {
      this.requireRemovable(target.folder, replaced);
      if (moved.isFolder && !replaced.isFolder) throw new HostError("ENOTDIR");
      if (!moved.isFolder && replaced.isFolder) throw new HostError("EISDIR");
      if (replaced.isFolder && replaced.entries!.size > 0) throw new HostError("ENOTEMPTY");
      this.detach(target.folder, target.name, replaced);
    }
    moved.nlink++;
    this.detach(source.folder, source.name, moved);
    moved.nlink--;
    this.attach(target.folder, target.name, moved);
    moved.ctime = this.now();
  }

  link(existing: string, path: string): void {
    const inode = find(this, existing, false);
    const place = this.freePlace(path);
    if (inode.isFolder) throw new HostError("EPERM");
    if (place.slash) throw new HostError("ENOENT");
    this.require(place.folder, W_OK | X_OK);
    this.attach(place.folder, place.name, inode);
    inode.ctime = this.now();
  }

  symlink(target: string, path: string): void {
    if (target === "") throw new HostError("ENOENT");
    const place = this.freePlace(path);
    if (place.slash) throw new HostError("ENOENT");
    this.create(place, S_IFLNK | 0o777).target = target;
  }

  readlink(path: string): string {
    if (this.libraryPath(this.absolute(path)) !== null) throw new HostError("EINVAL");
    const inode = find(this, path, false);
    if (!inode.isLink) throw new HostError("EINVAL");
    return inode.target;
  }

  chmod(path: string, mode: number): void {
    this.changeMode(find(this, path), mode & 0o7777);
  }

  chown(path: string, uid: number, gid: number, followLinks = true): void {
    this.changeOwner(find(this, path, followLinks), uid, gid);
  }

  utime(path: string, atime: bigint, mtime: bigint, followLinks = true): void {
    this.changeTimes(find(this, path, followLinks), atime, mtime);
  }

  truncate(path: string, size: number): void {
    if (size < 0) throw new HostError("EINVAL");
    const inode = find(this, path);
    if (inode.isFolder) throw new HostError("EISDIR");
    this.require(inode, W_OK);
    inode.truncate(size);
  }

  mkfifo(path: string, mode = 0o666): void {
    this.create(this.freePlace(path), S_IFIFO | (mode & 0o777 & ~this.mask));
  }

  statvfs(path: string): StatVfs {
    find(this, path);
    const total = Math.floor(this.options.capacity / BLOCK);
    const free = Math.floor((this.options.capacity - this.used) / BLOCK);
    return {
      f_bsize: BLOCK,
      f_frsize: BLOCK,
      f_blocks: total,
      f_bfree: free,
      f_bavail: free,
      f_files: 2 ** 32,
      f_ffree: 2 ** 31,
      f_favail: 2 ** 31,
      f_flag: 0,
      f_namemax: 255,
    };
  }

  /** Makes a character device, such as /dev/null. */
  mknod(path: string, device: Device): void {
    this.create(walk(this, path, true), S_IFCHR | 0o666).device = device;
  }

  /** The entries of a folder; no permission is asked. */
  listFolder(folder: Inode): DirEntry[] {
    if (folder.entries === null) throw new HostError("ENOTDIR");
    folder.atime = this.now();
    return [...folder.entries].map(([name, inode]) => ({ name, type: inode.mode & S_IFMT, ino: inode.ino }));
  }

  changeMode(inode: Inode, mode: number): void {
    this.requireOwner(inode);
    inode.mode = (inode.mode & S_IFMT) | mode;
    inode.ctime = this.now();
  }

  changeOwner(inode: Inode, uid: number, gid: number): void {
    const { uid: me, gid: group } = this;
    if (me !== 0 && ((uid >= 0 && uid !== inode.uid) || (gid >= 0 && gid !== group) || inode.uid !== me))
      throw new HostError("EPERM");
    if (uid >= 0) inode.uid = uid;
    if (gid >= 0) inode.gid = gid;
    inode.ctime = this.now();
  }

  changeTimes(inode: Inode, atime: bigint, mtime: bigint): void {
    this.requireOwner(inode);
    inode.atime = atime;
    inode.mtime = mtime;
    inode.ctime = this.now();
  }

  private absolute(path: string): string {
    return path.startsWith("/") || path === "" ? path : `${pathOf(this.root, this.cwd)}/${path}`;
  }

  private enter(inode: Inode): void {
    if (!inode.isFolder) throw new HostError("ENOTDIR");
    this.require(inode, X_OK);
    this.cwd = inode;
  }

  private allows(inode: Inode, mode: number): boolean {
    const { uid, gid } = this;
    if (uid === 0) return (mode & X_OK) === 0 || inode.isFolder || (inode.mode & 0o111) !== 0;
    const shift = uid === inode.uid ? 6 : gid === inode.gid ? 3 : 0;
    return ((inode.mode >> shift) & mode) === mode;
  }

  private requireOwner(inode: Inode): void {
    if (this.uid !== 0 && this.uid !== inode.uid) throw new HostError("EPERM");
  }

  private requireRemovable(folder: Inode, inode: Inode): void {
    this.require(folder, W_OK | X_OK);
    const { uid } = this;
    const sticky = (folder.mode & S_ISVTX) !== 0;
    if (sticky && uid !== 0 && uid !== inode.uid && uid !== folder.uid) throw new HostError("EPERM");
  }

  private freePlace(path: string): Place {
    const place = walk(this, path.replace(/(?<=[^/])\/+$/, ""), false);
    if (place.inode !== null) throw new HostError("EEXIST");
    return { ...place, slash: /[^/]\/+$/.test(path) };
  }

  private create(place: Place, mode: number): Inode {
    this.require(place.folder, W_OK | X_OK);
    if (place.folder.nlink === 0) throw new HostError("ENOENT");
    const inherit = (place.folder.mode & S_ISGID) !== 0;
    const inode = new Inode(this, mode, this.uid, inherit ? place.folder.gid : this.gid);
    if (inherit && inode.isFolder) inode.mode |= S_ISGID;
    this.attach(place.folder, place.name, inode);
    return inode;
  }

  private attach(folder: Inode, name: string, inode: Inode): void {
    folder.entries!.set(name, inode);
    folder.modified();
    inode.nlink++;
    if (inode.isFolder) {
      if (inode.nlink === 1) inode.nlink = 2;
      inode.parent = folder;
      folder.nlink++;
    }
  }

  private detach(folder: Inode, name: string, inode: Inode): void {
    folder.entries!.delete(name);
    folder.modified();
    inode.nlink--;
    inode.ctime = this.now();
    if (inode.isFolder) {
      folder.nlink--;
      if (inode.nlink === 1) inode.nlink = 0;
    }
    inode.release();
  }

  private installFile(inode: Inode, flags: number, path: string): number {
    const absolute = this.absolute(path);
    if ((flags & O_PATH) === 0 && inode.device !== null) return this.install(inode.device(flags, absolute));
    if ((flags & O_PATH) === 0 && (inode.mode & S_IFMT) === S_IFIFO) return this.openFifo(inode, flags, absolute);
    return this.install(new SandboxFile(this, inode, flags & ~(O_CREAT | O_EXCL | O_TRUNC), absolute));
  }

  private openUnnamed(path: string, flags: number, mode: number): number {
    const folder = find(this, path);
    if (!folder.isFolder) throw new HostError("ENOTDIR");
    if ((flags & O_ACCMODE) === O_RDONLY) throw new HostError("EINVAL");
    this.require(folder, W_OK | X_OK);
    const inode = new Inode(this, S_IFREG | (mode & 0o7777 & ~this.mask), this.uid, this.gid);
    return this.install(new SandboxFile(this, inode, flags, ""));
  }

  /** Both ends exist at once here, since nobody else could open the other one while this call waits. */
  private openFifo(inode: Inode, flags: number, path: string): number {
    let channel = this.channels.get(inode);
    if (channel === undefined) this.channels.set(inode, (channel = new Channel()));
    const writes = (flags & O_ACCMODE) !== O_RDONLY;
    return this.install(writes ? new PipeWriter(channel, path) : new PipeReader(channel, path));
  }
}
