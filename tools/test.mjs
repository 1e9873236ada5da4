// `npm test`: build, check, and every test below test/, two at a time.
//
//   npm test                     everything
//   npm test -- host flowgraph   only the tests whose path contains one of the words; no build, no check
//
// Ends with node's counts and one plain line: "N passed, N failed". A failing build or check counts as one failed test.

import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const words = process.argv.slice(2);
const bin = (name) => join(root, "node_modules/.bin", name);

const checks = [
  ["build", process.execPath, ["tools/build.mjs"]],
  ["types", bin("tsc"), ["-p", "tsconfig.json"]],
  ["types with Node and DOM", bin("tsc"), ["-p", "tsconfig.node.json"]],
  ["format and lint", bin("biome"), ["check", "--max-diagnostics=10", "."]],
];

const files = findTests(join(root, "test")).filter(
  (file) => words.length === 0 || words.some((word) => file.includes(word)),
);
let failedChecks = 0;
if (words.length === 0) {
  for (const [name, command, args] of checks) {
    const start = performance.now();
    const { status } = await run(command, args);
    if (status !== 0) failedChecks++;
    console.log(`${status === 0 ? "ok" : "FAILED"}: ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  }
}
if (files.length === 0) {
  console.error("no test matches");
  process.exit(1);
}
const reporter = pathToFileURL(join(root, "tools/test-reporter.mjs")).href;
const options = ["--import", "tsx", "--test", "--test-concurrency=2", `--test-reporter=${reporter}`];
const { status } = await run(process.execPath, [...options, ...files], {
  TAIPAN_TEST_FILES: String(files.length),
  TAIPAN_FAILED_CHECKS: String(failedChecks),
});
process.exit(status !== 0 || failedChecks > 0 ? 1 : 0);

function findTests(folder) {
  const found = [];
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...findTests(path));
    else if (entry.name.endsWith(".test.ts")) found.push(relative(root, path));
  }
  return found;
}

function run(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
    child.on("error", (error) => {
      console.error(String(error));
      resolve({ status: 1 });
    });
    child.on("close", (status) => resolve({ status: status ?? 1 }));
  });
}
