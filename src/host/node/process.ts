/** This process, its signals and its children, through Node. */
import * as fs from "node:fs";
import * as os from "node:os";
import { O_ACCMODE, O_RDONLY, SIGNALS } from "../constants.ts";
import type { DescriptorTable } from "../descriptors.ts";
import { HostError } from "../errno.ts";
import type { ProcessControl, SpawnOptions } from "../host.ts";
import type { OpenFile } from "../open-file.ts";
import type { Place, SpawnRequest } from "./child-agent.ts";
import type { Children } from "./children.ts";
import { nativePath, system } from "./errors.ts";
import { NodeFile } from "./file.ts";
import { SigintWatch } from "./sigint.ts";

const NAMES = new Map<number, NodeJS.Signals>(
  Object.entries(SIGNALS).map(([name, number]) => [number, name as NodeJS.Signals]),
);

export class NodeProcess implements ProcessControl {
  readonly pid = process.pid;
  readonly ppid = process.ppid;
  readonly argv: readonly string[];
  readonly executable: string;
  private readonly descriptors: DescriptorTable;
  private readonly handlers = new Map<number, () => void>();
  private readonly children: Children;
  private readonly sigint = SigintWatch.make();
  private onSigint: (() => void) | null = null;

  constructor(descriptors: DescriptorTable, children: Children) {
    this.descriptors = descriptors;
    this.children = children;
    this.argv = process.argv.slice(1);
    this.executable = realExecutable(process.argv[1] ?? "");
  }

  getuid = (): number => process.getuid?.() ?? 0;
  geteuid = (): number => process.geteuid?.() ?? 0;
  getgid = (): number => process.getgid?.() ?? 0;
  getegid = (): number => process.getegid?.() ?? 0;
  getgroups = (): number[] => process.getgroups?.() ?? [];

  exit(status: number): never {
    process.exit(status & 0xff);
  }

  abort(): never {
    process.abort();
  }

  kill(pid: number, signal: number): void {
    const name = signal === 0 ? 0 : NAMES.get(signal);
    if (name === undefined) throw new HostError("EINVAL");
    // A signal to oneself has arrived when the system call returns.
    const own = pid === this.pid ? (signal === SIGNALS.SIGINT ? this.onSigint : this.handlers.get(signal)) : undefined;
    if (own) own();
    else system(() => process.kill(pid, name));
  }

  onSignal(signal: number, handler: ((signal: number) => void) | "ignore" | null): void {
    const name = NAMES.get(signal);
    if (name === undefined || name === "SIGKILL" || name === "SIGSTOP") throw new HostError("EINVAL");
    const former = this.handlers.get(signal);
    if (former !== undefined) process.off(name, former);
    this.handlers.delete(signal);
    if (signal === SIGNALS.SIGINT && this.sigint !== null) {
      this.onSigint = typeof handler === "function" ? () => handler(signal) : null;
      if (this.onSigint !== null) return this.sigint.start();
      this.sigint.stop();
    }
    if (handler === null) return;
    const listener = handler === "ignore" ? () => {} : () => handler(signal);
    process.on(name, listener);
    this.handlers.set(signal, listener);
  }

  pollSignals(): void {
    if (this.sigint?.take()) this.onSigint?.();
  }

  groupAndSession(pid: number): [number, number] {
    let text: string;
    try {
      text = fs.readFileSync(`/proc/${pid === 0 ? "self" : pid}/stat`, "latin1");
    } catch {
      throw new HostError(fs.existsSync("/proc/self/stat") ? "ESRCH" : "ENOSYS");
    }
    // PID (NAME) STATE PARENT GROUP SESSION …; a name may hold anything.
    const [, , group, session] = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return [Number(group), Number(session)];
  }

