/**
 * Ends the process with a message when a fuzzer's case does not end: another thread watches a counter that every case moves. What counts is
 * the processor's time, so that a busy machine, or one that stops the process for a while, hangs nothing; what waits for ever uses none.
 */
import { Worker } from "node:worker_threads";

const WATCHER = `
const { workerData } = require("node:worker_threads");
const { counter, seconds } = workerData;
const PERIOD = 500;
const PATIENCE = 10;
const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };
let last = -1, since = 0, looks = 0;
setInterval(() => {
  const now = Atomics.load(counter, 0);
  if (now < 0) process.exit(0);
  if (now !== last) { last = now; since = used(); looks = 0; }
  else if (used() - since > seconds || ++looks * PERIOD > seconds * 1000 * PATIENCE) {
    require("node:fs").writeSync(1, "case " + now + " hangs\\n");
    process.kill(process.pid, "SIGKILL");
  }
}, PERIOD);
`;

/** Tells the watchdog which case runs; -1 when all is done. */
export function watch(seconds: number): (index: number) => void {
  const counter = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(WATCHER, { eval: true, workerData: { counter, seconds } });
  worker.unref();
  return (index) => Atomics.store(counter, 0, index);
}
