/**
 * The children of this process: started by an agent in a worker (child-agent.ts), so that their output and their end arrive whether this
 * thread returns to its event loop or blocks in `listen`. Streams of theirs that are no descriptors of the machine are pumped from
 * and to pipes of this process.
 */
import * as os from "node:os";
import type { MessagePort } from "node:worker_threads";
import { HostError } from "../errno.ts";
import type { OpenFile } from "../open-file.ts";
import { workerThreads } from "./builtin.ts";
import { childAgent, type News, type Order, type SpawnRequest } from "./child-agent.ts";

/** Bytes that are given to a child at a time. */
const INPUT_SIZE = 65_536;
/** Bytes that a pipe takes whole or not at all. */
const OUTPUT_SIZE = 4096;

/** Milliseconds that the agent may take to start a child: without it, there will never be an answer. */
const START_PATIENCE = 60_000;

/** The id of a process that could not be started. */
const NO_CHILD = -1;

/** What of this process is behind a child's descriptors that are no descriptors of the machine, by their numbers in the child. */
export interface ChildPipes {
  readonly inputs: ReadonlyMap<number, OpenFile>;
  readonly outputs: ReadonlyMap<number, OpenFile>;
}

interface Child {
  readonly id: number;
  /** 0 until the agent has answered. */
  pid: number;
  /** Why it could not be started. */
  failure: string | null;
  readonly inputs: Map<number, Input>;
  readonly outputs: Map<number, Output>;
  /** Pipes whose readiness will be told of. */
  readonly awaited: Set<OpenFile>;
}

/** What a child is given; hungry: the last piece has gone. */
interface Input {
  readonly file: OpenFile;
  hungry: boolean;
}

/** What a child has said and its pipe has not taken yet; ended: nothing will follow. */
interface Output {
  readonly file: OpenFile;
  rest: Uint8Array | null;
  ended: boolean;
}

export class Children {
  private port: MessagePort | null = null;
  private readonly bell = new Int32Array(new SharedArrayBuffer(4));
  private readonly children = new Map<number, Child>();
  /** Children that have ended (with their wait status) or still run (null). */
  private readonly statuses = new Map<number, number | null>();
  private readonly waiting: (() => void)[] = [];
  private lastId = 0;

  /** Starts a child and gives its process id. */
  spawn(request: SpawnRequest, pipes: ChildPipes): number {
    const child: Child = {
      id: ++this.lastId,
      pid: 0,
      failure: null,
      inputs: new Map(),
      outputs: new Map(),
      awaited: new Set(),
    };
    for (const [fd, file] of pipes.inputs) child.inputs.set(fd, { file: attach(file), hungry: false });
    for (const [fd, file] of pipes.outputs) child.outputs.set(fd, { file: attach(file), rest: null, ended: false });
    this.children.set(child.id, child);
    this.tell({ kind: "spawn", id: child.id, request });
    for (const end = performance.now() + START_PATIENCE; child.pid === 0; this.listen(START_PATIENCE))
      if (performance.now() >= end) this.begin(child, undefined, "EAGAIN");
    if (child.failure !== null) throw new HostError(child.failure, request.executable);
    return child.pid;
  }

  /** As `ProcessControl.waitpid`. */
  waitpid(pid: number): [number, number] {
    const candidates = pid > 0 ? [pid] : [...this.statuses.keys()];
    let known = false;
    for (const candidate of candidates) {
      const status = this.statuses.get(candidate);
      if (status === undefined) continue;
      known = true;
      if (status === null) continue;
      this.statuses.delete(candidate);
      return [candidate, status];
    }
    if (!known) throw new HostError("ECHILD");
    return [0, 0];
  }

