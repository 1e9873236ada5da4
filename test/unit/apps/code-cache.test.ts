/** The package's entry for Node starts from compiled code, which the first process leaves. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const dist = fileURLToPath(new URL("../../../dist", import.meta.url));
const skip = !existsSync(join(dist, "node.js")) && "not built yet";
const folder = mkdtempSync(join(tmpdir(), "taipan-"));
after(() => rmSync(folder, { recursive: true }));

function install(): void {
  copyFileSync(join(dist, "node.js"), join(folder, "node.mjs"));
  for (const name of ["taipan-node.cjs", "lib.taipan"]) symlinkSync(join(dist, name), join(folder, name));
}

/** What a process prints that imports the entry. */
function run(...flags: string[]): string {
  const entry = pathToFileURL(join(folder, "node.mjs")).href;
  const script = `import * as taipan from ${JSON.stringify(entry)};
    console.log(Object.keys(taipan).sort().join(), new taipan.Python().run("6 * 7"));`;
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, "--input-type=module", "-e", script], {
    encoding: "utf8",
  });
  assert.equal(stderr, "");
  return stdout;
}

function caches(): string[] {
  return readdirSync(folder).filter((name) => name.endsWith(".cache"));
}

test("the first process leaves compiled code, later ones take it", { skip }, async () => {
  install();
  const { Python, ...others } = await import(pathToFileURL(join(dist, "index.js")).href);
  const expected = `${["Python", ...Object.keys(others)].sort().join()} ${new Python().run("6 * 7")}\n`;
  assert.equal(run(), expected);
  const [name] = caches();
  const cache = join(folder, name);
  const { mtimeMs, size } = statSync(cache);
  assert.equal(run(), expected);
  assert.equal(statSync(cache).mtimeMs, mtimeMs);

  // What another process has not written whole is of no use, and no harm.
  truncateSync(cache, size >> 1);
  assert.equal(run(), expected);
  assert.ok(statSync(cache).size > size >> 1);

  // V8 takes compiled code only under the flags it was made with.
  assert.equal(run("--no-opt"), expected);
  assert.equal(caches().length, 2);
});
