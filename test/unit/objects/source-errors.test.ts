import assert from "node:assert/strict";
import { test } from "node:test";
import type { PySyntaxError } from "../../../src/objects/exceptions/base.ts";
import { fromSourceError } from "../../../src/objects/source-errors.ts";
import { SourceFailure } from "../../../src/parser/errors.ts";
import { bootTypes } from "./machine.ts";

bootTypes();

test("an error of the source without a place has its message as a SyntaxError has it", () => {
  const error = fromSourceError(new SourceFailure("SyntaxError", "encoding problem: x")) as PySyntaxError;
  assert.equal(error.msg, "encoding problem: x");
});
