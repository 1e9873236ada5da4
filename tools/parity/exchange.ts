/**
 * .pyc files in exchange: the programs of test/programs, compiled by CPython, run on Taipan, and compiled by Taipan, run on CPython.
 * Each must print what CPython prints for the source.
 *
 *   npx tsx tools/parity/exchange.ts [name-part]
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beyondPyodide, inputOf, ORACLE, type Program, programs, show, TAIPAN, testPrograms } from "../programs.ts";
import { report } from "./report.ts";

const PYTHONS = { Taipan: TAIPAN, CPython: ORACLE } as const;
type Name = keyof typeof PYTHONS;

/** What Pyodide can run, but prints otherwise from a .pyc file: the file's own name; the order in which a set was written. */
const UNFIT: ReadonlySet<string> = new Set(["introspection", "set_order"]);

const COMPILE = `
import py_compile, sys
for source, target in zip(sys.argv[1::2], sys.argv[2::2]):
    py_compile.compile(source, target, doraise=True)
`;

async function exchange(from: Name, to: Name, chosen: readonly Program[], folder: string): Promise<void> {
  const target = ({ name }: Program): string => join(folder, `${name}.${from}.pyc`);
  const paths = chosen.flatMap((program) => [join(program.folder, program.file), target(program)]);
  const failed = await show([...PYTHONS[from], "-c", COMPILE, ...paths], testPrograms);
  if (failed !== "") throw new Error(failed);
  let different = 0;
  for (const [index, program] of chosen.entries()) {
    if (index > 0 && index % 100 === 0) console.log(`  … ${index} of ${chosen.length} programs run by ${to}`);
    const expected = readFileSync(program.expected, "utf8");
    const prints = async (path: string): Promise<boolean> =>
      (await show([...PYTHONS[to], path], program.folder, inputOf(program))) === expected;
    // A difference that the source has too is none of the file's.
    if ((await prints(target(program))) || !(await prints(program.file))) continue;
    different++;
    console.log(`${program.name}: differs when ${to} runs what ${from} compiled`);
  }
  report(`programs compiled by ${from}, run by ${to}`, chosen.length, different);
}

async function main(): Promise<void> {
  const beyond = beyondPyodide();
  const chosen = programs([testPrograms]).filter(
    ({ name }) => name.includes(process.argv[2] ?? "") && !beyond.has(name) && !UNFIT.has(name),
  );
  const folder = mkdtempSync(join(tmpdir(), "taipan-pyc-"));
  try {
    await exchange("CPython", "Taipan", chosen, folder);
    await exchange("Taipan", "CPython", chosen, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

await main();
