/**
 * An open file description, as POSIX calls it: what a descriptor refers to, shared by duplicated descriptors. Each kind of file
 * (a file of the machine, a file in memory, a pipe, a stream of the embedder) is one implementation.
 */
import { HostError } from "./errno.ts";
import type { DirEntry, Stat, StatVfs, TerminalModes } from "./host.ts";

export abstract class OpenFile {
  /** The flags of `open`; O_APPEND and O_NONBLOCK may change. */
  flags: number;
  /** How many descriptors refer to this description. */
  references = 0;
  /** The absolute path that was opened, "" for what has none. */
  readonly path: string;

  constructor(flags: number, path: string) {
    this.flags = flags;
    this.path = path;
  }

  abstract stat(): Stat;
  abstract read(buffer: Uint8Array): number;
  abstract write(data: Uint8Array): number;

  pread(_buffer: Uint8Array, _offset: number): number {
    throw new HostError("ESPIPE");
  }
  pwrite(_data: Uint8Array, _offset: number): number {
    throw new HostError("ESPIPE");
  }
  seek(_offset: number, _whence: number): number {
    throw new HostError("ESPIPE");
  }
  truncate(_size: number): void {
    throw new HostError("EINVAL");
  }
  sync(): void {
    throw new HostError("EINVAL");
  }
  chmod(_mode: number): void {
    throw new HostError("EINVAL");
  }
  chown(_uid: number, _gid: number): void {
    throw new HostError("EINVAL");
  }
  utime(_atime: bigint, _mtime: bigint): void {
    throw new HostError("EINVAL");
  }
  statvfs(): StatVfs {
    throw new HostError("ENOSYS");
  }
  readdir(): DirEntry[] {
    throw new HostError("ENOTDIR");
  }
  isatty(): boolean {
    return false;
  }
  terminalSize(): [number, number] {
    throw new HostError("ENOTTY");
  }
  setTerminalSize(_columns: number, _lines: number): void {
    throw new HostError("ENOTTY");
  }
  terminalModes(): TerminalModes {
    throw new HostError("ENOTTY");
  }
  setTerminalModes(_modes: TerminalModes, _drains: boolean): void {
    throw new HostError("ENOTTY");
  }
  isReadable(): boolean {
    return true;
  }
  isWritable(): boolean {
    return true;
  }
  /** Whether what is written finds no reader any more. */
  isBroken(): boolean {
    return false;
  }
  /** Calls back once, as soon as that is so. */
  whenBroken(_tell: () => void): void {}
  /** Notes that something outside of the interpreter, such as a child, begins (1) or ceases (-1) to use the other end. */
  countOutside(_by: 1 | -1): void {}
  /** Whether it can become ready while the host is blocked. */
  readyWhileBlocked(): boolean {
    return false;
  }
  waitReadable(): Promise<void> {
    return Promise.resolve();
  }
  waitWritable(): Promise<void> {
    return Promise.resolve();
  }
  /** The last descriptor has gone. */
  abstract close(): void;
}
