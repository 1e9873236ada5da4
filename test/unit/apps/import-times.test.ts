import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const taipan = join(dirname(fileURLToPath(import.meta.url)), "../../../dist/taipan.js");
const skip = !existsSync(taipan) && "no command line yet";

/** What `-X importtime` says of a program, without the times. */
function lines(option: string, program: string): string[] {
  const { stderr, status } = spawnSync(process.execPath, [taipan, "-X", option, "-c", program], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  const [header, ...rest] = stderr.trimEnd().split("\n");
  assert.equal(header, "import time: self [us] | cumulative | imported package");
  for (const line of rest) assert.match(line, /^import time: (?: *\d+|cached {3}) \| (?: *\d+|cached {4}) \| +[\w.]+$/);
  return rest.map((line) => line.slice(line.lastIndexOf("|") + 2));
}

test("-X importtime reports imports when they end, what they imported first and farther in", { skip }, () => {
  const reported = lines("importtime", "import bisect, bisect, email.errors");
  const end = reported.slice(reported.indexOf("site") + 1);
  assert.deepEqual(end, ["  _bisect", "bisect", "  email", "email.errors"]);
});

test("-X importtime=2 reports loaded modules too", { skip }, () => {
  const reported = lines("importtime=2", "import sys, bisect, bisect");
  assert.deepEqual(reported.slice(-4), ["sys", "  _bisect", "bisect", "bisect"]);
});
