/**
 * Sockets inside the process: a network of one machine, "localhost". Stream sockets are pairs of channels, datagram sockets are
 * queues; nothing leaves the process. Addresses are host and port, or a path for local sockets.
 */
import { AF_INET, AF_INET6, AF_UNIX, O_RDWR, S_IFSOCK, SOCK_DGRAM, SOCK_STREAM } from "./constants.ts";
import type { DescriptorTable } from "./descriptors.ts";
import { HostError } from "./errno.ts";
import type { Network, SocketAddress, Stat } from "./host.ts";
import { destination, overlap, type Place, placeOf, share } from "./loopback-places.ts";
import { OpenFile } from "./open-file.ts";
import { Channel } from "./pipe.ts";

const BUFFER = 1 << 18;
const FIRST_PORT = 32768;
const LAST_PORT = 60999;
const LOCAL = /^(127\.|0\.0\.0\.0$|::1?$|::ffff:127\.|localhost$|)/;

interface Datagram {
  readonly data: Uint8Array;
  readonly from: SocketAddress;
}

/** One end of a connection, a listener, or a datagram socket. */
export class SocketFile extends OpenFile {
  readonly family: number;
  readonly type: number;
  readonly protocol: number;
  readonly net: Loopback;
  local: SocketAddress | null = null;
  /** Where it is bound. */
  place: Place | null = null;
  peer: SocketAddress | null = null;
  /** A stream's two directions, once it is connected. */
  input: Channel | null = null;
  output: Channel | null = null;
  /** Connections that wait to be accepted; null unless listening. */
  backlog: SocketFile[] | null = null;
  backlogSize = 0;
  readonly datagrams: Datagram[] = [];
  readonly options: Map<string, number> = new Map();
  readEnd = false;
  private wasClosed = false;
  private waiters: (() => void)[] = [];

  constructor(net: Loopback, family: number, type: number, protocol: number) {
    super(O_RDWR, "");
    this.net = net;
    this.family = family;
    this.type = type;
    this.protocol = protocol;
  }

  changed(): void {
    for (const wake of this.waiters.splice(0)) wake();
  }

  /** Reading below the buffer's length keeps the rest for streams, drops it for datagrams. */
  read(buffer: Uint8Array): number {
    if (this.type === SOCK_DGRAM) return this.receive(buffer)[0];
    if (this.input === null) throw new HostError(this.backlog === null ? "ENOTCONN" : "EINVAL");
    if (this.readEnd || buffer.length === 0) return 0;
    if (this.input.size === 0) {
      if (this.input.writers === 0) return 0;
      throw new HostError("EAGAIN");
    }
    return this.input.take(buffer);
  }

  /** MSG_PEEK: as `read`, but the data stay. */
  peek(buffer: Uint8Array): number {
    if (this.type === SOCK_DGRAM) {
      const first = this.datagrams[0];
      if (first === undefined) throw new HostError("EAGAIN");
      const part = first.data.subarray(0, buffer.length);
      buffer.set(part);
      return part.length;
    }
    const count = this.read(buffer);
    if (count > 0) this.input!.putBack(buffer.slice(0, count));
    return count;
  }

  write(data: Uint8Array): number {
    if (this.type === SOCK_DGRAM) {
      if (this.peer === null) throw new HostError("EDESTADDRREQ");
      return this.sendTo(data, this.peer);
    }
    if (this.output === null) throw new HostError(this.peer === null ? "ENOTCONN" : "EPIPE");
    if (data.length === 0) return 0;
    if (this.output.readers === 0) throw new HostError("EPIPE");
    return this.output.put(data);
  }

  receive(buffer: Uint8Array): [number, SocketAddress | null] {
    if (this.type !== SOCK_DGRAM) return [this.read(buffer), this.peer];
    const next = this.datagrams.shift();
    if (next === undefined) throw new HostError("EAGAIN");
    const part = next.data.subarray(0, buffer.length);
    buffer.set(part);
    return [part.length, next.from];
  }

  sendTo(data: Uint8Array, to: SocketAddress): number {
    if (this.local === null) this.net.bind(this, this.anyAddress());
    const target = this.net.find(this, to);
    if (target === undefined) {
      if (this.family === AF_UNIX) throw new HostError("ENOENT");
      return data.length;
    }
    target.datagrams.push({ data: data.slice(), from: this.local! });
    target.changed();
    return data.length;
  }

  anyAddress(): SocketAddress {
    if (this.family === AF_UNIX) return { path: "" };
    return { host: this.family === AF_INET6 ? "::1" : "127.0.0.1", port: 0 };
  }

