/** JavaScript's stack may be at its end wherever something is called, before compiled code has written down where it is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Python } from "../../../src/apps/embed/node.ts";
import { compiled, places } from "../../../src/interpreter/compiled.ts";
import { currentThread } from "../../../src/interpreter/thread.ts";
import { caught } from "../../../src/jit/runtime/exits.ts";
import { handlerOf } from "../../../src/jit/runtime/handlers.ts";
import { PyExc_RecursionError } from "../../../src/objects/exceptions/types.ts";
import type { PyObject } from "../../../src/objects/object.ts";
import { functionOf } from "./functions.ts";

const DEPTH = 7;
/** No code has so many places. */
const STALE = 1 << 28;

test("an activation that was at no place yet has raised RecursionError", () => {
  const fn = functionOf("def f(): pass\nf()");
  const python = new Python();
  const overflow = (): void => {
    places[DEPTH] = STALE;
    compiled.error = new RangeError("Maximum call stack size exceeded");
    assert.equal(handlerOf(compiled.error, DEPTH), -1);
    assert.equal(caught(fn, DEPTH, []), undefined);
    assert.equal((compiled.error as PyObject).type, PyExc_RecursionError);
    currentThread.propagating = undefined;
  };
  python.registerModule("lens", { overflow });
  python.run("import lens; lens.overflow()");
});
