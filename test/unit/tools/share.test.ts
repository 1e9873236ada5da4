/** Instructions of the eval loop share variables, but no inline caches. */
import assert from "node:assert/strict";
import test from "node:test";
import { SharedVariables } from "../../../tools/opcodes/share.ts";

test("instructions that read the same property do so from different variables", () => {
  const variables = new SharedVariables();
  assert.equal(variables.share("const list = stack[sp]; list.items;", ["LIST"]), "v0 = stack[sp]; v0.items;");
  assert.equal(variables.share("const tuple = stack[sp]; tuple.items;", ["TUPLE"]), "v1 = stack[sp]; v1.items;");
  assert.equal(variables.share("const float = stack[sp]; float.v;", ["FLOAT"]), "v0 = stack[sp]; v0.v;");
  assert.equal(variables.share("const plain = stack[sp]; plain[0];", ["PLAIN"]), "v0 = stack[sp]; v0[0];");
  assert.deepEqual(variables.names, ["v0", "v1"]);
});

test("an instruction and the superinstructions that it is part of share inline caches", () => {
  const variables = new SharedVariables();
  variables.share("const first = 1; first.items;", ["OTHER"]);
  variables.share("const list = stack[sp]; list.items;", ["LIST"]);
  const text = variables.share("p0: { const x = 1; }\np1: { const list = stack[sp]; list.items; }", ["LOAD", "LIST"]);
  assert.equal(text, "p0: { v0 = 1; }\np1: { v1 = stack[sp]; v1.items; }");
});
