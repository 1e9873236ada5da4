/**
 * The agent for children: it starts them and talks to them in a worker, so that they are heard while the thread that wants them is blocked.
 * What it is told and tells goes through a message port; a bell (a counter in shared memory) rings for each message, because a blocked
 * thread can wait for nothing else.
 */
import type { ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";
import type { MessagePort } from "node:worker_threads";

/** What is asked of the agent; `id` names a child. */
export type Order =
  | { readonly kind: "spawn"; readonly id: number; readonly request: SpawnRequest }
  /** Input for the child; null is its end. */
  | { readonly kind: "input"; readonly id: number; readonly data: Uint8Array | null }
  /** The last output of a stream has found its place. */
  | { readonly kind: "more"; readonly id: number; readonly stream: OutputStream }
  /** Nobody reads a stream any more. */
  | { readonly kind: "deaf"; readonly id: number; readonly stream: OutputStream };

export interface SpawnRequest {
  readonly executable: string;
  readonly args: readonly string[];
  readonly argv0: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly detached: boolean;
  readonly stdio: readonly (number | "pipe")[];
}

export type OutputStream = "stdout" | "stderr";

/** What the agent tells. */
export type News =
  | { readonly kind: "spawned"; readonly id: number; readonly pid: number | undefined; readonly error: string }
  /** Output of the child; null is its end. Nothing follows before it is asked for. */
  | { readonly kind: "output"; readonly id: number; readonly stream: OutputStream; readonly data: Uint8Array | null }
  /** The input has gone, and there is room for more, or nobody who reads it. */
  | { readonly kind: "hungry"; readonly id: number }
  | { readonly kind: "sated"; readonly id: number }
  | { readonly kind: "ended"; readonly id: number; readonly code: number | null; readonly signal: string | null };

export interface AgentData {
  readonly port: MessagePort;
  readonly bell: Int32Array;
}

/** Runs in the worker, to which it travels as text: it may refer to nothing but its parameter and what JavaScript has everywhere. */
export function childAgent(load: NodeJS.Require): void {
  const { spawn } = load("node:child_process") as typeof import("node:child_process");
  const { port, bell } = (load("node:worker_threads") as typeof import("node:worker_threads")).workerData as AgentData;
  const children = new Map<number, ChildProcess>();

  const tell = (news: News): void => {
    port.postMessage(news);
    Atomics.add(bell, 0, 1);
    Atomics.notify(bell, 0);
  };

  const start = (id: number, request: SpawnRequest): void => {
    const { executable, args, argv0, cwd, env, detached, stdio } = request;
    let child: ChildProcess;
    try {
      child = spawn(executable, args, { argv0, cwd, env, detached, stdio: [...stdio] });
    } catch (error) {
      tell({ kind: "spawned", id, pid: undefined, error: (error as NodeJS.ErrnoException).code ?? "EINVAL" });
      return;
    }
    const { pid } = child;
    child.on("error", (error: NodeJS.ErrnoException) => {
      if (pid === undefined) tell({ kind: "spawned", id, pid, error: error.code ?? "EINVAL" });
    });
    if (pid === undefined) return;
    tell({ kind: "spawned", id, pid, error: "" });
    children.set(id, child);
    child.on("exit", (code, signal) => tell({ kind: "ended", id, code, signal }));
    child.stdin?.on("error", () => {});
    child.stdin?.on("close", () => tell({ kind: "sated", id }));
    if (child.stdout) pass(id, "stdout", child.stdout);
    if (child.stderr) pass(id, "stderr", child.stderr);
  };

  const pass = (id: number, stream: OutputStream, from: Readable): void => {
    from.on("data", (data: Uint8Array) => {
      from.pause();
      tell({ kind: "output", id, stream, data });
    });
    from.on("error", () => {});
    from.on("close", () => tell({ kind: "output", id, stream, data: null }));
  };

  port.on("message", (order: Order) => {
    if (order.kind === "spawn") return start(order.id, order.request);
    const child = children.get(order.id);
    if (order.kind === "more") child?.[order.stream]?.resume();
    else if (order.kind === "deaf") child?.[order.stream]?.destroy();
    else if (order.data === null) child?.stdin?.end();
    else child?.stdin?.write(order.data, () => tell({ kind: "hungry", id: order.id }));
  });
}
