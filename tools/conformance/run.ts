/**
 * Runs modules of CPython's own test suite and compares what fails with test/conformance/.
 *
 *   npm run conformance -- --tests=DIR [options] [module …]
 *
 *   --tests=DIR           the folder that holds CPython's package `test`; it is not part of this repository
 *   --python=COMMAND      what to test (default: dist/taipan.js, installed with the tests in its library, under CPython's name)
 *   --timeout=SECONDS     for a module's process (default 300);  --test-timeout=SECONDS  for one test (default 60)
 *   --use=a,b             resources of regrtest to allow: cpu, network, …
 *   --accept              rewrite the expectations of these modules from this run
 *   --out=FILE            write all results as JSON
 *
 * A module is named test_x or test_x.test_y; a package stands for all its modules. Without a name all modules that have a file in
 * test/conformance/ run. The exit status is 1 when a test fails that no line there expects, or passes though one does.
 */
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Expectations, judge, type ModuleResult } from "./expectations.ts";
import { install } from "./install.ts";
import { runModule } from "./process.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tests: { type: "string" },
    python: { type: "string" },
    timeout: { type: "string", default: "300" },
    "test-timeout": { type: "string", default: "60" },
    use: { type: "string", default: "" },
    accept: { type: "boolean", default: false },
    out: { type: "string" },
  },
});

if (values.tests === undefined || !existsSync(join(values.tests, "test"))) {
  console.error("usage: npm run conformance -- --tests=DIR [module …], where DIR holds CPython's package `test`");
  process.exit(2);
}

const tests = resolve(values.tests);
const expectations = new Expectations(join(root, "test/conformance"));
const names = positionals.length > 0 ? positionals : expectations.modules();
const installed = values.python === undefined ? install(join(root, "dist"), tests) : null;
const options = {
  python: values.python ?? `node ${installed}/taipan.js -X implementation=cpython`,
  tests,
  timeout: Number(values.timeout),
  testTimeout: Number(values["test-timeout"]),
  use: values.use,
};

const STATUSES = ["ok", "fail", "skip", "crash", "timeout"] as const;
const columns = (cells: readonly (string | number)[]): string => cells.map((cell) => String(cell).padStart(9)).join("");

console.log("module".padEnd(40) + columns(["tests", ...STATUSES, "seconds"]));
const results: ModuleResult[] = [];
const complaints: string[] = [];
for (const module of new Set(names.flatMap(modulesOf))) {
  const result = await runModule(options, module);
  results.push(result);
  console.log(module.padEnd(40) + columns([...counts([result]), result.seconds.toFixed(1)]));
  if (values.accept) expectations.accept(result);
  const { regressions, improvements } = judge(result, expectations.read(module) ?? new Map());
  for (const line of [...regressions, ...improvements]) complaints.push(line);
}
console.log(
  "all".padEnd(40) + columns([...counts(results), results.reduce((sum, r) => sum + r.seconds, 0).toFixed(1)]),
);
if (installed !== null) rmSync(installed, { recursive: true });
if (values.out !== undefined) {
  const plain = results.map((result) => ({ ...result, tests: Object.fromEntries(result.tests) }));
  writeFileSync(values.out, `${JSON.stringify(plain, null, 1)}\n`);
}
for (const line of complaints) console.log(`  ${line}`);
console.log(`${complaints.length} differences from test/conformance/`);
process.exit(complaints.length > 0 ? 1 : 0);

function counts(of: readonly ModuleResult[]): number[] {
  const all = of.flatMap((result) => [...result.tests.values()]);
  return [all.length, ...STATUSES.map((status) => all.filter((test) => test.status === status).length)];
}

/** The modules that a name stands for: itself, or all below a package that has any. */
function modulesOf(name: string): string[] {
  const below = modulesBelow(name);
  return below.length > 0 ? below : [name];
}

function modulesBelow(name: string): string[] {
  const base = join(tests, "test", ...name.split("."));
  if (!existsSync(join(base, "__init__.py"))) return [];
  const inside = readdirSync(base, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return inside.flatMap((entry) => {
    if (entry.isFile() && /^test\w*\.py$/.test(entry.name)) return [`${name}.${entry.name.slice(0, -".py".length)}`];
    return entry.isDirectory() && entry.name !== "__pycache__" ? modulesBelow(`${name}.${entry.name}`) : [];
  });
}
