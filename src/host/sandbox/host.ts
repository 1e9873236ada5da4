/**
 * A host that consists of nothing but memory: what embedded programs get.
 *
 * It has a file system with /dev, /tmp and a home folder, standard streams that its owner supplies, an environment that its
 * owner fills, no other processes, no network. Time, waiting and entropy come from a `Platform`, so that an owner can also
 * grant a false clock or repeatable randomness.
 */
import { SIGNALS } from "../constants.ts";
import { HostError } from "../errno.ts";
import type { Clock, EventLoop, Host, Network, ProcessControl, SystemInfo } from "../host.ts";
import { Loopback } from "../loopback.ts";
import { SandboxFileSystem } from "./files.ts";
import { DeviceFile, fixedInput, InputFile, type InputSource, OutputFile, type OutputSink } from "./streams.ts";

/** What a sandbox borrows from outside. */
export interface Platform {
  readonly clock: Clock;
  readonly loop: EventLoop;
  getrandom(count: number): Uint8Array;
  /** How many bytes the JavaScript program uses; absent where that is not known. */
  memoryUsage?(): number;
  /** Frees unused memory now; absent where programs may not. */
  collectGarbage?(): void;
}

export interface SandboxOptions {
  readonly argv?: readonly string[];
  readonly env?: Readonly<Record<string, string>> | ReadonlyMap<string, string>;
  readonly stdin?: InputSource;
  readonly stdout?: OutputSink;
  readonly stderr?: OutputSink;
  /** The size of the terminal that the streams are; none when absent. */
  readonly terminal?: [columns: number, lines: number];
  /** How many bytes all files together may hold. */
  readonly capacity?: number;
  readonly uid?: number;
  readonly gid?: number;
}

/** Thrown when the program in a sandbox ends itself: its owner goes on. */
export class HostExit {
  readonly status: number;
  constructor(status: number) {
    this.status = status;
  }
}

const HOME = "/home/user";

export class SandboxHost implements Host {
  readonly system: SystemInfo = {
    platform: "linux",
    sysname: "Linux",
    nodename: "sandbox",
    release: "6.0.0",
    version: "#1 Taipan",
    machine: "x86_64",
    cpuCount: 1,
  };
  readonly fs: SandboxFileSystem;
  readonly clock: Clock;
  readonly loop: EventLoop;
  readonly process: SandboxProcess;
  readonly net: Network;
  readonly env: Map<string, string>;
  private readonly platform: Platform;

  constructor(platform: Platform, options: SandboxOptions = {}) {
    this.platform = platform;
    this.clock = platform.clock;
    this.loop = platform.loop;
    const uid = options.uid ?? 1000;
    const gid = options.gid ?? 1000;
    this.env = new Map(options.env instanceof Map ? options.env : Object.entries(options.env ?? {}));
    this.fs = new SandboxFileSystem({
      uid,
      gid,
      capacity: options.capacity ?? 2 ** 30,
      now: () => platform.clock.time(),
    });
    this.process = new SandboxProcess(uid, gid, options.argv ?? [], platform.clock);
    this.net = new Loopback(this.fs);
    const terminal = options.terminal ?? null;
    this.fs.install(new InputFile(options.stdin ?? fixedInput(new Uint8Array(0)), terminal !== null));
    this.fs.install(new OutputFile(options.stdout ?? discard, terminal));
    this.fs.install(new OutputFile(options.stderr ?? discard, terminal));
    this.furnish(uid, gid);
  }

  getrandom(count: number): Uint8Array {
    return this.platform.getrandom(count);
  }

