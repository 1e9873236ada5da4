/** A program's own file that hides a module which it wants to import is named in the message. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const TAIPAN = join(fileURLToPath(new URL("../../../dist/", import.meta.url)), "taipan.js");

const STANDARD = (file: string) =>
  `(consider renaming '${file}' since it has the same name as the standard library module named 'fractions' and prevents importing that standard library module)`;
const INTENDED = (file: string) =>
  `(consider renaming '${file}' if it has the same name as a library you intended to import)`;

/** File, its text, and the message after the beginning. */
const CASES: readonly (readonly [file: string, text: string, message: (file: string) => string])[] = [
  ["fractions.py", "import fractions\nfractions.Fraction", STANDARD],
  ["fractions.py", "from fractions import Fraction", STANDARD],
  ["numpy.py", "import numpy\nnumpy.array", INTENDED],
  ["numpy.py", "from numpy import array", INTENDED],
];

test("files that hide modules", { skip: !existsSync(TAIPAN) && "the command is not built" }, () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "taipan-")));
  try {
    for (const [file, text, message] of CASES) {
      const path = join(folder, file);
      writeFileSync(path, text);
      const importing = `import ${file.slice(0, -3)}`;
      for (const args of [[path], ["-c", importing], ["-m", file.slice(0, -3)]]) {
        const { stderr } = spawnSync(process.execPath, [TAIPAN, ...args], { cwd: folder, encoding: "utf8" });
        const last = stderr.trimEnd().split("\n").at(-1) ?? "";
        assert.ok(last.includes(message(path)), `${args}: ${last}`);
      }
      const { stderr } = spawnSync(process.execPath, [TAIPAN, "-P", path], {
        encoding: "utf8",
        env: { ...process.env, PYTHONPATH: folder },
      });
      assert.ok(!stderr.includes("renaming"), stderr);
      rmSync(path);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
