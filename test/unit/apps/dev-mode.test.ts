import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const taipan = join(dirname(fileURLToPath(import.meta.url)), "../../../dist/taipan.js");
const skip = !existsSync(taipan) && "no command line yet";

/** Uses of names of encodings and error handlers that nobody knows. */
const program = `
import io
import os

def known(use):
    try:
        use()
    except LookupError:
        return False
    return True

for data in b"", b"text":
    print(*(known(use) for use in (
        lambda: str(data, "no such"), lambda: str(data, errors="no such"), lambda: data.decode("latin1", "no such"))))
for text in "", "text":
    print(*(known(use) for use in (
        lambda: text.encode("no such"), lambda: text.encode(errors="no such"), lambda: bytes(text, "ascii", "no such"))))
print(*(known(use) for use in (
    lambda: open(os.devnull, errors="no such").close(), lambda: open(os.devnull, "w", errors="no such").close(),
    lambda: io.TextIOWrapper(io.BytesIO(), "latin1", "no such"))))
`;

function run(...options: string[]): string[] {
  const { stdout, stderr, status } = spawnSync(process.execPath, [taipan, ...options, "-c", program], {
    encoding: "utf8",
  });
  assert.equal(status, 0, stderr);
  return stdout.trimEnd().split("\n");
}

test("without development mode, names are looked up where something needs them", { skip }, () => {
  assert.deepEqual(run(), [
    "True True True",
    "False True True",
    "False True True",
    "False True True",
    "True True True",
  ]);
});

test("in development mode, names are always looked up", { skip }, () => {
  assert.deepEqual(run("-X", "dev"), Array(5).fill("False False False"));
});
