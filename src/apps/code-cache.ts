/**
 * Loads the program from compiled code.
 *
 * Most of a short run would be V8 compiling megabytes of JavaScript. So for Node everything is one script (dist/taipan-node.cjs) and its parts
 * (dist/parts), which are loaded together with V8's own code cache. Each version of V8, processor and set of V8's flags has files of its own;
 * a missing one is made when the process ends; where the folder cannot be written, starting just takes longer.
 */
import { closeSync, fstatSync, openSync, readSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cachedDataVersionTag } from "node:v8";
import { Script } from "node:vm";
import type { Program } from "./script.ts";

/** The code caches of what has been loaded so far. */
export interface CodeCaches {
  /** Whether any are missing. */
  readonly isStale: () => boolean;
  /** Writes those that are missing, under the flags of V8 under which the program was loaded. */
  readonly saveCode: () => void;
}

interface OpenFile {
  readonly fd: number;
  readonly size: number;
}

/** Loads the script that lies beside the module with this URL. */
export function loadProgram(url: string): Program & CodeCaches {
  const folder = dirname(fileURLToPath(url));
  const stale: (() => void)[] = [];
  const load = (name: string): unknown => loadScript(join(folder, `${name}.cjs`), stale);
  const program = load("taipan-node") as (require: NodeJS.Require, url: string, part: typeof load) => Program;
  return {
    ...program(createRequire(url), url, (name) => load(`parts/${name}`)),
    isStale: () => stale.length > 0,
    saveCode: () => {
      for (const save of stale) save();
    },
  };
}

/** The value of a script; into `stale`, what writes its code cache where there is none. */
function loadScript(filename: string, stale: (() => void)[]): unknown {
  const cacheFile = `${filename}.${cachedDataVersionTag().toString(16)}.cache`;
  const text = open(filename);
  const code = openIfThere(cacheFile);
  // One room for both: memory costs most when it is touched first (measured: a hundredth of a second less).
  const room = Buffer.allocUnsafeSlow(Math.max(text.size, code?.size ?? 0));
  // The script is pure ASCII, which V8 stores as it is.
  const source = readInto(room, text).toString("latin1");
  const cachedData = code && readInto(room, code);
  const script = new Script(source, cachedData ? { filename, cachedData } : { filename });
  if (cachedData === undefined || script.cachedDataRejected)
    stale.push(() => replace(cacheFile, script.createCachedData()));
  return script.runInThisContext();
}

function open(path: string): OpenFile {
  const fd = openSync(path, "r");
  return { fd, size: fstatSync(fd).size };
}

function openIfThere(path: string): OpenFile | undefined {
  try {
    return open(path);
  } catch {
    return undefined;
  }
}

function readInto(room: Buffer, { fd, size }: OpenFile): Buffer {
  let at = 0;
  for (let count = 1; at < size && count > 0; at += count) count = readSync(fd, room, at, size - at, at);
  closeSync(fd);
  return room.subarray(0, at);
}

/** Whole or not at all: another process may be reading. */
function replace(path: string, data: Buffer): void {
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, data);
    renameSync(draft, path);
  } catch {
    // A read-only installation.
  }
}
