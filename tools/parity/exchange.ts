/**
 * .pyc files in exchange: the programs of test/programs, compiled by CPython, run on Taipan, and compiled by Taipan, run on CPython.
 * Each must print what CPython prints for the source.
 *
 *   npx tsx tools/parity/exchange.ts [name-part]
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { report } from "./report.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const programs = join(root, "test/programs");
const PYTHONS = { Taipan: join(root, "dist/taipan.js"), CPython: join(root, "tools/oracle/python.mjs") } as const;
type Name = keyof typeof PYTHONS;

/**
 * Those that need threads, or error numbers that WebAssembly does not have; that print the name of their file; or the order of a
 * set which a .pyc file holds in the order of another table.
 */
const UNFIT: ReadonlySet<string> = new Set(
  "bank_queue_threads dbm_files files_and_paths signals_while_waiting uncaught_error introspection set_order".split(
    " ",
  ),
);

const COMPILE = `
import py_compile, sys
for source, target in zip(sys.argv[1::2], sys.argv[2::2]):
    py_compile.compile(source, target, doraise=True)
`;

/** What a run shows, as the .expected files have it. */
function run(python: Name, args: readonly string[], input = ""): Promise<string> {
  return new Promise((resolve) => {
    const env = { PATH: process.env["PATH"], LC_ALL: "C.UTF-8", COLUMNS: "80" };
    const child = spawn(process.execPath, [PYTHONS[python], ...args], { cwd: programs, env });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.stdin.on("error", () => {}).end(input);
    child.on("close", (status) => {
      let text = stdout;
      if (stderr !== "") text += `--- stderr\n${stderr}`;
      if (status !== 0) text += `--- exit ${status}\n`;
      resolve(text.replaceAll(`${programs}/`, "./"));
    });
  });
}

async function exchange(from: Name, to: Name, names: readonly string[], folder: string): Promise<void> {
  const target = (name: string): string => join(folder, `${name}.${from}.pyc`);
  const failed = await run(from, [
    "-c",
    COMPILE,
    ...names.flatMap((name) => [join(programs, `${name}.py`), target(name)]),
  ]);
  if (failed !== "") throw new Error(failed);
  let different = 0;
  for (const name of names) {
    const stdin = join(programs, `${name}.stdin`);
    const input = existsSync(stdin) ? readFileSync(stdin, "utf8") : "";
    const expected = readFileSync(join(programs, `${name}.expected`), "utf8");
    if ((await run(to, [target(name)], input)) === expected) continue;
    // A difference that the source has too is none of the file's.
    if ((await run(to, [`${name}.py`], input)) !== expected) continue;
    different++;
    console.log(`${name}: differs when ${to} runs what ${from} compiled`);
  }
  report(`programs compiled by ${from}, run by ${to}`, names.length, different);
}

async function main(): Promise<void> {
  const names = readdirSync(programs)
    .filter((file) => file.endsWith(".py") && file.includes(process.argv[2] ?? ""))
    .map((file) => file.slice(0, -3))
    .filter((name) => !UNFIT.has(name))
    .sort();
  const folder = mkdtempSync(join(tmpdir(), "taipan-pyc-"));
  try {
    await exchange("CPython", "Taipan", names, folder);
    await exchange("Taipan", "CPython", names, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

await main();
