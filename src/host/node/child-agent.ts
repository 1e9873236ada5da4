/**
 * The agent for children: it starts them and talks to them in a worker, so that they are heard while the thread that wants them is blocked.
 * What it is told and tells goes through a message port; a bell (a counter in shared memory) rings for each message, because a blocked
 * thread can wait for nothing else.
 */
import type { Duplex, Readable } from "node:stream";
import type { MessagePort } from "node:worker_threads";

/** What is asked of the agent; `id` names a child, `fd` a descriptor of the child's. */
export type Order =
  | { readonly kind: "spawn"; readonly id: number; readonly request: SpawnRequest }
  /** Input for the child; null is its end. */
  | { readonly kind: "input"; readonly id: number; readonly fd: number; readonly data: Uint8Array | null }
  /** The last output of a stream has found its place. */
  | { readonly kind: "more"; readonly id: number; readonly fd: number }
  /** Nobody reads a stream any more. */
  | { readonly kind: "deaf"; readonly id: number; readonly fd: number };

export interface SpawnRequest {
  readonly executable: string;
  readonly args: readonly string[];
  readonly argv0: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly detached: boolean;
  /** The child's descriptors: one of the machine's, nothing, or a pipe of Node's by which the child is given or gives something. */
  readonly stdio: readonly Place[];
}

/** `same` is the descriptor whose pipe it is as well: what a child says by both comes in the order in which it is said. */
export type Place = number | "ignore" | "input" | "output" | { readonly same: number };

/** What the agent tells. */
export type News =
  | { readonly kind: "spawned"; readonly id: number; readonly pid: number | undefined; readonly error: string }
  /** Output of the child; null is its end. Nothing follows before it is asked for. */
  | { readonly kind: "output"; readonly id: number; readonly fd: number; readonly data: Uint8Array | null }
  /** The input has gone, and there is room for more, or nobody who reads it. */
  | { readonly kind: "hungry"; readonly id: number; readonly fd: number }
  | { readonly kind: "sated"; readonly id: number; readonly fd: number }
  | { readonly kind: "ended"; readonly id: number; readonly code: number | null; readonly signal: string | null };

export interface AgentData {
  readonly port: MessagePort;
  readonly bell: Int32Array;
}

/** Runs in the worker, to which it travels as text: it may refer to nothing but its parameter and what JavaScript has everywhere. */
export function childAgent(load: NodeJS.Require): void {
  const { spawn } = load("node:child_process") as typeof import("node:child_process");
  const { port, bell } = (load("node:worker_threads") as typeof import("node:worker_threads")).workerData as AgentData;
  const { mkdtempSync, rmSync } = load("node:fs") as typeof import("node:fs");
  const { connect, createServer } = load("node:net") as typeof import("node:net");
  const { tmpdir } = load("node:os") as typeof import("node:os");
  const { join } = load("node:path") as typeof import("node:path");
  /** The agent's ends of the children's pipes, by their descriptors. */
  const children = new Map<number, ReadonlyMap<number, Duplex>>();

  const tell = (news: News): void => {
    port.postMessage(news);
    Atomics.add(bell, 0, 1);
    Atomics.notify(bell, 0);
  };

  const start = async (id: number, request: SpawnRequest): Promise<void> => {
    const shared = new Map<number, [ours: Duplex, theirs: Duplex]>();
    try {
      for (const place of request.stdio)
        if (typeof place === "object" && !shared.has(place.same)) shared.set(place.same, await socketPair());
      launch(id, request, shared);
    } catch (error) {
      tell({ kind: "spawned", id, pid: undefined, error: (error as NodeJS.ErrnoException).code ?? "EINVAL" });
    }
    for (const [ours, theirs] of shared.values()) {
      theirs.destroy();
      if (!children.has(id)) ours.destroy();
    }
  };

  /** Two connected sockets: Node gives two descriptors of a child one stream only if that exists before. */
  const socketPair = async (): Promise<[Duplex, Duplex]> => {
    const folder = mkdtempSync(join(tmpdir(), "taipan-"));
    const server = createServer();
    try {
      return await new Promise((resolve, reject) => {
        const path = join(folder, "socket");
        server.on("error", reject);
        server.listen(path, () => {
          const theirs = connect(path);
          theirs.on("error", reject);
          server.on("connection", (ours) => resolve([ours, theirs]));
        });
      });
    } finally {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    }
  };

  const launch = (id: number, request: SpawnRequest, shared: ReadonlyMap<number, [Duplex, Duplex]>): void => {
    const { executable, args, argv0, cwd, env, detached } = request;
    const stdio = request.stdio.map((place, fd) => {
      if (typeof place === "object") return shared.get(place.same)![1];
      return shared.get(fd)?.[1] ?? (place === "input" || place === "output" ? "pipe" : place);
    });
    const child = spawn(executable, args, { argv0, cwd, env, detached, stdio });
    const { pid } = child;
    child.on("error", (error: NodeJS.ErrnoException) => {
      if (pid === undefined) tell({ kind: "spawned", id, pid, error: error.code ?? "EINVAL" });
    });
    if (pid === undefined) return;
    tell({ kind: "spawned", id, pid, error: "" });
    const streams = new Map<number, Duplex>();
    children.set(id, streams);
    child.on("exit", (code, signal) => tell({ kind: "ended", id, code, signal }));
    for (const [fd, place] of request.stdio.entries()) {
      if (place !== "input" && place !== "output") continue;
      const stream = shared.get(fd)?.[0] ?? (child.stdio[fd] as Duplex);
      streams.set(fd, stream);
      if (place === "input") feed(id, fd, stream);
      else pass(id, fd, stream);
    }
  };

  const feed = (id: number, fd: number, into: Duplex): void => {
    // Those from 3 on go both ways, and only one that is read notices its end.
    if (fd > 2) into.resume();
    into.on("error", () => {});
    into.on("close", () => tell({ kind: "sated", id, fd }));
  };

  const pass = (id: number, fd: number, from: Readable): void => {
    from.on("data", (data: Uint8Array) => {
      from.pause();
      tell({ kind: "output", id, fd, data });
    });
    from.on("error", () => {});
    from.on("close", () => tell({ kind: "output", id, fd, data: null }));
  };

  port.on("message", (order: Order) => {
    if (order.kind === "spawn") {
      start(order.id, order.request);
      return;
    }
    const { id, fd } = order;
    const stream = children.get(id)?.get(fd);
    if (order.kind === "more") stream?.resume();
    else if (order.kind === "deaf") stream?.destroy();
    else if (order.data === null) stream?.end();
    else stream?.write(order.data, () => tell({ kind: "hungry", id, fd }));
  });
}
