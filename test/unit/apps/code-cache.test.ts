/** The package's entry for Node starts from compiled code, which the first process leaves. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
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
  for (const name of ["taipan.cjs", "taipan-node.cjs", "lib.taipan"]) symlinkSync(join(dist, name), join(folder, name));
}

function installParts(): void {
  mkdirSync(join(folder, "parts"));
  for (const name of readdirSync(join(dist, "parts")).filter((name) => name.endsWith(".cjs")))
    symlinkSync(join(dist, "parts", name), join(folder, "parts", name));
}

/** What a process prints that imports the entry. */
function run(...flags: string[]): string {
  return runExpression("6 * 7", ...flags);
}

function runExpression(expression: string, ...flags: string[]): string {
  const entry = pathToFileURL(join(folder, "node.mjs")).href;
  const script = `import * as taipan from ${JSON.stringify(entry)};
    console.log(Object.keys(taipan).sort().join(), new taipan.Python().run(${JSON.stringify(expression)}));`;
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, "--input-type=module", "-e", script], {
    encoding: "utf8",
  });
  assert.equal(stderr, "");
  return stdout;
}

function caches(inside = "."): string[] {
  return readdirSync(join(folder, inside)).filter((name) => name.endsWith(".cache"));
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

test("starting needs no part; a part leaves compiled code of its own", { skip }, () => {
  const command = (...args: string[]) =>
    spawnSync(process.execPath, ["--preserve-symlinks-main", join(folder, "taipan.cjs"), ...args], {
      encoding: "utf8",
    });
  assert.equal(command("-c", "print(6 * 7)").stdout, "42\n");
  assert.equal(command("-c", "import _json").status, 70);

  installParts();
  const program = "import _json; print(_json.encode_basestring_ascii('\\N{SNOWMAN}'))";
  assert.equal(command("-c", program).stdout, '"\\u2603"\n');
  const written = caches("parts");
  assert.deepEqual(
    written.map((name) => name.replace(/\..*/, "")),
    ["_json", "names"],
  );
  const times = () => written.map((name) => statSync(join(folder, "parts", name)).mtimeMs);
  const before = times();
  assert.equal(command("-c", program).stdout, '"\\u2603"\n');
  assert.deepEqual(times(), before);
  // The flags of V8 have changed by the time that a busy command loads a part.
  assert.equal(command("-c", `for i in range(300_000): pass\n${program}`).stdout, '"\\u2603"\n');
  assert.deepEqual(times(), before);
  assert.match(runExpression("__import__('_json').encode_basestring_ascii('a')"), /"a"/);
  assert.deepEqual(times(), before);
});
