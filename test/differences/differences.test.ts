/** Every program of this folder's pages still prints on Taipan what the page says, and that is not what CPython prints. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const taipan = join(here, "../../dist/taipan.js");
const PAGE =
  /^# .+\n\n```python\n(.+?)```\n\nCPython\n\n```\n(.+?)```\n\nTaipan\n\n```\n(.+?)```\n\nCause: .+\n\nWorkaround: .+/s;

for (const file of readdirSync(here)) {
  if (!file.endsWith(".md") || file === "README.md") continue;
  test(`differences/${file}`, { skip: !existsSync(taipan) && "the command is not built" }, () => {
    const [, program, theirs, ours] = PAGE.exec(readFileSync(join(here, file), "utf8")) ?? [];
    assert.ok(program, "a page has a program, both outputs, the cause and a workaround");
    assert.notEqual(ours, theirs);
    const { stdout, stderr } = spawnSync(process.execPath, [taipan, "-"], { input: program, encoding: "utf8" });
    assert.equal(stdout + stderr, ours);
  });
}
