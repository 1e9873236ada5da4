/**
 * A pipe inside the process: bytes written at one end come out at the other.
 *
 * It cannot block, so an empty (full) pipe answers EAGAIN, and whoever wanted to block waits for `waitReadable` (`waitWritable`).
 * Writes of up to PIPE_BUF bytes are taken whole or not at all, as POSIX demands.
 */
import { O_RDONLY, O_WRONLY, S_IFIFO } from "./constants.ts";
import { HostError } from "./errno.ts";
import type { Stat } from "./host.ts";
import { OpenFile } from "./open-file.ts";

const CAPACITY = 65536;
const PIPE_BUF = 4096;

let lastInode = 0;

/** The bytes under way, and who waits for them. */
export class Channel {
  private readonly chunks: Uint8Array[] = [];
  private readonly waiting: (() => void)[] = [];
  /** Who is told when the last reader goes. */
  readonly abandoned: (() => void)[] = [];
  private readonly capacity: number;
  readonly inode = ++lastInode;
  size = 0;
  /** Ends that are children's. */
  outside = 0;
  readers = 0;
  writers = 0;

  constructor(capacity = CAPACITY) {
    this.capacity = capacity;
  }

  take(buffer: Uint8Array): number {
    let filled = 0;
    while (filled < buffer.length && this.chunks.length > 0) {
      const chunk = this.chunks[0]!;
      const part = chunk.subarray(0, buffer.length - filled);
      buffer.set(part, filled);
      filled += part.length;
      if (part.length === chunk.length) this.chunks.shift();
      else this.chunks[0] = chunk.subarray(part.length);
    }
    this.size -= filled;
    if (filled > 0) this.changed();
    return filled;
  }

  /** Puts data that were taken to the front again. */
  putBack(data: Uint8Array): void {
    this.chunks.unshift(data);
    this.size += data.length;
  }

  put(data: Uint8Array): number {
    const room = this.capacity - this.size;
    if (room === 0 || (data.length <= PIPE_BUF && room < data.length)) throw new HostError("EAGAIN");
    const part = data.slice(0, room);
    this.chunks.push(part);
    this.size += part.length;
    this.changed();
    return part.length;
  }

  get hasRoom(): boolean {
    return this.capacity - this.size >= PIPE_BUF;
  }

  changed(): void {
    for (const wake of this.waiting.splice(0)) wake();
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}

abstract class PipeEnd extends OpenFile {
  protected readonly channel: Channel;

  constructor(flags: number, path: string, channel: Channel) {
    super(flags, path);
    this.channel = channel;
  }

  stat(): Stat {
    return pipeStat(this.channel);
  }

  override countOutside(by: 1 | -1): void {
    this.channel.outside += by;
  }

  override readyWhileBlocked(): boolean {
    return this.channel.outside > 0;
  }
}

/** The reading end of a channel; the end of the data is when no writer is left. */
export class PipeReader extends PipeEnd {
  constructor(channel: Channel, path = "") {
    super(O_RDONLY, path, channel);
    channel.readers++;
  }

  read(buffer: Uint8Array): number {
    if (buffer.length === 0) return 0;
    if (this.channel.size === 0 && this.channel.writers > 0) throw new HostError("EAGAIN");
    return this.channel.take(buffer);
  }

  write(): number {
    throw new HostError("EBADF");
  }

  override isReadable(): boolean {
    return this.channel.size > 0 || this.channel.writers === 0;
  }

  override isWritable(): boolean {
    return false;
  }

  override waitReadable(): Promise<void> {
    return this.channel.until(() => this.isReadable());
  }

  close(): void {
    this.channel.readers--;
    if (this.channel.readers === 0) for (const tell of this.channel.abandoned.splice(0)) tell();
    this.channel.changed();
  }
}

/** The writing end of a channel. */
export class PipeWriter extends PipeEnd {
  constructor(channel: Channel, path = "") {
    super(O_WRONLY, path, channel);
    channel.writers++;
  }

  read(): number {
    throw new HostError("EBADF");
  }

  write(data: Uint8Array): number {
    if (data.length === 0) return 0;
    if (this.channel.readers === 0) throw new HostError("EPIPE");
    return this.channel.put(data);
  }

  override isReadable(): boolean {
    return false;
  }

  override isWritable(): boolean {
    return this.channel.hasRoom || this.isBroken();
  }

  /** There is nothing to read, but to learn that nobody reads any more. */
  override waitReadable(): Promise<void> {
    return this.channel.until(() => this.isBroken());
  }

  override waitWritable(): Promise<void> {
    return this.channel.until(() => this.isWritable());
  }

  override isBroken(): boolean {
    return this.channel.readers === 0;
  }

  override whenBroken(tell: () => void): void {
    if (this.isBroken()) tell();
    else this.channel.abandoned.push(tell);
  }

  close(): void {
    this.channel.writers--;
    this.channel.changed();
  }
}

/** Both ends of a new pipe. */
export function makePipe(): [PipeReader, PipeWriter] {
  const channel = new Channel();
  return [new PipeReader(channel), new PipeWriter(channel)];
}

function pipeStat(channel: Channel): Stat {
  return {
    st_mode: S_IFIFO | 0o600,
    st_ino: channel.inode,
    st_dev: 14,
    st_nlink: 1,
    st_uid: 0,
    st_gid: 0,
    st_size: 0,
    st_blksize: PIPE_BUF,
    st_blocks: 0,
    st_rdev: 0,
    st_atime_ns: 0n,
    st_mtime_ns: 0n,
    st_ctime_ns: 0n,
  };
}
