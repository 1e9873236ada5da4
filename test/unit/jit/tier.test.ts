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

/** Compiled code is unwound above a built-in that lies on compiled code: what is called after that is not for the loop to run. */
const ABOVE_BUILTIN = `
class Box:
    left = 1
    right = 2

def inner(n):
    total = 0
    for i in range(n):
        total += getattr(Box, ("left", "right")[i & 1])
    return total

BODY = compile("for k in range(100): inner(40)", "body", "exec")

def run(i):
    exec(BODY, globals())
    return i

def items(n):
    for i in range(n):
        yield run(i)

def outer(n):
    found = []
    found.extend(items(n))

for _ in range(2000):
    inner(40)
    outer(0)
for _ in range(20):
    outer(40)
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

test("after an unwinding above a built-in, what is called there stays in compiled code", { skip }, () => {
  const { stderr } = spawnSync(process.execPath, [command, "--stats", "-c", ABOVE_BUILTIN], { encoding: "utf8" });
  const entered = Number(/entered (\d+) times from the loop/.exec(stderr)?.[1]);
  // 800 bodies of 100 calls.
  assert.ok(entered < 20_000, stderr);
});
