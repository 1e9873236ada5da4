/** Standard streams of a sandbox, which its owner supplies, and the devices under /dev. */
import { O_ACCMODE, O_RDONLY, O_WRONLY, S_IFCHR, S_IFIFO, SEEK_CUR, SEEK_SET } from "../constants.ts";
import { HostError } from "../errno.ts";
import type { Stat } from "../host.ts";
import { OpenFile } from "../open-file.ts";

/** What stands behind standard input. */
export interface InputSource {
  /** The next bytes: an empty array at the end, null when there are none yet. */
  read(): Uint8Array | null;
  /** Settles when `read` has an answer. */
  wait(): Promise<void>;
}

/** Takes what the program writes. */
export type OutputSink = (data: Uint8Array) => void;

/** A source with everything in it from the start. */
export function fixedInput(data: Uint8Array): InputSource {
  let rest: Uint8Array | null = data;
  return {
    read: () => {
      const part = rest ?? new Uint8Array(0);
      rest = null;
      return part;
    },
    wait: () => Promise.resolve(),
  };
}

/** A source that asks a function for each piece of input; null or undefined from it is the end. */
export function askingInput(ask: () => Promise<Uint8Array | null | undefined>): InputSource {
  let piece: Uint8Array | null = null;
  let pending: Promise<void> | null = null;
  return {
    read: () => {
      const result = piece;
      piece = null;
      return result;
    },
    wait: () => {
      if (piece !== null) return Promise.resolve();
      pending ??= ask().then((data) => {
        piece = data ?? new Uint8Array(0);
        pending = null;
      });
      return pending;
    },
  };
}

export class InputFile extends OpenFile {
  private readonly source: InputSource;
  private readonly terminal: boolean;
  private rest: Uint8Array | null = null;

  constructor(source: InputSource, terminal = false) {
    super(O_RDONLY, "");
    this.source = source;
    this.terminal = terminal;
  }

  read(buffer: Uint8Array): number {
    this.rest ??= this.source.read();
    if (this.rest === null) throw new HostError("EAGAIN");
    const part = this.rest.subarray(0, buffer.length);
    buffer.set(part);
    this.rest = part.length < this.rest.length ? this.rest.subarray(part.length) : null;
    return part.length;
  }

  write(): number {
    throw new HostError("EBADF");
  }

  stat(): Stat {
    return streamStat(this.terminal ? S_IFCHR | 0o620 : S_IFIFO | 0o600, 3);
  }

  override isatty(): boolean {
    return this.terminal;
  }

  override isReadable(): boolean {
    this.rest ??= this.source.read();
    return this.rest !== null;
  }

  override waitReadable(): Promise<void> {
    return this.rest !== null ? Promise.resolve() : this.source.wait();
  }

  close(): void {}
}

export class OutputFile extends OpenFile {
  private readonly sink: OutputSink;
  private readonly size: [number, number] | null;

  /** `size` is that of the terminal (columns, lines); null when the output is none. */
  constructor(sink: OutputSink, size: [number, number] | null = null) {
    super(O_WRONLY, "");
    this.sink = sink;
    this.size = size;
  }

  read(): number {
    throw new HostError("EBADF");
  }

  write(data: Uint8Array): number {
    if (data.length > 0) this.sink(data.slice());
    return data.length;
  }

  stat(): Stat {
    return streamStat(this.size !== null ? S_IFCHR | 0o620 : S_IFIFO | 0o600, 4);
  }

  override isatty(): boolean {
    return this.size !== null;
  }

  override terminalSize(): [number, number] {
    if (this.size === null) throw new HostError("ENOTTY");
    return this.size;
  }

  close(): void {}
}

/** /dev/null, /dev/zero, /dev/full, /dev/urandom: `fill` makes what is read, null meaning the end. */
export class DeviceFile extends OpenFile {
  private readonly fill: ((buffer: Uint8Array) => void) | null;
  private readonly full: boolean;

  constructor(flags: number, path: string, fill: ((buffer: Uint8Array) => void) | null, full = false) {
    super(flags, path);
    this.fill = fill;
    this.full = full;
  }

  read(buffer: Uint8Array): number {
    if ((this.flags & O_ACCMODE) === O_WRONLY) throw new HostError("EBADF");
    this.fill?.(buffer);
    return this.fill === null ? 0 : buffer.length;
  }

  write(data: Uint8Array): number {
    if (this.full) throw new HostError("ENOSPC");
    return data.length;
  }

  override pread(buffer: Uint8Array): number {
    return this.read(buffer);
  }

  override pwrite(data: Uint8Array): number {
    return this.write(data);
  }

  override seek(offset: number, whence: number): number {
    return whence === SEEK_SET || whence === SEEK_CUR ? offset : 0;
  }

  stat(): Stat {
    return streamStat(S_IFCHR | 0o666, 5);
  }

  close(): void {}
}

function streamStat(mode: number, ino: number): Stat {
  return {
    st_mode: mode,
    st_ino: ino,
    st_dev: 5,
    st_nlink: 1,
    st_uid: 0,
    st_gid: 0,
    st_size: 0,
    st_blksize: 4096,
    st_blocks: 0,
    st_rdev: 0,
    st_atime_ns: 0n,
    st_mtime_ns: 0n,
    st_ctime_ns: 0n,
  };
}
