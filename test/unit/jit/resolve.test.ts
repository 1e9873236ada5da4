/** What attribute accesses come to when they are compiled. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveLoad, resolveStore } from "../../../src/jit/emit/resolve.ts";
import { contextType } from "../../../src/objects/context.ts";
import { listType } from "../../../src/objects/list/type.ts";
import { functionOf } from "./functions.ts";

test("what instances of built-in types have is not looked for by shapes, which they lack", () => {
  functionOf("def f(): pass"); // makes the types live
  assert.equal(resolveLoad(contextType.rootShape, "run"), null);
  assert.equal(resolveLoad(listType.rootShape, "append"), null);
  assert.equal(resolveStore(contextType.rootShape, "run"), null);
  assert.deepEqual(resolveLoad(contextType.rootShape, "__class__"), { kind: "class" });
});
