/** Ends the process with a message when a fuzzer's case does not end: another thread watches a counter that every case moves. */
import { Worker } from "node:worker_threads";

const WATCHER = `
const { workerData } = require("node:worker_threads");
const { counter, seconds } = workerData;
let last = -1, since = Date.now();
setInterval(() => {
  const now = Atomics.load(counter, 0);
  if (now < 0) process.exit(0);
  if (now !== last) { last = now; since = Date.now(); }
  else if (Date.now() - since > seconds * 1000) {
    require("node:fs").writeSync(1, "case " + now + " hangs\\n");
    process.kill(process.pid, "SIGKILL");
  }
}, 500);
`;

/** Tells the watchdog which case runs; -1 when all is done. */
export function watch(seconds: number): (index: number) => void {
  const counter = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(WATCHER, { eval: true, workerData: { counter, seconds } });
  worker.unref();
  return (index) => Atomics.store(counter, 0, index);
}
