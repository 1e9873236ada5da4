/** The package's entry for Node: what `node.ts` exports, from compiled code. Other runtimes and bundlers take the module itself. */
import { loadProgram } from "../code-cache.ts";

/** Seconds after which V8 has forgotten the code of functions that ran only at the start. */
const FORGETS_AFTER = 10;

const { Python, PythonError, saveCode } = loadProgram(import.meta.url);
process.on("exit", () => process.uptime() < FORGETS_AFTER && saveCode());

export { Python, PythonError };
