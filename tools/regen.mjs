// `npm run regen`: runs every generator (tools/*/generate.ts). What they write under generated/ folders is committed; the
// tidy test repeats them in a copy of the tree and compares.

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

for (const name of readdirSync("tools").sort()) {
  const generator = join("tools", name, "generate.ts");
  if (!existsSync(generator)) continue;
  console.log(`regen: ${generator}`);
  const { status } = spawnSync(process.execPath, ["--import", "tsx", generator], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
