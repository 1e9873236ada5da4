import assert from "node:assert/strict";
import { test } from "node:test";
import { timsort } from "../../../src/objects/list/timsort.ts";

function random(seed: number): (n: number) => number {
  return (n) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % n;
  };
}

const shapes: Record<string, (n: number, rnd: (n: number) => number) => number[]> = {
  random: (n, rnd) => Array.from({ length: n }, () => rnd(1e6)),
  few: (n, rnd) => Array.from({ length: n }, () => rnd(4)),
  sorted: (n) => Array.from({ length: n }, (_, i) => i),
  reversed: (n) => Array.from({ length: n }, (_, i) => n - i),
  saw: (n) => Array.from({ length: n }, (_, i) => i % 37),
  blocks: (n, rnd) => Array.from({ length: n }, (_, i) => (i % 100) * 1000 + rnd(3)),
};

test("sorts stably, values in step with keys", () => {
  const rnd = random(7);
  for (const [name, make] of Object.entries(shapes)) {
    for (const n of [0, 1, 2, 31, 64, 65, 500, 3000]) {
      const keys = make(n, rnd);
      const expected = keys.map((key, i) => [key, i] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      const vals = keys.map((_, i) => i);
      timsort(keys, vals, (a, b) => (a as number) < (b as number));
      assert.deepEqual(
        keys.map((key, i) => [key, vals[i]]),
        expected,
        `${name} ${n}`,
      );
    }
  }
});

test("needs one comparison an element on what is in order", () => {
  for (const name of ["sorted", "reversed"]) {
    const keys = shapes[name](1000, random(1));
    let count = 0;
    timsort(keys, null, (a, b) => {
      count++;
      return (a as number) < (b as number);
    });
    assert.equal(count, 999, name);
  }
});

test("a comparison that throws loses no element", () => {
  const rnd = random(3);
  for (let fail = 1; fail < 4000; fail += 97) {
    const keys = shapes.blocks(600, rnd);
    const before = keys.slice().sort((a, b) => a - b);
    let count = 0;
    try {
      timsort(keys, null, (a, b) => {
        if (++count === fail) throw new Error("stop");
        return (a as number) < (b as number);
      });
    } catch {
      assert.equal(count, fail);
    }
    assert.deepEqual(
      keys.slice().sort((a, b) => a - b),
      before,
    );
  }
});
