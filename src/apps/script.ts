/** What the script for Node is made of: the command and the package's entry, so that both start from one code cache. */
import { main } from "./cli/main.ts";
import { Python, PythonError } from "./embed/node.ts";

/** What the script gives. */
export interface Program {
  readonly main: typeof main;
  readonly Python: typeof Python;
  readonly PythonError: typeof PythonError;
}

export { main, Python, PythonError };
