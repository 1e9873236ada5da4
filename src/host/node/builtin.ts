/** Larger modules of Node's, loaded when they are first needed: together they are a twentieth of the start of a program. */
import { createRequire } from "node:module";

const load = createRequire(import.meta.url);

export function crypto(): typeof import("node:crypto") {
  return load("node:crypto");
}

export function workerThreads(): typeof import("node:worker_threads") {
  return load("node:worker_threads");
}

export function childProcess(): typeof import("node:child_process") {
  return load("node:child_process");
}

export function zlib(): typeof import("node:zlib") {
  return load("node:zlib");
}

export function inspector(): typeof import("node:inspector") {
  return load("node:inspector");
}
