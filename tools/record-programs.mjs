// Records what real CPython 3.14 prints for the programs of test/programs/ into NAME.expected.
//
//   npm run record                  programs that have no .expected file yet
//   npm run record -- NAME ...      these programs, anew
//   npm run record -- --check       compares all of them with what is recorded
//
// WebAssembly has no threads and its own error numbers: what depends on them is recorded from a native CPython that
// the environment names, as in `PYTHON=python3.14 npm run record -- NAME`.
//
// The expected text is standard output; if the program writes to standard error or fails, a part for each follows.
// A program reads NAME.stdin if there is such a file, and is started in its own folder.

import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const folders = [join(root, "test/programs"), join(root, "examples")];
const words = process.argv.slice(2);
const native = process.env.PYTHON;
/** Programs that Pyodide cannot run, or not as Linux does. */
const nativeOnly = new Set([
  "bank_queue_threads",
  "dbm_files",
  "files_and_paths",
  "signals_while_waiting",
  "uncaught_error",
]);
const check = words.includes("--check");
const names = words.filter((word) => !word.startsWith("-")).map((word) => word.replace(/\.py$/, ""));

const programs = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".py"))
    .sort()
    .map((file) => ({ folder, name: file.slice(0, -3) })),
);
const chosen = programs.filter(
  ({ folder, name }) =>
    (native || !nativeOnly.has(name)) &&
    (names.length > 0 ? names.includes(name) : check || !existsSync(join(folder, `${name}.expected`))),
);
let differing = 0;
await Promise.all([worker(), worker()]);
console.log(`${chosen.length === 0 ? "nothing to do" : check ? `${differing} programs differ` : "recorded"}`);
process.exit(differing > 0 ? 1 : 0);

async function worker() {
  for (let next = programs.findIndex((p) => chosen.includes(p) && !p.taken); next >= 0; ) {
    const program = programs[next];
    program.taken = true;
    const text = await record(program);
    const target = join(program.folder, `${program.name}.expected`);
    if (!check) {
      writeFileSync(target, text);
      console.log(
        `${program.name}: ${text.split("\n").length - 1} lines${text.includes("\n--- exit") ? ", FAILS" : ""}`,
      );
    } else if (readFileSync(target, "utf8") !== text) {
      differing++;
      console.log(`${program.name} differs`);
    }
    next = programs.findIndex((p) => chosen.includes(p) && !p.taken);
  }
}

function record({ folder, name }) {
  return new Promise((resolve) => {
    const oracle = join(root, "tools/oracle/python.mjs");
    const [command, ...args] = native ? [native, `${name}.py`] : [process.execPath, oracle, `${name}.py`];
    const child = spawn(command, args, {
      cwd: folder,
      env: { PATH: process.env.PATH, LC_ALL: "C.UTF-8", COLUMNS: "80" },
    });
    const input = join(folder, `${name}.stdin`);
    child.stdin.end(existsSync(input) ? readFileSync(input) : "");
    const timer = setTimeout(() => child.kill("SIGKILL"), 60_000);
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (data) => (stdout += data));
    child.stderr.on("data", (data) => (stderr += data));
    child.on("close", (status) => {
      clearTimeout(timer);
      let text = stdout;
      if (stderr !== "") text += `--- stderr\n${stderr}`;
      if (status !== 0) text += `--- exit ${status}\n`;
      resolve(text.replaceAll(`${folder}/`, "./"));
    });
  });
}