  spawn(options: SpawnOptions): number {
    const { cwd, umask } = options;
    const executable = findExecutable(options.executables, cwd);
    const inputs = new Map<number, OpenFile>();
    const outputs = new Map<number, OpenFile>();
    const stdio: Place[] = [];
    const place = (fd: number, file: OpenFile | undefined): void => {
      while (stdio.length < fd) stdio.push("ignore");
      if (file === undefined) stdio[fd] = "ignore";
      else if (file instanceof NodeFile) stdio[fd] = file.share();
      else {
        const twin = [...outputs].find(([, other]) => other === file);
        const gives = fd === 0 || (fd > 2 && (file.flags & O_ACCMODE) === O_RDONLY);
        if (!gives && twin !== undefined) stdio[fd] = { same: twin[0] };
        else {
          stdio[fd] = gives ? "input" : "output";
          (gives ? inputs : outputs).set(fd, file);
        }
      }
    };
    for (const [fd, own] of options.stdio.entries())
      place(fd, own < 0 ? this.descriptors.fileIfOpen(fd) : this.descriptors.file(own));
    for (const fd of options.passed) place(fd, this.descriptors.fileIfOpen(fd));
    const request: SpawnRequest = {
      executable,
      args: options.args.slice(1),
      argv0: options.args[0]!,
      cwd,
      env: Object.fromEntries(options.env),
      detached: options.newSession,
      stdio,
    };
    // A child starts with its parent's mask.
    const former = umask === null ? null : process.umask(umask);
    try {
      return this.children.spawn(request, { inputs, outputs });
    } finally {
      if (former !== null) process.umask(former);
    }
  }

  waitpid(pid: number): [number, number] {
    return this.children.waitpid(pid);
  }

  waitChild(): Promise<void> {
    return this.children.waitChild();
  }

  times(): [number, number, number, number, number] {
    const { user, system: kernel } = process.cpuUsage();
    return [user / 1e6, kernel / 1e6, 0, 0, Number(process.hrtime.bigint() / 1_000_000n) / 1000];
  }

  usage(): number[] {
    const usage = process.resourceUsage();
    return [
      usage.maxRSS,
      usage.sharedMemorySize,
      usage.unsharedDataSize,
      usage.unsharedStackSize,
      usage.minorPageFault,
      usage.majorPageFault,
      usage.swappedOut,
      usage.fsRead,
      usage.fsWrite,
      usage.ipcSent,
      usage.ipcReceived,
      usage.signalsCount,
      usage.voluntaryContextSwitches,
      usage.involuntaryContextSwitches,
    ];
  }

  limit(resource: number): [number | null, number | null] {
    let table: string;
    try {
      table = fs.readFileSync("/proc/self/limits", "latin1");
    } catch {
      return [null, null];
    }
    // A heading, then a line for each resource in the order of their numbers: columns of 25, 20 and 20 characters.
    const line = table.split("\n")[resource + 1] ?? "";
    const column = (at: number) => {
      const value = Number.parseInt(line.slice(at, at + 20), 10);
      return Number.isNaN(value) ? null : value;
    };
    return [column(26), column(47)];
  }

  loadAverage(): [number, number, number] {
    return os.loadavg() as [number, number, number];
  }
}

/** The first candidate that may be executed in the child's folder; the error of the most telling failure otherwise, as `execvp`. */
function findExecutable(candidates: readonly string[], folder: string): string {
  let failure = new HostError("ENOENT", candidates.at(-1) ?? "");
  for (const candidate of candidates) {
    const path = candidate.startsWith("/") ? candidate : `${folder}/${candidate}`;
    try {
      const file = system(() => fs.statSync(nativePath(path)));
      if (file.isDirectory()) throw new HostError("EACCES", candidate);
      system(() => fs.accessSync(nativePath(path), fs.constants.X_OK));
      // The system would look for a bare name in PATH.
      return candidate.includes("/") ? candidate : `./${candidate}`;
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      if (error.code !== "ENOENT" && error.code !== "ENOTDIR") failure = error;
    }
  }
  throw failure;
}

function realExecutable(path: string): string {
  try {
    return fs.realpathSync(path);
  } catch {
    return path;
  }
}
