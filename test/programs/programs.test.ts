/**
 * Every program of this folder and of examples/ prints on Taipan what real CPython 3.14 printed (see tools/record-programs.mjs),
 * on each engine.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const taipan = join(root, "dist/taipan.js");
const TIMEOUT = 60_000;

/** The engines, as options of the command line. */
const tiers: readonly (readonly string[])[] = [["--tier=interpreter"], ["--tier=jit"]];

function run(folder: string, args: readonly string[], input: string): Promise<string> {
  return new Promise((resolve) => {
    const env = { PATH: process.env["PATH"], LC_ALL: "C.UTF-8", COLUMNS: "80" };
    const child = spawn(process.execPath, [taipan, ...args], { cwd: folder, env });
    const timer = setTimeout(() => child.kill("SIGKILL"), TIMEOUT);
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (data: string) => (stdout += data));
    child.stderr.setEncoding("utf8").on("data", (data: string) => (stderr += data));
    child.stdin.on("error", () => {}).end(input);
    child.on("close", (status, signal) => {
      clearTimeout(timer);
      let text = stdout;
      if (stderr !== "") text += `--- stderr\n${stderr}`;
      if (status !== 0) text += `--- exit ${signal === null ? status : `after ${TIMEOUT / 1000} s`}\n`;
      resolve(text.replaceAll(`${folder}/`, "./"));
    });
  });
}

test("programs print what CPython prints", { skip: !existsSync(taipan) && "no command line yet", concurrency: 2 }, async (t) => {
  const pending: Promise<void>[] = [];
  for (const folder of [here, join(root, "examples")]) {
    for (const file of readdirSync(folder).sort()) {
      const name = file.replace(/\.py$/, "");
      if (name === file) continue;
      const expected = readFileSync(join(folder, `${name}.expected`), "utf8");
      const stdin = join(folder, `${name}.stdin`);
      const input = existsSync(stdin) ? readFileSync(stdin, "utf8") : "";
      for (const tier of tiers) {
        pending.push(
          t.test(`${name} ${tier.join(" ")}`, async () => assert.equal(await run(folder, [...tier, file], input), expected)),
        );
      }
    }
  }
  await Promise.all(pending);
});
