/** Generated files are fresh: the generators run in a copy of the tree and must write what is committed. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { files, root } from "./tree.ts";

test("generated files are what their generators write", () => {
  const copy = mkdtempSync(join(tmpdir(), "taipan-regen-"));
  try {
    for (const name of ["src", "tools", "grammar", "lib", "docs", "package.json", "tsconfig.json"]) {
      if (existsSync(join(root, name))) cpSync(join(root, name), join(copy, name), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    execFileSync(process.execPath, ["tools/regen.mjs"], { cwd: copy, stdio: "pipe" });
    const problems: string[] = [];
    for (const path of files(/^src\/.*\/generated\//)) {
      if (!readFileSync(join(copy, path)).equals(readFileSync(join(root, path)))) problems.push(path);
    }
    assert.deepEqual(problems, [], "run `npm run regen` and commit");
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