  stat(): Stat {
    return {
      st_mode: S_IFSOCK | 0o777,
      st_ino: 0,
      st_dev: 9,
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

  override isReadable(): boolean {
    if (this.backlog !== null) return this.backlog.length > 0;
    if (this.type === SOCK_DGRAM) return this.datagrams.length > 0;
    if (this.input === null) return true;
    return this.readEnd || this.input.size > 0 || this.input.writers === 0;
  }

  override isWritable(): boolean {
    if (this.backlog !== null) return false;
    if (this.type === SOCK_DGRAM) return true;
    return this.output === null || this.output.hasRoom || this.output.readers === 0;
  }

  override waitReadable(): Promise<void> {
    if (this.input !== null) return this.input.until(() => this.isReadable());
    return this.until(() => this.isReadable());
  }

  override waitWritable(): Promise<void> {
    return this.output === null ? Promise.resolve() : this.output.until(() => this.isWritable());
  }

  private async until(condition: () => boolean): Promise<void> {
    while (!condition() && !this.wasClosed) await new Promise<void>((resolve) => this.waiters.push(resolve));
  }

  shutdown(reading: boolean, writing: boolean): void {
    if (this.peer === null && this.input === null) throw new HostError("ENOTCONN");
    if (reading) {
      this.readEnd = true;
      this.input?.changed();
    }
    if (writing && this.output !== null) {
      this.output.writers--;
      this.output.changed();
      this.output = null;
    }
  }

  close(): void {
    this.wasClosed = true;
    if (this.output !== null) {
      this.output.writers--;
      this.output.changed();
    }
    if (this.input !== null) {
      this.input.readers--;
      this.input.changed();
    }
    for (const waiting of this.backlog ?? []) waiting.close();
    this.net.unbind(this);
    this.changed();
  }
}

/** Gives two sockets the two directions between them. */
function join(a: SocketFile, b: SocketFile): void {
  const [there, back] = [new Channel(BUFFER), new Channel(BUFFER)];
  for (const channel of [there, back]) {
    channel.readers = 1;
    channel.writers = 1;
  }
  [a.output, b.input] = [there, there];
  [b.output, a.input] = [back, back];
}

/** An address as a socket sees it: one of IPv6 sees those of IPv4 as addresses of its own. */
function seenFrom(socket: SocketFile, address: SocketAddress): SocketAddress {
  const isMapped = socket.family === AF_INET6 && "host" in address && !address.host.includes(":");
  return isMapped ? { ...address, host: `::ffff:${address.host}` } : address;
}

export class Loopback implements Network {
  private readonly files: DescriptorTable;
  /** By type and port, or path. */
  private readonly bound: Map<string, SocketFile[]> = new Map();
  private nextPort = FIRST_PORT;

  constructor(files: DescriptorTable) {
    this.files = files;
  }

  private at(fd: number): SocketFile {
    const file = this.files.file(fd);
    if (!(file instanceof SocketFile)) throw new HostError("ENOTSOCK");
    return file;
  }

  private key(socket: SocketFile, address: SocketAddress): string {
    if ("path" in address) return `${socket.type} ${address.path}`;
    return `${socket.type} ${address.port}`;
  }

  socket(family: number, type: number, protocol: number): number {
    if (family !== AF_UNIX && family !== AF_INET && family !== AF_INET6) throw new HostError("EAFNOSUPPORT");
    if (type !== SOCK_STREAM && type !== SOCK_DGRAM) throw new HostError("EPROTONOSUPPORT");
    return this.files.install(new SocketFile(this, family, type, protocol));
  }

  socketpair(family: number, type: number, protocol: number): [number, number] {
    const [a, b] = [new SocketFile(this, family, type, protocol), new SocketFile(this, family, type, protocol)];
    a.local = b.local = a.peer = b.peer = { path: "" };
    if (type === SOCK_STREAM) join(a, b);
    else {
      a.sendTo = (data) => (b.datagrams.push({ data: data.slice(), from: { path: "" } }), b.changed(), data.length);
      b.sendTo = (data) => (a.datagrams.push({ data: data.slice(), from: { path: "" } }), a.changed(), data.length);
    }
    return [this.files.install(a), this.files.install(b)];
  }

  find(socket: SocketFile, address: SocketAddress): SocketFile | undefined {
    if ("host" in address && !LOCAL.test(address.host)) throw new HostError("ENETUNREACH");
    const there = this.bound.get(this.key(socket, address)) ?? [];
    const wanted = destination(socket, address);
    const answering = there.filter(({ place }) => overlap(place!, wanted));
    return answering.find(({ place }) => place!.host === wanted.host) ?? answering[0];
  }

  bind(socket: SocketFile, address: SocketAddress): void {
    if (socket.place !== null) throw new HostError("EINVAL");
    let local = address;
    if ("host" in address) {
      if (!LOCAL.test(address.host)) throw new HostError("EADDRNOTAVAIL");
      local = { ...address, port: address.port === 0 ? this.freePort(socket) : address.port };
    }
    if (!("path" in local && local.path === "")) this.register(socket, local);
    socket.local = local;
  }

  private register(socket: SocketFile, address: SocketAddress): void {
    const key = this.key(socket, address);
    const there = this.bound.get(key) ?? [];
    const place = placeOf(socket, address);
    if (there.some((other) => overlap(other.place!, place) && !share(other, socket))) throw new HostError("EADDRINUSE");
    socket.place = place;
    this.bound.set(key, [...there, socket]);
  }

  unbind(socket: SocketFile): void {
    if (socket.place === null) return;
    const key = this.key(socket, socket.local!);
    const left = this.bound.get(key)!.filter((other) => other !== socket);
    if (left.length > 0) this.bound.set(key, left);
    else this.bound.delete(key);
    socket.place = null;
  }

  private freePort(socket: SocketFile): number {
    for (;;) {
      const port = this.nextPort++;
      if (this.nextPort > LAST_PORT) this.nextPort = FIRST_PORT;
      if (!this.bound.has(`${socket.type} ${port}`)) return port;
    }
  }

  bindFd(fd: number, address: SocketAddress): void {
    this.bind(this.at(fd), address);
  }

  listen(fd: number, backlog: number): void {
    const socket = this.at(fd);
    if (socket.type !== SOCK_STREAM) throw new HostError("EOPNOTSUPP");
    if (socket.local === null) this.bind(socket, socket.anyAddress());
    socket.backlog ??= [];
    socket.backlogSize = Math.max(1, backlog);
  }

  accept(fd: number): [number, SocketAddress] {
    const socket = this.at(fd);
    if (socket.backlog === null) throw new HostError("EINVAL");
    const next = socket.backlog.shift();
    if (next === undefined) throw new HostError("EAGAIN");
    return [this.files.install(next), next.peer!];
  }

  connect(fd: number, address: SocketAddress): void {
    const socket = this.at(fd);
    if (socket.type === SOCK_DGRAM) {
      socket.peer = address;
      if (socket.local === null) this.bind(socket, socket.anyAddress());
      return;
    }
    if (socket.peer !== null) throw new HostError("EISCONN");
    const target = this.find(socket, address);
    if (target === undefined && "path" in address) throw new HostError("ENOENT");
    if (target?.backlog == null) throw new HostError("ECONNREFUSED");
    if (socket.local === null) {
      // A client's port is not listened on: it need not be registered.
      socket.local = "path" in address ? { path: "" } : { host: address.host, port: this.freePort(socket) };
    }
    const server = new SocketFile(this, target.family, SOCK_STREAM, target.protocol);
    socket.peer = "host" in address ? { host: address.host, port: address.port } : target.local!;
    server.local = seenFrom(target, socket.peer);
    server.peer = seenFrom(target, socket.local);
    join(socket, server);
    target.backlog.push(server);
    target.changed();
  }

  getsockname(fd: number): SocketAddress {
    const socket = this.at(fd);
    return (
      socket.local ??
      ("path" in socket.anyAddress() ? { path: "" } : { host: socket.family === AF_INET6 ? "::" : "0.0.0.0", port: 0 })
    );
  }

  getpeername(fd: number): SocketAddress {
    const { peer } = this.at(fd);
    if (peer === null) throw new HostError("ENOTCONN");
    return peer;
  }

  receive(fd: number, buffer: Uint8Array, peek: boolean): [number, SocketAddress | null] {
    const socket = this.at(fd);
    return peek ? [socket.peek(buffer), socket.peer] : socket.receive(buffer);
  }

  sendTo(fd: number, data: Uint8Array, address: SocketAddress | null): number {
    const socket = this.at(fd);
    if (address === null || socket.type === SOCK_STREAM) return socket.write(data);
    return socket.sendTo(data, address);
  }

  shutdown(fd: number, reading: boolean, writing: boolean): void {
    this.at(fd).shutdown(reading, writing);
  }

  getOption(fd: number, level: number, name: number): number {
    const socket = this.at(fd);
    const [SOL_SOCKET, SO_TYPE, SO_ERROR, SO_ACCEPTCONN, SO_PROTOCOL, SO_DOMAIN] = [1, 3, 4, 30, 38, 39];
    if (level === SOL_SOCKET) {
      if (name === SO_TYPE) return socket.type;
      if (name === SO_ERROR) return 0;
      if (name === SO_ACCEPTCONN) return socket.backlog === null ? 0 : 1;
      if (name === SO_DOMAIN) return socket.family;
      if (name === SO_PROTOCOL) return socket.protocol;
      if ((name === 7 || name === 8) && !socket.options.has(`${level} ${name}`)) return BUFFER;
    }
    return socket.options.get(`${level} ${name}`) ?? 0;
  }

  setOption(fd: number, level: number, name: number, value: number): void {
    this.at(fd).options.set(`${level} ${name}`, value);
  }

  describe(fd: number): [family: number, type: number, protocol: number] {
    const { family, type, protocol } = this.at(fd);
    return [family, type, protocol];
  }

  /** Only this machine has a name here. */
  async lookup(name: string): Promise<string[]> {
    if (name === "" || name === "localhost" || name === "sandbox") return ["127.0.0.1"];
    throw new HostError("ENOENT");
  }
}
