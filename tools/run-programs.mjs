// Runs programs of test/programs/ on dist/taipan.js and compares with what CPython printed.
//
//   node tools/run-programs.mjs [--quiet] [NAME ...]     all of them without names; exit status 1 if one differs

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const folder = join(root, "test/programs");
const words = process.argv.slice(2);
const quiet = words.includes("--quiet");
let names = words.filter((word) => !word.startsWith("-"));
if (names.length === 0)
  names = readdirSync(folder)
    .filter((file) => file.endsWith(".py"))
    .map((file) => file.slice(0, -3));

const failed = [];
for (const name of names.sort()) {
  const input = join(folder, `${name}.stdin`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "dist/taipan.js"), `${name}.py`], {
    cwd: folder,
    input: existsSync(input) ? readFileSync(input) : "",
    encoding: "utf8",
    timeout: 30_000,
    env: { ...process.env, PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1", NO_COLOR: "1" },
  });
  let text = stdout;
  if (stderr !== "") text += `--- stderr\n${stderr}`;
  if (status !== 0) text += `--- exit status ${status}\n`;
  if (text === readFileSync(join(folder, `${name}.expected`), "utf8")) continue;
  failed.push(name);
  if (!quiet) console.log(`${name}: ${firstDifference(text, readFileSync(join(folder, `${name}.expected`), "utf8"))}`);
}
console.log(
  `programs: ${names.length - failed.length} of ${names.length} agree${failed.length ? `; not: ${failed.join(" ")}` : ""}`,
);
process.exit(failed.length > 0 ? 1 : 0);

function firstDifference(actual, expected) {
  const [a, e] = [actual.split("\n"), expected.split("\n")];
  const at = a.findIndex((line, i) => line !== e[i]);
  const tail = a.slice(-4).join(" | ");
  return `line ${at + 1}\n    expected ${e[at]}\n    got      ${a[at]}\n    ends     ${tail.slice(0, 300)}`;
}
