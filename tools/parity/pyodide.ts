/** Real CPython 3.14 in this process: Pyodide, with what the parity tools need of its interface. */
import { loadPyodide } from "pyodide";

export interface Oracle {
  /** Runs Python source in `__main__`. */
  run(source: string): unknown;
  /** A Python function of `__main__` that takes and returns strings, numbers and booleans. */
  callable<Args extends unknown[], Result>(name: string): (...args: Args) => Result;
}

export async function loadOracle(): Promise<Oracle> {
  const py = await loadPyodide({ env: { PYTHONHASHSEED: "0" } } as object);
  return {
    run: (source) => py.runPython(source),
    callable: (name) => py.globals.get(name),
  };
}
