/** Waiting for the host inside of what built-ins call back: the JavaScript event loop goes on meanwhile, and so do other threads. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import test from "node:test";
import { Python } from "../../../src/apps/embed/node.ts";

const SETUP = `
import functools, time
class It:
    def __init__(self): self.left = 3
    def __iter__(self):
        nap()
        return self
    def __next__(self):
        nap()
        if self.left == 0: raise StopIteration
        self.left -= 1
        return self.left
def gen():
    for i in range(3):
        nap()
        yield i
def delegating():
    return (yield from gen())
def patient():
    try:
        yield 1
    except ValueError:
        nap()
        yield 2
    finally:
        nap()
class Callable:
    def __call__(self): nap(); return 1
class Made:
    def __init__(self): nap()
class Manager:
    def __enter__(self): nap()
    def __exit__(self, *args): nap()
def napping(x):
    nap()
    return x
`;

/** An expression or statements, and how often they nap. */
const CASES: [source: string, naps: number][] = [
  ["list(gen())", 3],
  ["tuple(gen())", 3],
  ["set(gen())", 3],
  ["sum(gen())", 3],
  ["min(gen()), max(gen())", 6],
  ["any(x == 5 for x in gen())", 3],
  ["all(x < 5 for x in gen())", 3],
  ["sorted(gen())", 3],
  ["sorted([3, 1, 2], key=napping)", 3],
  ["[3, 1].sort(key=napping)", 2],
  ["min([1, 2], key=napping)", 2],
  ["list(map(napping, [1, 2]))", 2],
  ["[x for x in map(napping, [1, 2])]", 2],
  ["functools.reduce(lambda a, b: napping(a + b), [1, 2, 3])", 2],
  ["','.join(str(x) for x in gen())", 3],
  ["for x in It(): pass", 5],
  ["list(It())", 5],
  ["next(gen())", 1],
  ["next(It())", 1],
  ["g = delegating()\nnext(g)\ng.send(None)", 2],
  ["g = patient()\nnext(g)\ng.throw(ValueError)", 1],
  ["g = patient()\nnext(g)\ng.close()", 1],
  ["Callable()()", 1],
  ["Made()", 1],
  ["with Manager(): pass", 2],
  ["exec('nap()')", 1],
  ["eval('napping(1)')", 1],
  ["class C(metaclass=lambda *a: napping(type(*a))): pass", 1],
];

const skip = !existsSync("dist/lib.taipan") && "the library is not built";

test("built-ins let the thread wait in what they call", { skip }, async (t) => {
  const python = new Python();
  let naps = 0;
  python.registerModule("host", {
    nap: () => {
      naps++;
      return new Promise((resolve) => setTimeout(() => resolve(null), 1));
    },
  });
  await python.runAsync(`from host import nap\n${SETUP}`);
  for (const [source, count] of CASES) {
    await t.test(source, async () => {
      naps = 0;
      await python.runAsync(source);
      assert.equal(naps, count);
    });
  }
});
