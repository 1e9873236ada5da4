/** Objects with finalizers are listed for a while before they are registered with the collector. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Estate, Estates, type Watched } from "../../../src/objects/finalize.ts";
import type { PyObject } from "../../../src/objects/object.ts";

class Nothing extends Estate {
  override revive(): undefined {
    return undefined;
  }
  override finalize(): void {}
  override complaint(): string {
    return "";
  }
}

class Listed implements Watched {
  youngIndex = -1;
  readonly watched = {} as PyObject;
  leave(): Estate {
    return new Nothing();
  }
}

const MILLISECOND = 1_000_000n;

function listing(count: number): { estates: Estates; listed: Listed[] } {
  const estates = new Estates(
    () => {},
    () => {},
  );
  const listed = Array.from({ length: count }, () => new Listed());
  for (const one of listed) estates.watch(one);
  return { estates, listed };
}

test("what stays until the second look that is a tenth of a second after another is registered", () => {
  const { estates, listed } = listing(4);
  const isListed = (): boolean[] => listed.map((one) => one.youngIndex >= 0);
  assert.equal(estates.look(5n * MILLISECOND), false);
  estates.forget(listed[1]);
  assert.equal(estates.look(105n * MILLISECOND), false);
  listed.push(new Listed());
  estates.watch(listed[4]);
  estates.forget(listed[0]);
  assert.equal(estates.look(204n * MILLISECOND), false);
  assert.deepEqual(isListed(), [false, false, true, true, true]);
  assert.equal(estates.look(205n * MILLISECOND), true);
  assert.deepEqual(isListed(), [false, false, false, false, true]);
  estates.forget(listed[4]);
  assert.ok(!estates.hasYoung);
});

test("too many are registered at the first look", () => {
  const { estates } = listing(10_001);
  estates.look(1n);
  assert.ok(!estates.hasYoung);
});

test("all that have something to do are visited, registered or not", () => {
  const { estates, listed } = listing(2);
  estates.register();
  const late = new Listed();
  estates.watch(late);
  const seen = new Set<PyObject>();
  estates.each(Estate, (object) => seen.add(object));
  assert.deepEqual(seen, new Set([...listed, late].map((one) => one.watched)));
  // Of the registered ones those alone whose estates are of the kind.
  class Another extends Nothing {}
  seen.clear();
  estates.each(Another, (object) => seen.add(object));
  assert.deepEqual(seen, new Set([late.watched]));
});

test("gc.collect() does not follow a chain of finalizers that make the next object to finalize", () => {
  // Each finalizer stays long enough for its new object to be registered.
  const program = `
import gc, time
def stay():
    until = time.monotonic() + .12
    while time.monotonic() < until: pass
class Phoenix:
    def __del__(self):
        risen.append(self)
        if len(risen) < 8:
            stay()
            Phoenix()
            stay()
risen = []
Phoenix()
gc.collect()
print(0 < len(risen) < 8)
risen += range(8)
`;
  const taipan = fileURLToPath(new URL("../../../dist/taipan.js", import.meta.url));
  // CPython runs one of these finalizers inside the other, so this program is not compared with it.
  const output = execFileSync(process.execPath, [taipan, "-c", program], { timeout: 60_000, encoding: "utf8" });
  assert.equal(output, "True\n");
});

test("what the program puts into sys goes when nothing is left to print to or to complain to", () => {
  const program = `
import sys
class Last:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("gone:", self.name)
        raise ValueError(self.name)
sys.kept = Last("in sys")
sys.indirectly = {"list": [Last("in a list in sys")]}
`;
  const taipan = fileURLToPath(new URL("../../../dist/taipan.js", import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, [taipan, "-c", program], {
    timeout: 60_000,
    encoding: "utf8",
  });
  assert.deepEqual([stdout, stderr], ["", ""]);
});
