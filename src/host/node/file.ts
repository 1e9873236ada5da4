/**
 * A file of the machine, opened through Node.
 *
 * Node offers no lseek, so the position of regular files is kept here. Where it is the system's offset too, reads and writes move that
 * along, so that a child that is given the file goes on there; after a seek, the position is given with every read and write. Terminals,
 * pipes and devices have no position: they are read and written in sequence.
 */
import * as fs from "node:fs";
import { devNull } from "node:os";
import * as tty from "node:tty";
import {
  O_ACCMODE,
  O_APPEND,
  O_NONBLOCK,
  O_RDONLY,
  O_RDWR,
  O_WRONLY,
  S_IFBLK,
  S_IFCHR,
  S_IFIFO,
  S_IFMT,
  S_IFREG,
  S_IFSOCK,
  SEEK_CUR,
  SEEK_END,
  SEEK_SET,
} from "../constants.ts";
import { HostError } from "../errno.ts";
import type { DirEntry, Stat, StatVfs, TerminalModes } from "../host.ts";
import { OpenFile } from "../open-file.ts";
import { childProcess } from "./builtin.ts";
import { fileTime, hostError, system, toStat } from "./errors.ts";
import { readFolder, statvfsOf } from "./folder.ts";
import { pause } from "./pause.ts";
import { sigintIsNoted } from "./sigint.ts";

/** The descriptor of the standard error. */
const LAST_STANDARD = 2;

/** Bytes that are gone through at a time. */
const COPY_SIZE = 65_536;

/** How many flags `stty -g` gives before the control characters. */
const FLAGS = 4;

export class NodeFile extends OpenFile {
  /** Node's own descriptor: the operating system's. */
  private native: number;
  private readonly kind: number;
  /** Whether it is a terminal, once asked. */
  private terminal: boolean | null = null;
  /** null for streams shared with other processes: their offset is the system's to keep until a seek. */
  private position: number | null;
  /** Where the system's offset is while there is a position; -1 when nobody knows. */
  private offset: number;

  constructor(native: number, flags: number, path: string, inherited = false) {
    super(flags, path);
    this.native = native;
    this.position = inherited ? null : 0;
    this.offset = inherited ? -1 : 0;
    this.kind = fs.fstatSync(native).mode & S_IFMT;
  }

  read(buffer: Uint8Array): number {
    if (buffer.length === 0) return 0;
    if (this.kind === S_IFREG || this.kind === S_IFBLK) {
      const at = this.position;
      const place = at === this.offset ? null : at;
      const count = system(() => fs.readSync(this.native, buffer, 0, buffer.length, place));
      if (at !== null) this.moved(at + count, place);
      return count;
    }
    return this.patiently(() => {
      // One that comes just before would not end what blocks. The system's own calls have that gap too, but a far shorter one.
      if (this.mayBlock() && sigintIsNoted()) throw new HostError("EINTR");
      try {
        return fs.readSync(this.native, buffer, 0, buffer.length, null);
      } catch (error) {
        // Windows reports the end of a pipe or terminal as an error.
        if ((error as { code?: string }).code === "EOF") return 0;
        throw error;
      }
    });
  }

  write(data: Uint8Array): number {
    if (this.kind !== S_IFREG && this.kind !== S_IFBLK) {
      return this.patiently(() => fs.writeSync(this.native, data, 0, data.length, null));
    }
    const append = (this.flags & O_APPEND) !== 0;
    const at = append && this.position !== null ? system(() => fs.fstatSync(this.native)).size : this.position;
    // What is appended is so wherever the offset is, and moves it to the end.
    const place = append || at === this.offset ? null : at;
    const count = system(() => fs.writeSync(this.native, data, 0, data.length, place));
    if (at !== null) this.moved(at + count, place);
    return count;
  }

  /** Notes the position after a transfer at a `place`, or at the system's offset (null). */
  private moved(position: number, place: number | null): void {
    this.position = position;
    if (place === null) this.offset = position;
  }

  /** The system's descriptor for a child, which shares the position from now on. */
  share(): number {
    if (this.position === null || (this.kind !== S_IFREG && this.kind !== S_IFBLK)) return this.native;
    // What is appended goes to the end wherever the offset is.
    const appends = (this.flags & O_APPEND) !== 0 && (this.flags & O_ACCMODE) === O_WRONLY;
    if (this.offset === this.position || (!appends && this.alignOffset(this.position))) this.position = null;
    return this.native;
  }

  /** Brings the system's offset to a position by opening the file anew and reading what is before it; whether it is there. */
  private alignOffset(position: number): boolean {
    const access = (this.flags & O_ACCMODE) === O_RDONLY ? O_RDONLY : O_RDWR;
    try {
      const fresh = fs.openSync(`/proc/self/fd/${this.native}`, access | (this.flags & O_APPEND));
      fs.closeSync(this.native);
      this.native = fresh;
      this.offset = 0;
      const buffer = new Uint8Array(Math.min(position, COPY_SIZE));
      while (this.offset < position) {
        const wanted = Math.min(position - this.offset, buffer.length);
        const count = fs.readSync(fresh, buffer, 0, wanted, null);
        if (count === 0) break;
        this.offset += count;
      }
    } catch {
      // No such system, or no permission: the child begins where the system's offset is.
    }
    return this.offset === position;
  }

  override pread(buffer: Uint8Array, offset: number): number {
    this.mustSeek();
    return system(() => fs.readSync(this.native, buffer, 0, buffer.length, offset));
  }