  /** Settles when `waitpid` has something new. */
  waitChild(): Promise<void> {
    for (const status of this.statuses.values()) if (status !== null) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Blocks this thread for that many milliseconds, or until something has happened to a child. */
  listen(duration: number): void {
    const before = Atomics.load(this.bell, 0);
    if (this.hear()) return;
    Atomics.wait(this.bell, 0, before, duration);
    this.hear();
  }

  /** Whether anything has been heard, or could be passed on. */
  private hear(): boolean {
    if (this.port === null) return false;
    const { receiveMessageOnPort } = workerThreads();
    let heard = false;
    for (;;) {
      const received = receiveMessageOnPort(this.port);
      if (received === undefined) break;
      this.heed(received.message as News);
      heard = true;
    }
    for (const child of this.children.values()) if (this.advance(child)) heard = true;
    return heard;
  }

  private tell(order: Order): void {
    this.port ??= this.startAgent();
    this.port.postMessage(order);
  }

  private startAgent(): MessagePort {
    const { MessageChannel, Worker } = workerThreads();
    const { port1, port2 } = new MessageChannel();
    // Some compilers of TypeScript have functions register their names.
    const program = `const __name = (value) => value;\n(${childAgent})(require);`;
    const workerData = { port: port2, bell: this.bell };
    new Worker(program, { eval: true, workerData, transferList: [port2], stdout: false, stderr: false }).unref();
    port1.on("message", (news: News) => this.heed(news));
    port1.unref();
    return port1;
  }

  private heed(news: News): void {
    const child = this.children.get(news.id);
    if (child === undefined) return;
    if (news.kind === "spawned") this.begin(child, news.pid, news.error);
    else if (news.kind === "ended") this.end(child, news.code, news.signal);
    else if (news.kind === "sated") this.closeInput(child, news.fd);
    else if (news.kind === "hungry") {
      const input = child.inputs.get(news.fd);
      if (input !== undefined) input.hungry = true;
    } else if (news.kind === "output") {
      const output = child.outputs.get(news.fd);
      if (output === undefined) return;
      if (news.data === null) output.ended = true;
      else output.rest = news.data;
    }
    this.advance(child);
  }

  private begin(child: Child, pid: number | undefined, error: string): void {
    if (pid !== undefined) {
      child.pid = pid;
      for (const input of child.inputs.values()) input.hungry = true;
      for (const [fd, output] of child.outputs) output.file.whenBroken(() => this.deafen(child, fd, output));
      this.statuses.set(pid, null);
      return;
    }
    child.pid = NO_CHILD;
    child.failure = error;
    for (const { file } of child.outputs.values()) detach(file);
    child.outputs.clear();
  }

  private end({ pid }: Child, code: number | null, signal: string | null): void {
    const signals: Readonly<Record<string, number>> = os.constants.signals;
    this.statuses.set(pid, signal === null ? ((code ?? 0) & 0xff) << 8 : (signals[signal] ?? 9));
    for (const wake of this.waiting.splice(0)) wake();
  }

  /** Moves what can be moved through a child's pipes; whether that was anything. One that has ended and has no output left is forgotten. */
  private advance(child: Child): boolean {
    let moved = false;
    for (const [fd, input] of child.inputs) if (this.pumpInput(child, fd, input)) moved = true;
    for (const [fd, output] of child.outputs) if (this.pumpOutput(child, fd, output)) moved = true;
    if (child.pid !== 0 && this.statuses.get(child.pid) !== null && child.outputs.size === 0) {
      for (const fd of child.inputs.keys()) this.closeInput(child, fd);
      this.children.delete(child.id);
    }
    return moved;
  }

  private pumpInput(child: Child, fd: number, input: Input): boolean {
    if (!input.hungry) return false;
    const { file } = input;
    if (!file.isReadable()) {
      this.later(child, file, () => file.waitReadable());
      return false;
    }
    const buffer = new Uint8Array(INPUT_SIZE);
    const count = file.read(buffer);
    input.hungry = false;
    this.tell({ kind: "input", id: child.id, fd, data: count === 0 ? null : buffer.slice(0, count) });
    if (count === 0) this.closeInput(child, fd);
    return true;
  }

  private closeInput({ inputs }: Child, fd: number): void {
    const input = inputs.get(fd);
    if (input !== undefined) detach(input.file);
    inputs.delete(fd);
  }

  private pumpOutput(child: Child, fd: number, output: Output): boolean {
    const { file } = output;
    let moved = false;
    while (output.rest !== null) {
      if (!file.isWritable()) {
        this.later(child, file, () => file.waitWritable());
        return moved;
      }
      moved = true;
      try {
        const rest = output.rest.subarray(file.write(output.rest.subarray(0, OUTPUT_SIZE)));
        output.rest = rest.length === 0 ? null : rest;
        if (output.rest === null) this.tell({ kind: "more", id: child.id, fd });
      } catch (error) {
        if (!(error instanceof HostError)) throw error;
        this.deafen(child, fd, output);
      }
    }
    if (!output.ended) return moved;
    child.outputs.delete(fd);
    detach(file);
    return true;
  }

  /** Nobody reads an output any more: the child shall learn it. */
  private deafen(child: Child, fd: number, output: Output): void {
    if (output.ended) return;
    output.rest = null;
    output.ended = true;
    this.tell({ kind: "deaf", id: child.id, fd });
  }

  /** Goes on when a pipe is ready, if this thread has returned to its event loop by then. */
  private later(child: Child, file: OpenFile, ready: () => Promise<void>): void {
    if (child.awaited.has(file)) return;
    child.awaited.add(file);
    ready().then(() => {
      child.awaited.delete(file);
      this.advance(child);
    });
  }
}

function attach(file: OpenFile): OpenFile {
  file.references++;
  file.countOutside(1);
  return file;
}

function detach(file: OpenFile): void {
  file.countOutside(-1);
  if (--file.references === 0) file.close();
}
