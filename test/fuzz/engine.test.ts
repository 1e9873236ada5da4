/** What does not end is ended, and the engine goes on with the next. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Engine, HANGS } from "../../tools/fuzz/engine.ts";

const driver = `
def answer(text):
    while text == "on and on": pass
    return text + "!"
`;
const engine = new Engine({ config: null, driver, call: "answer", patience: 1 });

after(() => engine.stop());

test("an engine that is kept busy is made anew", async () => {
  assert.equal(await engine.run("before"), "before!");
  assert.equal(await engine.run("on and on"), HANGS);
  assert.equal(await engine.run("after"), "after!");
});
