/**
 * One engine in a thread of its own: Taipan's bundle with the settings it is given, or real CPython. Texts come as messages, and what the driver's
 * function answers goes back. Nothing here times out: whoever started the thread ends it.
 */
import { fileURLToPath } from "node:url";
import { parentPort, workerData } from "node:worker_threads";

/** Calls before a fresh interpreter takes over, so that what they did to modules does not last. */
const RUNS_EACH = 200;
/** Turns of loops and calls of one run. */
const STEPS = 60_000;
/** `config` is null for CPython; `call` names the function of the Python source `driver` that takes a text and gives one. */
const { config, driver, call } = workerData;
const run = config === null ? await cpython() : await taipan();
parentPort.on("message", (source) => parentPort.postMessage(run(source)));
parentPort.postMessage("");

async function cpython() {
  const { loadPyodide } = await import("pyodide");
  const indexURL = fileURLToPath(new URL(".", import.meta.resolve("pyodide")));
  const python = await loadPyodide({ indexURL, env: { PYTHONHASHSEED: "0" } });
  // Threads have no stderr that it could write to: it would raise.
  python.setStderr({ batched: () => {} });
  python.runPython(driver);
  return python.globals.get(call);
}

async function taipan() {
  const { Python, PythonError } = await import(new URL("../../dist/index.js", import.meta.url));
  let python = null;
  let runs = 0;
  return (source) => {
    if (python === null || runs++ >= RUNS_EACH) {
      python = new Python({ config, limits: { instructions: STEPS } });
      python.run(driver);
      runs = 0;
    }
    try {
      python.globals.set("source", source);
      return python.run(`${call}(source)`);
    } catch (error) {
      python = null;
      // The limit can be reached where the driver itself is at work: it answers the same for programs.
      if (error instanceof PythonError && error.traceback.includes("LimitExceeded")) return "?";
      return `internal error: ${error instanceof PythonError ? error.traceback : error.stack}`;
    }
  };
}