  /** Makes the folders and devices that programs expect; they belong to root, the home folder to the user. */
  private furnish(uid: number, gid: number): void {
    const { fs } = this;
    fs.asRoot(() => {
      for (const folder of ["/dev", "/home", HOME, "/tmp", "/usr", "/usr/bin", "/usr/lib"]) fs.mkdir(folder, 0o755);
      fs.chown(HOME, uid, gid);
      fs.chmod("/tmp", 0o1777);
      fs.mknod("/dev/null", (flags, path) => new DeviceFile(flags, path, null));
      fs.mknod("/dev/zero", (flags, path) => new DeviceFile(flags, path, (buffer) => buffer.fill(0)));
      fs.mknod("/dev/full", (flags, path) => new DeviceFile(flags, path, (buffer) => buffer.fill(0), true));
      for (const name of ["random", "urandom"]) {
        fs.mknod(
          `/dev/${name}`,
          (flags, path) => new DeviceFile(flags, path, (buffer) => buffer.set(this.getrandom(buffer.length))),
        );
      }
      for (const [fd, name] of ["stdin", "stdout", "stderr"].entries()) fs.mknod(`/dev/${name}`, () => fs.file(fd));
    });
    fs.chdir(HOME);
  }
}

function discard(): void {}

/** A process that is alone in its world. */
export class SandboxProcess implements ProcessControl {
  readonly pid = 1;
  readonly ppid = 0;
  readonly argv: readonly string[];
  readonly executable = "";
  private readonly uid: number;
  private readonly gid: number;
  private readonly clock: Clock;
  private readonly handlers = new Map<number, ((signal: number) => void) | "ignore">();

  constructor(uid: number, gid: number, argv: readonly string[], clock: Clock) {
    this.uid = uid;
    this.gid = gid;
    this.argv = argv;
    this.clock = clock;
  }

  getuid(): number {
    return this.uid;
  }
  geteuid(): number {
    return this.uid;
  }
  getgid(): number {
    return this.gid;
  }
  getegid(): number {
    return this.gid;
  }
  getgroups(): number[] {
    return [this.gid];
  }
  groupAndSession(pid: number): [number, number] {
    if (pid !== this.pid && pid !== 0) throw new HostError("ESRCH");
    return [this.pid, this.pid];
  }

  exit(status: number): never {
    throw new HostExit(status & 0xff);
  }

  abort(): never {
    throw new HostExit(128 + SIGNALS.SIGABRT);
  }

  /** Delivers a signal to this process; the owner calls it too, to interrupt the program. */
  kill(pid: number, signal: number): void {
    if (signal < 0 || signal > 64) throw new HostError("EINVAL");
    if (pid !== this.pid && pid !== 0) throw new HostError("ESRCH");
    if (signal === 0) return;
    const handler = this.handlers.get(signal);
    if (handler === "ignore") return;
    if (handler !== undefined) handler(signal);
    else if (!HARMLESS.has(signal)) throw new HostExit(128 + signal);
  }

  onSignal(signal: number, handler: ((signal: number) => void) | "ignore" | null): void {
    if (signal < 1 || signal > 64 || signal === SIGNALS.SIGKILL || signal === SIGNALS.SIGSTOP)
      throw new HostError("EINVAL");
    if (handler === null) this.handlers.delete(signal);
    else this.handlers.set(signal, handler);
  }

  spawn(): number {
    throw new HostError("EPERM");
  }

  waitpid(): [number, number] {
    throw new HostError("ECHILD");
  }

  waitChild(): Promise<void> {
    return Promise.reject(new HostError("ECHILD"));
  }

  times(): [number, number, number, number, number] {
    return [Number(this.clock.process()) / 1e9, 0, 0, 0, Number(this.clock.monotonic()) / 1e9];
  }

  usage(): number[] {
    return new Array(14).fill(0);
  }

  limit(): [null, null] {
    return [null, null];
  }

  loadAverage(): null {
    return null;
  }
}

/** Signals that are ignored, or only stop or continue a process, unless it handles them. */
const HARMLESS: ReadonlySet<number> = new Set([
  SIGNALS.SIGCHLD,
  SIGNALS.SIGURG,
  SIGNALS.SIGWINCH,
  SIGNALS.SIGCONT,
  SIGNALS.SIGTSTP,
  SIGNALS.SIGTTIN,
  SIGNALS.SIGTTOU,
]);
