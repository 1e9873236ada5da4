/** Numbers of places in compiled code: they lead to their sites, and those of code that is gone are used again. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type CompiledSite, SiteTable, siteAt } from "../../../src/interpreter/compiled-sites.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** The table does not look into its sites. */
const site = (index: number): CompiledSite => ({ index }) as CompiledSite;

function tableOf(count: number): { table: SiteTable; numbers: number[] } {
  const table = new SiteTable();
  return { table, numbers: Array.from({ length: count }, (_, index) => table.add(site(index))) };
}

test("every number leads to its site", () => {
  const made = [1, 16, 17, 100].map(tableOf);
  for (const { numbers } of made) {
    assert.deepEqual(
      numbers.map((number) => siteAt(number).index),
      numbers.map((_, index) => index),
    );
  }
  assert.equal(new Set(made.flatMap(({ numbers }) => numbers)).size, 134);
});

test("numbers of tables that are gone are used again", async () => {
  const kept = tableOf(40);
  let highest = 0;
  for (let round = 0; round < 20; round++) {
    for (let i = 0; i < 500; i++) highest = Math.max(highest, ...tableOf(20).numbers);
    await new Promise((resolve) => setImmediate(resolve));
    collect();
  }
  // 20,000 blocks were made.
  assert.ok(highest < 10_000 * 16, `the highest number is ${highest}`);
  assert.deepEqual(
    kept.numbers.map((number) => siteAt(number).index),
    kept.numbers.map((_, index) => index),
  );
});
