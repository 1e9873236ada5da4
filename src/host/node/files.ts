/** The machine's file system through `node:fs`. */
import * as fs from "node:fs";
import { O_ACCMODE, O_CREAT, O_DIRECTORY, O_RDONLY } from "../constants.ts";
import { errorNamed, HostError } from "../errno.ts";
import type { DirEntry, FileSystem, Stat, StatVfs } from "../host.ts";
import { MountingFileSystem } from "../mount.ts";
import type { OpenFile } from "../open-file.ts";
import { childProcess } from "./builtin.ts";
import { escapedText, fileTime, nativePath, system, toStat } from "./errors.ts";
import { NodeFile } from "./file.ts";
import { readFolder, statvfsOf } from "./folder.ts";
import { inheritedDescriptors } from "./inherited.ts";

export class NodeFileSystem extends MountingFileSystem implements FileSystem {
  private hasAdopted = false;

  constructor() {
    super();
    for (const [native, flags] of [
      [0, 0],
      [1, 1],
      [2, 1],
    ] as const)
      this.adopt(native, flags);
  }

  private adopt(native: number, flags: number): void {
    try {
      this.setInheritable(super.install(new NodeFile(native, flags, "", true), native), true);
    } catch {
      // The parent closed this stream: the number stays free, as in any process.
    }
  }

  /** What else the parent has passed is looked for when the first file is opened, or one that seems not to be. */
  private adoptOthers(): void {
    this.hasAdopted = true;
    for (const [native, flags] of inheritedDescriptors()) this.adopt(native, flags);
  }

  override install(file: OpenFile, least = 0): number {
    if (!this.hasAdopted) this.adoptOthers();
    return super.install(file, least);
  }

  override fileIfOpen(fd: number): OpenFile | undefined {
    if (!this.hasAdopted && fd > 2) this.adoptOthers();
    return super.fileIfOpen(fd);
  }

  getcwd(): string {
    return system(() => process.cwd());
  }

  chdir(path: string): void {
    if (path === "") throw new HostError("ENOENT");
    system(() => process.chdir(path));
  }

  fchdir(fd: number): void {
    this.chdir(this.folderPath(fd));
  }

  umask(mask: number): number {
    return process.umask(mask & 0o777);
  }

  open(path: string, flags: number, mode = 0o777): number {
    const inside = this.libraryPath(path);
    if (inside !== null) return this.libraryOpen(inside, path, flags);
    const native = system(() => fs.openSync(nativePath(path), nativeFlags(flags), mode));
    const absolute = path.startsWith("/") ? path : `${process.cwd()}/${path}`;
    return this.install(new NodeFile(native, flags & ~O_CREAT, absolute));
  }

  stat(path: string): Stat {
    const inside = this.libraryPath(path);
    if (inside !== null) return this.libraryStat(inside);
    const stats = system(() => fs.statSync(nativePath(path), { bigint: true, throwIfNoEntry: false }));
    return stats === undefined ? this.absent(path) : toStat(stats);
  }

  lstat(path: string): Stat {
    const inside = this.libraryPath(path);
    if (inside !== null) return this.libraryStat(inside);
    const stats = system(() => fs.lstatSync(nativePath(path), { bigint: true, throwIfNoEntry: false }));
    return stats === undefined ? this.absent(path) : toStat(stats);
  }

  access(path: string, mode: number): void {
    const inside = this.libraryPath(path);
    if (inside !== null) this.libraryAccess(inside, mode);
    else system(() => fs.accessSync(nativePath(path), mode));
  }

  readdir(path: string): DirEntry[] {
    const inside = this.libraryPath(path);
    return inside === null ? readFolder(path) : this.libraryReaddir(inside, () => readFolder(path));
  }

  mkdir(path: string, mode = 0o777): void {
    system(() => fs.mkdirSync(nativePath(path), { mode }));
  }

  rmdir(path: string): void {
    system(() => fs.rmdirSync(nativePath(path)));
  }

  unlink(path: string): void {
    system(() => fs.unlinkSync(nativePath(path)));
  }

  rename(from: string, to: string): void {
    system(() => fs.renameSync(nativePath(from), nativePath(to)));
  }

  link(existing: string, path: string): void {
    system(() => fs.linkSync(nativePath(existing), nativePath(path)));
  }

  symlink(target: string, path: string): void {
    system(() => fs.symlinkSync(nativePath(target), nativePath(path)));
  }

  readlink(path: string): string {
    if (this.libraryPath(path) !== null) throw new HostError("EINVAL");
    return escapedText(system(() => fs.readlinkSync(nativePath(path), { encoding: "buffer" })));
  }

  chmod(path: string, mode: number): void {
    system(() => fs.chmodSync(nativePath(path), mode & 0o7777));
  }

  chown(path: string, uid: number, gid: number, followLinks = true): void {
    const native = nativePath(path);
    const now = followLinks ? this.stat(path) : this.lstat(path);
    const chown = followLinks ? fs.chownSync : fs.lchownSync;
    system(() => chown(native, uid < 0 ? now.st_uid : uid, gid < 0 ? now.st_gid : gid));
  }

  utime(path: string, atime: bigint, mtime: bigint, followLinks = true): void {
    const utimes = followLinks ? fs.utimesSync : fs.lutimesSync;
    system(() => utimes(nativePath(path), fileTime(atime), fileTime(mtime)));
  }

  truncate(path: string, size: number): void {
    if (size < 0) throw new HostError("EINVAL");
    system(() => fs.truncateSync(nativePath(path), size));
  }

  /** Node cannot make named pipes: the command of that name does. */
  mkfifo(path: string, mode = 0o666): void {
    const native = nativePath(path);
    if (typeof native !== "string") throw new HostError("ENOSYS");
    const permissions = (mode & ~process.umask() & 0o777).toString(8);
    const { status, stderr } = childProcess().spawnSync("mkfifo", ["-m", permissions, "--", native], {
      stdio: ["ignore", "ignore", "pipe"],
      encoding: "latin1",
      env: { ...process.env, LC_ALL: "C" },
    });
    if (status === null) throw new HostError("ENOSYS");
    if (status !== 0) throw new HostError(errorNamed(stderr) ?? "EIO");
  }

  statvfs(path: string): StatVfs {
    return statvfsOf(path);
  }

  /** `throwIfNoEntry: false` says "absent" for ENOENT and ENOTDIR alike; a folder that is a file decides which. */
  private absent(path: string): never {
    // Whether something exists is told several times as fast as what it is.
    const exists = (there: string): boolean => fs.existsSync(nativePath(there));
    // What lies in the innermost folder that is one.
    let outermost = path;
    for (let slash = path.lastIndexOf("/"); slash > 0; slash = path.lastIndexOf("/", slash - 1)) {
      const folder = path.slice(0, slash);
      if (exists(`${folder}/.`)) break;
      outermost = folder;
    }
    throw new HostError(outermost !== path && exists(outermost) ? "ENOTDIR" : "ENOENT");
  }
}

/** Node adds O_CLOEXEC itself; on systems with other numbers the common flags are translated. */
function nativeFlags(flags: number): number {
  if (process.platform === "linux") return flags;
  const c = fs.constants;
  let result = flags & O_ACCMODE;
  if (flags & O_CREAT) result |= c.O_CREAT;
  if (flags & 128) result |= c.O_EXCL;
  if (flags & 512) result |= c.O_TRUNC;
  if (flags & 1024) result |= c.O_APPEND;
  if (flags & O_DIRECTORY) result |= c.O_DIRECTORY ?? O_RDONLY;
  if (flags & 131072) result |= c.O_NOFOLLOW ?? O_RDONLY;
  return result;
}
