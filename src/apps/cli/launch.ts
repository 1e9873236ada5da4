/**
 * Starts the command line from compiled code.
 *
 * Most of a short run would be V8 compiling two megabytes of JavaScript. So the program (dist/taipan-main.cjs) is loaded as a
 * script together with V8's own code cache. A missing cache, or one of another version of Node, is made anew when the program
 * ends; where the folder cannot be written, starting just takes longer.
 */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";
import { keepCode, restoreFlags } from "./optimizer.ts";

const file = join(dirname(fileURLToPath(import.meta.url)), "taipan-main.cjs");
const cacheFile = `${file}.${process.version}-${process.arch}.cache`;

function readCache(): Buffer | undefined {
  try {
    return readFileSync(cacheFile);
  } catch {
    return undefined;
  }
}

/** Whole or not at all: another process may be reading. */
function writeCache(data: Buffer): void {
  const draft = `${cacheFile}.${process.pid}`;
  try {
    writeFileSync(draft, data);
    renameSync(draft, cacheFile);
  } catch {
    // A read-only installation.
  }
}

const cachedData = readCache();
// The bundle is pure ASCII, which V8 stores as it is.
const script = new Script(
  readFileSync(file, "latin1"),
  cachedData ? { filename: file, cachedData } : { filename: file },
);
if (cachedData === undefined || script.cachedDataRejected) {
  // Without this, what a long program starts with was forgotten at its end (measured: start-up half as long again from then on).
  keepCode();
  process.on("exit", () => {
    restoreFlags();
    writeCache(script.createCachedData());
  });
}
const run = script.runInThisContext() as (require: NodeJS.Require, url: string) => void;
run(createRequire(import.meta.url), import.meta.url);
