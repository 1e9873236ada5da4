/** The real machine as a `Host`: what the command line gets. */

import * as fs from "node:fs";
import * as os from "node:os";
import { Archive } from "../archive.ts";
import type { Clock, EventLoop, Host, Network, SystemInfo } from "../host.ts";
import { Loopback } from "../loopback.ts";
import { crypto, zlib } from "./builtin.ts";
import { Children } from "./children.ts";
import { NodeClock, NodeLoop } from "./clock.ts";
import { NodeFileSystem } from "./files.ts";
import { collectGarbage, instancesOf } from "./heap.ts";
import { noteOwn } from "./inherited.ts";
import { NodeProcess } from "./process.ts";

export class NodeHost implements Host {
  readonly fs = new NodeFileSystem();
  readonly clock: Clock = new NodeClock();
  private readonly children = new Children();
  readonly loop: EventLoop = new NodeLoop(this.children);
  readonly process = new NodeProcess(this.fs, this.children);
  readonly net: Network = new Loopback(this.fs);
  readonly env = new Environment();

  get system(): SystemInfo {
    return {
      platform: process.platform,
      sysname: os.type(),
      nodename: os.hostname(),
      release: os.release(),
      version: os.version(),
      machine: os.machine(),
      cpuCount: os.availableParallelism(),
    };
  }

  collectGarbage(): void {
    collectGarbage();
  }

  instancesOf(prototype: object): object[] | undefined {
    return instancesOf(prototype);
  }

  getrandom(count: number): Uint8Array {
    const bytes = new Uint8Array(count);
    if (!fillFromDevice(bytes)) crypto().randomFillSync(bytes);
    return bytes;
  }
}

/** The few bytes that a start needs are not worth Node's cryptography. False: there is no such device. */
function fillFromDevice(bytes: Uint8Array): boolean {
  if (bytes.length > 256) return false;
  try {
    const device = fs.openSync("/dev/urandom", "r");
    try {
      return fs.readSync(device, bytes) === bytes.length;
    } finally {
      fs.closeSync(device);
    }
  } catch {
    return false;
  }
}

/** The environment; changes reach Node too, so that `TZ` takes effect. */
class Environment extends Map<string, string> {
  private ready = false;

  constructor() {
    super();
    for (const [name, value] of Object.entries(process.env)) if (value !== undefined) super.set(name, value);
    this.ready = true;
  }

  override set(name: string, value: string): this {
    if (this.ready) process.env[name] = value;
    return super.set(name, value);
  }

  override delete(name: string): boolean {
    delete process.env[name];
    return super.delete(name);
  }
}

/** Opens the packed library that lies at `path`, reading it piece by piece. */
export function openArchive(path: string): Archive {
  const file = noteOwn(fs.openSync(path, "r"));
  const read = (offset: number, length: number): Uint8Array => {
    const bytes = new Uint8Array(length);
    return bytes.subarray(0, fs.readSync(file, bytes, 0, length, offset));
  };
  return new Archive(
    { read },
    {
      inflate: (packed) => zlib().inflateRawSync(packed),
      equal: (a, b) => Buffer.compare(a, b) === 0,
      latin1: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1"),
    },
  );
}
