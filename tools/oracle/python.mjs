// Real CPython 3.14 (Pyodide) behind a command line like python's, as the reference that tests are recorded from.
//
//   node tools/oracle/python.mjs [-c cmd | -m mod | script.py] [args]
//
// The folders of the host are mounted at the same paths, except those that CPython's own world occupies (/lib, /dev, …).
// It is a 32-bit build: sys.maxsize and hash values differ from a native one.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { loadPyodide } from "pyodide";

const OWN = new Set(["dev", "proc", "sys", "lib"]);

function mountHost(FS) {
  for (const name of readdirSync("/")) {
    const path = `/${name}`;
    if (OWN.has(name) || !statSync(path, { throwIfNoEntry: false })?.isDirectory()) continue;
    FS.mkdirTree(path);
    FS.mount(FS.filesystems.NODEFS, { root: path }, path);
  }
  FS.chdir(process.cwd());
}

try {
  const python = await loadPyodide({
    args: process.argv.slice(2),
    env: { ...process.env, PYTHONINSPECT: "" },
    fsInit: mountHost,
  });
  python.setStdin();
  python.setStdout();
  python.setStderr();
  python.runPython(readFileSync(new URL("event_loop.py", import.meta.url), "utf8"), { globals: python.toPy({}) });
  process.exit(python._module._run_main());
} catch (error) {
  if (error?.name === "ExitStatus") process.exit(error.status);
  console.error(String(error).slice(0, 2000));
  process.exit(70);
}