  override pwrite(data: Uint8Array, offset: number): number {
    this.mustSeek();
    return system(() => fs.writeSync(this.native, data, 0, data.length, offset));
  }

  override seek(offset: number, whence: number): number {
    this.mustSeek();
    if (whence !== SEEK_SET && whence !== SEEK_CUR && whence !== SEEK_END) throw new HostError("EINVAL");
    const current = this.position ?? this.systemOffset();
    const base = whence === SEEK_SET ? 0 : whence === SEEK_CUR ? current : system(() => fs.fstatSync(this.native)).size;
    const target = base + offset;
    if (target < 0) throw new HostError("EINVAL");
    if (this.position === null && target !== current) this.offset = -1;
    if (this.position !== null || target !== current) this.position = target;
    return target;
  }

  /** The offset of an inherited stream, as far as the system tells. */
  private systemOffset(): number {
    try {
      const info = fs.readFileSync(`/proc/self/fdinfo/${this.native}`, "latin1");
      return Number(/^pos:\s*(\d+)/m.exec(info)?.[1] ?? 0);
    } catch {
      return 0;
    }
  }

  stat(): Stat {
    return system(() => toStat(fs.fstatSync(this.native, { bigint: true })));
  }

  override truncate(size: number): void {
    system(() => fs.ftruncateSync(this.native, size));
  }

  override sync(): void {
    system(() => fs.fsyncSync(this.native));
  }

  override chmod(mode: number): void {
    system(() => fs.fchmodSync(this.native, mode));
  }

  override chown(uid: number, gid: number): void {
    const now = fs.fstatSync(this.native);
    system(() => fs.fchownSync(this.native, uid < 0 ? now.uid : uid, gid < 0 ? now.gid : gid));
  }

  override utime(atime: bigint, mtime: bigint): void {
    system(() => fs.futimesSync(this.native, fileTime(atime), fileTime(mtime)));
  }

  override readdir(): DirEntry[] {
    return readFolder(this.path);
  }

  override statvfs(): StatVfs {
    return statvfsOf(this.path === "" ? "/" : this.path);
  }

  override isatty(): boolean {
    return (this.terminal ??= tty.isatty(this.native));
  }

  override terminalSize(): [number, number] {
    if (!this.isatty()) throw new HostError("ENOTTY");
    // Node writes to what it has opened to ask for its size.
    if (this.native === 0 && process.platform === "win32") {
      return [process.stdout.columns ?? 80, process.stdout.rows ?? 24];
    }
    if (this.native === 0) {
      const [lines, columns] = this.stty("size").split(" ").map(Number);
      return [columns ?? 0, lines ?? 0];
    }
    const { columns, rows } = new tty.WriteStream(this.native);
    return [columns ?? 80, rows ?? 24];
  }

  override setTerminalSize(columns: number, lines: number): void {
    this.stty("cols", String(columns), "rows", String(lines));
  }

  override terminalModes(): TerminalModes {
    const numbers = this.stty("-g")
      .trim()
      .split(":")
      .map((text) => Number.parseInt(text, 16));
    if (numbers.length <= FLAGS || numbers.includes(Number.NaN)) throw new HostError("ENOTSUP"); // a system with modes of its own
    return { flags: numbers.slice(0, FLAGS), characters: numbers.slice(FLAGS) };
  }

  override setTerminalModes({ flags, characters }: TerminalModes, drains: boolean): void {
    const saved = [...flags, ...characters].map((number) => number.toString(16)).join(":");
    this.stty(drains ? "drain" : "-drain", saved);
  }

  /** What the system's command says of the terminal: Node knows nothing of modes. */
  private stty(...args: string[]): string {
    if (!this.isatty()) throw new HostError("ENOTTY");
    const { status, stdout } = childProcess().spawnSync("stty", args, {
      stdio: [this.native, "pipe", "ignore"],
      encoding: "latin1",
    });
    if (status === null) throw new HostError("ENOSYS");
    if (status !== 0) throw new HostError("EINVAL");
    return stdout;
  }

  /** Reading in Node's own threads, for one byte at most, would lose it: so waiting is polling, and reading blocks. */
  override async waitReadable(): Promise<void> {
    await new Promise<void>((resolve) => setTimeout(resolve, 1));
  }

  close(): void {
    system(() => fs.closeSync(this.native));
    // Node must not get one of the first three numbers for its own files: it never closes those.
    if (this.native <= LAST_STANDARD) fs.openSync(devNull, O_RDWR);
  }

  private mustSeek(): void {
    const unseekable = this.kind === S_IFIFO || this.kind === S_IFSOCK || (this.kind === S_IFCHR && this.isatty());
    if (unseekable) throw new HostError("ESPIPE");
  }

  private mayBlock(): boolean {
    return this.kind === S_IFIFO || this.kind === S_IFSOCK || this.isatty();
  }

  /** Node sets pipes and terminals to non-blocking behind our back; a descriptor that Python believes to block must block. */
  private patiently(call: () => number): number {
    for (let delay = 1; ; delay = Math.min(delay * 2, 16)) {
      try {
        return call();
      } catch (error) {
        const failure = hostError(error);
        if (!(failure instanceof HostError) || failure.code !== "EAGAIN" || (this.flags & O_NONBLOCK) !== 0)
          throw failure;
      }
      pause(delay);
      if (sigintIsNoted()) throw new HostError("EINTR");
    }
  }
}
