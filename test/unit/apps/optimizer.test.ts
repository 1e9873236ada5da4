/** How the command tells V8's optimizer the loop of the interpreter from other functions: by its length. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { SHORTER_THAN_LOOP } from "../../../src/apps/cli/optimizer.ts";

const bundle = new URL("../../../dist/index.js", import.meta.url);
const skip = !existsSync(bundle) && "not built yet";

test("the loop is longer than what V8 may optimize at first", { skip }, () => {
  const run = `import(${JSON.stringify(bundle.href)}).then(({ Python }) => new Python().run("1"))`;
  const { stdout } = spawnSync(
    process.execPath,
    ["--print-bytecode", "--print-bytecode-filter=interpretFrames", "-e", run],
    { encoding: "utf8", maxBuffer: 1 << 26 },
  );
  const length = Number(/^Bytecode length: (\d+)$/m.exec(stdout)?.[1]);
  assert.ok(length > SHORTER_THAN_LOOP, `the loop has ${length} bytes`);
});
