/** A class knows its subclasses for as long as they live, and takes no memory for those that are gone. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { PyType } from "../../../src/objects/type-object.ts";
import { bootTypes } from "./machine.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

bootTypes();

const live = (type: PyType): PyType[] => [...type.subclasses].flatMap((ref) => ref.deref() ?? []);

test("subclasses that have died are forgotten, the others stay", async () => {
  const base = new PyType("Base", null);
  const kept: PyType[] = [];
  for (let round = 0; round < 20; round++) {
    for (let i = 0; i < 200; i++) base.addSubclass(new PyType(`Gone${i}`, null));
    const stays = new PyType(`Kept${round}`, null);
    base.addSubclass(stays);
    kept.push(stays);
    // What a turn of the event loop has seen of weak references lives until its end.
    await new Promise((resolve) => setImmediate(resolve));
    collect();
  }
  assert.deepEqual(
    live(base).map((type) => type.name),
    kept.map((type) => type.name),
  );
  // 4,000 were made.
  assert.ok(base.subclasses.size < 1000, `${base.subclasses.size} references`);
});
