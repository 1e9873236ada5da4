/**
 * Records what real CPython 3.14 prints for the programs of test/programs/ and examples/ into NAME.expected.
 *
 *   npm run record                  programs that have no .expected file yet
 *   npm run record -- NAME ...      these programs, anew
 *   npm run record -- --check       compares all of them with what is recorded
 *
 * CPython is Pyodide. What it cannot run (test/programs/beyond-pyodide.txt) is recorded from a native CPython that the environment
 * names, as in `PYTHON=python3.14 npm run record -- NAME`.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { beyondPyodide, inputOf, ORACLE, type Program, programs, show } from "./programs.ts";

const words = process.argv.slice(2);
const check = words.includes("--check");
const native = process.env["PYTHON"];
const python = native === undefined ? ORACLE : [native];

let differing = 0;

async function record(program: Program): Promise<void> {
  const { name, folder, file, expected } = program;
  const text = await show([...python, file], folder, inputOf(program));
  if (!check) {
    writeFileSync(expected, text);
    console.log(`${name}: ${text.split("\n").length - 1} lines${text.includes("\n--- exit") ? ", FAILS" : ""}`);
  } else if (readFileSync(expected, "utf8") !== text) {
    differing++;
    console.log(`${name} differs`);
  }
}

function chosen(): Program[] {
  const names = words.filter((word) => !word.startsWith("-")).map((word) => word.replace(/\.py$/, ""));
  const beyond = beyondPyodide();
  return programs().filter(({ name, expected }) => {
    if (native === undefined && beyond.has(name)) return false;
    return names.length > 0 ? names.includes(name) : check || !existsSync(expected);
  });
}

async function worker(queue: Program[]): Promise<void> {
  for (let program = queue.shift(); program !== undefined; program = queue.shift()) await record(program);
}

const queue = chosen();
const nothing = queue.length === 0;
await Promise.all([worker(queue), worker(queue)]);
console.log(nothing ? "nothing to do" : check ? `${differing} programs differ` : "recorded");
if (differing > 0) process.exitCode = 1;
