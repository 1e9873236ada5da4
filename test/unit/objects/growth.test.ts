import assert from "node:assert/strict";
import { test } from "node:test";
import { PyDict } from "../../../src/objects/dict/dict.ts";
import { exceptionTypeOf } from "../../../src/objects/exceptions/convert.ts";
import { PyExc_MemoryError } from "../../../src/objects/exceptions/types.ts";
import { PyList } from "../../../src/objects/list/list.ts";
import { listExtend } from "../../../src/objects/list/type.ts";
import type { PyValue } from "../../../src/objects/object.ts";
import { GROWTH_LIMIT } from "../../../src/objects/push.ts";
import { PyTuple } from "../../../src/objects/tuple/tuple.ts";
import { bootTypes } from "./machine.ts";

bootTypes();

const isMemoryError = (error: unknown): boolean => exceptionTypeOf(error) === PyExc_MemoryError;

/** An array of that length that takes no memory. */
function sparse(length: number): PyValue[] {
  const items: PyValue[] = [];
  items.length = length;
  return items;
}

test("a list that V8 could not make longer raises MemoryError and stays as it is", () => {
  const list = new PyList(sparse(GROWTH_LIMIT - 1));
  listExtend(list, new PyTuple([1]));
  assert.throws(() => listExtend(list, new PyTuple([2])), isMemoryError);
  assert.equal(list.items.length, GROWTH_LIMIT);
});

test("so does a dict", () => {
  const dict = new PyDict();
  Object.assign(dict, { keys: sparse(GROWTH_LIMIT), used: GROWTH_LIMIT });
  assert.throws(() => dict.set("a", 1), isMemoryError);
});
