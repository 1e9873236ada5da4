/**
 * What fails again and again does not leave functions to the interpreter, and does not have them compiled again and again.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const command = fileURLToPath(new URL("../../../dist/taipan.cjs", import.meta.url));
const skip = !existsSync(command) && "not built yet";

/** A loop that is compiled by itself and with its function, before either has met a big int. */
const LOOP = `
def total(items):
    sum = 0
    for item in items:
        sum = sum + item
    return sum

total([1] * 3000)
for n in range(500):
    total([n])
for n in range(300):
    total([1 << 70, n] * 50)
`;

/** A place that meets the instances of one class after the other. */
const CLASSES = `
def name(thing):
    return thing.name

for i in range(30):
    thing = type(f"C{i}", (), {"name": i})()
    for _ in range(2000):
        name(thing)
`;

function traced(...args: string[]): string[] {
  const { stderr } = spawnSync(process.execPath, [command, "--trace=jit", ...args], { encoding: "utf8" });
  assert.match(stderr, /^jit: /m);
  return stderr.split("\n");
}

function givenUp(...args: string[]): string[] {
  return traced(...args).filter((line) => line.includes("given up"));
}

test("operators, built-ins and methods that fail", { skip }, () => {
  assert.deepEqual(givenUp(fileURLToPath(new URL("../../programs/compiled_generic.py", import.meta.url))), []);
});

test("pieces of a function that were made before one of them failed", { skip }, () => {
  assert.deepEqual(givenUp("-c", LOOP), []);
});

test("a place that meets many classes is compiled for any of them before long", { skip }, () => {
  const times = traced("-c", CLASSES).filter((line) => line.startsWith("jit: name at")).length;
  assert.ok(times >= 2 && times <= 5, `compiled ${times} times`);
});
