/**
 * The mathematical functions against results recorded from CPython with glibc, every digit: quadrants and their borders, arguments whose
 * reduction needs all of 2/pi, subnormals, points that are far out. A row tells function, arguments and result.
 */
import assert from "node:assert/strict";
import test from "node:test";
import { acos, asin, atan, atan2 } from "../../../src/kernel/libm/arc.ts";
import { acosh, asinh, atanh, cosh, expm1, log1p, sinh, tanh } from "../../../src/kernel/libm/hyperbolic.ts";
import { cos, sin, tan } from "../../../src/kernel/libm/trig.ts";
import { type Any, recorded, unhex } from "./support.ts";

const FUNCTIONS: Record<string, (...args: Any[]) => number> = {
  acos,
  acosh,
  asin,
  asinh,
  atan,
  atan2,
  atanh,
  cos,
  cosh,
  expm1,
  log1p,
  sin,
  sinh,
  tan,
  tanh,
};

recorded(
  "libm",
  ([kind]) => kind,
  ([kind, args, want]) => [FUNCTIONS[kind](...unhex(args)), unhex(want)],
);

test("what is outside the domain is no number", () => {
  const outside: [(x: number) => number, number[]][] = [
    [sin, [Infinity, -Infinity]],
    [cos, [Infinity]],
    [tan, [-Infinity]],
    [asin, [1.5, -2, Infinity]],
    [acos, [1.0000000000000002, -Infinity]],
    [acosh, [0.5, -3, -Infinity]],
    [atanh, [1.5, -Infinity]],
    [log1p, [-1.5, -Infinity]],
  ];
  for (const [f, arguments_] of outside) for (const x of arguments_) assert.ok(Number.isNaN(f(x)), `${f.name}(${x})`);
  for (const f of Object.values(FUNCTIONS)) assert.ok(Number.isNaN(f(Number.NaN, 1)), f.name);
});

test("results owe nothing to the engine's own functions", () => {
  const value = (name: string): number => FUNCTIONS[name](name === "acosh" ? 1.75 : 0.7310585786300049, 1.25);
  const before = Object.keys(FUNCTIONS).map(value);
  const engine = Object.getOwnPropertyDescriptors(Math);
  try {
    for (const name of [...Object.keys(FUNCTIONS), "exp", "log"]) Object.defineProperty(Math, name, { value: () => 0 });
    assert.deepEqual(Object.keys(FUNCTIONS).map(value), before);
  } finally {
    Object.defineProperties(Math, engine);
  }
});
