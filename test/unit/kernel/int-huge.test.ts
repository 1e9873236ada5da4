import assert from "node:assert/strict";
import test from "node:test";
import { bigProduct, bigQuotient, bigRemainder } from "../../../src/kernel/int-huge.ts";
import { interrupt } from "../../../src/kernel/interrupt.ts";

/** A number of so many bits without a pattern. */
function scrambled(bits: number, seed: number): bigint {
  let state = seed;
  const words: string[] = [];
  for (let i = 0; i < bits / 32; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    words.push((state >>> 0).toString(16).padStart(8, "0"));
  }
  return BigInt.asUintN(bits, BigInt(`0x${words.join("")}`)) | (1n << BigInt(bits - 1));
}

/** How often `work` asks for interrupts. */
function polls(work: () => void): number {
  const { poll } = interrupt;
  let count = 0;
  interrupt.poll = () => {
    count++;
  };
  try {
    work();
  } finally {
    interrupt.poll = poll;
  }
  return count;
}

const FACTORS: readonly (readonly [number, number])[] = [
  [17_000_000, 17_000_001],
  [40_000_000, 16_800_000],
  [20_000_000, 5_000_000],
  [5_000_000, 40_000_000],
  [40_000_000, 200_000],
  [5_000_000, 3],
];

for (const [m, n] of FACTORS) {
  test(`a product of ${m} and ${n} bits`, () => {
    const a = scrambled(m, 1);
    const b = scrambled(n, 2);
    assert.ok(bigProduct(a, b) === a * b);
    assert.ok(bigProduct(-a, b) === -(a * b));
  });
}

const DIVIDENDS: readonly (readonly [number, number])[] = [
  [9_000_000, 4_500_000],
  [9_000_000, 8_999_000],
  [9_000_000, 9_000_000],
  [9_000_000, 100],
  [20_000_000, 7_000_000],
  [6_000_000, 5_000_000],
  [4_200, 4_199],
  [4_200, 4_100],
  [5_000, 4_097],
  [9_000, 8_000],
  [9_000, 4_500],
  [17_000, 16_990],
  [90_000, 89_900],
  [900_000, 890_000],
];

for (const [m, n] of DIVIDENDS) {
  test(`a quotient of ${m} and ${n} bits`, () => {
    const a = scrambled(m, 3);
    const b = scrambled(n, 4);
    for (const [x, y] of [
      [a, b],
      [-a, b],
      [a, -b],
      [b * (a / b), b],
      [b * (a / b) - 1n, b],
    ]) {
      const quotient = bigQuotient(x, y);
      assert.ok(quotient === x / y);
      assert.ok(bigRemainder(x, y) === x - quotient * y);
    }
  });
}

test("a divisor of ones only, whose leading bits mislead most", () => {
  const ones = (1n << 6_000_000n) - 1n;
  const a = ones << 3_000_000n;
  assert.ok(bigQuotient(a, ones + 1n) === a / (ones + 1n));
  assert.ok(bigQuotient(a, (1n << 6_000_000n) + ones) === a / ((1n << 6_000_000n) + ones));
});

test("long operations can be interrupted, short ones are not slowed", () => {
  const a = scrambled(40_000_000, 5);
  assert.ok(polls(() => bigProduct(a, a + 1n)) >= 6);
  assert.ok(polls(() => bigProduct(a, 3n ** 100_000n)) >= 3);
  assert.ok(polls(() => bigQuotient(a, 10n ** 100_000n)) >= 6);
  assert.equal(
    polls(() => bigProduct(3n, 5n)),
    0,
  );
});
