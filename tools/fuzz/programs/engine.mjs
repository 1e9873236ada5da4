/**
 * One engine in a thread of its own: Taipan's bundle with the settings it is given, or real CPython. Programs come as messages, their outputs go
 * back. Nothing here times out: whoever started the thread ends it.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parentPort, workerData } from "node:worker_threads";

/** Programs before a fresh interpreter takes over, so that what they did to modules does not last. */
const RUNS_EACH = 200;
/** Turns of loops and calls of a program. */
const STEPS = 60_000;
const driver = readFileSync(new URL("driver.py", import.meta.url), "utf8");
const { config } = workerData;
const run = config === null ? await cpython() : await taipan();
parentPort.on("message", ({ id, source }) => parentPort.postMessage({ id, output: run(source) }));
parentPort.postMessage({ id: -1, output: "" });

async function cpython() {
  const { loadPyodide } = await import("pyodide");
  const indexURL = fileURLToPath(new URL(".", import.meta.resolve("pyodide")));
  const python = await loadPyodide({ indexURL, env: { PYTHONHASHSEED: "0" } });
  python.runPython(driver);
  return python.globals.get("run_program");
}

async function taipan() {
  const { Python, PythonError } = await import(new URL("../../../dist/index.js", import.meta.url));
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
      return python.run("run_program(source)");
    } catch (error) {
      python = null;
      // The limit can be reached where the driver itself is at work: it answers the same for programs.
      if (error instanceof PythonError && error.traceback.includes("LimitExceeded")) return "?";
      return `internal error: ${error instanceof PythonError ? error.traceback : error.stack}`;
    }
  };
}
