/** The table of file descriptors of a process: numbers to open files, lowest free number first. */
import { O_ACCMODE, O_APPEND, O_NONBLOCK, O_PATH, O_RDONLY, O_WRONLY, S_IFDIR, S_IFMT } from "./constants.ts";
import { HostError } from "./errno.ts";
import type { Descriptors, DirEntry, Stat, StatVfs, TerminalModes } from "./host.ts";
import type { OpenFile } from "./open-file.ts";
import { makePipe } from "./pipe.ts";

/** The most descriptors that one process may have, as `ulimit -n` usually says. */
const LIMIT = 1024 * 1024;

export class DescriptorTable implements Descriptors {
  private readonly files: (OpenFile | undefined)[] = [];
  private readonly inheritable: boolean[] = [];

  /** Enters an open file under the lowest free number at or above `least`. */
  install(file: OpenFile, least = 0): number {
    let fd = least;
    while (this.files[fd] !== undefined) fd++;
    if (fd >= LIMIT) throw new HostError("EMFILE");
    this.files[fd] = file;
    this.inheritable[fd] = fd < 3;
    file.references++;
    return fd;
  }

  /** The open file of a descriptor; EBADF when there is none. */
  file(fd: number): OpenFile {
    const file = this.files[fd] ?? this.fileIfOpen(fd);
    if (file === undefined) throw new HostError("EBADF");
    return file;
  }

  /** The open file of a descriptor, if there is one. */
  fileIfOpen(fd: number): OpenFile | undefined {
    return this.files[fd];
  }

  close(fd: number): void {
    const file = this.file(fd);
    this.files[fd] = undefined;
    if (--file.references === 0) file.close();
  }

  read(fd: number, buffer: Uint8Array): number {
    return this.readable(fd).read(buffer);
  }

  write(fd: number, data: Uint8Array): number {
    return this.writable(fd).write(data);
  }

  pread(fd: number, buffer: Uint8Array, offset: number): number {
    if (offset < 0) throw new HostError("EINVAL");
    return this.readable(fd).pread(buffer, offset);
  }

  pwrite(fd: number, data: Uint8Array, offset: number): number {
    if (offset < 0) throw new HostError("EINVAL");
    return this.writable(fd).pwrite(data, offset);
  }

  lseek(fd: number, offset: number, whence: number): number {
    return this.file(fd).seek(offset, whence);
  }

  fstat(fd: number): Stat {
    return this.file(fd).stat();
  }

  ftruncate(fd: number, size: number): void {
    const file = this.file(fd);
    if (size < 0 || (file.flags & O_ACCMODE) === O_RDONLY) throw new HostError("EINVAL");
    file.truncate(size);
  }

  fsync(fd: number): void {
    this.file(fd).sync();
  }

  fchmod(fd: number, mode: number): void {
    this.file(fd).chmod(mode & 0o7777);
  }

  fchown(fd: number, uid: number, gid: number): void {
    this.file(fd).chown(uid, gid);
  }

  futime(fd: number, atime: bigint, mtime: bigint): void {
    this.file(fd).utime(atime, mtime);
  }

  fstatvfs(fd: number): StatVfs {
    return this.file(fd).statvfs();
  }

  freaddir(fd: number): DirEntry[] {
    return this.file(fd).readdir();
  }

  isatty(fd: number): boolean {
    return this.file(fd).isatty();
  }

  dup(fd: number, least = 0): number {
    return this.install(this.file(fd), least);
  }

  dup2(fd: number, to: number): void {
    const file = this.file(fd);
    if (to < 0 || to >= LIMIT) throw new HostError("EBADF");
    if (fd === to) return;
    file.references++;
    if (this.files[to] !== undefined) this.close(to);
    this.files[to] = file;
    this.inheritable[to] = true;
  }

  pipe(): [number, number] {
    const [reader, writer] = makePipe();
    return [this.install(reader), this.install(writer)];
  }

  getFlags(fd: number): number {
    return this.file(fd).flags;
  }

  setFlags(fd: number, flags: number): void {
    const file = this.file(fd);
    const changeable = O_APPEND | O_NONBLOCK;
    file.flags = (file.flags & ~changeable) | (flags & changeable);
  }

  getInheritable(fd: number): boolean {
    this.file(fd);
    return this.inheritable[fd] === true;
  }

  setInheritable(fd: number, inheritable: boolean): void {
    this.file(fd);
    this.inheritable[fd] = inheritable;
  }

  openDescriptors(): number[] {
    return [...this.files.keys()].filter((fd) => this.files[fd] !== undefined);
  }

  folderPath(fd: number): string {
    const file = this.file(fd);
    if ((file.stat().st_mode & S_IFMT) !== S_IFDIR) throw new HostError("ENOTDIR");
    return file.path;
  }

  isReadable(fd: number): boolean {
    return this.file(fd).isReadable();
  }

  isWritable(fd: number): boolean {
    return this.file(fd).isWritable();
  }

  isBroken(fd: number): boolean {
    return this.file(fd).isBroken();
  }

  readyWhileBlocked(fd: number): boolean {
    return this.file(fd).readyWhileBlocked();
  }

  waitReadable(fd: number): Promise<void> {
    return this.file(fd).waitReadable();
  }

  waitWritable(fd: number): Promise<void> {
    return this.file(fd).waitWritable();
  }

  terminalSize(fd: number): [number, number] {
    return this.file(fd).terminalSize();
  }

  setTerminalSize(fd: number, columns: number, lines: number): void {
    this.file(fd).setTerminalSize(columns, lines);
  }

  terminalModes(fd: number): TerminalModes {
    return this.file(fd).terminalModes();
  }

  setTerminalModes(fd: number, modes: TerminalModes, drains: boolean): void {
    this.file(fd).setTerminalModes(modes, drains);
  }

  private readable(fd: number): OpenFile {
    const file = this.file(fd);
    if ((file.flags & O_ACCMODE) === O_WRONLY || (file.flags & O_PATH) !== 0) throw new HostError("EBADF");
    return file;
  }

  private writable(fd: number): OpenFile {
    const file = this.file(fd);
    if ((file.flags & O_ACCMODE) === O_RDONLY || (file.flags & O_PATH) !== 0) throw new HostError("EBADF");
    return file;
  }
}
