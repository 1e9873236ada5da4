import assert from "node:assert/strict";
import { test } from "node:test";
import { PyRange } from "../../../src/objects/range/range.ts";
import { PySlice, sliceItems, sliceLongIndices, sliceRange } from "../../../src/objects/slice.ts";
import { bootTypes } from "./machine.ts";

bootTypes();

test("slices select what stepping from bound to bound selects", () => {
  const bounds = [null, -7, -5, -1, 0, 1, 3, 5, 7, 2n ** 70n, -(2n ** 70n)];
  for (let length = 0; length < 6; length++) {
    const items = Array.from({ length }, (_, i) => i);
    for (const start of bounds) {
      for (const stop of bounds) {
        for (const step of [null, 1, 2, -1, -3, 2n ** 70n]) {
          const slice = new PySlice(start, stop, step);
          const [from, to, by] = sliceLongIndices(slice, length);
          const expected: number[] = [];
          for (let i = from; by > 0 ? i < to : i > to; i = Number(BigInt(i) + BigInt(by))) expected.push(Number(i));
          assert.deepEqual(
            sliceItems(items, sliceRange(slice, length)),
            expected,
            `${length} [${start}:${stop}:${step}]`,
          );
        }
      }
    }
  }
});

test("ranges count and index without walking", () => {
  const range = new PyRange(2n ** 70n, 0, -3);
  assert.equal(range.length, (2n ** 70n + 2n) / 3n);
  assert.equal(range.small, false);
  assert.equal(new PyRange(0, 10, 3).length, 4);
  assert.equal(new PyRange(0, 10, 3).item(3), 9);
  assert.equal(new PyRange(Number.MAX_SAFE_INTEGER, 2n ** 53n + 5n, 1).item(3), 2n ** 53n + 2n);
});
