// Compiles Python files with real CPython 3.14 (Pyodide). The build uses it until this repository's own compiler is
// complete; afterwards it remains the reference that the tests compare with.

import { loadPyodide } from "pyodide";

const setUp = `
import marshal
def compile_source(source, filename):
    return marshal.dumps(compile(source.to_bytes(), filename, "exec", dont_inherit=True, optimize=0))
compile_source
`;

/** Gives a function from source bytes and file name to the marshalled code object. */
export async function createCompiler() {
  const python = await loadPyodide();
  const run = python.runPython(setUp);
  return (source, filename) => {
    const proxy = run(new Uint8Array(source), filename);
    const bytes = proxy.toJs();
    proxy.destroy();
    return bytes;
  };
}
