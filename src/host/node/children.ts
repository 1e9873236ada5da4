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
import { childAgent, type News, type Order, type OutputStream, type SpawnRequest } from "./child-agent.ts";

/** Bytes that are given to a child at a time. */
const INPUT_SIZE = 65_536;
/** Bytes that a pipe takes whole or not at all. */
const OUTPUT_SIZE = 4096;

/** Milliseconds that the agent may take to start a child: without it, there will never be an answer. */
const START_PATIENCE = 60_000;

/** The id of a process that could not be started. */
const NO_CHILD = -1;

/** The pipes of this process behind a child's streams. */
export interface ChildPipes {
  readonly stdin: OpenFile | null;
  readonly stdout: OpenFile | null;
  readonly stderr: OpenFile | null;
}

interface Child {
  readonly id: number;
  /** 0 until the agent has answered. */
  pid: number;
  /** Why it could not be started. */
  failure: string | null;
  stdin: OpenFile | null;
  /** Whether the last input has gone. */
  hungry: boolean;
  readonly outputs: Map<OutputStream, Output>;
  /** Pipes whose readiness will be told of. */
  readonly awaited: Set<OpenFile>;
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
    const outputs = new Map<OutputStream, Output>();
    for (const stream of ["stdout", "stderr"] as const) {
      const file = pipes[stream];
      if (file !== null) outputs.set(stream, { file: attach(file), rest: null, ended: false });
    }
    const stdin = pipes.stdin && attach(pipes.stdin);
    const child: Child = {
      id: ++this.lastId,
      pid: 0,
      failure: null,
      stdin,
      hungry: false,
      outputs,
      awaited: new Set(),
    };
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
    else if (news.kind === "hungry") child.hungry = true;
    else if (news.kind === "sated") this.closeInput(child);
    else if (news.kind === "output") {
      const output = child.outputs.get(news.stream);
      if (output === undefined) return;
      if (news.data === null) output.ended = true;
      else output.rest = news.data;
    }
    this.advance(child);
  }

  private begin(child: Child, pid: number | undefined, error: string): void {
    if (pid !== undefined) {
      child.pid = pid;
      child.hungry = true;
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
    let moved = this.pumpInput(child);
    for (const [stream, output] of child.outputs) if (this.pumpOutput(child, stream, output)) moved = true;
    if (child.pid !== 0 && this.statuses.get(child.pid) !== null && child.outputs.size === 0) {
      this.closeInput(child);
      this.children.delete(child.id);
    }
    return moved;
  }

  private pumpInput(child: Child): boolean {
    const { stdin, id } = child;
    if (stdin === null || !child.hungry) return false;
    if (!stdin.isReadable()) {
      this.later(child, stdin, () => stdin.waitReadable());
      return false;
    }
    const buffer = new Uint8Array(INPUT_SIZE);
    const count = stdin.read(buffer);
    child.hungry = false;
    this.tell({ kind: "input", id, data: count === 0 ? null : buffer.slice(0, count) });
    if (count === 0) this.closeInput(child);
    return true;
  }

  private closeInput(child: Child): void {
    if (child.stdin !== null) detach(child.stdin);
    child.stdin = null;
  }

  private pumpOutput(child: Child, stream: OutputStream, output: Output): boolean {
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
        if (output.rest === null) this.tell({ kind: "more", id: child.id, stream });
      } catch (error) {
        if (!(error instanceof HostError)) throw error;
        // Nobody reads any more.
        output.rest = null;
        output.ended = true;
        this.tell({ kind: "deaf", id: child.id, stream });
      }
    }
    if (!output.ended) return moved;
    child.outputs.delete(stream);
    detach(file);
    return true;
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
